import { z } from 'zod';
import { DossierId, ItemId } from '../../model/ids.ts';
import { channel, Empty } from '../channel.ts';
import { Moved } from './dossier.ts';

const write = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  capability: 'edit',
  audit: 'write',
} as const;
const dossier = DossierId;
const reason = z.string().trim().min(1).max(2000);

/** What a person decides where the rules leave it to one: warnings, and readings of ambiguous clauses. */
export const judgement = {
  /** Keeps why a warning is accepted. `conflict` where it says something else by now. */
  'finding.answer': channel({
    ...write,
    clauses: ['E-02', 'G-018'],
    input: z.object({
      dossier,
      rule: z.string().max(16),
      path: z.string().max(200),
      /** The Chinese words of the finding as it was shown. */
      message: z.string().max(2000),
      reason,
    }),
    output: z.object({ answer: ItemId }),
  }),
  'finding.withdrawAnswer': channel({
    ...write,
    clauses: ['E-02', 'G-018'],
    input: z.object({ dossier, answer: ItemId, reason }),
    output: Empty,
  }),
  /** Chooses another reading of a row Q for this dossier; everything is counted anew and what moved is told. */
  'reading.choose': channel({
    ...write,
    clauses: ['E-02', 'G-018'],
    input: z.object({ dossier, rule: z.string().max(16), choice: z.string().max(32), reason }),
    output: z.object({ moved: Moved }),
  }),
} as const;
