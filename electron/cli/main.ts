import '../app/disk-threads.ts';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { fromDayNumber, parseCivil } from '../../shared/calendar/civil.ts';
import { AppError } from '../../shared/model/errors.ts';
import type { Bilingual } from '../../shared/model/units.ts';
import type { Language } from '../../shared/text/text.ts';
import { type Command, exitCodes, parseArguments, type Terminal, UsageError } from './command.ts';
import { sentenceOf } from './messages.ts';
import { registry } from './registry.ts';

/** Where the command line's bytes come from and go to; tests bring their own. */
export interface Streams {
  stdin(): Promise<Uint8Array>;
  stdout(text: string): void;
  stderr(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: number;
}

/**
 * Runs one command line and answers its exit code (design section 9): 0 answered, 1 refused, 2 wrong usage or
 * malformed input. JSON goes to standard output, words to standard error.
 */
export async function runCli(line: readonly string[], streams: Streams): Promise<number> {
  const [name = '', ...rest] = line;
  const language = languageOf(rest, streams.environment);
  const say = (words: Bilingual) => streams.stderr(`${words[language]}\n`);
  if (name === '' || name === '--help' || name === '-h' || name === 'help') {
    await overview(streams, language);
    return name === '' ? exitCodes.malformed : exitCodes.answered;
  }
  const load = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (!load) {
    say({ zh: `没有命令 ${name}；用 --help 看全部命令`, en: `There is no command ${name}; see --help` });
    return exitCodes.malformed;
  }
  const { command } = await load();
  try {
    const args = parseArguments(rest, command.options);
    if (args.switches.has('help')) {
      streams.stdout(`${helpOf(command, language)}\n`);
      return exitCodes.answered;
    }
    const [least, most] = command.takes;
    if (args.positionals.length < least || args.positionals.length > most) {
      throw new UsageError({ zh: '参数个数不对', en: 'Wrong number of arguments' });
    }
    return await command.run(args, terminalOf(args.values, streams, language));
  } catch (error) {
    return told(error, command, streams, language);
  }
}

function told(error: unknown, command: Command, streams: Streams, language: Language): number {
  if (error instanceof UsageError) {
    streams.stderr(`${error.words[language]}\n${usageLine(command, language)}\n`);
    return exitCodes.malformed;
  }
  if (error instanceof AppError) {
    streams.stderr(`${sentenceOf(error, language)}\n`);
    return isMalformed(error) ? exitCodes.malformed : exitCodes.refused;
  }
  throw error;
}

const malformed: ReadonlySet<string> = new Set([
  'bad_input',
  'calendar_invalid',
  'unknown_kind',
  'too_large',
  'file_unreadable',
  'file_damaged',
  'file_encrypted',
  'file_too_complex',
  'file_type_refused',
  'no_text_layer',
]);

const contradictions: ReadonlySet<string> = new Set(['contradiction', 'two_amounts']);

/** What could not be understood is malformed; what was understood and is not allowed is refused. */
function isMalformed(error: AppError): boolean {
  return malformed.has(error.code) && !contradictions.has(String(error.params?.['reason']));
}

function terminalOf(
  values: Readonly<Record<string, string | undefined>>,
  streams: Streams,
  language: Language,
): Terminal {
  const asked = values['today'];
  const today = asked === undefined ? todayInShanghai(streams.now) : parseCivil(asked);
  if (today === null) {
    throw new AppError('bad_input', { params: { path: '--today', reason: 'not_a_date' } });
  }
  return {
    language,
    today,
    readBytes: async (name) => {
      if (name === '-') return streams.stdin();
      try {
        return await readFile(name);
      } catch (cause) {
        throw new AppError('file_unreadable', { params: { name }, cause });
      }
    },
    json: (value) => streams.stdout(`${JSON.stringify(value, null, 2)}\n`),
    say: (words) => streams.stderr(`${words[language]}\n`),
  };
}

/** The civil date in Asia/Shanghai, which has kept UTC+8 without summer time since 1992. */
export function todayInShanghai(now: number) {
  return fromDayNumber(Math.floor((now + 8 * 3_600_000) / 86_400_000));
}

/** `--lang`, else the environment's locale; Chinese unless it asks for English. */
function languageOf(line: readonly string[], environment: Streams['environment']): Language {
  const at = line.findIndex((text) => text === '--lang' || text.startsWith('--lang='));
  const asked = at < 0 ? undefined : (line[at]?.split('=')[1] ?? line[at + 1]);
  const locale = asked ?? environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return /^en/iu.test(locale) ? 'en' : 'zh';
}

function usageLine(command: Command, language: Language): string {
  return `${language === 'zh' ? '用法' : 'Usage'}: juanzong ${command.usage}`;
}

function helpOf(command: Command, language: Language): string {
  return `${command.summary[language]}\n\n${usageLine(command, language)}\n\n${command.help[language]}`;
}

async function overview(streams: Streams, language: Language): Promise<void> {
  const commands = await Promise.all(Object.values(registry).map((load) => load()));
  const width = Math.max(...commands.map(({ command }) => command.usage.length));
  const lines = commands.map(
    ({ command }) => `  ${command.usage.padEnd(width)}  ${command.summary[language]}`,
  );
  const head =
    language === 'zh'
      ? '卷宗命令行。JSON 写到标准输出，文字写到标准错误。\n退出码：0 已作答；1 拒绝、无效档案或有 block 级问题；2 用法或输入有误。'
      : 'Juanzong on the command line. JSON on standard output, words on standard error.\nExit codes: 0 answered; 1 refused, invalid archive or a blocking finding; 2 wrong usage or malformed input.';
  const tail =
    language === 'zh'
      ? '每个命令都有 --help；--today 指定今天，--lang en 换英文，- 为标准输入。'
      : 'Every command has --help; --today sets today, --lang zh|en the language, - is standard input.';
  streams.stdout(`${head}\n\n${lines.join('\n')}\n\n${tail}\n`);
}

/** Bytes of standard input. */
async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  // A reader that goes away (`| head`) ends the output, not the programme in an error.
  process.stdout.on('error', () => process.exit());
  process.exitCode = await runCli(process.argv.slice(2), {
    stdin: readStdin,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    environment: process.env,
    now: Date.now(),
  });
}
