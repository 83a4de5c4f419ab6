import { AppError } from '../../../shared/model/errors.ts';

const star = '[★☆✩✪✭✮✯✰⭐*]';
const level = '(?:绝|机|秘)\\s*密';
const period = '(?:\\d{1,3}\\s*(?:年|个月|月|天|日)|长期|启用前|公布前|解密前|[一二三四五六七八九十]{1,4}年)';
/** 机密★10年, 秘 密 ★ 长期: a star and a term are a marking wherever they stand. */
const withTerm = new RegExp(`(${level})\\s*${star}{1,2}\\s*${period}`, 'u');
/** 秘密★, ★机密★: without a term only where no word goes before it. */
const withStar = new RegExp(
  `(?<![\\p{Script=Han}\\p{L}])(?:${star}\\s*)?(${level})\\s*${star}(?!\\p{L})`,
  'u',
);
/** 密级：机密, 密 级: ☑秘密; not a form whose boxes are open, not 商业秘密, not 秘密级以下. */
const labelled = new RegExp(
  `密\\s*级\\s*[:：]?\\s*[\\[【(（]?\\s*(?:[☑■√✓]\\s*)?(${level})(?!级|[\\p{Script=Han}/、])(?!\\s*[□☐/、])`,
  'u',
);
const ticked = new RegExp(`[☑■√✓]\\s*(${level})(?![\\p{Script=Han}])`, 'u');
/** The level alone on its line: 绝 密, 【机密】, (秘密). */
const alone = new RegExp(`^[\\[【(（〔]?\\s*(${level})\\s*[\\]】)）〕]?$`, 'u');
/** Where a line that reads 秘密 is the rest of a word above it. */
const goesOn = /(?:商业|技术|国家|工作|企业|个人|职业|经营|保守|属于|涉及|泄露|[的及和或与、“‘《])$/u;
const ordinary = /(?:商业|技术|工作|企业|个人|职业|经营)$/u;

/** Lines at the top of a page among which a level alone is a marking (GB/T 9704: 版头). */
const topLines = 8;

/**
 * E-16: the first marking of a state secret in the lines of one page, or null. Marks, not words: 商业秘密, 保密 and
 * a sentence about 机密 are none; what is quoted (“秘密★”) is spoken of, not marked.
 */
export function findMarking(lines: readonly string[]): string | null {
  let seen = 0;
  let above = '';
  for (const raw of lines) {
    const line = raw.normalize('NFKC').trim();
    if (line === '') continue;
    seen += 1;
    for (const form of [withTerm, withStar, labelled, ticked]) {
      const found = form.exec(line);
      if (found !== null && !isQuoted(line, found) && !ordinary.test(line.slice(0, levelAt(found))))
        return found[0];
    }
    if (seen <= topLines && alone.test(line) && !goesOn.test(above)) return line;
    above = line;
  }
  return null;
}

function levelAt(found: RegExpExecArray): number {
  return found.index + found[0].indexOf(found[1] ?? '');
}

function isQuoted(line: string, found: RegExpExecArray): boolean {
  const before = line.slice(0, levelAt(found)).trimEnd();
  const inside = (opened: string, closed: string) => before.lastIndexOf(opened) > before.lastIndexOf(closed);
  return (
    before.endsWith('"') || inside('“', '”') || inside('‘', '’') || inside('「', '」') || inside('《', '》')
  );
}

/** Markings as they stand in names: 绝密★30年, 机密 ★ 10 年, 【秘密】…, 绝密.docx. */
const inName =
  /(绝|机|秘)\s*密\s*[★☆✩✪✭✮✯✰⭐*]|^[（(【[〔]\s*(绝|机|秘)\s*密\s*[】\])）〕]|^(绝|机)\s*密(?=[\s._—-]|$)|^秘\s*密(?=[._—-])/u;

/** E-16: refuses a file whose name carries such a marking. @throws AppError `state_secret_marking`. */
export function refuseStateSecretName(name: string): void {
  const normal = name.normalize('NFKC');
  const found = inName.exec(normal);
  if (found !== null && !ordinary.test(normal.slice(0, found.index))) throw marked(found[0], name);
}

export function marked(marking: string, name: string): AppError {
  return new AppError('state_secret_marking', { rule: 'E-16', params: { marking, name } });
}
