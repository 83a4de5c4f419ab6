import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../shared/ipc/contract.ts';
import { makePdf } from './pdf.ts';
import type { TestApp } from './app.ts';

export const sampleAgreement = join(import.meta.dirname, '../fixtures/agreements/sample-agreement.txt');
export const kind = 'cooperation-agreement';

/** Something the application said was saved: it must be there after any end of the process. */
export type Ack =
  | { step: 'setup'; login: string }
  | { step: 'created'; dossier: string }
  | { step: 'sealed'; dossier: string; object: string; sm3: string; size: number }
  | { step: 'read'; dossier: string; keys: string[] }
  | { step: 'typed'; dossier: string; key: string; value: string }
  | { step: 'confirmed'; dossier: string; keys: string[] }
  | { step: 'finished'; dossier: string }
  | { step: 'event'; dossier: string; event: string; key: string; date: string }
  | { step: 'entry'; dossier: string; ledger: string; entry: string }
  | { step: 'exported'; name: string; folder: string }
  | { step: 'archived'; name: string; folder: string };

/**
 * The whole path of a secretary through the real gate, telling each thing that was acknowledged: set up,
 * read an agreement, confirm it, record what happened with its papers, file them, export package and archive.
 */
export async function walkPath(test: TestApp, ack: (acked: Ack) => void): Promise<string> {
  await test.setUp();
  ack({ step: 'setup', login: 'linmouwu' });
  const { id: dossier } = await test.ok('dossier.create', { kind });
  ack({ step: 'created', dossier });
  const source = await choose(test, dossier, [sampleAgreement], ack);
  const draft = await test.ok('reading.start', { dossier, object: source[0]?.object ?? '' });
  const keys = draft.reading?.result.fields.map((field) => field.key) ?? [];
  ack({ step: 'read', dossier, keys });
  await test.ok('dossier.saveDraft', {
    dossier,
    our_side: 'party_b',
    fields: { sign_place: '武汉市', ip_kpi_choice: 'paper' },
  });
  ack({ step: 'typed', dossier, key: 'sign_place', value: '武汉市' });
  for (let at = 0; at < keys.length; at += 5) {
    const confirm = keys.slice(at, at + 5);
    await test.ok('dossier.saveDraft', { dossier, confirm });
    ack({ step: 'confirmed', dossier, keys: confirm });
  }
  const open = await test.ok('dossier.draft', { dossier });
  const blocked = open.findings.filter((finding) => finding.severity === 'block');
  if (blocked.length > 0) throw new Error(`blocked: ${JSON.stringify(blocked.slice(0, 3))}`);
  await test.ok('dossier.finish', { dossier });
  ack({ step: 'finished', dossier });
  await recordLife(test, dossier, ack);
  await fileMaterials(test, dossier, ack);
  const folder = join(test.folder, 'out');
  mkdirSync(folder, { recursive: true });
  test.answers.folder = folder;
  const exported = await test.ok('package.export', { dossier, package: 'P-A3', incomplete: true });
  ack({ step: 'exported', name: exported.name, folder });
  const archived = await test.ok('archive.export', { dossier });
  ack({ step: 'archived', name: archived.name, folder });
  return dossier;
}

async function recordLife(test: TestApp, dossier: string, ack: (acked: Ack) => void): Promise<void> {
  const paper = await choose(test, dossier, [await pdfFile(test, 'signed.pdf', 3)], ack);
  const evidence = paper.map((item) => item.object);
  const life = [
    ['project_approved', '2024-04-11'],
    ['agreement_signed', '2024-05-16'],
    ['agreement_effective', '2024-05-16'],
    ['midterm_submitted', '2024-07-08'],
  ] as const;
  for (const [key, date] of life) {
    const { event } = await test.ok('event.record', { dossier, key, date, evidence });
    ack({ step: 'event', dossier, event, key, date });
  }
  const { entry } = await test.ok('entry.save', {
    dossier,
    ledger: 'expenses',
    values: { item: '资料费', amount: 120_000, date: '2024-06-03', purpose: '购买影像资料' },
  });
  ack({ step: 'entry', dossier, ledger: 'expenses', entry });
}

async function fileMaterials(test: TestApp, dossier: string, ack: (acked: Ack) => void): Promise<void> {
  const view = await test.ok('package.view', { dossier, package: 'P-A3', meeting: '2024-11-29' });
  for (const piece of view.pieces.filter((each) => !each.conditional).slice(0, 3)) {
    const items = await choose(test, dossier, [await pdfFile(test, `${piece.key}.pdf`, 2)], ack);
    const { entry } = await test.ok('material.bind', {
      dossier,
      object: items[0]?.object ?? '',
      package: 'P-A3',
      piece: piece.key,
    });
    ack({ step: 'entry', dossier, ledger: 'materials', entry });
    await test.ok('material.confirm', { dossier, entry, sealed: true });
  }
}

async function choose(
  test: TestApp,
  dossier: string,
  files: string[],
  ack: (acked: Ack) => void,
): Promise<Output<'evidence.choose'>['items']> {
  test.answers.files = files;
  const { items, refused } = await test.ok('evidence.choose', { dossier });
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
  for (const item of items) {
    ack({ step: 'sealed', dossier, object: item.object, sm3: item.sm3, size: item.size });
  }
  return items;
}

async function pdfFile(test: TestApp, name: string, pages: number): Promise<string> {
  const path = join(test.folder, name);
  writeFileSync(path, await makePdf(name, pages));
  return path;
}
