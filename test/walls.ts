import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** One file as the walls see it: its path from the root, with `/`, and its text. */
export interface Source {
  file: string;
  text: string;
}

export interface Wall {
  name: string;
  /** Said with every breach: what to do instead. */
  instead: string;
  /** The places where a file breaks it; empty is well. */
  breaches(source: Source): string[];
}

const isCode = (file: string): boolean => /\.(ts|tsx|mjs)$/.test(file);
const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file) || file.startsWith('test/');
const isProduct = (file: string): boolean =>
  /^(shared|electron|renderer)\//.test(file) && isCode(file) && !isTest(file);
const isIn = (file: string, ...places: string[]): boolean => places.some((place) => file.startsWith(place));

function imports(text: string): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g);
  return [...found].map((match) => match[1] ?? '');
}

/** Where an import leads, as a path from the root; a package keeps its name. */
function target(file: string, specifier: string): string {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
}

function importsOf(file: string, text: string, refused: (to: string) => boolean): string[] {
  return imports(text)
    .map((specifier) => target(file, specifier))
    .filter(refused);
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[0].slice(0, 80));
}

/** The folders of shared/agreements: a kind's name is a word of its own folder only. */
export function kinds(): string[] {
  return readdirSync(path.join(root, 'shared/agreements'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

const isFileAccess = /^(node:)?fs(\/promises)?$/;
const isNetwork = /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises|inspector)$/;
const sql =
  /\b(SELECT\s[^;'"`]*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s|PRAGMA\s+\w)/g;
// Written in parts, so that this file does not name what it refuses.
const machinePath = new RegExp(
  String.raw`(?<![\w.~-])/(${['wo' + 'rk', 'op' + 't/n24', 'ro' + 'ot', 'tm' + 'p/\\w+'].join('|')})/`,
  'g',
);

export function wallsFor(kindNames: readonly string[]): readonly Wall[] {
  const kindLiteral = new RegExp(`['"\`](${kindNames.join('|')})['"\`]`, 'g');
  const kindSwitch =
    /(switch\s*\(|if\s*\(|\?\s*)?[\w.]*\b(record|definition|dossier|agreement|summary)\.kind\s*([!=]==?\s*['"`]|\)\s*\{\s*case\b)/g;
  return [
    {
      name: 'ipcMain only in the router',
      instead: 'declare a channel in shared/ipc/contract and write its handler in electron/ipc/handlers',
      breaches: ({ file, text }) =>
        isProduct(file) && file !== 'electron/ipc/router.ts' ? matchesOf(text, /\bipcMain\b/g) : [],
    },
    {
      name: 'electron only at the edge',
      instead: 'take what you need as a parameter from electron/shell (electron/app/environment.ts)',
      breaches: ({ file, text }) =>
        isProduct(file) &&
        !['electron/main.ts', 'electron/preload.ts', 'electron/ipc/router.ts'].includes(file) &&
        !isIn(file, 'electron/shell/')
          ? importsOf(file, text, (to) => to === 'electron')
          : [],
    },
    {
      name: 'SQL only in the store',
      instead: 'add a method to a repository in electron/store',
      breaches: ({ file, text }) =>
        isProduct(file) && !isIn(file, 'electron/store/')
          ? [
              ...matchesOf(text, sql),
              ...importsOf(file, text, (to) => /^(better-sqlite3|drizzle-orm)(\/|$)/.test(to)),
            ]
          : [],
    },
    {
      name: 'the kernel only in worker threads',
      instead:
        'ask the threads of the vault (electron/vault/v1/threads.ts): main answers the window meanwhile',
      breaches: ({ file, text }) =>
        // A sealed file for another machine goes through main piece by piece: the one place outside the threads.
        isProduct(file) &&
        !isIn(
          file,
          'electron/jobs/workers/',
          'electron/crypto/kernel/',
          'electron/vault/v1/work.ts',
          'electron/services/archive/digest-work.ts',
          'electron/crypto/sealed-file.ts',
        )
          ? matchesOf(
              text,
              /import (?!type)[^;]*\b(?<!type )(Kernel|KernelSm3|Bench|DigestBench)\b[^;]*from '[^']*(kernel\/kernel|kernel-sm3|\bwork|digest-work)\.ts'/g,
            )
          : [],
    },
    {
      name: 'files only where files belong',
      instead: 'go through the vault, the store or a service',
      breaches: ({ file, text }) =>
        isProduct(file) &&
        !isIn(
          file,
          ...['vault', 'store', 'services', 'jobs', 'cli', 'keyring', 'shell'].map(
            (part) => `electron/${part}/`,
          ),
        )
          ? importsOf(file, text, (to) => isFileAccess.test(to))
          : [],
    },
    {
      name: 'no network',
      instead: 'the application has none: files come by the dialog and leave by the dialog',
      breaches: ({ file, text }) =>
        isProduct(file)
          ? [
              ...importsOf(file, text, (to) => isNetwork.test(to)),
              ...matchesOf(text, /\b(XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/g),
              ...(isIn(file, 'electron/') ? matchesOf(text, /(?<![.\w#])fetch\(/g) : []),
            ]
          : [],
    },
    {
      name: 'no word of a kind outside its folder',
      instead: 'put it into the definition and read it from there',
      breaches: ({ file, text }) =>
        isProduct(file) && !isIn(file, 'shared/agreements/')
          ? [...matchesOf(text, kindLiteral), ...matchesOf(text, kindSwitch)]
          : [],
    },
    {
      name: 'layers import downward',
      instead: 'move what both need into shared',
      breaches: ({ file, text }) => {
        if (!isProduct(file)) return [];
        if (isIn(file, 'shared/')) {
          return importsOf(
            file,
            text,
            (to) =>
              to.startsWith('node:') || /^(electron|renderer|build|test)(\/|$)/.test(to) || /^react/.test(to),
          );
        }
        if (isIn(file, 'renderer/')) {
          return importsOf(
            file,
            text,
            (to) => to.startsWith('node:') || /^(electron|build|test)(\/|$)/.test(to),
          );
        }
        return importsOf(file, text, (to) => /^(renderer|build|test)(\/|$)/.test(to) || /^react/.test(to));
      },
    },
    {
      name: 'no national algorithm from node:crypto',
      instead: 'Electron has none: use electron/crypto (tests: test/support/reference-crypto.ts)',
      breaches: ({ file, text }) =>
        isCode(file) &&
        file !== 'test/support/reference-crypto.ts' &&
        !isIn(file, 'build/chromium-shell/', 'test/walls')
          ? matchesOf(
              text,
              /\b(createHash|createHmac|createCipheriv|createDecipheriv|hkdfSync|hkdf)\(\s*['"`]sm\d/gi,
            )
          : [],
    },
    {
      name: 'short files',
      instead: 'split it: one concept, one file',
      breaches: ({ file, text }) => {
        if (!/\.(ts|tsx|mjs|css|sql)$/.test(file) || /\.generated\./.test(file)) return [];
        const lines = text.split('\n').length - 1;
        const most = isTest(file) ? 600 : 400;
        return lines > most ? [`${lines} lines of at most ${most}`] : [];
      },
    },
    {
      name: 'no path of a machine',
      instead: 'make it relative to the project or to a temporary folder',
      breaches: ({ text }) => matchesOf(text, machinePath),
    },
  ];
}

const folders = ['shared', 'electron', 'renderer', 'migrations', 'build', 'test', 'docs', '.ci'];
const isText = /(\.(ts|tsx|mjs|json|md|css|html|sql|txt|yml|yaml)|\/run)$/;

/** Every text file of the project, the generated ones included. */
export function* sources(): Generator<Source> {
  const top = readdirSync(root).filter((name) => isText.test(name) && name !== 'package-lock.json');
  for (const name of [...top, ...folders]) yield* under(name);
}

function* under(place: string): Generator<Source> {
  const absolute = path.join(root, place);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(absolute).sort()) yield* under(`${place}/${name}`);
  } else if (found && isText.test(place)) yield { file: place, text: readFileSync(absolute, 'utf8') };
}
