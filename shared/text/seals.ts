import { area } from './area.ts';

/** 找章: hints of seals, signatures and empty dates. */
export const seals = area(
  {
    title: '印章线索',
    look: '找章',
    looking: '正在找章',
    hint: '以下只是线索，请对照页面由人确认。',
    none: (pages: number) => `看过${pages}页，没有找到像章的印迹；也可能太淡或被遮住，请对照页面确认。`,
    part: (looked: number, of: number) => `只看了首尾${looked}页（共${of}页）。`,
    verdicts: { found: '像章', unsure: '拿不准' },
    colours: { red: '红色', blue: '蓝色', grey: '灰度复印' },
    picture: (page: number) => `第${page}页上的印迹`,
    place: (page: number, where: string) => `第${page}页${where}`,
    places: { top: '上', middle: '中', bottom: '下', left: '左', centre: '部', right: '右' },
    across: {
      found: (pages: string) => `第${pages}页边缘有同一高度的印迹，像骑缝章。`,
      unsure: (pages: string) => `第${pages}页边缘有印迹，是否骑缝章拿不准。`,
    },
    signature: (name: string, whole: boolean) =>
      `文件内有数字签名“${name}”，${whole ? '覆盖全文件' : '没有覆盖全文件，签名后有改动'}；证书未验证。`,
    unnamed: '未署名',
    emptyDate: (page: number, text: string) => `第${page}页日期未填：${text}`,
  },
  {
    title: 'Hints of seals',
    look: 'Look for seals',
    looking: 'Looking for seals',
    hint: 'These are hints only: compare them with the page.',
    none: (pages) => `Nothing like a seal on ${pages} pages; it may be faint or covered: look at the page.`,
    part: (looked, of) => `Only the first and last ${looked} of ${of} pages were looked at.`,
    verdicts: { found: 'like a seal', unsure: 'unsure' },
    colours: { red: 'red', blue: 'blue', grey: 'grey copy' },
    picture: (page) => `The mark on page ${page}`,
    place: (page, where) => `page ${page}, ${where}`,
    places: {
      top: 'top ',
      middle: 'middle ',
      bottom: 'bottom ',
      left: 'left',
      centre: 'centre',
      right: 'right',
    },
    across: {
      found: (pages) => `Marks at one height at the edge of pages ${pages}: like a seal across them.`,
      unsure: (pages) => `Marks at the edge of pages ${pages}: perhaps a seal across pages.`,
    },
    signature: (name, whole) =>
      `A digital signature “${name}” in the file, ${whole ? 'over all of it' : 'not over all of it: changed since'}; its certificate was not judged.`,
    unnamed: 'without a name',
    emptyDate: (page, text) => `Date left empty on page ${page}: ${text}`,
  },
);
