import { z } from 'zod';
import { AccountId, DossierId, GrantId, LeaseId } from '../../model/ids.ts';
import { dossierRoles, machineRoles } from '../../model/policy.ts';
import { CivilDate, Instant } from '../../model/units.ts';
import { channel, Empty, infoClasses } from '../channel.ts';
import { Login, Password } from './session.ts';

const forMachine = {
  session: 'unlocked',
  scope: 'store',
  infoClass: 'internal',
  purpose: 'administration',
  approval: null,
  clauses: ['B-S16', 'E-15'],
} as const;
/**
 * Accounts: by 安全保密管理员, while a lease runs, with a fresh password. The keyring is no part of the store's
 * transaction: the intent stands in the log before it changes, so that no account appears or goes without a trace.
 */
const accounts = {
  ...forMachine,
  capability: 'grant',
  audit: 'intent_and_result',
  reauthenticate: true,
} as const;
const account = z.object({ account: AccountId });

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'internal',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['E-03', 'B-S09', 'E-02'],
} as const;

export const Person = z.object({
  id: AccountId,
  login: z.string(),
  display_name: z.string(),
  role: z.enum(machineRoles),
  state: z.enum(['active', 'disabled', 'left']),
  /** The first password, which somebody else chose, has not been changed yet. */
  must_change: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** One line of a dossier's need-to-know list (知悉名单). */
export const Member = z.object({
  id: GrantId,
  account: AccountId,
  display_name: z.string(),
  role: z.enum(dossierRoles),
  /** Null: every class that the role may see. */
  classes: z.array(z.enum(infoClasses)).nullable(),
  purpose: z.string(),
  until: CivilDate.nullable(),
  granted_by: z.string(),
  granted_at: Instant,
  ended_at: Instant.nullable(),
  /** Whether the granter's signature is right. */
  signed: z.boolean(),
});
export type Member = z.infer<typeof Member>;

export const Lease = z.object({
  id: LeaseId,
  account: AccountId,
  display_name: z.string(),
  role: z.enum(machineRoles),
  hours: z.number().int(),
  reason: z.string(),
  asked_at: Instant,
  decided_by: z.string().nullable(),
  decided_at: Instant.nullable(),
  until: Instant.nullable(),
  ended_at: Instant.nullable(),
  state: z.enum(['waits', 'refused', 'runs', 'returned', 'over']),
});
export type Lease = z.infer<typeof Lease>;

/** A dossier that a person who leaves hands over; its title only to whoever may know it. */
export const HandOver = z.object({
  dossier: DossierId,
  kind: z.string(),
  title: z.string().nullable(),
  role: z.enum(dossierRoles).nullable(),
  /** Others who hold its key. */
  others: z.number().int(),
  /** It must be granted to somebody, or led by somebody, before the person can leave. */
  blocks: z.boolean(),
});
export type HandOver = z.infer<typeof HandOver>;

/** Who is there, who knows what, who may administer and how long (B-S16, E-03, E-06, E-15). */
export const people = {
  'people.list': channel({
    ...forMachine,
    capability: 'view',
    audit: 'none',
    input: Empty,
    output: z.array(Person),
  }),
  'people.add': channel({
    ...accounts,
    input: z.object({
      login: Login,
      display_name: z.string().trim().min(1).max(64),
      role: z.enum(machineRoles).exclude(['keeper']),
      /** The first one; whoever it is for must change it at the first unlock. */
      password: Password,
    }),
    output: z.object({ id: AccountId }),
  }),
  'people.disable': channel({ ...accounts, input: account, output: Empty }),
  'people.enable': channel({ ...accounts, input: account, output: Empty }),
  /** What a person holds that somebody must take over. */
  'people.handOver': channel({
    ...forMachine,
    capability: 'grant',
    audit: 'none',
    input: account,
    output: z.array(HandOver),
  }),
  /** The account closes for good, its wraps go, and every dossier that it knew begins a new key. */
  'people.leave': channel({
    ...accounts,
    input: account,
    output: z.object({ dossiers: z.number().int() }),
  }),
  'member.list': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    input: z.object({ dossier: DossierId }),
    output: z.array(Member),
  }),
  /** Puts a person on the list, or gives one who stands there another line. */
  'member.add': channel({
    ...inDossier,
    capability: 'grant',
    audit: 'write',
    input: z.object({
      dossier: DossierId,
      account: AccountId,
      role: z.enum(dossierRoles),
      classes: z.array(z.enum(infoClasses)).min(1).nullable(),
      purpose: z.string().trim().min(2).max(500),
      until: CivilDate.nullable(),
    }),
    output: Empty,
  }),
  'member.end': channel({
    ...inDossier,
    capability: 'grant',
    audit: 'write',
    input: z.object({ dossier: DossierId, grant: GrantId, reason: z.string().trim().min(2).max(500) }),
    output: Empty,
  }),
  'lease.list': channel({
    ...forMachine,
    capability: 'view',
    audit: 'none',
    clauses: ['E-06', 'B-S16'],
    input: Empty,
    output: z.object({
      leases: z.array(Lease),
      /** On which footing the person's own rights stand now; null: none runs. */
      own: z.object({ by: z.enum(['founding', 'alone', 'lease']), until: Instant.nullable() }).nullable(),
    }),
  }),
  'lease.ask': channel({
    ...forMachine,
    capability: 'edit',
    audit: 'write',
    clauses: ['E-06', 'B-S16'],
    input: z.object({ hours: z.number().int().min(1).max(720), reason: z.string().trim().min(2).max(500) }),
    output: z.object({ id: LeaseId }),
  }),
  /** What another administrator asked for: it names no content, and needs no lease of its own. */
  'lease.decide': channel({
    ...forMachine,
    infoClass: 'public',
    capability: 'grant',
    audit: 'write',
    reauthenticate: true,
    clauses: ['B-S16', 'E-06'],
    input: z.object({ lease: LeaseId, grant: z.boolean() }),
    output: Empty,
  }),
  'lease.return': channel({
    ...forMachine,
    capability: 'edit',
    audit: 'write',
    clauses: ['E-06', 'B-S16'],
    input: z.object({ lease: LeaseId }),
    output: Empty,
  }),
} as const;
