import { z } from 'zod';
import { ObjectId } from './ids.ts';
import { Bilingual, Instant } from './units.ts';

/** What a person says who held a page of our print against a page of the stamped paper. */
export const pageVerdicts = ['same', 'differs', 'unclear'] as const;

/**
 * One page of the filled form held against one of its stamped scan. Only ever added to; the last word on a page of the
 * form counts. `form` is the digest of the form as it was then: a form that was corrected since is another one.
 */
export const PageVerdict = z.object({
  object: ObjectId,
  /** 1-based, of our own print. */
  form_page: z.number().int().min(1),
  /** How many pages our own print has. */
  form_pages: z.number().int().min(1),
  /** 1-based, of the scan. */
  scan_page: z.number().int().min(1),
  verdict: z.enum(pageVerdicts),
  note: z.string().max(500),
  form: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type PageVerdict = z.infer<typeof PageVerdict>;

/** A person's word on a page as it is shown; `current` is false where the form was corrected since. */
export const JudgedPage = PageVerdict.omit({ form: true, form_pages: true }).extend({
  by: z.string(),
  at: Instant,
  current: z.boolean(),
});
export type JudgedPage = z.infer<typeof JudgedPage>;

const Stretch = z.object({ text: z.string(), same: z.boolean() });

/** Whether words of our print stand in the scan: white space and width ignored; `near`: a sixth differs at most. */
const FoundInScan = z.object({
  state: z.enum(['found', 'near', 'absent']),
  /** 1-based pages of the scan. */
  pages: z.array(z.number().int()),
  /** Ours and the scan’s, letter by letter, where they nearly agree. */
  own: z.array(Stretch),
  other: z.array(Stretch),
});
export type FoundInScan = z.infer<typeof FoundInScan>;

/** What one page of our print says, and what of it is in the scan; `found` is null where nothing can be read. */
export const FormPage = z.object({
  /** The values of fields that the page carries. */
  values: z.array(
    z.object({ key: z.string(), title: Bilingual, text: z.string(), found: FoundInScan.nullable() }),
  ),
  /** How many sentences the page has, and those that do not stand in the scan word for word. */
  sentences: z.number().int(),
  departing: z.array(z.object({ text: z.string(), found: FoundInScan })),
  /** The page has amounts that are kept back: they were not compared (B-Q16). */
  withheld: z.boolean(),
});
export type FormPage = z.infer<typeof FormPage>;

/** The filled form beside a scan, as the page that compares them needs it. */
export const FormComparison = z.object({
  /** Files of the dossier that may be the stamped paper; the likeliest first. */
  scans: z.array(z.object({ object: ObjectId, name: z.string(), type: z.string() })),
  pages: z.array(FormPage),
  /** What was read of the chosen scan; null where none was chosen. */
  scan: z
    .object({
      object: ObjectId,
      /** No page of it has text: only a person can tell. */
      textless: z.boolean(),
      /** Pages without text beside others that have some. */
      silent: z.array(z.number().int()),
      pages: z.number().int().nullable(),
    })
    .nullable(),
  judged: z.array(JudgedPage),
});
export type FormComparison = z.infer<typeof FormComparison>;
