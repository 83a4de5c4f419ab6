import type { Obligation } from '../../shared/model/derived.ts';
import { DateText } from '../components/DateText.tsx';
import { useSay, useText } from '../stores/language.ts';
import type { Item } from './timeline-items.ts';

interface TimelineTableProps {
  items: readonly Item[];
  waiting: readonly Obligation[];
  onSelect: (id: string) => void;
}

/** The picture's twin: the same range in words. */
export function TimelineTable({ items, waiting, onSelect }: TimelineTableProps) {
  const t = useText();
  const say = useSay();
  const words = t.dossier.timeline;
  const sorted = items.toSorted((a, b) => a.from.localeCompare(b.from));
  return (
    <div className="timeline-table scroll" role="region" aria-label={words.table} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.columns.lane}</th>
            <th scope="col">{words.columns.what}</th>
            <th scope="col">{words.columns.from}</th>
            <th scope="col">{words.columns.to}</th>
            <th scope="col">{words.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <tr key={item.id}>
              <td className="ink2">{words.lanes[item.lane]}</td>
              <td>
                <button type="button" className="link" onClick={() => onSelect(item.id)}>
                  {say(item.title)}
                </button>
              </td>
              <td>
                <DateText date={item.from} />
              </td>
              <td>
                {item.to === item.from ? (
                  ''
                ) : (
                  <DateText date={item.to} provisional={item.dashed && item.lane !== 'event'} />
                )}
              </td>
              <td className="ink2">
                {item.obligation ? t.reason.status[item.obligation.status] : item.dashed ? words.planned : ''}
              </td>
            </tr>
          ))}
          {waiting.map((obligation) => (
            <tr key={obligation.id}>
              <td className="ink2">{words.notBegun}</td>
              <td>
                <button type="button" className="link" onClick={() => onSelect(obligation.id)}>
                  {say(obligation.title)}
                </button>
              </td>
              <td colSpan={2} />
              <td className="ink2">{t.reason.status[obligation.status]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
