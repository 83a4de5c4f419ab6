import { z } from 'zod';
import { FormComparison, PageVerdict } from '../../model/form-compare.ts';
import { DossierId, ObjectId } from '../../model/ids.ts';
import { channel, Empty } from '../channel.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['B-F38', 'B-F35', 'E-04'],
} as const;
const dossier = DossierId;

/** The filled form held against the stamped paper, page by page (B-F35, B-F38). */
export const forms = {
  /**
   * What each page of our print says, which of it stands in a scan, and what people said of the pages. Without `object`
   * nothing of a scan is read: the files to choose from, our pages, and the words that were said.
   */
  'form.compare': channel({
    ...inDossier,
    capability: 'view',
    audit: 'intent_and_result',
    job: true,
    // Its answer quotes the scan where it nearly agrees.
    papers: { of: 'named', need: ['view', 'copy'] },
    input: z.object({ dossier, object: ObjectId.optional() }),
    output: FormComparison,
  }),
  /** One page of our print as a picture, amounts only while they are in sight; the scan's comes by `evidence.page`. */
  'form.page': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    job: true,
    input: z.object({
      dossier,
      /** 1-based. */
      page: z.number().int().min(1).max(1000),
      /** Pixels. */
      width: z.number().int().min(300).max(2000),
    }),
    output: z.object({
      pages: z.number().int(),
      /** PNG. */
      image: z.instanceof(Uint8Array),
    }),
  }),
  /** A person held one page against one of the scan. It is added to what was said before, never in its place. */
  'form.judge': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    papers: { of: 'named', need: ['view'] },
    input: PageVerdict.omit({ form: true, form_pages: true }).extend({ dossier }),
    output: Empty,
  }),
} as const;
