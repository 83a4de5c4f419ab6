import type { AccountId } from '../../shared/model/ids.ts';
import type { MachineRole } from '../../shared/model/policy.ts';
import { createTestApp, type TestApp } from './app.ts';

/** The password that each person of a test has chosen. */
export const passwordOf = (login: string) => `耕地-Bianhua-${[...login].reverse().join('')}`;
const firstOf = (login: string) => `初始-Koukou-${[...login].reverse().join('')}`;

/** The security officer who sets a store for several people up. */
export const officer = 'baomi';

/** An application of several people: one session at a time, as on one machine. */
export interface PeopleApp extends TestApp {
  ids: Map<string, AccountId>;
  /** The recovery papers of the set-up. */
  shares: string[];
  /** Locks and unlocks as that person. */
  as(login: string): Promise<void>;
}

/** Sets up a store with its security officer and the accounts named, each with its own password. */
export async function createPeopleApp(
  people: Readonly<Record<string, Exclude<MachineRole, 'keeper'>>>,
  today?: string,
): Promise<PeopleApp> {
  const test = await createTestApp(today);
  const ids = new Map<string, AccountId>();
  const unlock = async (login: string, password: string) => {
    if (test.app.session.open !== null) await test.ok('session.lock');
    await test.ok('session.unlock', { login, password });
  };
  const { shares } = await test.ok('session.setup', {
    mode: 'several',
    login: officer,
    display_name: officer,
    password: passwordOf(officer),
  });
  for (const [login, role] of Object.entries(people)) {
    const { id } = await test.ok('people.add', {
      login,
      display_name: login,
      role,
      password: firstOf(login),
    });
    ids.set(login, id);
  }
  for (const login of Object.keys(people)) {
    await unlock(login, firstOf(login));
    await test.ok('session.changePassword', {
      password: firstOf(login),
      new_password: passwordOf(login),
    });
  }
  await unlock(officer, passwordOf(officer));
  return Object.assign(test, {
    shares,
    ids: ids.set(officer, test.app.session.open?.account as AccountId),
    as: (login: string) => unlock(login, passwordOf(login)),
  });
}
