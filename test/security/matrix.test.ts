import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { handlers } from '../../electron/ipc/handlers.ts';
import type { Channel, InfoClass } from '../../shared/ipc/channel.ts';
import { type ChannelName, channelNames, contract } from '../../shared/ipc/contract.ts';
import { AppError, type Refusal } from '../../shared/model/errors.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import { type DossierRole, dossierRoles, type MachineRole } from '../../shared/model/policy.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';
import { sampleOf } from '../support/zod-sample.ts';

/** Who calls, for the whole of this file: what `roleIn` and the account's role answer. */
const who = vi.hoisted(() => ({
  machine: 'keeper' as MachineRole,
  inDossier: null as DossierRole | null,
  lease: true,
}));

vi.mock(import('../../electron/app/standing.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    machineRole: () => who.machine,
    // A role is held in a dossier that one has a key of; the accounts keep that together.
    roleIn: (open: Open, dossier: DossierId) => (open.mayKnow(dossier) ? who.inDossier : null),
    standingOf: (open: Open, dossier: DossierId | null, infoClass: InfoClass) => ({
      ...real.standingOf(open, dossier, infoClass),
      purpose: true,
      lease: who.lease,
    }),
  };
});

const people: [name: string, machine: MachineRole, inDossier: DossierRole | null, lease: boolean][] = [
  ['keeper', 'keeper', null, true],
  ...dossierRoles.map((role): (typeof people)[number] => [role, 'member', role, true]),
  ['temporary_reader, lease ended', 'member', 'temporary_reader', false],
  ['member without a role', 'member', null, true],
  ['system_admin', 'system_admin', null, true],
  ['security_admin', 'security_admin', null, true],
  ['auditor', 'auditor', null, true],
  ['auditor, lease ended', 'auditor', null, false],
  // What the accounts must never make, and the gate refuses all the same (E-15).
  ['auditor who was given a role', 'auditor', 'project_lead', true],
];

/** A code of ours that no handler throws: the call came through the gate. */
const through = new AppError('unknown_kind', { params: { through: true } });

describe('the matrix: every channel × every person × own, foreign and missing dossier × locked and unlocked', () => {
  let test: TestApp;
  let open: Open;
  let own: string;
  let foreign: string;
  const missing = 'f'.repeat(32);
  const honest = { ...handlers };
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    own = (await test.ok('dossier.createSample', { kind })).id;
    foreign = (await test.ok('dossier.createSample', { kind })).id;
    open = test.app.session.open as Open;
    // The key of the foreign one is somebody else's.
    open.keys.forget(foreign as DossierId);
    // A signature for each of two thousand refusals is another test's subject.
    open.signHead = () => Promise.resolve();
    for (const name of channelNames) {
      Object.assign(handlers, {
        [name]: () => {
          throw through;
        },
      });
    }
  });
  afterAll(async () => {
    Object.assign(handlers, honest);
    await test.close();
  });

  async function answer(name: ChannelName, dossier: string): Promise<string> {
    const entry: Channel = contract[name];
    const sample = sampleOf(entry.input) as object;
    const input = entry.scope === 'dossier' ? { ...sample, dossier } : sample;
    const result = (await test.app.dispatch({ transport: 'ipc' }, name, input)) as Refusal;
    if (result.code === 'unknown_kind' && result.params?.['through'] === true) return 'yes';
    return result.rule === undefined ? result.code : `${result.code} ${result.rule}`;
  }

  it('answers as the reviewed table says (a change is reviewed, then: npx vitest -u)', {
    timeout: 240_000,
  }, async () => {
    const lines: string[] = [];
    for (const name of [...channelNames].sort()) {
      const entry: Channel = contract[name];
      lines.push(`${name}  [${entry.session}, ${entry.scope}: ${entry.capability} ${entry.infoClass}]`);
      const answers = new Map<string, string[]>();
      for (const [person, machine, inDossier, lease] of people) {
        Object.assign(who, { machine, inDossier, lease });
        const told = [`own: ${await answer(name, own)}`];
        if (entry.scope === 'dossier') {
          const [theirs, none] = [await answer(name, foreign), await answer(name, missing)];
          expect(theirs, `${name} ${person}: foreign and missing differ`).toBe(none);
          told.push(`foreign: ${theirs}`);
        }
        const line = entry.scope === 'dossier' ? told.join(', ') : (told[0]?.replace('own: ', '') ?? '');
        answers.set(line, [...(answers.get(line) ?? []), person]);
      }
      for (const [line, persons] of answers) lines.push(`    ${line} ← ${persons.join(' · ')}`);
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./matrix.snapshot.txt');
  });

  it('locked, nothing is reached by anybody but the way back in', async () => {
    test.app.session.lock('person');
    for (const [person, machine, inDossier, lease] of people) {
      Object.assign(who, { machine, inDossier, lease });
      for (const name of channelNames) {
        const { session } = contract[name];
        const told = await answer(name, own);
        const expected = { any: 'yes', locked: 'yes', unlocked: 'locked', not_set_up: 'already_set_up' }[
          session
        ];
        expect(told, `${name} ${person}`).toBe(expected);
      }
    }
    Object.assign(handlers, honest);
    Object.assign(who, { machine: 'keeper', inDossier: null, lease: true });
    await test.ok('session.unlock', { login: 'linmouwu', password });
  });
});
