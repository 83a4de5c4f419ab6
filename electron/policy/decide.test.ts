import { describe, expect, it } from 'vitest';
import { capabilities, infoClasses } from '../../shared/ipc/channel.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { decide } from './decide.ts';
import { policyTable, roles } from './table.ts';

const base = { approval: null, clauses: ['E-01'] } as const;

describe('decide', () => {
  it('E-01: refuses what no row allows', () => {
    const decision = decide('keeper', { ...base, capability: 'view', infoClass: 'internal' }, []);
    expect(decision).toEqual({ allow: false, code: 'forbidden', rule: 'E-01' });
  });

  it('E-05: showing to a third party always needs an approval, for every role and class', () => {
    for (const role of roles) {
      for (const infoClass of infoClasses) {
        const decision = decide(role, { ...base, capability: 'show', infoClass });
        expect(decision.allow, `${role} ${infoClass}`).toBe(false);
      }
    }
  });

  it('E-04: a temporary reader can neither copy, export, print nor edit anything', () => {
    for (const capability of ['copy', 'export', 'print', 'edit'] as const) {
      for (const infoClass of infoClasses) {
        expect(decide('temporary_reader', { ...base, capability, infoClass }).allow).toBe(false);
      }
    }
  });

  it('a specific row wins over the star', () => {
    const table = [
      { role: 'keeper', capability: 'view', infoClass: '*', grant: 'allow', rule: 'E-03' },
      { role: 'keeper', capability: 'view', infoClass: 'personal', grant: 'refuse', rule: 'B-S03' },
    ] as const;
    expect(decide('keeper', { ...base, capability: 'view', infoClass: 'internal' }, table).allow).toBe(true);
    expect(decide('keeper', { ...base, capability: 'view', infoClass: 'personal' }, table)).toEqual({
      allow: false,
      code: 'forbidden',
      rule: 'B-S03',
    });
  });

  it('every row of the table names its rule and every channel names its clauses', () => {
    for (const row of policyTable) expect(row.rule).toMatch(/^[A-E]-[A-Z]?\d{2}$/);
    for (const [name, entry] of Object.entries(contract)) {
      expect(entry.clauses.length, name).toBeGreaterThan(0);
      expect(capabilities, name).toContain(entry.capability);
    }
  });

  it('a single-person installation reaches every channel of today’s contract', () => {
    for (const [name, entry] of Object.entries(contract)) {
      expect(decide('keeper', entry).allow, name).toBe(true);
    }
  });
});
