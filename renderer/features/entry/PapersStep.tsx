import { type FormEvent, useState } from 'react';
import { useShortcuts } from '../../app/keyboard.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import { TextField } from './PasswordField.tsx';
import { chooseTwo, groupsOf, plain } from './shares.ts';

/** Three recovery papers, shown once; the person proves that they were written down. */
export function PapersStep({
  shares,
  onDone,
  title,
}: {
  shares: readonly string[];
  onDone: () => void;
  title?: string;
}) {
  const t = useText();
  const words = t.entry.papers;
  const [checking, setChecking] = useState(false);
  const [asked] = useState(() => chooseTwo(3, Math.random));
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [wrong, setWrong] = useState<readonly number[]>([]);
  useShortcuts([
    { keys: 'Enter', label: t.common.next, disabled: checking, run: () => setChecking(true) },
    {
      keys: 'Escape',
      cap: 'Esc',
      label: words.showAgain,
      inText: true,
      disabled: !checking,
      run: () => setChecking(false),
    },
  ]);
  const lastGroup = (i: number) => groupsOf(shares[i] ?? '').at(-1) ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const bad = asked.filter((i) => plain(typed[i] ?? '') !== plain(lastGroup(i)));
    setWrong(bad);
    if (bad[0] !== undefined) document.getElementById(`share-check-${bad[0]}`)?.focus();
    else onDone();
  };
  return (
    <form onSubmit={submit} noValidate>
      <h1 className="entry-title serif">{title ?? words.title}</h1>
      <p className="entry-lead">{checking ? words.hidden : words.lead}</p>
      {checking ? (
        <div className="entry-form">
          <p className="entry-ask">{words.confirm}</p>
          {asked.map((i, at) => (
            <TextField
              key={i}
              id={`share-check-${i}`}
              label={words.lastOf(i + 1)}
              error={wrong.includes(i) ? words.wrong(i + 1) : undefined}
              value={typed[i] ?? ''}
              onChange={(value) => setTyped({ ...typed, [i]: value })}
              autoFocus={at === 0}
            />
          ))}
        </div>
      ) : (
        <>
          <div className="papers">
            {shares.map((share, i) => (
              <section key={share} className="paper" aria-label={words.paper(i + 1)}>
                <h2>{words.paper(i + 1)}</h2>
                <ol className="paper-groups">
                  {groupsOf(share).map((group, at) => (
                    <li key={`${at}-${group}`}>{group}</li>
                  ))}
                </ol>
                <p className="ink2">{words.keep[i]}</p>
              </section>
            ))}
          </div>
          <ol className="paper-rules">
            {words.rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ol>
        </>
      )}
      <div className="entry-foot">
        <span className="grow" />
        {checking ? (
          <>
            <Action onClick={() => setChecking(false)} cap="Esc">
              {words.showAgain}
            </Action>
            <Action kind="primary" submit cap="Enter">
              {words.go}
            </Action>
          </>
        ) : (
          <Action kind="primary" cap="Enter" onClick={() => setChecking(true)}>
            {words.ready}
          </Action>
        )}
      </div>
    </form>
  );
}
