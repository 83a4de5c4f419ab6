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
}

/**
 * Reads and checks a `dossier.json` (a byte order mark is allowed).
 * @throws AppError `file_unreadable`, `bad_input` {path, reason}, `unknown_kind`.
 */
export async function readDossier(name: string, terminal: Terminal): Promise<DossierFile> {
  const json = parseJson(await terminal.readBytes(name), name);
  const find = (kind: string) => definitions.find((definition) => definition.id === kind);
  const record = parseDossier(json, find);
  const definition = find(record.kind);
  if (!definition) throw new AppError('unknown_kind', { params: { kind: record.kind } });
  return { record, definition };
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
