import { describe, expect, it } from 'vitest';
import type { Finding, PackageView } from '../../../shared/model/derived.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import { findingPlace, inOrder, openCount } from './finding-place.ts';

const view = {
  id: 'P-A3',
  pieces: [
    { key: 'final_report', state: 'missing' },
    { key: 'agreement', state: 'doubtful' },
  ],
} as unknown as PackageView;
const record = {
  kind: 'k',
  definitionVersion: 1,
  fields: {},
  events: [],
  entries: {
    materials: [{ id: 'm', ledger: 'materials', values: { piece: 'agreement', object: 'o' } }],
    outputs: [{ id: 'x', ledger: 'outputs', values: {} }],
  },
} as unknown as DossierRecord;

function finding(path: string, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'R',
    severity: 'warn',
    message: { zh: '', en: '' },
    path,
    clause: { article: '' },
    ...more,
  };
}

describe('where a finding of a package is answered', () => {
  it.each([
    ['packages.P-A3.final_report', { kind: 'piece', piece: 'final_report', missing: true }],
    ['packages.P-A3.agreement', { kind: 'piece', piece: 'agreement', missing: false }],
    ['entries.materials[0].paper_pages', { kind: 'piece', piece: 'agreement', missing: false }],
    ['entries.outputs[0].label_text', { kind: 'entry', ledger: 'outputs', index: 0 }],
    ['entries.outputs[7]', { kind: 'tab', tab: 'outputs' }],
    ['entries.outputs', { kind: 'tab', tab: 'outputs' }],
    ['fields.output_copies', { kind: 'field', field: 'output_copies' }],
    ['fields.batches[1].amount', { kind: 'field', field: 'batches' }],
    ['events[2].date', { kind: 'tab', tab: 'obligations' }],
    ['our_side', { kind: 'tab', tab: 'changes' }],
    ['packages.P-A3.gone', { kind: 'tab', tab: 'changes' }],
  ])('%s', (path, place) => {
    expect(findingPlace(finding(path), view, record)).toEqual(place);
  });

  it('stands what blocks first and what was answered last, and counts what waits', () => {
    const answer = { row: 'r', reason: 'x', by: 'y', at: 'z' } as unknown as NonNullable<Finding['answer']>;
    const all = [
      finding('a', { answer }),
      finding('b', { severity: 'info' }),
      finding('c'),
      finding('d', { severity: 'block' }),
    ];
    expect(inOrder(all).map(({ path }) => path)).toEqual(['d', 'c', 'b', 'a']);
    expect(openCount(all)).toBe(2);
  });
});
