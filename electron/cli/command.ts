import type { Bilingual } from '../../shared/model/units.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import type { Language } from '../../shared/text/text.ts';

/** What the frame gives a command: input, output, language and the clock; nothing else reaches outside. */
export interface Terminal {
  readonly language: Language;
  /** Today in Asia/Shanghai, or what `--today` says. */
  readonly today: CivilDate;
  /** The bytes of a file, or of standard input for `-`. @throws AppError `file_unreadable` {name}. */
  readBytes(name: string): Promise<Uint8Array>;
  /** Writes JSON to standard output; amounts are strings already. */
  json(value: unknown): void;
  /** A line for a person, on standard error. */
  say(words: Bilingual): void;
}

/** Options by name; a value, several values, or a switch. */
export type OptionKinds = Readonly<Record<string, 'value' | 'list' | 'switch'>>;

export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly switches: ReadonlySet<string>;
}

/** One command of the command line; `run` answers the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: Bilingual;
  /** The line after `juanzong`, e.g. `workday <date> <±n>`. */
  readonly usage: string;
  readonly help: Bilingual;
  readonly options: OptionKinds;
  /** Least and greatest number of arguments. */
  readonly takes: readonly [number, number];
  run(args: Arguments, terminal: Terminal): Promise<number> | number;
}

/** 0 answered · 1 a refusal, an invalid archive or a blocking finding · 2 wrong usage or malformed input. */
export const exitCodes = { answered: 0, refused: 1, malformed: 2 } as const;

/** Wrong usage: told with the command's usage line, exit 2. */
export class UsageError extends Error {
  readonly words: Bilingual;

  constructor(words: Bilingual) {
    super(words.en);
    this.name = 'UsageError';
    this.words = words;
  }
}

const common: OptionKinds = { lang: 'value', today: 'value', help: 'switch', h: 'switch' };

/**
 * Takes a command line apart. `-5` and `-¥5` are numbers and `-` is standard input, never options; `--` ends the options;
 * a list option takes everything up to the next option.
 * @throws UsageError on an unknown option or a missing value.
 */
export function parseArguments(line: readonly string[], own: OptionKinds): Arguments {
  const kinds = { ...common, ...own };
  const positionals: string[] = [];
  const values: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  const switches = new Set<string>();
  let index = 0;
  const isOption = (text: string) => /^--?[^-\d\s.¥￥]/u.test(text);
  for (; index < line.length; index++) {
    const text = line[index] ?? '';
    if (text === '--') {
      positionals.push(...line.slice(index + 1));
      break;
    }
    if (!isOption(text)) {
      positionals.push(text);
      continue;
    }
    const [name = '', ...rest] = text.replace(/^--?/u, '').split('=');
    const inline = rest.length > 0 ? rest.join('=') : undefined;
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined)
      throw new UsageError({ zh: `没有选项 ${text}`, en: `There is no option ${text}` });
    if (kind === 'switch') {
      switches.add(name === 'h' ? 'help' : name);
      continue;
    }
    const taken = inline === undefined ? [] : [inline];
    while (inline === undefined && index + 1 < line.length && (kind === 'list' || taken.length === 0)) {
      const next = line[index + 1] ?? '';
      if (isOption(next) || next === '--') break;
      taken.push(next);
      index += 1;
    }
    if (taken.length === 0)
      throw new UsageError({ zh: `选项 --${name} 缺少值`, en: `Option --${name} needs a value` });
    if (kind === 'list') lists[name] = [...(lists[name] ?? []), ...taken];
    else values[name] = taken[0] ?? '';
  }
  return { positionals, values, lists, switches };
}
