import { z } from 'zod';
import { Holder } from '../../model/derived.ts';
import { DossierId, ItemId } from '../../model/ids.ts';
import { CivilDate } from '../../model/units.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
} as const;
const dossier = DossierId;
const packageId = z.string().max(16);

/** A reading copy, its pages, and how many originals have a page that says why they are not merged. */
export const CopyExported = Exported.extend({ pages: z.number().int(), untaken: z.number().int() });

/** What a package is read, printed and held on paper by; its pieces and its export are in `work.ts`. */
export const packageMore = {
  /**
   * Merges what is filed under the package into one PDF to read, in a folder chosen in main's dialog. It says on each
   * page that it is a copy; the originals are left as they are.
   */
  'package.readingCopy': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-S02', 'E-04', 'A-D05'],
    job: true,
    papers: { of: 'package', need: ['export'] },
    input: z.object({ dossier, package: packageId, meeting: CivilDate.nullable().optional() }),
    output: CopyExported,
  }),
  /**
   * Registers the paper of a file under a piece (A-D05): its pages as a person counted them, whether it says the same
   * as the file, how many copies there are and who holds each. The file's own pages are kept beside them.
   */
  'material.paper': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    clauses: ['A-D05', 'A-N01', 'E-02'],
    input: z.object({
      dossier,
      entry: ItemId,
      pages: z.number().int().min(1).max(100_000).nullable(),
      matches: z.boolean().nullable(),
      copies: z.number().int().min(0).max(1000).nullable(),
      holders: z.array(Holder).max(50),
    }),
    output: Empty,
  }),
} as const;
