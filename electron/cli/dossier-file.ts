import { definitions } from '../../shared/agreements/index.generated.ts';
import type { Definition } from '../../shared/agreements/define.ts';
import { parseDossier } from '../../shared/model/exchange.ts';
import { AppError } from '../../shared/model/errors.ts';
import type { DossierRecord } from '../../shared/model/record.ts';
import type { Terminal } from './command.ts';

/** A `dossier.json` with its definition. */
export interface DossierFile {
  record: DossierRecord;
  definition: Definition;
  /** Paths of keys that have no place in a record and are therefore not in it; the check tells them. */
  strays: string[];
}

const places: ReadonlySet<string> = new Set([
  '$schema',
  'kind',
  'definitionVersion',
  'our_side',
  'readings',
  'fields',
  'events',
  'entries',
]);

/**
 * Reads and checks a `dossier.json` (a byte order mark is allowed).
 * @throws AppError `file_unreadable`, `bad_input` {path, reason}, `unknown_kind`.
 */
export async function readDossier(name: string, terminal: Terminal): Promise<DossierFile> {
  const json = parseJson(await terminal.readBytes(name), name);
  const find = (kind: string) => definitions.find((definition) => definition.id === kind);
  const record = readable(() => parseDossier(json, find));
  const definition = find(record.kind);
  if (!definition) throw new AppError('unknown_kind', { params: { kind: record.kind } });
  return { record, definition, strays: straysOf(json, definition) };
}

/** Keys beside `fields`, `events` and `entries`, and beside the members of a shape that stands for several fields. */
function straysOf(json: unknown, definition: Definition): string[] {
  const top = keysOf(json).filter((key) => !places.has(key));
  const fields = member(json, 'fields');
  const inAliases = Object.entries(definition.aliases ?? {}).flatMap(([alias, members]) =>
    keysOf(member(fields, alias))
      .filter((key) => {
        const field = Object.hasOwn(members, key) ? members[key] : undefined;
        if (field === undefined) return true;
        // Said in both ways, the field itself holds.
        const [own, other] = [member(fields, field), member(member(fields, alias), key)];
        return own != null && own !== '' && other != null && own !== other;
      })
      .map((key) => `fields.${alias}.${key}`),
  );
  return [...top, ...inAliases];
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

/** A file nested deeper than the stack is malformed, not a crash. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError('bad_input', { params: { path: 'fields', reason: 'too_deep' }, cause });
  }
}

function parseJson(bytes: Uint8Array, name: string): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('bad_input', { params: { path: name, reason: 'not_utf8' }, cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad_input', { params: { path: name, reason: 'not_json' }, cause });
  }
}
