import { describe, expect, it } from 'vitest';
import {
  capabilities,
  type Capability,
  clientClasses,
  contentCapabilities,
  infoClasses,
} from '../../shared/ipc/channel.ts';
import { contract } from '../../shared/ipc/contract.ts';
import {
  administrators,
  compatible,
  dossierRoles,
  machineRoles,
  subjects,
} from '../../shared/model/policy.ts';
import { requireRows } from './covered.ts';
import { cellOf, decide, type Question, type Standing } from './decide.ts';
import { otherwise, policyTable } from './table.ts';

const good: Standing = {
  key: true,
  listed: true,
  purpose: true,
  lease: true,
  approval: false,
  recalled: false,
};
const base: Question = {
  machine: 'member',
  inDossier: 'secretary',
  scope: 'dossier',
  capability: 'view',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  standing: good,
};
const ask = (change: Partial<Question>, standing: Partial<Standing> = {}) =>
  decide({ ...base, ...change, standing: { ...good, ...standing } });
const flags = ['key', 'listed', 'purpose', 'lease', 'approval', 'recalled'] as const;

function* standings(): Generator<Standing> {
  for (let bits = 0; bits < 1 << flags.length; bits += 1) {
    yield Object.fromEntries(flags.map((flag, n) => [flag, (bits & (1 << n)) !== 0])) as unknown as Standing;
  }
}

/** Every question that can be asked. */
function* questions(): Generator<Question> {
  for (const machine of machineRoles)
    for (const inDossier of [null, ...dossierRoles])
      for (const scope of ['application', 'store', 'dossier'] as const)
        for (const capability of capabilities)
          for (const infoClass of infoClasses)
            for (const purpose of ['none', 'carry_out_project'] as const)
              for (const approval of [null, 'one_matter'] as const)
                for (const standing of standings())
                  yield { machine, inDossier, scope, capability, infoClass, purpose, approval, standing };
}

describe('decide over every question there is', () => {
  const clause = /^[A-E]-[A-Z]?\d{2}$/;
  it('is total and keeps the walls that no row can open', { timeout: 120_000 }, () => {
    let asked = 0;
    const wrong: Question[] = [];
    for (const question of questions()) {
      asked += 1;
      const { machine, inDossier, scope, capability, standing } = question;
      const decision = decide(question);
      const allowed = decision.outcome === 'allow';
      const content = contentCapabilities.includes(capability);
      const inside = scope === 'dossier' && content;
      const keeps =
        decision.clauses.length > 0 &&
        (decision.outcome !== 'refuse' || ['forbidden', 'not_found'].includes(decision.code)) &&
        // E-03: without key, list or role nothing of a dossier, and always the one answer.
        (!(inside && (!standing.key || !standing.listed || (machine !== 'keeper' && inDossier === null))) ||
          (decision.outcome === 'refuse' &&
            decision.code === 'not_found' &&
            decision.clauses[0] === 'E-03')) &&
        // E-15: an administrator reads no content of a dossier, whatever else was given.
        !(inside && administrators.includes(machine) && allowed) &&
        // E-05: nothing is shown to a third party without its own consent.
        !(capability === 'show' && allowed && !standing.approval) &&
        // E-07, E-02, E-06.
        !(inside && standing.recalled && allowed) &&
        !(inside && question.purpose === 'carry_out_project' && !standing.purpose && allowed) &&
        !(
          administrators.includes(machine) &&
          !content &&
          capability !== 'open' &&
          // B-S16: what another administrator asks for is decided without a lease of one's own.
          !(capability === 'grant' && question.infoClass === 'public') &&
          !standing.lease &&
          allowed
        );
      if (!keeps) wrong.push(question);
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(asked).toBe(5 * 6 * 3 * capabilities.length * infoClasses.length * 2 * 2 * 64);
  });

  it('every cell of the table names clauses that exist in form, and so does what no row says', () => {
    for (const row of policyTable) for (const one of row.clauses) expect(one).toMatch(clause);
    for (const clauses of Object.values(otherwise)) for (const one of clauses) expect(one).toMatch(clause);
  });

  it('no two rows speak of the same subject, capability and class', () => {
    const seen = new Set<string>();
    for (const { subject, capability, classes } of policyTable) {
      for (const one of classes === '*' ? ['*'] : classes) {
        const key = `${subject} ${capability} ${one}`;
        expect(seen.has(key), key).toBe(false);
        seen.add(key);
      }
    }
  });
});

describe('decide', () => {
  it('E-01: refuses what no row allows, with the clause that keeps it back', () => {
    expect(decide(base, [])).toEqual({ outcome: 'refuse', code: 'forbidden', clauses: ['E-03', 'B-S09'] });
  });

  it('E-03: not there, not yours and not on the list are one answer', () => {
    const none = { outcome: 'refuse', code: 'not_found', clauses: ['E-03', 'B-S09'] };
    for (const capability of contentCapabilities) {
      expect(ask({ capability }, { key: false })).toEqual(none);
      expect(ask({ capability }, { listed: false })).toEqual(none);
      expect(ask({ capability, inDossier: null })).toEqual(none);
      for (const machine of administrators) expect(ask({ capability, machine })).toEqual(none);
    }
  });

  it('E-04: what the client handed over is not copied, printed or exported without its approval', () => {
    for (const subject of dossierRoles)
      for (const infoClass of clientClasses)
        for (const capability of ['copy', 'print', 'export'] as const)
          expect(cellOf(subject, capability, infoClass).grant, `${subject} ${capability}`).not.toBe('allow');
    expect(ask({ capability: 'export', infoClass: 'client_design' })).toMatchObject({
      outcome: 'needs_approval',
      clauses: ['E-04', 'B-S09'],
    });
    expect(ask({ capability: 'export', infoClass: 'client_design' }, { approval: true }).outcome).toBe(
      'allow',
    );
  });

  it('E-04: a temporary reader can neither copy, export, print nor edit anything, and reads on a lease', () => {
    const reader = { inDossier: 'temporary_reader' } as const;
    for (const capability of ['copy', 'export', 'print', 'edit', 'show'] as const)
      for (const infoClass of infoClasses)
        expect(ask({ ...reader, capability, infoClass }, { approval: true }).outcome).toBe('refuse');
    expect(ask({ ...reader, infoClass: 'internal' }).outcome).toBe('allow');
    expect(ask({ ...reader, infoClass: 'internal' }, { lease: false })).toMatchObject({
      clauses: ['E-06', 'B-S16'],
    });
    expect(ask(reader).outcome).toBe('needs_approval');
  });

  it('E-05: showing needs an approval for every role and class; the consent opens this one act', () => {
    for (const subject of subjects)
      for (const infoClass of infoClasses) expect(cellOf(subject, 'show', infoClass).grant).not.toBe('allow');
    expect(ask({ capability: 'show' })).toMatchObject({
      outcome: 'needs_approval',
      clauses: ['E-05', 'B-S11'],
    });
    expect(ask({ capability: 'show' }, { approval: true }).outcome).toBe('allow');
    expect(ask({ approval: 'one_matter' })).toMatchObject({
      outcome: 'needs_approval',
      clauses: ['E-05', 'B-S11'],
    });
  });

  it('E-06: an administrator acts on a lease only', () => {
    const acts: [Question['machine'], Capability][] = [
      ['system_admin', 'administer'],
      ['security_admin', 'grant'],
      ['auditor', 'audit'],
    ];
    for (const [machine, capability] of acts) {
      const change = { machine, capability, inDossier: null, scope: 'store', infoClass: 'internal' } as const;
      expect(ask(change).outcome, machine).toBe('allow');
      expect(ask(change, { lease: false }), machine).toMatchObject({
        code: 'forbidden',
        clauses: ['E-06', 'B-S16'],
      });
      for (const [other, act] of acts)
        if (other !== machine)
          expect(ask({ ...change, capability: act }).outcome, `${machine} ${act}`).toBe('refuse');
    }
  });

  it('E-15: the three exclude each other and any role in a dossier', () => {
    for (const machine of machineRoles)
      for (const role of dossierRoles)
        expect(compatible(machine, role)).toBe(!administrators.includes(machine));
    expect(compatible('auditor', null)).toBe(true);
    expect(cellOf('auditor', 'view', 'trade_secret')).toMatchObject({
      grant: 'refuse',
      clauses: ['E-15', 'B-S16'],
    });
  });

  it('E-07, E-02: a recalled dossier and a call without its purpose are refused with the clause', () => {
    expect(ask({}, { recalled: true })).toMatchObject({ code: 'forbidden', clauses: ['E-07', 'B-S15'] });
    expect(ask({}, { purpose: false })).toMatchObject({ code: 'forbidden', clauses: ['E-02', 'B-S08'] });
    expect(
      ask({ machine: 'keeper', inDossier: null, capability: 'recall' }, { recalled: true }).outcome,
    ).toBe('allow');
  });

  it('E-07, E-15: who cannot read writes no inventory, whether the dossier is there or not', () => {
    for (const key of [true, false])
      expect(
        ask({ machine: 'security_admin', inDossier: null, capability: 'recall' }, { key }),
      ).toMatchObject({ code: 'forbidden', clauses: ['E-15', 'B-S15'] });
  });
});

describe('requireRows', () => {
  it('a single-person installation reaches every channel of today’s contract', () => {
    requireRows(contract);
    for (const [name, entry] of Object.entries(contract)) {
      const outcome = entry.approval === null ? 'allow' : 'needs_approval';
      expect(decide({ ...entry, machine: 'keeper', inDossier: null, standing: good }).outcome, name).toBe(
        outcome,
      );
    }
  });
  it('E-01: a channel without its row stops the start', () => {
    const orphan = { ...contract['dossier.view'], capability: 'copy', infoClass: 'client_design' } as const;
    expect(() =>
      requireRows(
        { 'a.b': orphan },
        policyTable.filter((row) => row.capability !== 'copy'),
      ),
    ).toThrow('a.b');
    expect(() => requireRows({ 'a.b': { ...orphan, clauses: [] } })).toThrow('a.b: no clause');
  });
});
