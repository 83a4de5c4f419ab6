import type { Paper } from './paper.ts';

/** Points in a millimetre. */
export const mm = 72 / 25.4;

/** How the parts of a form are set: margins in mm, sizes and pitches in pt. */
export interface FormSetting {
  margin: { top: number; right: number; bottom: number; left: number };
  title: { size: number; before: number; after: number };
  body: { size: number; pitch: number };
  heading: { size: number };
  table: { size: number };
  /** Label and value in a ruled table rather than in lines. */
  ruledFacts: boolean;
  numbers: 'of' | 'dashes' | 'dashes_after_first' | 'none';
}

/** 版心 156 × 225 mm, 天头 37 mm, 订口 28 mm; 22 lines of 28 characters of 三号 (GB/T 9704-2012, 5.2). */
const official = { top: 37, right: 26, bottom: 35, left: 28 };
const pitch = (225 * mm) / 22;

const report: FormSetting = {
  margin: official,
  title: { size: 22, before: 0, after: 20 },
  body: { size: 16, pitch },
  heading: { size: 16 },
  table: { size: 12 },
  ruledFacts: true,
  numbers: 'dashes',
};

const formSettings: Readonly<Record<NonNullable<Paper['form']>, FormSetting>> = {
  plain: {
    margin: { top: 24, right: 20, bottom: 22, left: 25 },
    title: { size: 18, before: 0, after: 14 },
    body: { size: 10.5, pitch: 15.75 },
    heading: { size: 13 },
    table: { size: 9.5 },
    ruledFacts: false,
    numbers: 'of',
  },
  // 信函格式 (10.1): two lines stand free between the last sign above and the title; no number on the first page.
  letter: {
    ...report,
    title: { size: 22, before: pitch * 2, after: pitch },
    ruledFacts: false,
    numbers: 'dashes_after_first',
  },
  report,
  cover: { ...report, title: { size: 26, before: 60, after: 60 }, table: { size: 16 }, numbers: 'none' },
  spine: { ...report, numbers: 'none' },
};

/** How a paper is set, `tight` being the part of the usual pitch of lines; a lying page is a list to work with and takes the room that its columns need. */
export function settingOf(
  { form = 'plain', landscape }: Pick<Paper, 'form' | 'landscape'>,
  tight = 1,
): FormSetting {
  const usual = formSettings[form];
  const setting = { ...usual, body: { ...usual.body, pitch: usual.body.pitch * tight } };
  return landscape === true
    ? {
        ...setting,
        margin: { top: 25, right: 20, bottom: 25, left: 20 },
        title: { ...setting.title, size: 20, after: 14 },
        body: { size: 12, pitch: 20 },
        heading: { size: 14 },
        table: { size: 10.5 },
      }
    : setting;
}

/** 信函格式 (10.1): the upper edge of 发文机关标志 at 30 mm, the lines 4 mm below it and 20 mm from the foot, 170 mm long. */
export const letterhead = {
  top: 30,
  gap: 4,
  foot: 20,
  line: 170,
  thick: 2,
  thin: 0.75,
  between: 1.6,
  largest: 36,
} as const;
export const red = { r: 0.86, g: 0.05, b: 0.05, hex: 'DB0D0D' } as const;

/** The widths of spines in mm: a box or cover is one of these thick (GB/T 11822, GB/T 9705). */
export const spineWidths = [10, 15, 20, 30] as const;
export const spineHeight = 245;
