import { useState } from 'react';
import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { useSay, useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { typeName } from '../../viewer/kind.ts';
import { Digest } from './Digest.tsx';

interface EvidenceRowProps {
  item: EvidenceItem;
  current: boolean;
  onOpen(object: string): void;
  onMark(item: EvidenceItem): void;
}

/** One sealed file: what it is, its digests, where it is used. */
export function EvidenceRow({ item, current, onOpen, onMark }: EvidenceRowProps) {
  const text = useText();
  const words = text.evidence;
  const marks = text.marking;
  const today = useSession((state) => state.info?.today);
  return (
    <tr data-current={current || undefined}>
      <th scope="row">
        <button type="button" className="link ev-name" onClick={() => onOpen(item.object)}>
          {item.name}
        </button>
      </th>
      <td className="ev-type">
        {typeName(text, item.type)}
        {item.dataset !== undefined && (
          <span className={item.dataset.complete ? 'ink2' : 'amber'}>
            {' '}
            {item.dataset.complete ? words.dataset.files(item.dataset.files) : words.dataset.incomplete}
          </span>
        )}
        {item.pages !== null && <span className="ink2"> {words.pages(item.pages)}</span>}
      </td>
      <td>
        <button type="button" className="link ev-class" title={marks.title} onClick={() => onMark(item)}>
          {text.policy.classes[item.marking.infoClass]}
        </button>{' '}
        <span className="ink2">
          {item.marking.retention.kind === 'years'
            ? marks.retention.years(item.marking.retention.years)
            : marks.retention[item.marking.retention.kind]}
        </span>
        {item.review_on !== null && today !== undefined && item.review_on <= today && (
          <span className="amber ev-review">{marks.review}</span>
        )}
      </td>
      <td className="right num">{bytesText(item.size)}</td>
      <td>
        <Digest name="SM3" value={item.sm3} />
        <Digest name="SHA-256" value={item.sha256} />
      </td>
      <td>
        <Uses item={item} />
      </td>
      <td className="num ink2 ev-when">{instantText(item.sealed_at)}</td>
    </tr>
  );
}

/** More uses than these are folded, so that one file quoted everywhere does not push the others out of sight. */
const shownUses = 3;

function Uses({ item }: { item: EvidenceItem }) {
  const words = useText().evidence;
  const say = useSay();
  const [all, setAll] = useState(false);
  if (item.bound.length === 0) return <span className="ink3">{words.unbound}</span>;
  const uses = all || item.bound.length <= shownUses + 1 ? item.bound : item.bound.slice(0, shownUses);
  return (
    <>
      {uses.map((use, index) => (
        // One event may quote a file twice, for two instalments
        <span key={index} className="ev-use">
          <span className="ink3">{words.as[use.as]}</span> {say(use.title)}
        </span>
      ))}
      {uses.length < item.bound.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {words.more(item.bound.length - uses.length)}
        </button>
      )}
    </>
  );
}
