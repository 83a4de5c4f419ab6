import { describe, expect, it } from 'vitest';
import { definition } from '../agreements/cooperation-agreement/definition.ts';
import { parseDossier } from '../model/exchange.ts';
import { CivilDate } from '../model/units.ts';
import { check } from './check.ts';
import { packageView } from './package-view.ts';

const d = (text: string) => CivilDate.parse(text);
const effective = { key: 'agreement_effective', date: '2024-05-16' };

function dossier(events: object[] = [], more: { entries?: object } = {}) {
  const fields = { completion_due: '2024-11-30', period_end: '2024-11-30', ip_kpi_choice: 'paper' };
  const json = {
    kind: 'cooperation-agreement',
    our_side: 'party_b',
    fields,
    events,
    entries: more.entries ?? {},
  };
  return parseDossier(json, () => definition);
}

describe('the acceptance package (P-A3)', () => {
  const meeting = { key: 'acceptance_meeting', date: '2024-11-29' };
  const view = (materials: object[], options: { today?: string; meeting?: string; events?: object[] } = {}) =>
    packageView(
      definition,
      dossier([effective, meeting, ...(options.events ?? [])], { entries: { materials } }),
      'P-A3',
      {
        today: d(options.today ?? '2024-11-01'),
        ...(options.meeting === undefined ? {} : { meeting: d(options.meeting) }),
      },
    );
  const piece = (materials: object[], key: string) => view(materials).pieces.find((each) => each.key === key);

  it('tells missing, present, doubtful, complete', () => {
    const bound = (more: object) => [{ piece: 'final_report', object: 'x.pdf', ...more }];
    expect(piece([], 'final_report')?.state).toBe('missing');
    expect(piece(bound({}), 'final_report')?.state).toBe('present');
    expect(piece(bound({ sealed: 'unsure', confirmed: true }), 'final_report')?.state).toBe('doubtful');
    expect(piece(bound({ sealed: false, confirmed: true }), 'final_report')?.state).toBe('doubtful');
    expect(piece(bound({ sealed: true, confirmed: true, paper_matches: false }), 'final_report')?.state).toBe(
      'doubtful',
    );
    expect(piece(bound({ sealed: true, confirmed: true }), 'final_report')?.state).toBe('complete');
    expect(piece(bound({ package: 'P-A1' }), 'final_report')?.state).toBe('missing');
  });

  it('asks for conditional pieces only where they apply', () => {
    expect(piece([], 'patent_receipt')?.state).toBe('not_applicable');
    expect(piece([], 'paper_submission_proof')?.state).toBe('missing');
    const changed = view([], { events: [{ key: 'change_approved', date: '2024-08-01' }] });
    expect(changed.pieces.find((each) => each.key === 'change_approval')?.state).toBe('missing');
  });

  it('counts the days back and tries another meeting', () => {
    const first = view([]);
    const day = (date: string) => first.days.find((each) => each.date === date);
    expect(first.due).toMatchObject({ statutory: '2024-11-15', safe: '2024-11-14' });
    expect(day('2024-11-15')).toMatchObject({ countdown: 10, marks: ['statutory'] });
    expect(day('2024-11-16')).toMatchObject({ kind: 'weekend', countdown: null });
    expect(day('2024-11-29')).toMatchObject({ countdown: 0, marks: ['meeting'] });
    expect(view([], { meeting: '2024-11-30' }).due).toMatchObject({ statutory: '2024-11-18' });
    expect(first.ready).toBe(false);
  });

  it('A-T05: blocks what came too late, warns where the careful day was missed', () => {
    const told = (date: string) =>
      view([], { today: '2024-11-28', events: [{ key: 'materials_submitted', date }] }).findings.filter(
        (f) => f.rule === 'A-T05',
      );
    expect(told('2024-11-18')[0]?.severity).toBe('block');
    expect(told('2024-11-15')[0]?.severity).toBe('warn');
    expect(told('2024-11-14')).toEqual([]);
  });

  it('refuses a package that the kind does not have', () => {
    expect(() => check(definition, dossier(), { today: d('2024-06-01'), package: 'P-B1' })).toThrow(
      expect.objectContaining({ code: 'bad_input' }) as Error,
    );
  });
});
