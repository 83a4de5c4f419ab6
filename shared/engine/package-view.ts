import type { Definition, Package, Piece, View } from '../agreements/define.ts';
import { type Calendar, dayInfo } from '../calendar/calendar.ts';
import { addDays, daysBetween, firstDate, parseCivil, parts } from '../calendar/civil.ts';
import type { Finding, Obligation, PackagePiece, PackageView, PieceState } from '../model/derived.ts';
import { AppError } from '../model/errors.ts';
import type { ItemId, ObjectId } from '../model/ids.ts';
import type { DossierRecord, Entry, FieldValue } from '../model/record.ts';
import { stableId } from '../model/stable-id.ts';
import type { Bilingual, CivilDate } from '../model/units.ts';
import { both } from './compare.ts';
import { labelFindings } from './document-check.ts';
import { verdictFindings } from './page-verdicts.ts';
import { runRule } from './rules.ts';
import { schedule } from './schedule.ts';
import { calendarOf, type Context, viewOf } from './view.ts';

/** The most days that the count backwards shows. */
const longest = 62;

/**
 * A package of rulebook section P: each piece with what it lacks, the count of days back from the meeting, and
 * whether it may leave as complete. `meeting` tries a day that is not recorded yet.
 * @throws AppError `bad_input` {reason: unknown_package}.
 */
export function packageView(
  definition: Definition,
  record: DossierRecord,
  packageId: string,
  context: Context & { meeting?: CivilDate },
): PackageView {
  const bundle = find(definition, packageId);
  const tried = withMeeting(record, bundle, context.meeting);
  const view = viewOf(definition, tried, context);
  const pieces = bundle.pieces.map((piece) => pieceView(view, bundle, piece));
  const due = dueOf(definition, tried, bundle, context);
  const meeting = bundle.base === null ? null : view.eventDate(bundle.base);
  const findings = packageFindings(view, packageId);
  return {
    id: bundle.id,
    title: bundle.title,
    meeting,
    due,
    days: meeting === null ? [] : daysOf(meeting, due, view, calendarOf(context)),
    pieces,
    findings,
    ready:
      pieces.every((piece) => piece.state === 'complete' || piece.state === 'not_applicable') &&
      findings.every((finding) => finding.severity !== 'block'),
  };
}

/** What a package lacks, as findings: a missing piece blocks, a doubtful one and an unchecked one warn. */
export function packageFindings(view: View, packageId: string): Finding[] {
  const bundle = find(view.definition, packageId);
  const own = bundle.rules.flatMap((rule) => runRule(rule, view));
  return [...bundle.pieces.flatMap((piece) => pieceFindings(view, bundle, piece)), ...own];
}

function find(definition: Definition, packageId: string): Package {
  const bundle = definition.packages.find((candidate) => candidate.id === packageId);
  if (!bundle) throw new AppError('bad_input', { params: { path: packageId, reason: 'unknown_package' } });
  return bundle;
}

function withMeeting(record: DossierRecord, bundle: Package, meeting: CivilDate | undefined): DossierRecord {
  if (meeting === undefined || bundle.base === null) return record;
  const others = record.events.filter((event) => event.key !== bundle.base);
  const id = stableId(`${bundle.id} ${meeting}`) as ItemId;
  return { ...record, events: [...others, { id, key: bundle.base, date: meeting, evidence: [] }] };
}

/** What is wrong with a piece beyond its files being there: by its own rule, and in what its files say. */
function problemsOf(piece: Piece, view: View, bundle: Package): Finding[] {
  const own = piece.check ? runRule({ ...piece, check: piece.check }, view) : [];
  const path = `packages.${bundle.id}.${piece.key}`;
  const read = materialsOf(view, bundle, piece).flatMap(({ values }) =>
    labelFindings(view.checks, String(values['object'] ?? ''), path, values['confirmed'] === true),
  );
  const compared = materialsOf(view, bundle, piece).flatMap(({ values }) =>
    verdictFindings(view, path, String(values['object'] ?? '')).filter(({ severity }) => severity !== 'info'),
  );
  return [...own, ...read, ...compared];
}

/** The files bound to a piece; an entry without a package counts for every one that has the piece. */
function materialsOf(view: View, bundle: Package, piece: Piece): readonly Entry[] {
  return (view.record.entries['materials'] ?? []).filter(
    ({ values }) =>
      values['piece'] === piece.key &&
      (values['package'] === undefined || values['package'] === null || values['package'] === bundle.id),
  );
}

function stateOf(view: View, bundle: Package, piece: Piece): PieceState {
  const materials = materialsOf(view, bundle, piece);
  if (piece.when && !piece.when(view) && materials.length === 0) return 'not_applicable';
  if (new Set(materials.map(({ values }) => values['object'])).size < (piece.count ?? 1)) return 'missing';
  if (doubtsOf(view, bundle, piece).length > 0 || problemsOf(piece, view, bundle).length > 0)
    return 'doubtful';
  const whole = materials.every(
    ({ values }) => values['confirmed'] === true && (piece.seal === null || values['sealed'] === true),
  );
  return whole ? 'complete' : 'present';
}

/** What a person said of the files that does not fit: no clear seal, paper that differs from the file (A-D05). */
function doubtsOf(view: View, bundle: Package, piece: Piece): Bilingual[] {
  const rows = materialsOf(view, bundle, piece).map(({ values }) => values);
  const seal = rows.some(({ sealed }) => sealed === 'unsure' || sealed === false);
  return [
    ...(piece.seal !== null && seal ? [both(`${piece.seal}未见或看不清`, 'its seal is not seen')] : []),
    ...rows.flatMap(paperDoubts),
  ];
}

/** Paper against file: pages, words, and more holders than copies. */
function paperDoubts(row: Entry['values']): Bilingual[] {
  const { pages, paper_pages: paper, paper_copies: copies, holders } = row;
  const held = Array.isArray(holders) ? holders.length : 0;
  return [
    ...(typeof pages === 'number' && typeof paper === 'number' && pages !== paper
      ? [both(`电子版${pages}页，纸质版${paper}页`, `the file has ${pages} pages, the paper ${paper}`)]
      : []),
    ...(row['paper_matches'] === false ? [both('纸电不一致', 'paper and file differ')] : []),
    ...(typeof copies === 'number' && held > copies
      ? [both(`登记了${held}份去向，纸质只有${copies}份`, `${held} holders of ${copies} copies`)]
      : []),
  ];
}

function pieceView(view: View, bundle: Package, piece: Piece): PackagePiece {
  return {
    key: piece.key,
    rule: piece.rule,
    title: piece.title,
    conditional: piece.conditional ?? false,
    state: stateOf(view, bundle, piece),
    needs: piece.needs,
    seal: piece.seal,
    clause: piece.clause,
    materials: materialsOf(view, bundle, piece).map(({ id, values }) => ({
      entry: id,
      object: String(values['object'] ?? '') as ObjectId,
      confirmed: values['confirmed'] === true,
      paper: paperOf(values),
    })),
    copies: piece.copies?.(view) ?? null,
  };
}

/** What is registered of the paper (A-D05); null where nothing is. */
function paperOf(row: Entry['values']): NonNullable<PackagePiece['materials'][number]['paper']> | null {
  const { paper_pages: pages, paper_copies: copies, paper_matches: matches, holders } = row;
  const held = Array.isArray(holders) ? holders.filter(isRow) : [];
  if (typeof pages !== 'number' && typeof copies !== 'number' && typeof matches !== 'boolean' && !held.length)
    return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    pages: typeof pages === 'number' ? pages : null,
    copies: typeof copies === 'number' ? copies : null,
    matches: typeof matches === 'boolean' ? matches : null,
    doubts: paperDoubts(row),
    holders: held.map((one) => ({
      copy: typeof one['copy'] === 'number' ? one['copy'] : null,
      holder: text(one['holder']),
      date: parseCivil(one['date']),
      signed_by: text(one['signed_by']),
    })),
  };
}

function isRow(value: FieldValue): value is { [key: string]: FieldValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pieceFindings(view: View, bundle: Package, piece: Piece): Finding[] {
  const state = stateOf(view, bundle, piece);
  const doubts = doubtsOf(view, bundle, piece);
  const say = (severity: Finding['severity'], zh: string, en: string): Finding[] => [
    {
      rule: piece.rule,
      severity,
      message: both(zh, en),
      path: `packages.${bundle.id}.${piece.key}`,
      clause: piece.clause,
    },
  ];
  switch (state) {
    case 'missing':
      return say(
        'block',
        `缺${piece.title.zh}：${piece.needs.zh}`,
        `${piece.title.en} is missing: ${piece.needs.en}`,
      );
    case 'doubtful':
      return [
        ...say(
          'warn',
          [`${piece.title.zh}存疑`, doubts.map(({ zh }) => zh).join('；')].filter(Boolean).join('：'),
          [`${piece.title.en} is doubtful`, doubts.map(({ en }) => en).join('; ')].filter(Boolean).join(': '),
        ),
        ...problemsOf(piece, view, bundle),
      ];
    case 'present':
      return say('warn', `${piece.title.zh}已有，尚未核对`, `${piece.title.en} is there and not checked yet`);
    case 'complete':
    case 'not_applicable':
      return [];
  }
}

function dueOf(
  definition: Definition,
  record: DossierRecord,
  bundle: Package,
  context: Context,
): Obligation | null {
  if (bundle.deadline === null) return null;
  const all = schedule(definition, record, context);
  const own = all.filter((obligation) => obligation.key === bundle.deadline);
  // A payment package is about the next instalment that is not paid.
  const next =
    bundle.deadline === definition.payments?.deadline
      ? all.filter(
          (each) =>
            each.installment !== null && each.amount !== null && each.obligor === definition.payments?.payer,
        )
      : own;
  const due = next.find((obligation) => obligation.met_on === null) ?? next.at(-1);
  return due?.nominal == null ? null : due;
}

/** 〔内控〕 Sealing is done a working day before the careful day, printing a working day before that. */
function preparation(view: View, due: Obligation | null): [CivilDate | null, CivilDate | null] {
  if (due?.safe == null) return [null, null];
  const seal = view.days.lastWorkdayBefore(due.safe);
  return [view.days.lastWorkdayBefore(seal), seal];
}

/** The days from a little before the careful day to the meeting, each with the working days left (G-010). */
function daysOf(
  meeting: CivilDate,
  due: Obligation | null,
  view: View,
  calendar: Calendar,
): PackageView['days'] {
  // A mistyped year at the very edge of the calendar has no days before it to show.
  if (parts(meeting).year <= parts(firstDate).year) return [];
  const wanted = addDays(due?.safe ?? meeting, -10);
  const from = daysBetween(wanted, meeting) > longest ? addDays(meeting, -longest) : wanted;
  const ends = new Set(['period_end'].map((key) => view.date(key)));
  const [print, seal] = preparation(view, due);
  const days: PackageView['days'] = [];
  let left = 0;
  for (let date = meeting; date >= from; date = addDays(date, -1)) {
    const info = dayInfo(date, calendar);
    if (date !== meeting && info.work) left += 1;
    const marks: PackageView['days'][number]['marks'] = [];
    if (date === view.today) marks.push('today');
    if (date === print) marks.push('print');
    if (date === seal) marks.push('seal');
    if (date === due?.safe) marks.push('safe');
    if (date === due?.statutory) marks.push('statutory');
    if (date === meeting) marks.push('meeting');
    if (ends.has(date)) marks.push('period_end');
    days.unshift({ date, kind: info.kind, countdown: date === meeting ? 0 : info.work ? left : null, marks });
  }
  return days;
}
