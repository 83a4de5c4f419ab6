import type { z } from 'zod';
import { approvals } from './contract/approval.ts';
import { archive } from './contract/archive.ts';
import { datasets } from './contract/dataset.ts';
import { calendar } from './contract/calendar.ts';
import { dossiers } from './contract/dossier.ts';
import { guidelines } from './contract/guideline.ts';
import { documents } from './contract/document.ts';
import { forms } from './contract/form.ts';
import { evidence } from './contract/evidence.ts';
import { inspections } from './contract/inspection.ts';
import { judgement } from './contract/judgement.ts';
import { ledgers } from './contract/ledger.ts';
import { packageMore } from './contract/package.ts';
import { people } from './contract/people.ts';
import { papers } from './contract/paper.ts';
import { recalls } from './contract/recall.ts';
import { retention } from './contract/retention.ts';
import { safety } from './contract/safety.ts';
import { session } from './contract/session.ts';
import { transfers } from './contract/transfer.ts';
import { work } from './contract/work.ts';

/**
 * The contract: one entry a channel. The router registers exactly these, the bridge offers exactly those
 * whose surface is the page, and the gate decides from their declarations (E-01).
 */
export const contract = {
  ...session,
  ...dossiers,
  ...evidence,
  ...datasets,
  ...ledgers,
  ...calendar,
  ...guidelines,
  ...judgement,
  ...work,
  ...packageMore,
  ...archive,
  ...papers,
  ...documents,
  ...forms,
  ...safety,
  ...approvals,
  ...people,
  ...recalls,
  ...retention,
  ...inspections,
  ...transfers,
} as const;

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
export type Input<N extends ChannelName> = z.input<Contract[N]['input']>;
export type Output<N extends ChannelName> = z.output<Contract[N]['output']>;
/** What a handler receives: the input after zod has filled defaults in. */
export type Parsed<N extends ChannelName> = z.output<Contract[N]['input']>;

export const channelNames = Object.keys(contract) as ChannelName[];
