import type { PackagePiece, PackageView } from '../../../shared/model/derived.ts';

/** What still keeps a package from leaving as complete, for one line and for F8. */
export interface Lack {
  missing: PackagePiece[];
  doubtful: PackagePiece[];
  /** Pieces with a file that no person has checked. */
  unconfirmed: PackagePiece[];
  /** Blocking findings that belong to no piece. */
  others: number;
}

/** The pieces that count: a conditional one only where it applies. */
export function applicable(view: PackageView): PackagePiece[] {
  return view.pieces.filter((piece) => piece.state !== 'not_applicable');
}

/** Sorts what is lacking: a piece that waits for a person is told as that, not twice. */
export function lackOf(view: PackageView): Lack {
  const pieces = applicable(view);
  const unchecked = pieces.filter((piece) => piece.state !== 'missing' && needsCheck(piece));
  return {
    missing: pieces.filter((piece) => piece.state === 'missing'),
    doubtful: pieces.filter((piece) => piece.state === 'doubtful' && !needsCheck(piece)),
    unconfirmed: unchecked,
    others: view.findings.filter(
      (finding) => finding.severity === 'block' && !finding.path.startsWith(`packages.${view.id}.`),
    ).length,
  };
}

/** A file is there and no person has looked at it yet, for its seal or for being the right one. */
export function needsCheck(piece: PackagePiece): boolean {
  return piece.materials.some((material) => !material.confirmed);
}

/** The next piece after the current one that needs a hand, going round; null when none does. */
export function nextPiece(view: PackageView, current: string | null): PackagePiece | null {
  const pieces = applicable(view);
  const at = pieces.findIndex((piece) => piece.key === current);
  const order = [...pieces.slice(at + 1), ...pieces.slice(0, at + 1)];
  return order.find((piece) => piece.state !== 'complete') ?? null;
}

/** Working days from today to a day of the band; null where the band does not hold both or the day is past. */
export function workdaysLeft(days: PackageView['days'], today: string, date: string): number | null {
  const from = days.findIndex((day) => day.date === today);
  const to = days.findIndex((day) => day.date === date);
  if (from < 0 || to < 0 || to < from) return null;
  return days.slice(from + 1, to + 1).filter((day) => day.kind === 'workday' || day.kind === 'makeup_workday')
    .length;
}
