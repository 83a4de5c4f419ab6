import { textsIn } from '../../../../shared/text/text.ts';

/** A finding of the verification in the report's words. */
export function complementOf(code: string, path: string, detail: string | undefined): string {
  const words: Readonly<Record<string, string>> = textsIn('zh').packages.verified.codes;
  return [words[code] ?? code, path, detail ?? ''].filter((text) => text !== '').join(' ');
}
