import type { ObjectId } from '../../shared/model/ids.ts';
import { fromHex } from '../crypto/random.ts';
import type { FileLayer } from './file-layer.ts';
import { objectPath, walkObjects } from './paths.ts';
import { HEADER, isHeaderOf, layoutOfFile } from './v1/format.ts';

/** One thing that is not as it should be in the vault. */
export interface HealthFinding {
  severity: 'block' | 'warn' | 'info';
  /**
   * `object_missing`: a row without its file. `object_misshapen`: size or header cannot be right.
   * `object_orphan`: a file without a row, left by a crash between the file and its row.
   * `object_unfinished`: a sealing that did not end. `vault_stray`: files that are not ours (`count`).
   */
  code: 'object_missing' | 'object_misshapen' | 'object_orphan' | 'object_unfinished' | 'vault_stray';
  id?: ObjectId;
  count?: number;
}

/** Compares folders with rows, without keys: cheap enough for every start. Nothing is changed. */
export async function checkHealth(
  layer: FileLayer,
  dir: string,
  known: ReadonlySet<ObjectId>,
): Promise<HealthFinding[]> {
  const found = await walkObjects(layer, dir);
  const onDisk = new Set(found.ids);
  const findings: HealthFinding[] = [];
  for (const id of [...known].sort()) {
    if (!onDisk.has(id)) findings.push({ severity: 'block', code: 'object_missing', id });
    else if (!(await hasShape(layer, dir, id)))
      findings.push({ severity: 'block', code: 'object_misshapen', id });
  }
  for (const id of found.ids) {
    if (!known.has(id)) findings.push({ severity: 'warn', code: 'object_orphan', id });
  }
  for (const id of found.unfinished) findings.push({ severity: 'info', code: 'object_unfinished', id });
  if (found.strays > 0) findings.push({ severity: 'info', code: 'vault_stray', count: found.strays });
  return findings;
}

async function hasShape(layer: FileLayer, dir: string, id: ObjectId): Promise<boolean> {
  const file = await layer.open(objectPath(dir, id));
  try {
    const fileId = fromHex(id);
    return (
      layoutOfFile(file.size) !== null && fileId !== null && isHeaderOf(await file.read(0, HEADER), fileId)
    );
  } finally {
    await file.close();
  }
}
