import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { InspectedItem, Inspection, PersonAnswers } from '../../../shared/model/inspection.ts';
import { bytesText } from '../../app/civil-words.ts';
import { bridge } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { useWork } from './use-work.tsx';

type Stage = Inspection['stage'];
type Said = PersonAnswers[string];
const stages = ['GD', 'YJ', 'CQ'] as const;
const faultsShown = 20;

/** 四性检测: what a machine judged with its evidence, what a person answers and signs, and the report. */
export function Inspect({ onSaid }: { onSaid: (said: string) => void }) {
  const t = useText();
  const words = t.inspection;
  const name = useSession((state) => state.status?.account?.display_name ?? '');
  const [stage, setStage] = useState<Stage>('GD');
  const [found, setFound] = useState<Inspection | null>(null);
  const [answers, setAnswers] = useState<PersonAnswers>({});
  const { busy, perform, line } = useWork();
  const run = async () => {
    const inspection = await perform(words.running, (job) => bridge().inspection.run({ stage }, { job }));
    // Until another one is whole, main keeps the one at hand, and its answers stay.
    if (inspection === undefined) return;
    setFound(inspection);
    setAnswers({});
  };
  const write = async () => {
    const written = await perform(words.writing, (job) => bridge().inspection.report({ answers }, { job }));
    if (written !== undefined) onSaid(words.written(written.name));
  };
  const keyOf = ({ code }: InspectedItem) => code.slice((found?.stage.length ?? 2) + 1);
  const results = found?.items.map((item) =>
    item.by === 'machine' ? item.result : (answers[keyOf(item)]?.result ?? 'open'),
  );
  const count = (wanted: InspectedItem['result']) =>
    results?.filter((result) => result === wanted).length ?? 0;
  return (
    <>
      <p className="ink2">{words.lead}</p>
      <div className="archives-bar">
        <span id="inspect-stage" className="ink2">
          {words.stage}
        </span>
        <Radio.Group
          aria-labelledby="inspect-stage"
          disabled={busy}
          value={stage}
          options={stages.map((value) => ({ value, label: words.stages[value] }))}
          onChange={(event) => setStage(event.target.value as Stage)}
        />
        <Action disabled={busy} onClick={() => void run()}>
          {words.run}
        </Action>
      </div>
      {line}
      {found !== null && (
        <>
          <p>
            <b>{found.archive}</b> <span className="ink2">{words.stages[found.stage]}</span>{' '}
            <span className="ink2 num">{words.summary(found.files, bytesText(found.bytes))}</span>{' '}
            <span className={count('fail') > 0 ? 'seal' : 'green'} role="status">
              {words.totals(count('pass'), count('fail'), count('open'))}
            </span>
          </p>
          <table className="plain-table" aria-label={t.retention.tabs.inspect}>
            <thead>
              <tr>
                <th scope="col">{words.columns.code}</th>
                <th scope="col">{words.columns.title}</th>
                <th scope="col">{words.columns.by}</th>
                <th scope="col">{words.columns.result}</th>
                <th scope="col">{words.columns.evidence}</th>
              </tr>
            </thead>
            <tbody>
              {found.items.map((item) => (
                <tr key={item.code}>
                  <td className="num ink2">{item.code}</td>
                  <td>
                    {item.title} <span className="ink3">{item.property}</span>
                  </td>
                  <td className="ink2">{words.by[item.by]}</td>
                  {item.by === 'machine' ? (
                    <Judged item={item} />
                  ) : (
                    <Answered
                      item={item}
                      said={answers[keyOf(item)]}
                      onChange={(said) => {
                        const { [keyOf(item)]: _old, ...others } = answers;
                        setAnswers(said === null ? others : { ...others, [keyOf(item)]: said });
                      }}
                    />
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          <div className="archives-bar">
            <Action kind="primary" disabled={busy} onClick={() => void write()}>
              {words.write}
            </Action>
            <span className="ink2">{words.signs(name)}</span>
          </div>
        </>
      )}
    </>
  );
}

function Judged({ item }: { item: InspectedItem }) {
  const words = useText().inspection;
  return (
    <>
      <td className={item.result === 'fail' ? 'seal' : 'green'}>{words.results[item.result]}</td>
      <td className="archives-evidence">
        {item.evidence}
        {item.faults.slice(0, faultsShown).map((fault) => (
          <div key={fault} className="seal">
            {fault}
          </div>
        ))}
        {item.faults.length > faultsShown && <div className="ink3">{words.more(item.faults.length)}</div>}
      </td>
    </>
  );
}

interface AnsweredProps {
  item: InspectedItem;
  said: Said | undefined;
  onChange: (said: Said | null) => void;
}

function Answered({ item, said, onChange }: AnsweredProps) {
  const words = useText().inspection;
  const results = ['pass', 'fail', 'not_applicable'] as const;
  return (
    <>
      <td>
        <Select
          className="archives-answer"
          aria-label={words.answer(item.title)}
          value={said?.result ?? 'open'}
          options={(['open', ...results] as const).map((value) => ({ value, label: words.results[value] }))}
          onChange={(value) => {
            const result = results.find((one) => one === value);
            onChange(result === undefined ? null : { result, note: said?.note ?? '' });
          }}
        />
      </td>
      <td className="archives-evidence">
        <Input
          aria-label={words.note(item.title)}
          maxLength={2000}
          disabled={said === undefined}
          value={said?.note ?? ''}
          onChange={(event) => said !== undefined && onChange({ ...said, note: event.target.value })}
        />
      </td>
    </>
  );
}
