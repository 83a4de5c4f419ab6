/** The shape of a text area: the same keys in the other language, sentences with the same parameters. */
export type Words<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { [K in keyof T]: Words<T[K]> };

/**
 * Pairs the Chinese words of one area with the English ones; a key that one of them lacks does not compile.
 */
export function area<Z>(zh: Z, en: NoInfer<Words<Z>>): { zh: Words<Z>; en: Words<Z> } {
  return { zh: zh as Words<Z>, en };
}
