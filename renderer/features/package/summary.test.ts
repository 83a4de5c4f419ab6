import { describe, expect, it } from 'vitest';
import type { PackagePiece, PackageView } from '../../../shared/model/derived.ts';
import { lackOf, nextPiece, workdaysLeft } from './summary.ts';

function piece(key: string, state: PackagePiece['state'], more: Partial<PackagePiece> = {}): PackagePiece {
  return {
    key,
    state,
    rule: `R-${key}`,
    title: { zh: key, en: key },
    conditional: false,
    needs: { zh: '', en: '' },
    seal: null,
    clause: { article: '' },
    copies: null,
    materials: [],
    ...more,
  };
}

const file = { entry: 'e', object: 'o', confirmed: false } as unknown as PackagePiece['materials'][number];

function view(pieces: PackagePiece[], more: Partial<PackageView> = {}): PackageView {
  return {
    id: 'P',
    title: { zh: '', en: '' },
    meeting: null,
    due: null,
    days: [],
    pieces,
    findings: [],
    ready: false,
    ...more,
  };
}

describe('what a package lacks', () => {
  const pieces = [
    piece('a', 'complete'),
    piece('b', 'missing'),
    piece('c', 'present', { seal: '公章', materials: [file] }),
    piece('d', 'doubtful', { seal: '公章', materials: [{ ...file, confirmed: true }] }),
    piece('f', 'doubtful', { seal: '公章', materials: [file] }),
    piece('e', 'not_applicable'),
  ];

  it('tells each piece once, and findings of no piece apart', () => {
    const findings = [
      { rule: 'R-b', severity: 'block', path: 'packages.P.b' },
      { rule: 'A-T05', severity: 'block', path: 'events' },
      { rule: 'A-Q08', severity: 'warn', path: 'fields.x' },
    ] as unknown as PackageView['findings'];
    const lack = lackOf(view(pieces, { findings }));
    expect(lack.missing.map(({ key }) => key)).toEqual(['b']);
    expect(lack.doubtful.map(({ key }) => key)).toEqual(['d']);
    expect(lack.unconfirmed.map(({ key }) => key)).toEqual(['c', 'f']);
    expect(lack.others).toBe(1);
  });

  it('goes to the next that needs a hand and round again', () => {
    expect(nextPiece(view(pieces), 'b')?.key).toBe('c');
    expect(nextPiece(view(pieces), 'f')?.key).toBe('b');
    expect(nextPiece(view(pieces), null)?.key).toBe('b');
    expect(nextPiece(view([piece('a', 'complete')]), 'a')).toBeNull();
  });

  it('counts working days left, rest days not counted', () => {
    const days = [
      ['2024-11-08', 'workday'],
      ['2024-11-09', 'weekend'],
      ['2024-11-10', 'makeup_workday'],
      ['2024-11-11', 'workday'],
    ].map(([date, kind]) => ({ date, kind, countdown: null, marks: [] })) as unknown as PackageView['days'];
    expect(workdaysLeft(days, '2024-11-08', '2024-11-11')).toBe(2);
    expect(workdaysLeft(days, '2024-11-08', '2024-11-08')).toBe(0);
    expect(workdaysLeft(days, '2024-11-11', '2024-11-08')).toBeNull();
    expect(workdaysLeft(days, '2024-01-01', '2024-11-11')).toBeNull();
  });
});
