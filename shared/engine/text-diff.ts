/** A stretch of a text that is the same in both, or is not. */
export interface Stretch {
  text: string;
  same: boolean;
}

/** How two texts stand to each other, for a person to see letter by letter. */
export interface TextDifference {
  /** `near`: a sixth of the letters differ at most; `form`: nothing but blanks, width or the forms of marks (G-017). */
  kind: 'same' | 'form' | 'near' | 'different' | 'missing';
  own: readonly Stretch[];
  other: readonly Stretch[];
  /** How many letters differ. */
  letters: number;
}

const longest = 2000;

/**
 * Compares two texts as they are written, letter by letter, by their longest common subsequence. Texts beyond two
 * thousand letters are compared up to there, and what follows counts as one stretch.
 */
export function textDifference(own: string, other: string, normal: (text: string) => string): TextDifference {
  const [a, b] = [[...own.trim()], [...other.trim()]];
  if (a.length === 0 || b.length === 0)
    return {
      kind: a.length === b.length ? 'same' : 'missing',
      own: stretches(
        a,
        a.map(() => false),
      ),
      other: stretches(
        b,
        b.map(() => false),
      ),
      letters: Math.max(a.length, b.length),
    };
  const [inA, inB] = common(a.slice(0, longest), b.slice(0, longest));
  const keepA = a.map((_, index) => inA.has(index));
  const keepB = b.map((_, index) => inB.has(index));
  const letters = Math.max(keepA.filter((keep) => !keep).length, keepB.filter((keep) => !keep).length);
  const same = own.trim() === other.trim();
  const kind = same
    ? 'same'
    : normal(own) === normal(other)
      ? 'form'
      : letters <= Math.max(1, Math.floor(Math.max(a.length, b.length) / 6))
        ? 'near'
        : 'different';
  return { kind, own: stretches(a, keepA), other: stretches(b, keepB), letters };
}

/** The places of a longest common subsequence in both. */
function common(a: readonly string[], b: readonly string[]): [Set<number>, Set<number>] {
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] =
        a[i] === b[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0);
  const [inA, inB] = [new Set<number>(), new Set<number>()];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      inA.add(i++);
      inB.add(j++);
    } else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return [inA, inB];
}

function stretches(letters: readonly string[], keep: readonly boolean[]): Stretch[] {
  const found: Stretch[] = [];
  letters.forEach((letter, index) => {
    const same = keep[index] === true;
    const last = found.at(-1);
    if (last?.same === same) last.text += letter;
    else found.push({ text: letter, same });
  });
  return found;
}
