import { z } from 'zod';
import { Clause } from '../../model/derived.ts';
import { DossierId } from '../../model/ids.ts';
import { Bilingual } from '../../model/units.ts';
import { channel } from '../channel.ts';
import { Exported } from './work.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
} as const;
const dossier = DossierId;
const key = z.string().max(64);
const template = z.string().max(64);

/** A paper that can be written from the record, with what it is for. */
export const PaperOffered = z.object({
  key,
  title: Bilingual,
  rule: z.string(),
  clause: Clause,
  template,
  /** Whether the unit has put a template of its own in. */
  own: z.boolean(),
  pieces: z.array(z.string()),
  /** Ids of the obligations that it is for today. */
  obligations: z.array(z.string()),
});

/** `blanks`: how many places stand as 〔待填〕. */
export const PaperWritten = Exported.extend({ blanks: z.number().int() });

const inSettings = {
  ...inDossier,
  scope: 'store',
  infoClass: 'internal',
  purpose: 'administration',
  capability: 'administer',
  clauses: ['A-D06', 'E-04'],
} as const;

/** Papers written from the record, and the templates that they are written by. */
export const papers = {
  'paper.list': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    clauses: ['A-D06', 'E-03'],
    input: z.object({ dossier }),
    output: z.array(PaperOffered),
  }),
  /** Writes papers as docx and PDF into a new folder chosen in main's dialog, in the order asked for. */
  'paper.write': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-D06', 'A-S02', 'E-04'],
    job: true,
    input: z.object({
      dossier,
      papers: z.array(key).min(1).max(30),
      package: z.string().max(16).optional(),
      /** The obligation that it answers or reminds of. */
      obligation: z.string().max(80).optional(),
    }),
    output: PaperWritten,
  }),
  /** Takes a template of the unit's own in, from a file chosen in main's dialog; null where none was chosen. */
  'paper.takeTemplate': channel({
    ...inSettings,
    audit: 'write',
    input: z.object({}),
    output: z.object({ template, title: z.string() }).nullable(),
  }),
  /** Goes back to the template that comes with the application. */
  'paper.resetTemplate': channel({
    ...inSettings,
    audit: 'write',
    input: z.object({ template }),
    output: z.object({}),
  }),
  /** Writes the template that holds now as a file to begin one's own from. */
  'paper.giveTemplate': channel({
    ...inSettings,
    capability: 'administer',
    audit: 'intent_and_result',
    job: true,
    input: z.object({ template }),
    output: Exported,
  }),
} as const;
