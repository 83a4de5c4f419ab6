import { AppError } from '../../shared/model/errors.ts';
import { loginKey } from './format.ts';

const MIN = 10;
const MAX = 512;

const COMMON = [
  'password passw0rd p@ssw0rd p@ssword qwertyuiop qwerty qwer asdfghjkl asdf zxcvbnm zxcv 1qaz2wsx 1q2w3e4r',
  '1q2w3e4r5t qazwsx qazwsxedc letmein welcome admin administrator root user guest test iloveyou woaini',
  'woaini1314 5201314 1314520 dragon monkey abc aa a abcd abc123 juanzong mima mimamima huawei zhongguo china',
  'beijing keti lab changeme default secret login master superman sunshine princess football baseball',
].flatMap((line) => line.split(' '));

/**
 * Refuses a password that is too short or trivially guessed. Length is counted in characters of the NFKC form.
 * @throws AppError `weak_password` with `reason`: too_short | too_long | too_simple | common | contains_login
 */
export function checkPassword(password: string, login: string): void {
  const normal = password.normalize('NFKC');
  const characters = [...normal];
  if (characters.length < MIN) throw weak('too_short', { min: MIN });
  if (characters.length > MAX) throw weak('too_long', { max: MAX });
  const lower = normal.toLowerCase();
  const name = loginKey(login);
  if (isSimple([...lower])) throw weak('too_simple');
  if ([...name].length >= 2 && lower.includes(name)) {
    // What remains without the name must be more than a few signs or a date.
    const rest = lower.replaceAll(name, '');
    if ([...rest].length < MIN - 4 || /^[\d\p{P}\p{S}]*$/u.test(rest)) throw weak('contains_login');
  }
  if (isCommon(lower)) throw weak('common');
}

function weak(reason: string, params: Record<string, number> = {}): AppError {
  return new AppError('weak_password', { params: { reason, ...params } });
}

/** Few different characters, a run (123456…, aaaa…, 9876…) or one short unit over and over. */
function isSimple(characters: string[]): boolean {
  if (new Set(characters).size < 5) return true;
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const turns = codes.filter((code, i) => i > 0 && Math.abs(code - (codes[i - 1] ?? 0)) > 1);
  if (turns.length < 3) return true;
  const text = characters.join('');
  return [1, 2, 3, 4, 5, 6].some((unit) => {
    const head = characters.slice(0, unit).join('');
    return head.repeat(Math.ceil(characters.length / unit)).startsWith(text);
  });
}

/** A common word alone, doubled, or dressed with digits and signs: `password2026!`, `admin@123456`. */
function isCommon(lower: string): boolean {
  if (COMMON.includes(lower)) return true;
  const core = lower.replace(/^[\d\p{P}\p{S}]+|[\d\p{P}\p{S}]+$/gu, '');
  return COMMON.includes(core) || COMMON.some((word) => word.length > 3 && core === word + word);
}
