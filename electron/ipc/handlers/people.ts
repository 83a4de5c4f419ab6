import type { Lease, Member, Person } from '../../../shared/ipc/contract/people.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { AccountId, DossierId } from '../../../shared/model/ids.ts';
import { type MachineRole, machineRoles } from '../../../shared/model/policy.ts';
import type { Open } from '../../app/open.ts';
import { addAccount, disableAccount, enableAccount, retireAccount } from '../../keyring/accounts.ts';
import type { LeaseRow } from '../../store/leases.ts';
import { addMember, endMember } from '../../services/people/grants.ts';
import { handOverOf, requireHandedOver } from '../../services/people/hand-over.ts';
import { grantedStatement, knowingOf } from '../../services/people/knowing.ts';
import { askForLease, decideLease, returnLease } from '../../services/people/leases.ts';
import { sweepGrants } from '../../services/people/sweep.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `people.${string}` | `member.${string}` | `lease.${string}`>;

export const peopleHandlers: Pick<Handlers, Names> = {
  'people.list': ({ open }) =>
    open.keyring.accounts().map(
      ({ id, login, displayName, role, state, mustChange }): Person => ({
        id,
        login,
        display_name: displayName,
        role: roleOf(role),
        state,
        must_change: mustChange,
      }),
    ),
  'people.add': async (context, { login, display_name, role, password }) => {
    requireSeveral(context.open);
    const { open } = context;
    const id = await addAccount(open.keyring, {
      login,
      displayName: display_name,
      role,
      // E-15: only 安全保密管理员 vouches for others.
      certifies: role === 'security_admin',
      password,
    });
    await told(context, { account: id, login, role });
    return { id };
  },
  'people.disable': async (context, { account }) => {
    await disableAccount(context.open.keyring, account);
    await told(context, { account });
    return {};
  },
  'people.enable': async (context, { account }) => {
    await enableAccount(context.open.keyring, account);
    await told(context, { account });
    return {};
  },
  'people.handOver': ({ open }, { account }) => {
    requirePerson(open, account);
    return handOverOf(open, account);
  },
  'people.leave': async (context, { account }) => {
    const { open } = context;
    requirePerson(open, account);
    if (account === open.account) throw new AppError('forbidden', { rule: 'E-15' });
    const held = requireHandedOver(open, account);
    // First the way in: a crash after this is made good by the next unlock.
    await retireAccount(open.keyring, account);
    const { environment } = context.app;
    open.store.transaction(() => sweepGrants(open.store, open.keyring, environment.today(), now(context)));
    await told(context, { account, dossiers: held.length });
    return { dossiers: held.length };
  },
  'member.list': ({ open }, { dossier }) => membersOf(open, dossier),
  'member.add': (context, { dossier, ...grant }) => {
    context.commit(
      () => addMember(context.open, dossier, grant, context.app.environment.today(), now(context)),
      { account: grant.account, role: grant.role, purpose: grant.purpose, until: grant.until ?? '' },
    );
    context.app.environment.notify.changed({ what: 'people' });
    return {};
  },
  'member.end': (context, { dossier, grant, reason }) => {
    context.commit(() => endMember(context.open, dossier, grant, now(context)), { grant, reason });
    context.app.environment.notify.changed({ what: 'people' });
    return {};
  },
  'lease.list': ({ open }) => ({
    leases: open.leases.rows().map((row) => leaseOf(open, row)),
    own: open.leases.footing(),
  }),
  'lease.ask': (context, wanted) => {
    const id = context.commit(() => askForLease(context.open, wanted, now(context)), wanted);
    context.app.environment.notify.changed({ what: 'people' });
    return { id };
  },
  'lease.decide': (context, { lease, grant }) => {
    context.commit(() => decideLease(context.open, lease, grant, context.app.environment.now()), {
      lease,
      grant,
    });
    context.app.environment.notify.changed({ what: 'people' });
    return {};
  },
  'lease.return': (context, { lease }) => {
    context.commit(() => returnLease(context.open, lease, now(context)), { lease });
    context.app.environment.notify.changed({ what: 'people' });
    return {};
  },
};

async function told(context: Context, detail: Record<string, unknown>): Promise<void> {
  context.note(detail);
  // Who can unlock is asked for while nobody is known.
  await context.app.session.reread();
  context.app.environment.notify.changed({ what: 'people' });
}

/** A single-person installation has one account, and said so at set-up. */
function requireSeveral(open: Open): void {
  if (open.keyring.role === 'keeper') throw new AppError('forbidden', { rule: 'E-15' });
}

function requirePerson(open: Open, account: AccountId): void {
  const known = open.keyring.accounts().some(({ id, state }) => id === account && state !== 'left');
  if (!known) throw new AppError('not_found');
}

function roleOf(role: string): MachineRole {
  return machineRoles.find((one) => one === role) ?? 'member';
}

function membersOf(open: Open, dossier: DossierId): Member[] {
  return open.store.members.ofDossier(dossier).map((row) => {
    const said = knowingOf(open.store, row);
    return {
      id: row.id,
      account: row.account,
      display_name: open.nameOf(row.account),
      role: row.role,
      classes: said?.classes == null ? null : [...said.classes],
      purpose: said?.purpose ?? '',
      until: row.until,
      granted_by: open.nameOf(row.granter),
      granted_at: row.at,
      ended_at: row.endedAt,
      signed:
        said !== null &&
        open.keyring.verify(row.granter, row.signature, grantedStatement(open.store.id, row)),
    };
  });
}

function leaseOf(open: Open, row: LeaseRow): Lease {
  return {
    id: row.id,
    account: row.account,
    display_name: open.nameOf(row.account),
    role: row.role,
    hours: row.hours,
    reason: row.reason,
    asked_at: row.at,
    decided_by: row.decidedBy === null ? null : open.nameOf(row.decidedBy),
    decided_at: row.decidedAt,
    until: row.until,
    ended_at: row.endedAt,
    state: stateOf(open, row),
  };
}

function stateOf(open: Open, row: LeaseRow): Lease['state'] {
  if (row.decidedAt === null) return 'waits';
  if (row.until === null) return 'refused';
  if (open.leases.runs(row)) return 'runs';
  return row.endedBy === null || row.endedBy === 'term' ? 'over' : 'returned';
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
