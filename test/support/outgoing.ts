import { createHash, randomBytes } from 'node:crypto';
import { definitions, samples } from '../../shared/agreements/index.generated.ts';
import { check } from '../../shared/engine/check.ts';
import { packageView } from '../../shared/engine/package-view.ts';
import { schedule } from '../../shared/engine/schedule.ts';
import { formatDossier, parseDossier } from '../../shared/model/exchange.ts';
import { ObjectId } from '../../shared/model/ids.ts';
import { CivilDate } from '../../shared/model/units.ts';
import { initCrypto, sm3 } from '../../electron/crypto/sm3.ts';
import type { ArchiveInput } from '../../electron/services/archive/archive-input.ts';
import type { Material } from '../../electron/services/archive/materials.ts';
import type { PackageInput } from '../../electron/services/packages/export-package.ts';

/** A file to export, with right fingerprints, in pieces of at most `piece` bytes. */
export async function materialOf(
  name: string,
  bytes: Uint8Array,
  more: Partial<Material> = {},
  piece = 64 * 1024,
): Promise<Material> {
  await initCrypto();
  return {
    object: ObjectId.parse(randomBytes(16).toString('hex')),
    name,
    type: 'application/octet-stream',
    size: bytes.length,
    sm3: Buffer.from(sm3(bytes)).toString('hex'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pages: 3,
    pieceKey: null,
    async *open() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
    ...more,
  };
}

function sample() {
  const definition = definitions.find(({ id }) => id === 'cooperation-agreement');
  if (definition === undefined) throw new Error('no cooperation agreement');
  const record = parseDossier(samples[definition.id], (kind) => definitions.find(({ id }) => id === kind));
  return { definition, record, today: CivilDate.parse('2026-03-02') };
}

/** All of an archive but its files and destination, from the sample of the cooperation agreement. */
export function archiveInput(
  destination: string,
  materials: readonly Material[],
  more: Partial<ArchiveInput> = {},
): ArchiveInput {
  const { definition, record, today } = sample();
  return {
    definition,
    record,
    dossier: formatDossier(record, definition),
    title: String(record.fields['project_title']),
    number: String(record.fields['project_no']),
    history: [],
    obligations: schedule(definition, record, { today }),
    findings: check(definition, record, { today }),
    materials,
    destination,
    language: 'zh',
    today,
    author: '李文',
    version: '0.1.0',
    ...more,
  };
}

/** All of the acceptance package but its files and destination; no file is filed under its pieces yet. */
export function packageInput(
  destination: string,
  materials: readonly Material[],
  more: Partial<PackageInput> = {},
): PackageInput {
  const { definition, record: whole, today } = sample();
  const record = { ...whole, entries: { ...whole.entries, materials: [] } };
  return {
    view: packageView(definition, record, 'P-A3', { today }),
    definition,
    record,
    materials,
    destination,
    incomplete: true,
    language: 'zh',
    today,
    author: '李文',
    ...more,
  };
}
