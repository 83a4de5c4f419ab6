import type { Finding, PackageView } from '../../../shared/model/derived.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';

/** Where a finding of a package is answered. */
export type FindingPlace =
  /** A piece, and which of its files. */
  | { kind: 'piece'; piece: string; missing: boolean }
  | { kind: 'entry'; ledger: string; index: number }
  | { kind: 'field'; field: string }
  /** A place of the dossier: its tab. */
  | { kind: 'tab'; tab: 'obligations' | 'outputs' | 'changes' };

/** Finds by the path of a finding where a person answers it. */
export function findingPlace(finding: Finding, view: PackageView, record: DossierRecord): FindingPlace {
  const { path } = finding;
  const own = `packages.${view.id}.`;
  if (path.startsWith(own)) return pieceAt(path.slice(own.length).split(/[.[]/u)[0] ?? '', view);
  const entry = /^entries\.(?<ledger>\w+)\[(?<index>\d+)\]/u.exec(path)?.groups;
  if (entry !== undefined) {
    const [ledger, index] = [entry['ledger'] ?? '', Number(entry['index'])];
    const row = record.entries[ledger]?.[index];
    if (ledger === 'materials' && row !== undefined) return pieceAt(String(row.values['piece']), view);
    if (row !== undefined) return { kind: 'entry', ledger, index };
  }
  const field = /^fields\.(?<field>\w+)/u.exec(path)?.groups?.['field'];
  if (field !== undefined) return { kind: 'field', field };
  if (path.startsWith('events')) return { kind: 'tab', tab: 'obligations' };
  return { kind: 'tab', tab: path.startsWith('entries') ? 'outputs' : 'changes' };
}

function pieceAt(key: string, view: PackageView): FindingPlace {
  const piece = view.pieces.find((one) => one.key === key);
  if (piece === undefined) return { kind: 'tab', tab: 'changes' };
  return { kind: 'piece', piece: key, missing: piece.state === 'missing' };
}

const weight = { block: 0, warn: 1, info: 2 } as const;

/** What a person still has to do, the gravest first; what was answered with a reason stands last. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      Number(a.answer !== undefined) - Number(b.answer !== undefined) ||
      weight[a.severity] - weight[b.severity],
  );
}

/** How many still wait: blocking ones and unanswered warnings. */
export function openCount(findings: readonly Finding[]): number {
  return findings.filter(({ severity, answer }) => severity !== 'info' && answer === undefined).length;
}
