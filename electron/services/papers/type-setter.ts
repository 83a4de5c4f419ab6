import * as fontkit from '@cantoo/fontkit';
import {
  beginText,
  endText,
  type PDFDocument,
  type PDFFont,
  PDFHexString,
  type PDFName,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  type rgb,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
  showText,
} from '@cantoo/pdf-lib';
import { visible } from '../../../shared/archive/names.ts';
import { type Face, readFace } from './fonts.ts';

type Colour = ReturnType<typeof rgb>;
type Weight = Exclude<Face, 'rare'>;

/** What a character becomes that no face of ours has: its number, which can be looked up; never an empty box. */
function spelled(char: string): string {
  return `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}〕`;
}

const covers = new Map<Face, Promise<Set<number>>>();

function coverageOf(face: Face): Promise<Set<number>> {
  const known = covers.get(face);
  if (known !== undefined) return known;
  const made = readFace(face).then((bytes) => {
    const font = fontkit.create(Buffer.from(bytes));
    if (!('characterSet' in font)) throw new Error('a collection, not a face');
    return new Set<number>(font.characterSet);
  });
  covers.set(face, made);
  return made;
}

/** Puts text on pages: measures by single characters, which is what a PDF's widths do, and takes rare ones from another face. */
export class TypeSetter {
  readonly #fonts: Record<Weight, PDFFont>;
  readonly #rare: PDFFont | null;
  readonly #common: ReadonlySet<number>;
  readonly #uncommon: ReadonlySet<number>;
  readonly #widths = new Map<string, number>();
  readonly #glyphs = new Map<PDFFont, Map<string, string>>();
  readonly #names = new WeakMap<PDFPage, Map<PDFFont, PDFName>>();
  /** Characters that no face has. */
  readonly lacking = new Set<string>();

  private constructor(
    fonts: Record<Weight, PDFFont>,
    rare: PDFFont | null,
    common: ReadonlySet<number>,
    uncommon: ReadonlySet<number>,
  ) {
    this.#fonts = fonts;
    this.#rare = rare;
    this.#common = common;
    this.#uncommon = uncommon;
  }

  /** The faces embedded in part, the one for rare characters only where `text`, all that will be set, has any. */
  static async of(document: PDFDocument, text: string): Promise<TypeSetter> {
    document.registerFontkit(fontkit);
    const [regular, bold] = await Promise.all([coverageOf('regular'), coverageOf('bold')]);
    const common = new Set([...regular].filter((code) => bold.has(code)));
    const fonts = { regular: await embed(document, 'regular'), bold: await embed(document, 'bold') };
    const uncommon = new Set<number>();
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      if (code > 0x7f && !common.has(code)) uncommon.add(code);
    }
    if (uncommon.size === 0) return new TypeSetter(fonts, null, common, uncommon);
    const known = await coverageOf('rare').catch(() => new Set<number>());
    for (const code of uncommon) if (!known.has(code)) uncommon.delete(code);
    const rare = uncommon.size === 0 ? null : await embed(document, 'rare');
    return new TypeSetter(fonts, rare, common, uncommon);
  }

  /** Text as it can be set: what cannot be seen is shown, what no face has stands as its number. */
  clean(text: string): string {
    let out = '';
    const shown = visible(text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').replace(/\n/g, '\ue000'));
    for (const char of shown) {
      const code = char.codePointAt(0) ?? 0;
      if (char === '\ue000') out += '\n';
      else if (this.#common.has(code) || this.#uncommon.has(code)) out += char;
      // Signs that only choose a shape of the one before.
      else if (/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(char)) continue;
      else {
        this.lacking.add(char);
        out += spelled(char);
      }
    }
    return out;
  }

  measure(text: string, size: number, face: Weight = 'regular'): number {
    let width = 0;
    for (const char of text) width += this.#widthOf(char, face);
    return (width * size) / 1000;
  }

  draw(
    page: PDFPage,
    text: string,
    place: { x: number; y: number; size: number; color: Colour; face?: Weight },
  ): void {
    const { face = 'regular', size, color, y } = place;
    let { x } = place;
    for (const { text: run, font } of this.#runs(text, face)) {
      page.pushOperators(
        pushGraphicsState(),
        beginText(),
        setFillingColor(color),
        setFontAndSize(this.#nameOn(page, font), size),
        setTextMatrix(1, 0, 0, 1, x, y),
        showText(this.#encoded(run, font)),
        endText(),
        popGraphicsState(),
      );
      x += this.measure(run, size, face);
    }
  }

  /** One character, one glyph: each is asked for once, where the library would lay out every line of a long list. */
  #encoded(run: string, font: PDFFont): PDFHexString {
    const known = this.#glyphs.get(font) ?? new Map<string, string>();
    this.#glyphs.set(font, known);
    let hex = '';
    for (const char of run) {
      let glyph = known.get(char);
      if (glyph === undefined) {
        glyph = font.encodeText(char).asString();
        known.set(char, glyph);
      }
      hex += glyph;
    }
    return PDFHexString.of(hex);
  }

  #nameOn(page: PDFPage, font: PDFFont): PDFName {
    const names = this.#names.get(page) ?? new Map<PDFFont, PDFName>();
    this.#names.set(page, names);
    const known = names.get(font);
    if (known !== undefined) return known;
    const name = page.node.newFontDictionary(font.name, font.ref);
    names.set(font, name);
    return name;
  }

  font(face: Weight): PDFFont {
    return this.#fonts[face];
  }

  #fontOf(char: string, face: Weight): PDFFont {
    const rare = this.#rare !== null && this.#uncommon.has(char.codePointAt(0) ?? 0);
    return rare && this.#rare !== null ? this.#rare : this.#fonts[face];
  }

  #runs(text: string, face: Weight): { text: string; font: PDFFont }[] {
    const runs: { text: string; font: PDFFont }[] = [];
    for (const char of text) {
      const font = this.#fontOf(char, face);
      const last = runs.at(-1);
      if (last?.font === font) last.text += char;
      else runs.push({ text: char, font });
    }
    return runs;
  }

  #widthOf(char: string, face: Weight): number {
    const key = `${face}${char}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      width = this.#fontOf(char, face).widthOfTextAtSize(char, 1000);
      this.#widths.set(key, width);
    }
    return width;
  }
}

const subsetNames = {
  regular: 'JZTEXT+NotoSerifSC-Regular',
  bold: 'JZBOLD+NotoSerifSC-Bold',
  rare: 'JZRARE+NotoSerifJP-Regular',
} as const;

async function embed(document: PDFDocument, face: Face): Promise<PDFFont> {
  // No ligatures: one character, one glyph, so that the text comes out as it went in.
  return document.embedFont(await readFace(face), {
    subset: true,
    // A subset names itself by six letters and a plus (ISO 32000 9.9.2); ours are of this file alone.
    customName: subsetNames[face],
    features: { liga: false, clig: false, locl: false, kern: false },
  });
}
