import { z } from 'zod';
import {
  DiscCheck,
  discKinds,
  DiscPlanView,
  Inspection,
  InspectionStage,
  PersonAnswers,
} from '../../model/inspection.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

/** What reads and copies folders that the person chooses: nothing of the store leaves by it. */
const ofFolders = {
  session: 'unlocked',
  scope: 'store',
  capability: 'view',
  infoClass: 'trade_secret',
  purpose: 'none',
  approval: null,
  audit: 'intent_and_result',
  clauses: ['A-T07', 'E-10'],
} as const;

/** 四性检测 of an archive in a folder, and its discs. */
export const inspections = {
  /** Judges what a machine can, of the archive chosen in main's dialog, and keeps it for the report. */
  'inspection.run': channel({
    ...ofFolders,
    job: true,
    input: z.object({ stage: InspectionStage }),
    output: Inspection,
  }),
  /** The report with the person's answers, signed with name and day, as JSON, page and PDF in a folder of the person's. */
  'inspection.report': channel({
    ...ofFolders,
    lifecycle: 'provide',
    job: true,
    input: z.object({ answers: PersonAnswers }),
    output: Exported.extend({ inspection: Inspection }),
  }),
  /** Lays an archive out on discs: plan, labels and transfer list, and the contents of each disc where asked for. */
  'disc.plan': channel({
    ...ofFolders,
    lifecycle: 'provide',
    job: true,
    input: z.object({
      kind: z.enum(discKinds),
      sets: z.number().int().min(1).max(5),
      stage: z.boolean(),
    }),
    output: Exported.extend({ plan: DiscPlanView }),
  }),
  /** Reads a `plan.json` that the person chooses and keeps it for the re-reading. */
  'disc.open': channel({ ...ofFolders, audit: 'none', input: Empty, output: DiscPlanView }),
  /** Reads a burnt disc anew and compares it with the plan at hand. */
  'disc.check': channel({
    ...ofFolders,
    job: true,
    input: z.object({ number: z.number().int().positive() }),
    output: DiscCheck,
  }),
} as const;
