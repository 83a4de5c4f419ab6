import { createHash } from 'node:crypto';
import { safeName } from '../../../shared/archive/names.ts';
import { mostRows } from '../../../shared/ledgers/sheet.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type { Entry } from '../../../shared/model/record.ts';
import type { Ledger } from '../../../shared/agreements/define.ts';
import { definitionOf, identityOf } from '../../services/dossiers/definitions.ts';
import { type Loaded, recordOf } from '../../services/dossiers/shelf.ts';
import { requireEntry } from '../../services/dossiers/typed-values.ts';
import { fileSource } from '../../services/evidence/file-source.ts';
import { refuseStateSecretName } from '../../services/evidence/marking.ts';
import { draftMark } from '../../services/export/draft-mark.ts';
import { writeOutFile } from '../../services/export/out-file.ts';
import { ledgerWorkbook } from '../../services/ledgers/export-sheet.ts';
import { bestSheet, previewOf } from '../../services/ledgers/imports.ts';
import { mostSheetBytes, readSheets } from '../../services/ledgers/read-sheet.ts';
import { renderPapers } from '../../services/papers/render.ts';
import { askForFiles, askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';
import { sentEntry, withholdingOf } from '../../services/dossiers/amounts-of.ts';

type Names = Extract<keyof Handlers, `ledger.${string}`>;

export const ledgerHandlers: Pick<Handlers, Names> = {
  'ledger.save': (context, { dossier, ledger, rows: sent, remove }) => {
    const loaded = context.open.shelf.get(dossier);
    const rows = sent.map((row) => ({ ...row, values: sentEntry(context, dossier, ledger, row.values) }));
    for (const { values } of rows) requireEntry(context.open, loaded, ledger, values);
    const known = new Set(entriesOf(loaded, ledger).map((entry) => entry.id));
    for (const entry of [...rows.flatMap((row) => row.entry ?? []), ...remove]) {
      if (!known.has(entry)) throw new AppError('not_found', { rule: 'E-03' });
    }
    requireRoom(known.size + rows.filter((row) => row.entry === undefined).length - remove.length);
    const entries = context.commit(
      () => {
        for (const row of remove) context.open.store.items.remove({ dossier, row, ...by(context) });
        return saveRows(context, dossier, ledger, rows);
      },
      { ledger, rows: rows.length, removed: remove.length },
    );
    changed(context, dossier);
    return { entries };
  },
  'ledger.unmask': (context, { dossier, ledger }) => {
    ledgerOf(context.open.shelf.get(dossier), ledger);
    context.open.amounts.showCells(dossier, ledger, context.app.environment.now());
    context.note({ ledger });
    return {};
  },
  'ledger.export': async (context, { dossier, ledger: key }) => {
    const loaded = context.open.shelf.get(dossier);
    const ledger = ledgerOf(loaded, key);
    const { environment } = context.app;
    const words = withholdingOf(context, dossier)?.inWords();
    const entries = entriesOf(loaded, key).map((entry) =>
      words === undefined ? entry : { ...entry, values: words.entry(key, entry.values) },
    );
    const [definition, record] = [definitionOf(loaded.row.kind), recordOf(loaded)];
    const identity = identityOf(definition, record);
    const folder = await askForFolder(context, 'export');
    const book = ledgerWorkbook({
      ledger,
      entries,
      ...identity,
      author: context.open.keyring.displayName,
      date: environment.today(),
      language: environment.language,
      mark: draftMark({ definition, record, today: environment.today(), language: environment.language }),
    });
    const { workbooks } = await renderPapers({ papers: [], workbooks: [book] }, context.job.signal);
    const bytes = workbooks[0];
    if (bytes === undefined) throw new AppError('internal');
    const title = ledger.title[environment.language];
    const name = safeName(
      [title, identity.number || identity.title, environment.today()].join(' ') + '.xlsx',
    );
    const written = await writeOutFile(folder, name, bytes);
    context.note({ ledger: key, name: written, rows: entries.length, bytes: bytes.length });
    return { name: written, rows: entries.length, bytes: bytes.length };
  },
  'ledger.choose': async (context, { dossier, ledger: key }) => {
    const ledger = ledgerOf(context.open.shelf.get(dossier), key);
    const [file] = (await askForFiles(context, false)) ?? [];
    if (file === undefined) return null;
    refuseStateSecretName(file.name);
    const bytes = await wholeFile(context, file.path);
    const { sheets, hidden } = await readSheets(bytes, ledger.columns, { signal: context.job.signal });
    // A lock that came meanwhile has forgotten what was read, and so has this.
    if (context.open.ended.aborted) throw new AppError('locked');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const held = context.app.imports.hold({ dossier, ledger: key, name: file.name, sha256, sheets, hidden });
    return previewOf(held, bestSheet(sheets), entriesOf(context.open.shelf.get(dossier), key));
  },
  'ledger.sheet': (context, { dossier, import: id, at }) => {
    const held = context.app.imports.get(id, dossier);
    return previewOf(held, at, entriesOf(context.open.shelf.get(dossier), held.ledger));
  },
  'ledger.accept': (context, { dossier, import: id, at, lines }) => {
    const held = context.app.imports.get(id, dossier);
    const loaded = context.open.shelf.get(dossier);
    const there = entriesOf(loaded, held.ledger);
    const { sheet } = previewOf(held, at, there);
    const wanted = new Set(lines);
    const rows = sheet.rows.filter((row) => wanted.has(row.line));
    // What was shown as bad, hidden or a sum is never written, whatever is asked.
    if (rows.length !== wanted.size || rows.some((row) => row.state !== 'good' && row.state !== 'known')) {
      throw new AppError('bad_input', { params: { path: 'lines' } });
    }
    requireRoom(there.length + rows.length);
    for (const { values } of rows) requireEntry(context.open, loaded, held.ledger, values);
    context.commit(() => saveRows(context, dossier, held.ledger, rows), {
      ledger: held.ledger,
      rows: rows.length,
      file: held.name,
      sha256: held.sha256,
      sheet: sheet.name,
    });
    context.app.imports.forget(id);
    changed(context, dossier);
    return { rows: rows.length };
  },
  'ledger.forget': ({ app }, { dossier, import: id }) => {
    app.imports.get(id, dossier);
    app.imports.forget(id);
    return {};
  },
};

/** @throws AppError `bad_input` for a ledger that this kind does not keep. */
function ledgerOf(loaded: Loaded, key: string): Ledger {
  const ledger = definitionOf(loaded.row.kind).ledgers.find((one) => one.key === key);
  if (ledger === undefined)
    throw new AppError('bad_input', { params: { path: 'ledger', reason: 'unknown_ledger' } });
  return ledger;
}

function entriesOf(loaded: Loaded, ledger: string): Entry[] {
  ledgerOf(loaded, ledger);
  return loaded.entries[ledger] ?? [];
}

/** What the largest ledger that stays quick holds; more is another dossier's. */
function requireRoom(rows: number): void {
  const most = mostRows * 5;
  if (rows > most) throw new AppError('too_large', { params: { rows, most } });
}

function saveRows(
  context: Context,
  dossier: DossierId,
  ledger: string,
  rows: readonly { entry?: ItemId | undefined; values: Entry['values'] }[],
): ItemId[] {
  return rows.map(
    ({ entry, values }) =>
      context.open.store.items.save({
        dossier,
        noun: 'entry',
        ...(entry === undefined ? {} : { row: entry }),
        ...by(context),
        value: { ledger, values },
      }).row,
  );
}

async function wholeFile(context: Context, path: string): Promise<Uint8Array> {
  const source = await fileSource(path, context.app.environment.userData);
  if (source.size > mostSheetBytes) throw new AppError('sheet_refused', { params: { reason: 'too_large' } });
  const pieces: Uint8Array[] = [];
  for await (const piece of source.pieces) pieces.push(piece.slice());
  return Buffer.concat(pieces);
}

function changed(context: Context, dossier: DossierId): void {
  context.open.shelf.forget(dossier);
  context.app.environment.notify.changed({ what: 'dossier', dossier });
}

function by({ app, open }: Context) {
  return { author: open.account, at: app.environment.now().toISOString() };
}
