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
  'return', // 归还甲方: all of the client's data at once (E-14, B-S20)
  'administer', // the machine: settings for all, backups, health
  'grant', // accounts, need to know, leases, consents (B-S16)
  'recall', // 收回: E-07
  'retain', // 保管: periods, holds, and destruction by two (E-12)
  'audit',
] as const;
export type Capability = (typeof capabilities)[number];

/** What reads, changes or gives away content; the rest is about accounts, the machine and its log. */
export const contentCapabilities: readonly Capability[] = [
  'view',
  'edit',
  'copy',
  'export',
  'print',
  'show',
  'return',
];

/** Information classes: what is kept is as secret as its most secret part. */
export const infoClasses = [
  'public', // 公开
  'internal', // 内部 (E-13, D-S01)
  'trade_secret', // what the project itself brought forth and what its agreement says (A-S01, B-S04)
  'contract_amount', // 合同金额 (B-S01, B-S02, E-09)
  'personal', // personal data (B-S27)
  // B-S03: the four kinds that the client hands over
  'client_design', // (一) 项目设计、图片、开发工具、流程图、程序、数据、专利技术、招标文件
  'client_access', // (二) 数据、程序、用户名、口令和资料
  'client_technical', // (三) 业务及技术文档
  'client_told', // (四) 甲方告知的其他
] as const;

/** B-S03: of the client's making; by default never copied, exported or printed (E-04, B-S09). */
export const clientClasses = ['client_design', 'client_access', 'client_technical', 'client_told'] as const;
export type InfoClass = (typeof infoClasses)[number];

/** E-12: the eight steps of the life of data: 收集、存储、使用、加工、传输、提供、公开、销毁. */
export const lifecycles = [
  'collect',
  'store',
  'use',
  'process',
  'transmit',
  'provide',
  'publish',
  'destroy',
] as const;
export type Lifecycle = (typeof lifecycles)[number];

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
  /**
   * E-13: what else must be allowed for each paper, by the class that the paper itself is marked with: of those that
   * the input names in `object` or `objects`, in `files` (null: all), of those filed under its `package`, or of all.
   */
  papers?: { of: 'named' | 'files' | 'package' | 'all'; need: readonly Capability[] };
  /** `write`: one row in the write's transaction. `intent_and_result`: a row before a byte leaves, one after. */
  audit: 'none' | 'write' | 'intent_and_result';
  /** E-12: the step of the data's life, where it is another than its capability's own. */
  lifecycle?: Lifecycle;
  /** A dangerous act: the person's password must have been checked within the last minutes (E-06, B-S16). */
  reauthenticate?: true;
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
