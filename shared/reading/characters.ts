/**
 * What characters are taken for when a paper is read. Printed PDFs carry radicals in place of the ideographs
 * they look like, scanners mix full and half width, and three kinds of circle stand for zero; the source's own
 * words are never touched, only the stream that patterns run on.
 */

/** CJK Radicals Supplement that NFKC leaves alone, with the ideograph each one prints for. */
const radicals: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '⺁厂 ⺄乙 ⺆冂 ⺇几 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺒巳 ⺓幺 ⺔彑 ⺗心 ⺙攵 ⺜日 ⺝月 ⺟母 ⺠民 ⺢水 ⺤爪 ⺦丬 ⺧牛 ⺩王 ⺪疋 ⺫目 ⺬示 ⺮竹',
    '⺯糸 ⺱网 ⺲网 ⺳网 ⺵网 ⺶羊 ⺷羊 ⺸羊 ⺹老 ⺻聿 ⺼肉 ⺽臼 ⺾草 ⺿草 ⻀草 ⻁虎 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶',
    '⻎辶 ⻏邑 ⻐金 ⻑長 ⻓长 ⻔门 ⻕阜 ⻖阜 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟食 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄',
    '⼾户 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [...pair]),
);

/** Marks that mean the same on paper; the key is what NFKC makes of them. */
const marks: Readonly<Record<string, string>> = {
  // Kangxi ⼾ decomposes to the older form.
  戶: '户',
  '∶': ':',
  '꞉': ':',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '【': '(',
  '〔': '(',
  '〖': '(',
  '[': '(',
  '】': ')',
  '〕': ')',
  '〗': ')',
  ']': ')',
  '«': '《',
  '»': '》',
  '–': '-',
  '—': '-',
  '―': '-',
  '⸺': '-',
  '⸻': '-',
  '‒': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '─': '-',
  '━': '-',
  '〜': '~',
  '∼': '~',
  '○': '〇',
  '◯': '〇',
  '・': '·',
  '•': '·',
  '●': '·',
};

/** A line with its radicals as ideographs, otherwise as NFKC leaves it. */
export function withoutRadicals(line: string): string {
  return line.replace(/[\u2e80-\u2eff]/gu, (character) => radicals[character] ?? character).normalize('NFKC');
}

const blank =
  /^[\s\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u3164\ufff9-\ufffb_]$/u;

/** Whether a character is filler: white space, a zero-width mark, a control, or the underscore of a form. */
export function isBlank(character: string): boolean {
  return blank.test(character.normalize('NFKC')) || blank.test(character);
}

/**
 * One character of the source as patterns see it: NFKC, radicals as ideographs, one kind of bracket, quote,
 * dash and zero. May be longer than one character (`⑴` → `(1)`).
 */
export function canonical(character: string): string {
  const radical = radicals[character];
  if (radical !== undefined) return radical;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x2460 && code <= 0x2473) return `(${code - 0x245f})`;
  let out = '';
  for (const part of character.normalize('NFKC')) out += marks[part] ?? part;
  return out;
}

/** Characters whose look-alikes are replaced in a value: radicals, compatibility ideographs, full-width letters and digits. */
const lookAlike =
  /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u{2f800}-\u{2fa1f}]/gu;

const wide =
  /[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff65\uffe5\u2014\u2018-\u201d\u2026\u{20000}-\u{2fa1f}]/u;

/**
 * A stretch of the source as a person would copy it out: look-alike characters replaced, breaks and spaces
 * that the layout put inside the words dropped, spaces between Latin words kept as one, punctuation kept.
 * @param raw words of the source
 */
export function tidy(raw: string): string {
  const plain = raw
    .replace(lookAlike, (character) => radicals[character] ?? character.normalize('NFKC'))
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '');
  return plain
    .replace(/[\s_]+/gu, (gap, offset: number) => {
      const before = [...plain.slice(Math.max(0, offset - 2), offset)].at(-1) ?? '';
      const after = [...plain.slice(offset + gap.length, offset + gap.length + 2)][0] ?? '';
      if (before === '' || after === '') return '';
      if (wide.test(before) || wide.test(after)) return '';
      if (/[-/]/.test(before) && /[\r\n]/.test(gap)) return '';
      return /[\d,.¥]/.test(before) && /[\d,.]/.test(after) && /[\r\n]/.test(gap) ? '' : ' ';
    })
    .trim();
}

/**
 * The form in which two texts are compared (G-017): NFKC, no white space, one kind of bracket, quote and dash,
 * no hyphen of a broken line, letters in lower case.
 * @param text any text
 */
export function compareKey(text: string): string {
  let out = '';
  for (const character of text.replace(/(?<=[a-z])-[ \t]*\r?\n\s*(?=[a-z])/giu, '')) {
    if (!isBlank(character)) out += canonical(character);
  }
  return out.toLowerCase();
}

/** Whether two texts are the same words (G-017). */
export function sameWords(a: string, b: string): boolean {
  return compareKey(a) === compareKey(b);
}
