import { check } from '../../../shared/engine/check.ts';
import { packageView } from '../../../shared/engine/package-view.ts';
import { schedule } from '../../../shared/engine/schedule.ts';
import type { Exported } from '../../../shared/ipc/contract/work.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { formatDossier } from '../../../shared/model/exchange.ts';
import type { DossierId, ObjectId } from '../../../shared/model/ids.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { z } from 'zod';
import type { Context } from '../../ipc/context.ts';
import type { Supplement } from '../archive/archive-input.ts';
import { readProfile } from '../archive/unit-profile.ts';
import { exportArchive } from '../archive/export-archive.ts';
import { auditOf } from '../audit/audit.ts';
import { partsOf } from '../datasets/manifest.ts';
import { judgingOf } from '../calendar/store-calendar.ts';
import { withholdingOf } from '../dossiers/amounts-of.ts';
import { answered } from '../dossiers/answers.ts';
import { elsewhereOf } from '../dossiers/across.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { historyOf, rowsTold } from '../dossiers/history.ts';
import { authorOf } from '../dossiers/origin.ts';
import { checksOf, type Loaded, recordOf } from '../dossiers/shelf.ts';
import { exportCopy, exportPackage, type PackageInput } from '../packages/export-package.ts';
import { keepingOf } from '../retention/retention.ts';
import { outgoing } from './materials.ts';

type Written = z.infer<typeof Exported>;

interface Wanted {
  dossier: DossierId;
  package: string;
  meeting: CivilDate | null;
  /** Let it go although pieces are lacking; its name and its list of what lacks then say so. */
  incomplete: boolean;
}

/**
 * The package as it stands, judged before the person is asked for a folder.
 * @throws AppError `package_incomplete` with the number and the first of the lacking pieces
 */
export function requireReady(context: Context, wanted: Wanted) {
  const loaded = context.open.shelf.get(wanted.dossier);
  const record = recordOf(loaded);
  const definition = definitionOf(record.kind);
  const judged = packageView(definition, record, wanted.package, {
    ...judgingOf(context),
    elsewhere: elsewhereOf(context.open, wanted.dossier),
    checks: checksOf(loaded),
    ...(wanted.meeting === null ? {} : { meeting: wanted.meeting }),
  });
  const view = { ...judged, findings: answered(judged.findings, loaded, context.open) };
  if (!view.ready && !wanted.incomplete) {
    const lacking = view.pieces.filter((piece) => ['missing', 'doubtful'].includes(piece.state));
    throw new AppError('package_incomplete', {
      rule: wanted.package,
      params: { count: lacking.length, first: lacking[0]?.title.zh ?? '' },
    });
  }
  return { record, definition, view };
}

/** Writes a package of rulebook section P into the person's folder. @throws AppError as {@link requireReady}. */
export async function writePackage(
  context: Context,
  what: Wanted & { folder: string; copy: boolean },
): Promise<Written> {
  const written = await leave(context, what, (input) =>
    exportPackage({ ...input, incomplete: !input.view.ready, copy: what.copy }),
  );
  context.note({ files: written.files, bytes: written.bytes, package: what.package });
  return written;
}

/** Writes the reading copy of what is filed under a package, complete or not. */
export async function writeCopy(context: Context, what: Omit<Wanted, 'incomplete'> & { folder: string }) {
  const written = await leave(context, { ...what, incomplete: true }, exportCopy);
  const { bytes, pages, untaken } = written;
  context.note({ files: 1, bytes, pages, untaken, package: what.package });
  return written;
}

/** Runs `write` on the package as it stands, with the keys of its files. */
async function leave<T extends Written>(
  context: Context,
  what: Wanted & { folder: string },
  write: (input: PackageInput) => Promise<T>,
): Promise<T> {
  const { open, job } = context;
  const { record, definition, view: judged } = requireReady(context, what);
  const words = withholdingOf(context, what.dossier)?.inWords();
  const view =
    words === undefined
      ? judged
      : { ...judged, findings: judged.findings.map((finding) => words.finding(finding)) };
  const today = context.app.environment.today();
  const dated = datesOf(record);
  const pieces = view.pieces.flatMap((piece) =>
    piece.materials.flatMap(({ object }) =>
      partsOf(open.shelf.get(what.dossier).objects, object).map((id) => ({
        object: id,
        piece: piece.key,
        title: piece.title.zh,
        date: dated.get(object),
      })),
    ),
  );
  const out = outgoing(open, what.dossier, pieces);
  try {
    const written = await write({
      view,
      definition,
      record: words?.record(record) ?? record,
      materials: out.materials,
      destination: what.folder,
      incomplete: !view.ready,
      ...outputOf(context, today),
    });
    job.progress({ label: written.name });
    return written;
  } finally {
    out.close();
  }
}

/** Writes the whole dossier as a bag that proves itself without us (A-T07, E-14). */
export async function writeArchive(
  context: Context,
  what: { dossier: DossierId; folder: string; supplement?: Supplement },
): Promise<Written> {
  const { open } = context;
  const { supplement } = what;
  const loaded = open.shelf.get(what.dossier);
  const archived = new Set<string>(supplement?.earlier.map(({ object }) => object));
  const whole = recordOf(loaded);
  const definition = definitionOf(whole.kind);
  // B-Q16: what leaves bears the amounts only while they are in sight.
  const words = withholdingOf(context, what.dossier)?.inWords();
  const record = words?.record(whole) ?? whole;
  const obligations = schedule(definition, whole, judgingOf(context));
  const findings = answered(
    check(definition, whole, {
      ...judgingOf(context),
      checks: checksOf(loaded),
      elsewhere: elsewhereOf(open, what.dossier),
    }),
    loaded,
    open,
  );
  const history = historyOf(open, what.dossier, true);
  const today = context.app.environment.today();
  const dated = datesOf(record);
  const pieceOf = new Map(
    (loaded.entries['materials'] ?? []).map((entry) => [
      entry.values['object'],
      String(entry.values['piece']),
    ]),
  );
  const out = outgoing(
    open,
    what.dossier,
    loaded.objects
      .filter(({ id }) => !archived.has(id))
      .map((row) => ({
        object: row.id,
        piece: pieceOf.get(row.id) ?? null,
        date: dated.get(row.id),
      })),
  );
  try {
    const written = await exportArchive({
      definition,
      record,
      dossier: formatDossier(record, definition),
      ...identityOf(definition, record),
      rows: rowsTold(open.store.items.rows(what.dossier)),
      people: peopleIn(open, what.dossier),
      origin: loaded.origin,
      history: words === undefined ? history : history.map((row) => words.history(row)),
      obligations: words === undefined ? obligations : obligations.map((one) => words.obligation(one)),
      findings: words === undefined ? findings : findings.map((one) => words.finding(one)),
      withheld: words !== undefined,
      ...(supplement === undefined ? {} : { supplement }),
      audit: auditOf(open, what.dossier),
      materials: out.materials,
      ...profileOf(open, loaded),
      destination: what.folder,
      version: context.app.environment.version,
      ...outputOf(context, today),
    });
    context.note({ files: written.files, bytes: written.bytes, ...(words ? { amounts: 'withheld' } : {}) });
    return written;
  } finally {
    out.close();
  }
}

/** What the unit has said of its archives, if it has, with what the archivist said of this dossier. */
function profileOf(open: Context['open'], loaded: Loaded) {
  const profile = readProfile(open.store.settings);
  if (profile === null) return {};
  const { period, secrecy, value } = keepingOf(open, loaded);
  return {
    profile: { ...profile, retention: period, secrecy },
    ...(value.closed === null ? {} : { year: String(value.closed) }),
    ...(profile.unit === '' ? {} : { organization: profile.unit }),
  };
}

/** The names of everybody who wrote in the dossier, by their accounts. */
function peopleIn(open: Context['open'], dossier: DossierId): Record<string, string> {
  const nameOf = authorOf(open, dossier);
  const accounts = [
    ...historyOf(open, dossier, true).map((row) => row.author_id),
    ...open.shelf.get(dossier).objects.map(({ author }) => author),
  ];
  return Object.fromEntries([...new Set(accounts)].map((account) => [account, nameOf(account)]));
}

/** The day a file speaks of: that of the event which it proves (日期 of the 卷内目录); else nobody knows it. */
function datesOf(record: DossierRecord): Map<ObjectId, CivilDate> {
  return new Map(
    record.events.flatMap((event) => event.evidence.map((object) => [object, event.date] as const)),
  );
}

function outputOf({ app, open, job }: Context, today: CivilDate) {
  return {
    language: app.environment.language,
    today,
    author: open.keyring.displayName,
    signal: job.signal,
    onProgress: (done: number, total: number, label: string) =>
      job.progress({ done, total, unit: 'bytes', label }),
  };
}
