import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';

/** Whether a file is meant: every word of the filter stands in its name, type, use or digest (NFKC). */
export function matches(item: EvidenceItem, filter: string, type: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').toLowerCase();
  const uses = item.bound.flatMap((use) => [use.title.zh, use.title.en]);
  const text = plain([item.name, type, item.sm3, item.sha256, ...uses].join('\n'));
  return plain(filter)
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
