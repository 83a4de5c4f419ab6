/** Milliseconds, of a whole or by the names of its parts. */
export type Taken = number | Readonly<Record<string, number>>;

/** One thing that is measured. Everything outside `run` is not. */
export interface Subject {
  readonly name: string;
  /** The subject of the same group that this one is compared with, part by part where both have parts. */
  readonly peer?: string;
  /** What one run works through: the table then shows a rate. */
  readonly work?: { readonly amount: number; readonly unit: string };
  /** Before each run, not counted. */
  before?(): Promise<void> | void;
  /** Answers its milliseconds, or those of its parts, where it keeps its own time; otherwise the harness does. */
  run(): Promise<Taken | void> | Taken | void;
  /** After each run, not counted. */
  after?(): Promise<void> | void;
}

export interface Group {
  readonly title: string;
  readonly subjects: readonly Subject[];
  /** What a reader has to know to read the figures. */
  readonly notes?: readonly string[];
  readonly warmups?: number;
}

export interface Row {
  readonly name: string;
  /** Milliseconds: the median of all rounds, the least and the most. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly samples: readonly number[];
  readonly rate?: { readonly perSecond: number; readonly unit: string };
  /** Against the peer: the median of the ratios of the same round, so that load that comes and goes cancels. */
  readonly against?: {
    readonly peer: string;
    readonly ratio: number;
    readonly least: number;
    readonly most: number;
  };
}

export interface Outcome {
  readonly title: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** Medians of fewer say little, and a warm-up is no round. */
export const leastRounds = 5;

/** The middle of the values; of an even number, the mean of the two. @throws RangeError where there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new RangeError('median of nothing');
  return (low + high) / 2;
}

/**
 * Runs the subjects of a group in turn, round by round, each round beginning with another one: what the machine
 * does meanwhile then meets all alike.
 */
export async function measure(
  group: Group,
  rounds: number,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Outcome> {
  if (rounds < leastRounds) throw new RangeError(`at least ${leastRounds} rounds`);
  const { subjects, notes = [], warmups = 1 } = group;
  for (const { peer } of subjects) {
    if (peer !== undefined && !subjects.some(({ name }) => name === peer)) {
      throw new RangeError(`${group.title}: no subject ${peer}`);
    }
  }
  if (new Set(subjects.map(({ name }) => name)).size !== subjects.length) {
    throw new RangeError(`${group.title}: two subjects of one name`);
  }
  const samples = new Map<string, number[]>();
  for (let round = -warmups; round < rounds; round += 1) {
    for (let at = 0; at < subjects.length; at += 1) {
      const subject = subjects[(at + round + warmups) % subjects.length];
      if (subject === undefined) continue;
      const taken = await once(subject);
      if (round >= 0) keep(samples, subject.name, taken);
    }
    progress(round + warmups + 1, rounds + warmups);
  }
  return { title: group.title, rounds, notes, rows: subjects.flatMap((subject) => rowsOf(subject, samples)) };
}

const partOf = (name: string, part: string): string => (part === '' ? name : `${name}: ${part}`);

function keep(samples: Map<string, number[]>, name: string, taken: Taken): void {
  const parts = typeof taken === 'number' ? { '': taken } : taken;
  for (const [part, ms] of Object.entries(parts)) {
    const key = partOf(name, part);
    samples.set(key, [...(samples.get(key) ?? []), ms]);
  }
}

async function once(subject: Subject): Promise<Taken> {
  await subject.before?.();
  try {
    globalThis.gc?.();
    const start = performance.now();
    const own = await subject.run();
    return own ?? performance.now() - start;
  } finally {
    await subject.after?.();
  }
}

function rowsOf(subject: Subject, samples: ReadonlyMap<string, readonly number[]>): Row[] {
  const { name, peer } = subject;
  return [...samples.keys()]
    .filter((key) => key === name || key.startsWith(`${name}: `))
    .map((key) => {
      const same = peer === undefined ? undefined : key.replace(name, () => peer);
      const other = [same, peer].find((each) => each !== undefined && samples.has(each));
      return row(key, samples.get(key) ?? [], subject.work, other, other ? samples.get(other) : undefined);
    });
}

function row(
  name: string,
  samples: readonly number[],
  work: Subject['work'],
  peer: string | undefined,
  others: readonly number[] | undefined,
): Row {
  const middle = median(samples);
  const ratios = others === undefined ? [] : samples.map((ms, round) => ms / (others[round] ?? Number.NaN));
  const against =
    peer === undefined || ratios.length === 0
      ? undefined
      : { peer, ratio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
  return {
    name,
    median: middle,
    least: Math.min(...samples),
    most: Math.max(...samples),
    samples,
    ...(work ? { rate: { perSecond: (work.amount * 1000) / middle, unit: work.unit } } : {}),
    ...(against ? { against } : {}),
  };
}
