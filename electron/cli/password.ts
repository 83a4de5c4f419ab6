import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Language } from '../../shared/text/text.ts';
import { type Arguments, UsageError } from './command.ts';

const most = 4096;

/**
 * A password from `--password-fd N` or, at a terminal, from a prompt; never from the command line, which every
 * process of the machine can read. One line end at its end is not part of it.
 * @throws UsageError without either
 */
export async function readPassword(args: Arguments, language: Language): Promise<string> {
  const said = args.values['password-fd'];
  if (said !== undefined) {
    const fd = Number(said);
    if (!/^\d+$/.test(said) || fd === 1 || fd === 2 || fd > 63) {
      throw new UsageError({ zh: '--password-fd 应为 0 或 3—63', en: '--password-fd has to be 0 or 3–63' });
    }
    let text: string;
    try {
      text = readFileSync(fd, 'utf8');
    } catch {
      throw new UsageError({ zh: `读不出描述符 ${fd}`, en: `Descriptor ${fd} cannot be read` });
    }
    if (text.length > most) throw new UsageError({ zh: '口令太长', en: 'The password is too long' });
    return text.replace(/\r?\n$/u, '');
  }
  if (!process.stdin.isTTY) {
    throw new UsageError({
      zh: '没有终端可问口令；请用 --password-fd N',
      en: 'There is no terminal to ask for the password at; use --password-fd N',
    });
  }
  return prompt(language === 'zh' ? '口令：' : 'Password: ');
}

async function prompt(question: string): Promise<string> {
  process.stderr.write(question);
  // What is typed is echoed into nothing.
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nothing, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
