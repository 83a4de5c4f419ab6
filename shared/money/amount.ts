import type { Fen } from '../model/units.ts';
import { normalizeAmount, parseFigures } from './fen.ts';
import { parseWords, wordCharacters } from './words.ts';

/** An amount as it was written: in words, in figures or in both. */
export type AmountReading =
  | { ok: true; fen: Fen; words: Fen | null; figures: Fen | null }
  | {
      ok: false;
      /** `contradiction`: words and figures differ (G-015); `two_amounts`: two figures, or two words, do. */
      reason:
        | 'empty'
        | 'malformed'
        | 'malformed_words'
        | 'malformed_figures'
        | 'contradiction'
        | 'two_amounts';
      words: Fen | null;
      figures: Fen | null;
    };

const figureRun = /¥?-?¥?\d[\d,]*(?:\.\d+)?(?:[十百千]?[万亿]|万亿|[十百千])?(?:元|圆)?(?:整|正)?/gu;
const wordRun = new RegExp(`[${wordCharacters}]{2,}`, 'gu');
/** A point or comma beside figures (blanks by now) that none took in (`.5`, `1.2.3`, `5.`, `5。5`): not guessed. */
const strayMark = /(?:^|[¥ ])[.,。]+ | \.$/u;
const labels = /人民币|大写|小写|金额|总额|合计|RMB|CNY|[()[\]【】〔〕:,;.。¥]/giu;

/**
 * Reads an amount in figures, in words, or in both (`捌万元整（¥80,000.00）`), and refuses what is malformed or
 * contradicts itself (G-015).
 */
export function readAmount(text: string): AmountReading {
  const clean = normalizeAmount(text);
  if (clean === '') return refuse('empty', null, null);
  const whole = parseFigures(clean);
  if (whole !== null) return { ok: true, fen: whole, words: null, figures: whole };
  const figureTexts = clean.match(figureRun) ?? [];
  const withoutFigures = clean.replace(figureRun, ' ');
  if (strayMark.test(withoutFigures)) return refuse('malformed_figures', null, null);
  const wordTexts = withoutFigures.match(wordRun) ?? [];
  const rest = withoutFigures.replace(wordRun, '').replace(labels, '').trim();
  if (rest !== '' || figureTexts.length + wordTexts.length === 0) return refuse('malformed', null, null);
  const figures = figureTexts.map((part) => parseFigures(part.replace(/,$/u, '')));
  const words = wordTexts.map(parseWords);
  const [firstFigure = null] = figures;
  const [firstWord = null] = words;
  if (words.includes(null)) return refuse('malformed_words', null, firstFigure);
  if (figures.includes(null)) return refuse('malformed_figures', firstWord, null);
  const [fen, ...others] = [...words, ...figures] as Fen[];
  if (fen === undefined || others.some((other) => other !== fen)) {
    const differ = firstWord !== null && firstFigure !== null && firstWord !== firstFigure;
    return refuse(differ ? 'contradiction' : 'two_amounts', firstWord, firstFigure);
  }
  return { ok: true, fen, words: firstWord, figures: firstFigure };
}

function refuse(
  reason: Extract<AmountReading, { ok: false }>['reason'],
  words: Fen | null,
  figures: Fen | null,
): AmountReading {
  return { ok: false, reason, words, figures };
}
