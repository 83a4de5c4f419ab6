import { Checkbox } from 'antd';
import { useState } from 'react';
import type { TodayFilter } from '../../../shared/today/filter.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';

/** 印成PDF and 导出日历文件: both through main's dialog and the policy; the page itself prints nothing. */
export function LeavingActions({ filter }: { filter: TodayFilter }) {
  const t = useText();
  const words = t.leaving;
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [titles, setTitles] = useState(false);
  const print = async () => {
    setBusy(true);
    setSaid('');
    const done = await call(bridge().today.print({ filter }, { job: newJob() }));
    setBusy(false);
    if (done !== undefined) setSaid(words.printed(done.name));
  };
  const leave = async () => {
    setBusy(true);
    setSaid('');
    const done = await call(bridge().today.calendarFile({ filter, titles }, { job: newJob() }));
    setBusy(false);
    if (done === undefined) return;
    setAsking(false);
    setSaid(words.exported(done.name, done.events));
  };
  return (
    <span className="today-leaving">
      <span className="green" role="status">
        {said}
      </span>
      <button type="button" className="link" disabled={busy} onClick={() => void print()}>
        {busy && !asking ? words.working : words.print}
      </button>
      <button type="button" className="link" disabled={busy} onClick={() => setAsking(true)}>
        {words.ics}
      </button>
      {asking && (
        <Dialog
          title={words.icsTitle}
          lead={words.icsLead}
          width={560}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Action kind="primary" busy={busy} onClick={() => void leave()}>
                {words.go}
              </Action>
              <Action kind="text" cap="Esc" onClick={() => setAsking(false)}>
                {t.common.cancel}
              </Action>
            </>
          }
        >
          <Checkbox checked={titles} onChange={(event) => setTitles(event.target.checked)}>
            {words.withTitles}
          </Checkbox>
          <p className="ink3">{words.withTitlesNote}</p>
        </Dialog>
      )}
    </span>
  );
}
