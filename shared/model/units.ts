import { z } from 'zod';

/** A civil date `YYYY-MM-DD` in the calendar of Asia/Shanghai; never a timestamp. Range 1900–2199. */
export const CivilDate = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine(isRealDate)
  .brand('CivilDate');
export type CivilDate = z.infer<typeof CivilDate>;

function isRealDate(text: string): boolean {
  const [y = 0, m = 0, d = 0] = text.split('-').map(Number);
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return d <= (days[m - 1] ?? 0);
}

/** Money in fen (1/100 yuan), an integer within ±9×10^15 (A-P14: “元”指人民币). */
export const Fen = z.number().int().brand('Fen');
export type Fen = z.infer<typeof Fen>;

/** Money that may cross to the page, or the word for an amount that main keeps back until it is asked for (E-09). */
export const KnownAmount = z.union([Fen, z.literal('withheld')]);
export type KnownAmount = z.infer<typeof KnownAmount>;

/** An instant as ISO 8601 in UTC; used for records of what happened, never for deadlines. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** Text in the interface's two languages; the Chinese is the official term. */
export const Bilingual = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof Bilingual>;
