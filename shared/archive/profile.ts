import { z } from 'zod';
import { Period, retentions, Secrecy } from '../model/retention.ts';

const short = z.string().trim().max(60);

/** What a unit's own 编制方案 says; every unit has another, so the 档号 is a template. */
export const ArchiveProfile = z.object({
  /** 立档单位. */
  unit: z.string().trim().max(120),
  /** 全宗号. */
  fonds: short,
  /** 门类代码, e.g. KY. */
  category: short,
  /**
   * 档号 of a file; words in braces are filled in: {全宗号} {门类代码} {年度} {保管期限代码} {项目号} {案卷号} {件号}.
   * The 档号 of the volume is what stands before {件号}.
   */
  template: z.string().trim().min(1).max(200),
  /** 案卷号. */
  volume: short,
  /** 保管期限 where the unit says nothing else for a kind of dossier, and the archivist nothing for the dossier. */
  retention: Period,
  /** 保管期限 of each kind of dossier that has another. */
  kinds: z.record(z.string().max(64), Period).default({}),
  /** 密级 of the volume; nothing of a state secret enters here (E-16). */
  secrecy: Secrecy,
});
export type ArchiveProfile = z.infer<typeof ArchiveProfile>;

export const usualTemplate = '{全宗号}-{门类代码}·{项目号}-{案卷号}-{件号}';

interface Filled {
  number: string;
  year: string;
  /** The number of a file from 1; null for the volume itself. */
  item: number | null;
}

/** The 档号 by the unit's template; what the unit did not say is left empty, never invented. */
export function fillReference(profile: ArchiveProfile, { number, year, item }: Filled): string {
  const words: Record<string, string> = {
    全宗号: profile.fonds,
    门类代码: profile.category,
    年度: year,
    保管期限代码: retentions[profile.retention],
    项目号: number,
    案卷号: profile.volume,
    件号: item === null ? '' : String(item).padStart(4, '0'),
  };
  const template = item === null ? profile.template.replace(/[-·.\s]*\{件号\}.*$/u, '') : profile.template;
  return template.replace(/\{([^{}]+)\}/gu, (whole, word: string) => words[word] ?? whole);
}

/** Words of a template that nobody knows; empty is well. */
export function unknownWords(template: string): string[] {
  const known = ['全宗号', '门类代码', '年度', '保管期限代码', '项目号', '案卷号', '件号'];
  return [...template.matchAll(/\{([^{}]*)\}/gu)]
    .map(([, word = '']) => word)
    .filter((word) => !known.includes(word));
}
