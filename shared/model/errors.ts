import { z } from 'zod';

/**
 * Every refusal and failure that crosses the IPC or ends a CLI command. The interface turns a code and its
 * params into words (`shared/text`); main never sends sentences.
 */
export const errorCodes = [
  // the gate
  'untrusted_sender',
  'too_large',
  'bad_input',
  'bad_output',
  'locked',
  'already_set_up',
  'not_set_up',
  'forbidden',
  'needs_approval',
  /** Nothing keeps other programs from the window: who may only look is shown nothing there (E-04). */
  'view_only_unprotected',
  /** A dangerous act needs the password anew (E-06): `session.confirm`, then once more. */
  'needs_password',
  /** “Not yours” and “not there” are one refusal (E-03). */
  'not_found',
  'conflict',
  'cancelled',
  'internal',
  // accounts
  'wrong_password',
  'wait_before_retry',
  'weak_password',
  'wrong_shares',
  /** The password is right and the account is closed for now (B-S16). */
  'account_disabled',
  /** The password was chosen by somebody else: `session.changePassword` first. */
  'must_change_password',
  'login_taken',
  /** Nobody else holds a dossier's key, or leads it: it must be handed over first. */
  'hand_over_first',
  // store and vault
  'store_in_use',
  'store_damaged',
  'store_from_future',
  'store_not_marked',
  'object_damaged',
  'disk_full',
  'read_only',
  'io_failed',
  // dossiers
  'unconfirmed_fields',
  'blocked_by_findings',
  'our_side_missing',
  'event_recorded',
  'unknown_kind',
  // the calendar (G-008)
  'calendar_invalid',
  'calendar_known',
  'calendar_contradicts',
  /** A file that is no guideline of any kind; `path` says where it does not fit. */
  'guideline_invalid',
  // files
  'file_unreadable',
  'file_damaged',
  'file_encrypted',
  'file_too_complex',
  'file_type_refused',
  'no_text_layer',
  /** A workbook that is none, or that is not read; `reason` has its own words in `shared/text/ledger.ts`. */
  'sheet_refused',
  'state_secret_marking',
  // packages and archives
  'destination_exists',
  'destination_unwritable',
  'name_refused',
  'package_incomplete',
  'not_an_archive',
  /** An archive that is not brought in; `reason` has its words in `shared/text/archive-refusals.ts`. */
  'archive_refused',
  /** A sealed file that is not opened; `reason` has its words in `shared/text/transfer-refusals.ts`. */
  'sealed_refused',
  /** A file with a public key that is not taken; `reason` has its words there too. */
  'key_refused',
  /** What leaves must be whole, and its amounts are not in sight (B-Q16). */
  'amounts_withheld',
  /** A supplement of an archive that holds everything already. */
  'nothing_to_add',
  /** A dossier that is not destroyed; `reason` has its words in `shared/text/retention.ts`. */
  'retained',
  /** A paper's template that is none; `where` names its place. */
  'template_refused',
  // backups
  'not_a_backup',
  'backup_of_another',
  'backup_damaged',
  'medium_gone',
] as const;

export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const Refusal = z.object({
  ok: z.literal(false),
  code: ErrorCode,
  /** The rule or clause the refusal follows from, e.g. `E-05`, `G-015`. */
  rule: z.string().optional(),
  /** Facts for the sentence; never a path, a key or a stack. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Refusal = z.infer<typeof Refusal>;

export type Result<T> = { ok: true; value: T } | Refusal;

/** Thrown inside main and turned into a {@link Refusal} by the gate; carries no sentence for the user. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly rule: string | undefined;
  readonly params: Refusal['params'];

  constructor(code: ErrorCode, detail: { rule?: string; params?: Refusal['params']; cause?: unknown } = {}) {
    super(code, { cause: detail.cause });
    this.name = 'AppError';
    this.code = code;
    this.rule = detail.rule;
    this.params = detail.params;
  }
}
