import { useShortcuts } from '../../app/keyboard.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';

/** Who keeps the dossiers: single person now; three roles are described and say why they cannot be chosen. */
export function ModeStep({ onNext, onRestore }: { onNext: () => void; onRestore: () => void }) {
  const t = useText();
  const words = t.entry.mode;
  useShortcuts([{ keys: 'Enter', label: t.common.next, run: onNext }]);
  return (
    <>
      <h1 className="entry-title serif">{words.title}</h1>
      <p className="entry-lead">{words.lead}</p>
      <div className="mode-choices" role="radiogroup" aria-label={words.title}>
        <section className="mode mode-chosen">
          <h2 className="serif">
            <input type="radio" id="mode-single" name="mode" defaultChecked />
            <label htmlFor="mode-single">{words.single}</label>
          </h2>
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
        <section className="mode mode-off">
          <h2 className="serif">
            <input type="radio" id="mode-three" name="mode" disabled aria-describedby="mode-three-why" />
            <label htmlFor="mode-three">{words.three}</label>
          </h2>
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
          <p id="mode-three-why" className="mode-why">
            {words.threeNotYet}
          </p>
        </section>
      </div>
      <div className="entry-foot">
        <span className="ink2 grow">{words.basis}</span>
        <Action kind="text" onClick={onRestore}>
          {t.health.restore.offer}
        </Action>
        <Action kind="primary" cap="Enter" onClick={onNext}>
          {words.go}
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
