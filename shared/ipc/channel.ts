import { z } from 'zod';

/** What the person must be able to do; five of them are the distinct capabilities of E-04. */
export const capabilities = [
  'open', // start, set up, unlock: before anyone is known
  'view',
  'edit',
  'copy',
  'export',
  'print',
  'show',
  'administer',
  'audit',
] as const;
export type Capability = (typeof capabilities)[number];

/** Information classes: B-S03's sensitive kinds are refined by the confidentiality issue; these stand. */
export const infoClasses = ['public', 'internal', 'trade_secret', 'contract_amount', 'personal'] as const;
export type InfoClass = (typeof infoClasses)[number];

/**
 * What every channel declares (E-01). The gate decides from this alone; an undeclared channel cannot exist
 * because the declaration is part of its only definition.
 */
export interface Declaration {
  /** The session state in which it answers; elsewhere the refusal is `locked`, `not_set_up` or `already_set_up`. */
  session: 'any' | 'not_set_up' | 'locked' | 'unlocked';
  capability: Capability;
  /** `dossier`: the input names one in `dossier` and the policy is asked for that one. */
  scope: 'application' | 'store' | 'dossier';
  infoClass: InfoClass;
  /** E-02: content is used for carrying out its project only. */
  purpose: 'none' | 'carry_out_project' | 'administration' | 'audit';
  /** `one_matter`: 一事一议 (E-05). */
  approval: null | 'one_matter';
  /** `write`: one row in the write's transaction. `intent_and_result`: a row before a byte leaves, one after. */
  audit: 'none' | 'write' | 'intent_and_result';
  /** The clauses and rules the declaration follows from. */
  clauses: readonly string[];
  /** `preload`: only our bridge may call it; it is not exposed to the page. */
  surface?: 'page' | 'preload';
  /** Long work: reports progress under the caller's job id and can be cancelled. */
  job?: boolean;
  /** Largest serialised input in bytes; default 1 MiB. */
  maxInputBytes?: number;
}

export interface Channel<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType>
  extends Declaration {
  input: I;
  output: O;
}

/** Declares one channel; the name is its key in the contract (`noun.verb`). */
export function channel<I extends z.ZodType, O extends z.ZodType>(definition: Channel<I, O>): Channel<I, O> {
  return definition;
}

export const Empty = z.object({}).strict();
