import { z } from 'zod';
import { DossierId, ObjectId } from '../../model/ids.ts';
import { Instant } from '../../model/units.ts';
import { Marking } from '../../model/marking.ts';
import { channel } from '../channel.ts';
import { EvidenceItem } from './dossier.ts';
import { Exported } from './work.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['A-S01', 'G-019', 'E-04'],
} as const;
const dossier = DossierId;

/** One thing of a folder as the manifest shows it. */
export const DatasetRow = z.object({
  path: z.string(),
  /** False where the name is no valid text: it is shown with replacement characters and kept to the byte. */
  valid: z.boolean(),
  kind: z.enum(['file', 'folder', 'link', 'not_taken']),
  size: z.number().int().nullable(),
  modified_at: Instant.nullable(),
  sm3: z.string().nullable(),
  to: z.string().nullable(),
  why: z.enum(['special', 'unreadable', 'changed', 'link']).nullable(),
});
export type DatasetRow = z.infer<typeof DatasetRow>;

/** Folders: one dataset with its own manifest, whatever the number of files (docs/dataset-format.md). */
export const datasets = {
  /** Opens main's dialog; the chosen folder is sealed batch by batch. Nothing chosen: null. */
  'dataset.choose': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    job: true,
    /** What becomes of links: they are never followed. */
    input: z.object({
      dossier,
      links: z.enum(['keep', 'refuse']).default('keep'),
      marking: Marking.optional(),
    }),
    output: EvidenceItem.nullable(),
  }),
  'dataset.page': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    papers: { of: 'named', need: ['view'] },
    input: z.object({
      dossier,
      object: ObjectId,
      from: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({
      name: z.string(),
      complete: z.boolean(),
      files: z.number().int(),
      folders: z.number().int(),
      bytes: z.number().int(),
      entries: z.number().int(),
      rows: z.array(DatasetRow),
    }),
  }),
  /** Writes the folder back, to the byte, into a folder chosen in main's dialog. */
  'dataset.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-S02', 'E-04'],
    job: true,
    papers: { of: 'named', need: ['export'] },
    input: z.object({ dossier, object: ObjectId }),
    output: Exported,
  }),
} as const;
