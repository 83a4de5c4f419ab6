import type { Output } from '../../shared/ipc/contract.ts';
import { useSay, useText } from '../stores/language.ts';
import { DateText } from './DateText.tsx';

/** What a change moved: from which day to which. */
export function MovedList({ moved }: { moved: Output<'event.record'>['moved'] }) {
  const t = useText();
  const say = useSay();
  const words = t.reason.dialog;
  if (moved.length === 0) return null;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{words.rows.what}</th>
          <th scope="col">{words.rows.from}</th>
          <th scope="col">{words.rows.to}</th>
        </tr>
      </thead>
      <tbody>
        {moved.map((one) => (
          <tr key={one.id}>
            <td>{say(one.title)}</td>
            <td>
              {one.from === null ? (
                <span className="ink3">{t.common.notBegun}</span>
              ) : (
                <DateText date={one.from} />
              )}
            </td>
            <td>
              {one.to === null ? (
                <span className="ink3">{t.common.notBegun}</span>
              ) : (
                <DateText date={one.to} strong />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
