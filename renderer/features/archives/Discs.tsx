import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { type DiscCheck, discKinds, type DiscPlanView } from '../../../shared/model/inspection.ts';
import { bytesText } from '../../app/civil-words.ts';
import { bridge } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import { useWork } from './use-work.tsx';

/** 光盘: an archive laid out on discs, and what was burnt re-read against the plan. */
export function Discs({ onSaid }: { onSaid: (said: string) => void }) {
  const words = useText().inspection.discs;
  const [kind, setKind] = useState<DiscPlanView['kind']>('DVD');
  const [sets, setSets] = useState(2);
  const [stage, setStage] = useState(true);
  const [plan, setPlan] = useState<DiscPlanView | null>(null);
  const [checks, setChecks] = useState<Readonly<Record<number, DiscCheck>>>({});
  const { busy, perform, line } = useWork();
  const make = async () => {
    const made = await perform(words.planning, (job) => bridge().disc.plan({ kind, sets, stage }, { job }));
    if (made !== undefined) onSaid(words.planned(made.name, made.plan.discs.length));
  };
  const choose = async () => {
    const opened = await perform(words.open, () => bridge().disc.open());
    if (opened === undefined) return;
    setPlan(opened);
    setChecks({});
  };
  const read = async (number: number) => {
    const checked = await perform(words.reading, (job) => bridge().disc.check({ number }, { job }));
    if (checked !== undefined) setChecks((old) => ({ ...old, [number]: checked }));
  };
  return (
    <>
      <p className="ink2">{words.lead}</p>
      <div className="archives-bar">
        <Radio.Group
          aria-label={words.kind}
          disabled={busy}
          value={kind}
          options={discKinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(event) => setKind(event.target.value as DiscPlanView['kind'])}
        />
        <Radio.Group
          aria-label={words.sets}
          disabled={busy}
          value={sets}
          options={[1, 2, 3].map((value) => ({ value, label: words.setsOf(value) }))}
          onChange={(event) => setSets(event.target.value as number)}
        />
        <Checkbox disabled={busy} checked={stage} onChange={(event) => setStage(event.target.checked)}>
          {words.stage}
        </Checkbox>
        <Action disabled={busy} onClick={() => void make()}>
          {words.plan}
        </Action>
      </div>
      {line}
      <section aria-label={words.check}>
        <div className="people-head">
          <h2 className="panel-title">{words.check}</h2>
          <Action small disabled={busy} onClick={() => void choose()}>
            {words.open}
          </Action>
        </div>
        <p className="ink2">
          {plan === null ? words.checkLead : words.of(plan.archive, plan.kind, plan.sets)}
        </p>
        {plan !== null && (
          <table className="plain-table" aria-label={words.check}>
            <thead>
              <tr>
                <th scope="col">{words.columns.number}</th>
                <th scope="col" className="right">
                  {words.columns.files}
                </th>
                <th scope="col" className="right">
                  {words.columns.bytes}
                </th>
                <th scope="col">{words.columns.result}</th>
                <th scope="col">
                  <span className="sr">{words.read}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {plan.discs.map((disc) => (
                <tr key={disc.number}>
                  <td className="num">{`${disc.number}/${plan.discs.length}`}</td>
                  <td className="right num">{disc.files}</td>
                  <td className="right num">{bytesText(disc.bytes)}</td>
                  <td>
                    <Checked found={checks[disc.number]} />
                  </td>
                  <td className="right">
                    <button
                      type="button"
                      className="link"
                      disabled={busy}
                      aria-label={`${words.read} ${disc.number}`}
                      onClick={() => void read(disc.number)}
                    >
                      {words.read}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

function Checked({ found }: { found: DiscCheck | undefined }) {
  const words = useText().inspection.discs;
  if (found === undefined) return null;
  if (found.valid) return <span className="green">{words.valid(found.files)}</span>;
  return (
    <>
      <span className="seal">{words.invalid(found.findings.length)}</span>
      {found.findings.slice(0, 10).map(({ code, path }) => (
        <div key={`${code} ${path}`}>
          <span className="seal">{words.codes[code]}</span> <span className="archives-path">{path}</span>
        </div>
      ))}
    </>
  );
}
