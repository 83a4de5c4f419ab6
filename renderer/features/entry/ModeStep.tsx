import { useShortcuts } from '../../app/keyboard.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';

export type Mode = 'single' | 'several';

interface ModeStepProps {
  mode: Mode;
  onMode: (mode: Mode) => void;
  onNext: () => void;
  onRestore: () => void;
}

/** Who keeps the dossiers: one person, with what that gives up, or several with three administrators apart. */
export function ModeStep({ mode, onMode, onNext, onRestore }: ModeStepProps) {
  const t = useText();
  const words = t.entry.mode;
  useShortcuts([{ keys: 'Enter', label: t.common.next, inText: true, run: onNext }]);
  const choice = (value: Mode, name: string) => (
    <h2 className="serif">
      <input
        type="radio"
        id={`mode-${value}`}
        name="mode"
        checked={mode === value}
        onChange={() => onMode(value)}
      />
      <label htmlFor={`mode-${value}`}>{name}</label>
    </h2>
  );
  return (
    <>
      <h1 className="entry-title serif">{words.title}</h1>
      <p className="entry-lead">{words.lead}</p>
      <div className="mode-choices" role="radiogroup" aria-label={words.title}>
        <section className={mode === 'single' ? 'mode mode-chosen' : 'mode'}>
          {choice('single', words.single)}
          <p>{words.singleLead}</p>
          <Rows rows={words.singleRows} />
          <dl className="mode-rows">
            <div>
              <dt className="amber">{words.gives}</dt>
              <dd>
                <b>{words.givesStrong}</b>
                {words.givesRest}
              </dd>
            </div>
          </dl>
        </section>
        <section className={mode === 'several' ? 'mode mode-chosen' : 'mode'}>
          {choice('several', words.three)}
          <p>{words.threeLead}</p>
          <Rows rows={words.threeRows} />
          <dl className="mode-rows">
            <div>
              <dt>{words.demands}</dt>
              <dd>
                <b>{words.demandsStrong}</b>
                {words.demandsRest}
              </dd>
            </div>
          </dl>
        </section>
      </div>
      <div className="entry-foot">
        <span className="ink2 grow">{words.basis}</span>
        <Action kind="text" onClick={onRestore}>
          {t.health.restore.offer}
        </Action>
        <Action kind="primary" cap="Enter" onClick={onNext}>
          {mode === 'single' ? words.go : words.goSeveral}
        </Action>
      </div>
    </>
  );
}

/** Name and value by lines. */
export function Rows({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
    <dl className="mode-rows">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
