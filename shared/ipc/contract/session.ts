import { z } from 'zod';
import { AccountId } from '../../model/ids.ts';
import { CivilDate, Instant } from '../../model/units.ts';
import { grants, subjects } from '../../model/policy.ts';
import { capabilities, channel, Empty, infoClasses } from '../channel.ts';

const before = { scope: 'application', infoClass: 'public', purpose: 'none', approval: null } as const;

export const PolicyCell = z.object({
  subject: z.enum(subjects),
  capability: z.enum(capabilities),
  infoClass: z.enum(infoClasses),
  grant: z.enum(grants),
  /** Only while a lease runs (E-06). */
  lease: z.boolean(),
  clauses: z.array(z.string()),
});
export type PolicyCell = z.infer<typeof PolicyCell>;

export const Account = z.object({
  id: AccountId,
  login: z.string(),
  display_name: z.string(),
  role: z.string(),
});
export type Account = z.infer<typeof Account>;

export const SessionStatus = z.object({
  state: z.enum(['not_set_up', 'locked', 'unlocked']),
  account: Account.extend({
    /** The password was chosen by somebody else: nothing is open before it is changed. */
    must_change: z.boolean(),
  }).nullable(),
  /** Seconds of idleness after which the store locks. */
  idle_seconds: z.number().int(),
  /** Why it is locked: for the sentence on the unlock screen. */
  locked_because: z.enum(['start', 'idle', 'person', 'system']).nullable(),
  locked_at: Instant.nullable(),
});
export type SessionStatus = z.infer<typeof SessionStatus>;

export const Login = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}._-]+$/u);
/** Bounds only: strength is judged by the keyring, which answers `weak_password` with a reason. */
export const Password = z.string().min(1).max(1024);

/** Who sits here: set-up, unlock, lock, recovery. */
export const session = {
  'app.info': channel({
    ...before,
    session: 'any',
    capability: 'open',
    audit: 'none',
    clauses: ['E-01'],
    input: Empty,
    output: z.object({
      version: z.string(),
      /** `chromium`: the development and demonstration shell; it opens only stores marked `demo`. */
      shell: z.enum(['electron', 'chromium']),
      mark: z.enum(['real', 'demo']),
      today: CivilDate,
      language: z.enum(['zh', 'en']),
      platform: z.string(),
      /** Whether this machine's WebAssembly has the vectors of the kernel; without them large files are slow. */
      vectors: z.boolean(),
    }),
  }),
  'session.status': channel({
    ...before,
    session: 'any',
    capability: 'open',
    audit: 'none',
    clauses: ['E-01'],
    input: Empty,
    output: SessionStatus.extend({ accounts: z.array(z.object({ id: AccountId, login: z.string() })) }),
  }),
  'session.setup': channel({
    ...before,
    session: 'not_set_up',
    capability: 'open',
    audit: 'write',
    clauses: ['B-S16', 'E-06'],
    input: z.object({
      /**
       * `single`: one person does all and gives up mutual control (keeper). `several`: this account is
       * 安全保密管理员, who makes the others' and reads no content (E-15).
       */
      mode: z.enum(['single', 'several']),
      login: Login,
      display_name: z.string().trim().min(1).max(64),
      password: Password,
    }),
    output: z.object({
      status: SessionStatus,
      /** Three recovery shares, any two of which open the store; shown once, never stored (design section 5). */
      shares: z.array(z.string()).length(3),
    }),
  }),
  'session.unlock': channel({
    ...before,
    session: 'locked',
    capability: 'open',
    audit: 'write',
    clauses: ['B-S16'],
    input: z.object({ login: Login, password: Password }),
    output: SessionStatus,
  }),
  'session.recover': channel({
    ...before,
    session: 'locked',
    capability: 'open',
    audit: 'write',
    clauses: ['E-06'],
    input: z.object({
      login: Login,
      shares: z.array(z.string().max(1024)).length(2),
      new_password: Password,
    }),
    output: z.object({ status: SessionStatus, shares: z.array(z.string()).length(3) }),
  }),
  /** The same person, again: opens the acts that need a fresh password for five minutes (E-06). */
  'session.confirm': channel({
    ...before,
    session: 'unlocked',
    capability: 'open',
    audit: 'write',
    clauses: ['E-06', 'B-S16'],
    input: z.object({ password: Password }),
    output: Empty,
  }),
  /** The account's key is sealed under another password; no file is touched. */
  'session.changePassword': channel({
    ...before,
    session: 'unlocked',
    capability: 'open',
    audit: 'write',
    clauses: ['B-S16', 'E-06'],
    input: z.object({ password: Password, new_password: Password }),
    output: SessionStatus,
  }),
  'session.lock': channel({
    ...before,
    session: 'unlocked',
    capability: 'open',
    audit: 'write',
    clauses: ['E-06'],
    input: Empty,
    output: SessionStatus,
  }),
  /** The person did something: the idle clock starts anew. */
  'session.touch': channel({
    ...before,
    session: 'unlocked',
    capability: 'open',
    audit: 'none',
    clauses: ['E-06'],
    input: Empty,
    output: Empty,
  }),
  /** The policy table as it decides: what the page 权限与条款 shows. */
  'policy.view': channel({
    ...before,
    session: 'unlocked',
    capability: 'view',
    audit: 'none',
    clauses: ['E-01', 'B-S23'],
    input: Empty,
    output: z.array(PolicyCell),
  }),
  'setting.get': channel({
    ...before,
    session: 'unlocked',
    capability: 'view',
    audit: 'none',
    clauses: ['E-01'],
    input: Empty,
    output: z.object({ language: z.enum(['zh', 'en']), idle_minutes: z.number().int() }),
  }),
  'setting.set': channel({
    ...before,
    session: 'unlocked',
    capability: 'edit',
    audit: 'write',
    clauses: ['E-01'],
    input: z.object({
      language: z.enum(['zh', 'en']).optional(),
      idle_minutes: z.number().int().min(1).max(60).optional(),
    }),
    output: z.object({ language: z.enum(['zh', 'en']), idle_minutes: z.number().int() }),
  }),
} as const;
