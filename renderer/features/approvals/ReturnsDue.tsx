import { useEffect, useState } from 'react';
import type { DueReturn } from '../../../shared/model/approval.ts';
import { bridge, settle } from '../../bridge.ts';
import { useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import './approvals.css';

/** 今日: what was lent by 一事一议 and is to come back, a week before its day and for as long as it is out (E-05). */
export function ReturnsDue() {
  const t = useText();
  const words = t.approval.due;
  const [due, setDue] = useState<readonly DueReturn[]>([]);
  useEffect(() => {
    const load = () =>
      void settle(bridge().approval.due()).then((answer) => {
        if (answer.ok) setDue(answer.value);
      });
    load();
    return bridge().onChanged(({ what }) => {
      if (what === 'dossier' || what === 'dossiers') load();
    });
  }, []);
  if (due.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2 className="section-line today-group">
        {words.title} <span className="ink2">{due.length}</span>
      </h2>
      <ul className="returns-due">
        {due.map((one) => (
          <li key={one.request}>
            <span className={one.overdue ? 'seal' : 'amber'}>
              {one.overdue ? words.late(one.recipient, one.back_by) : words.by(one.recipient, one.back_by)}
            </span>{' '}
            <button
              type="button"
              className="link"
              onClick={() => goTo({ screen: 'dossier', dossier: one.dossier, tab: 'approvals' })}
            >
              {one.title} {one.number}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
