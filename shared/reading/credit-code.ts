const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A unified social credit code as judged. */
export interface JudgedCode {
  /** The code with letters the alphabet does not have (I, O) read as the figures they look like. */
  readonly code: string;
  readonly state: 'valid' | 'checksum' | 'malformed';
}

/**
 * Judges a unified social credit code (GB 32100-2015): eighteen characters of an alphabet without I, O, S, V, Z,
 * the last one a check character modulo 31.
 * @param text the code without white space
 */
export function checkCreditCode(text: string): JudgedCode {
  const code = text.normalize('NFKC').toUpperCase().replaceAll('O', '0').replaceAll('I', '1');
  const values = [...code].map((character) => alphabet.indexOf(character));
  if (values.length !== 18 || values.includes(-1)) return { code: text, state: 'malformed' };
  const sum = weights.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  const check = (31 - (sum % 31)) % 31;
  return { code, state: check === values[17] ? 'valid' : 'checksum' };
}
