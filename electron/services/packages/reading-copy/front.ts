import type { Paper, PaperBlock } from '../../papers/paper.ts';
import type { CopyHead, CopyPart, Untaken } from './parts.ts';

export const copyWords = {
  zh: {
    file: '阅览件',
    mark: '阅览件·非原件',
    title: (title: string) => `${title}阅览件`,
    what: '本件由下列原件按次序合并而成，供阅览使用，不是原件，不作凭证。印章、签名和电子签名以原件为准。原件未作任何改动，随材料包另存，可按指纹核对。',
    contents: '目录',
    columns: ['序号', '题名', '起始页', '页数', '原件', 'SM3指纹（前16位）'],
    size: (parts: number, pages: number, untaken: number) =>
      `共${parts}件，${pages}页${untaken === 0 ? '' : `；其中${untaken}件未并入，在原处以一页说明`}。`,
    page: (page: number, of: number) => `第${page}/${of}页`,
    number: (page: number, of: number) => `${page} / ${of}`,
    cover: '封面和目录',
    note: '未并入',
    noteTitle: '未并入阅览件的材料',
    facts: ['题名', '原件', '大小', 'SM3指纹', '原因'],
    bytes: (bytes: number) => `${bytes.toLocaleString('en-US')}字节`,
    why: {
      no_pages: '原件不是PDF或图片，没有可并入的页。请直接打开原件。',
      too_large: '原件过大，并入后不便阅览。请直接打开原件。',
      whole_too_large: '前面的材料已占满阅览件的容量。请直接打开原件。',
      encrypted: '原件设有打开或编辑密码，未予并入。请直接打开原件。',
      broken: '原件的页读不出来，文件可能已损坏或不合规范。请直接打开原件，并请提供者核对。',
    } satisfies Record<Untaken, string>,
  },
  en: {
    file: 'Reading copy',
    mark: 'Reading copy, not the original',
    title: (title: string) => `${title}: reading copy`,
    what: 'Merged from the originals below in their order, for reading. It is not an original and proves nothing; seals, signatures and digital signatures count in the originals only. The originals are unchanged, lie in the package and can be compared by their fingerprints.',
    contents: 'Contents',
    columns: ['No.', 'Title', 'From page', 'Pages', 'Original', 'SM3 (first 16)'],
    size: (parts: number, pages: number, untaken: number) =>
      `${parts} files, ${pages} pages${untaken === 0 ? '' : `; ${untaken} not merged, with a page in their place`}.`,
    page: (page: number, of: number) => `page ${page}/${of}`,
    number: (page: number, of: number) => `${page} / ${of}`,
    cover: 'Cover and contents',
    note: 'not merged',
    noteTitle: 'Not merged into the reading copy',
    facts: ['Title', 'Original', 'Size', 'SM3', 'Why'],
    bytes: (bytes: number) => `${bytes.toLocaleString('en-US')} bytes`,
    why: {
      no_pages: 'The original is neither a PDF nor a picture and has no pages. Open the original.',
      too_large: 'The original is too large to be read here. Open the original.',
      whole_too_large: 'The files before it fill the reading copy. Open the original.',
      encrypted: 'The original is protected by a password. Open the original.',
      broken:
        'The pages of the original cannot be read: it may be damaged. Open the original and ask its author.',
    } satisfies Record<Untaken, string>,
  },
} as const;

/** One part as it came in: where its pages begin (1-based, in the copy) and how many there are. */
export interface Laid {
  part: CopyPart;
  from: number;
  pages: number;
  untaken: Untaken | null;
}

/** Cover and contents. */
export function frontPaper(head: CopyHead, laid: readonly Laid[], pages: number): Paper {
  const w = copyWords[head.language];
  const untaken = laid.filter((one) => one.untaken !== null).length;
  return {
    ...basics(head),
    title: w.title(head.title),
    blocks: [
      { kind: 'facts', rows: head.facts },
      { kind: 'paragraph', text: w.what },
      { kind: 'paragraph', text: w.size(laid.length, pages, untaken) },
      { kind: 'heading', text: w.contents },
      {
        kind: 'table',
        columns: [10, 44, 15, 12, 50, 36].map((weight, index) => ({
          title: w.columns[index] ?? '',
          weight,
          align: [0, 2, 3].includes(index) ? ('center' as const) : ('left' as const),
        })),
        rows: laid.map(({ part, from, pages: own, untaken: why }, index) => [
          String(index + 1),
          part.title,
          String(from),
          why === null ? String(own) : w.note,
          part.path,
          part.sm3.slice(0, 16),
        ]),
      },
    ],
  };
}

/** A page for each part that could not be merged, one after the other. */
export function notePaper(head: CopyHead, untaken: readonly { part: CopyPart; why: Untaken }[]): Paper {
  const w = copyWords[head.language];
  return {
    ...basics(head),
    title: '',
    blocks: untaken.flatMap(({ part, why }, index): PaperBlock[] => [
      ...(index === 0 ? [] : [{ kind: 'page' } as const]),
      { kind: 'heading', text: w.noteTitle },
      {
        kind: 'facts',
        rows: [part.title, part.path, w.bytes(part.size), part.sm3, w.why[why]].map(
          (value, at) => [w.facts[at] ?? '', value] as const,
        ),
      },
    ]),
  };
}

function basics({ language, author, date, watermark }: CopyHead) {
  return { language, author, date, numbered: false, ...(watermark === undefined ? {} : { watermark }) };
}
