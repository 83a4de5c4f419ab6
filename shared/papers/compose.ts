import type { Definition, View } from '../agreements/define.ts';
import type { PaperOffer } from '../agreements/define-paper.ts';
import { daysBetween, parseCivil, parts } from '../calendar/civil.ts';
import { fillLabel } from '../engine/label-text.ts';
import { fieldsOf } from '../engine/view.ts';
import type { Obligation, PackageView } from '../model/derived.ts';
import { formatAmount } from '../money/fen.ts';
import type { Fen } from '../model/units.ts';
import { fillTemplate, type FilledBlock, type PaperForm, type PaperTemplate } from './template.ts';

/** A file of a volume, as its 卷内目录 names it. */
export interface VolumeFile {
  title: string;
  number?: string;
  responsible?: string;
  date?: string;
  pages: number | null;
  note?: string;
  /** The piece it stands under; without a file where that is still to come. */
  piece?: string;
  missing?: true;
  /** Pages and copies on paper, and who holds them, where registered (A-D05). */
  paperPages?: number | null;
  copies?: number | null;
  holders?: string;
  seal?: string | null;
}

/** What a paper is about, besides the record. */
export interface PaperSituation {
  obligation?: Obligation | null;
  bundle?: PackageView | null;
  files?: readonly VolumeFile[];
}

export interface ComposedPaper {
  key: string;
  form: PaperForm;
  landscape: boolean;
  title: string;
  /** 发文机关标志 of a letter. */
  issuer: string;
  blocks: FilledBlock[];
  blanks: number;
}

/** A civil date as an official paper writes it: 2024年5月1日 (GB/T 9704: Arabic figures, no leading zeros). */
export function chineseDate(date: string | null | undefined): string {
  const known = parseCivil(date);
  if (known === null) return '';
  const { year, month, day } = parts(known);
  return `${year}年${month}月${day}日`;
}

/** The names of the two sides of an offer: by party, or as `ours` and `theirs` of the record. */
export function sidesOf(view: View, offer: Pick<PaperOffer, 'from' | 'to'>): { from: string; to: string } {
  const { parties } = view.definition;
  const ours = view.record.our_side ?? parties[0]?.key ?? '';
  const theirs = parties.find((party) => party.key !== ours && party.nameField !== null)?.key ?? '';
  const keyOf = (side: string | null): string =>
    side === 'ours' ? ours : side === 'theirs' ? theirs : (side ?? '');
  const nameOf = (key: string): string => {
    const party = parties.find((one) => one.key === key);
    return party?.nameField == null ? '' : view.text(party.nameField);
  };
  return { from: nameOf(keyOf(offer.from)), to: nameOf(keyOf(offer.to)) };
}

/** Whether an offer is there for an obligation: named by its deadline, or a reminder of what the other side is late with. */
export function isFor(offer: PaperOffer, obligation: Pick<Obligation, 'key' | 'side' | 'status'>): boolean {
  if (offer.deadlines === 'overdue') return obligation.side === 'theirs' && obligation.status === 'overdue';
  return offer.deadlines?.includes(obligation.key) === true;
}

/** Fills a paper from the record. What the record does not say is marked and counted, never invented. */
export function composePaper(
  view: View,
  offer: PaperOffer,
  template: PaperTemplate,
  situation: PaperSituation = {},
): ComposedPaper {
  const { definition } = view;
  const sides = sidesOf(view, offer);
  const own = offer.words?.(view, situation.obligation ?? null) ?? {};
  const general: Record<string, string> = {
    ...generalValues(view, situation),
    from_name: sides.from,
    to_name: sides.to,
  };
  const filled = fillTemplate(template, {
    signatures: offer.signatures ?? ['（盖章）', '年　月　日'],
    value: (name) =>
      own.values?.[name] ?? offer.values?.[name] ?? general[name] ?? fieldWords(definition, view, name),
    rows: (name) => own.tables?.[name] ?? offer.tables?.[name] ?? generalRows(view, offer, situation, name),
  });
  return {
    key: offer.key,
    form: template.form,
    landscape: template.landscape ?? false,
    issuer: own.values?.['from_name'] ?? sides.from,
    ...filled,
  };
}

function generalValues(
  view: View,
  { obligation, bundle, files = [] }: PaperSituation,
): Record<string, string> {
  const { identity } = view.definition;
  const title = view.text(identity.title);
  const days = view.record.events.map(({ date }) => date).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  const pages = files.reduce((sum, file) => sum + (file.pages ?? 0), 0);
  const uncounted = files.filter((file) => file.pages === null && file.missing === undefined).length;
  const printed = files.reduce(
    (sum, file) => sum + (file.paperPages ?? file.pages ?? 0) * (file.copies ?? 1),
    0,
  );
  const due = obligation?.statutory ?? obligation?.nominal ?? null;
  return {
    title,
    number: identity.numbers.map((key) => view.text(key)).find((text) => text !== '') ?? '',
    today: chineseDate(view.today),
    duty: obligation?.title.zh ?? '',
    clause: obligation?.clause.article ?? '',
    statutory: chineseDate(due),
    nominal: chineseDate(obligation?.nominal ?? null),
    overdue_days: due === null ? '' : String(Math.max(0, daysBetween(due, view.today))),
    on_miss: obligation?.on_miss.zh ?? '',
    package_title: bundle === null || bundle === undefined ? '' : `${bundle.id} ${bundle.title.zh}`,
    meeting: chineseDate(bundle?.meeting ?? null),
    materials_due: chineseDate(bundle?.due?.statutory ?? bundle?.due?.nominal ?? null),
    volume_title: title,
    filed_by: sidesOf(view, { from: 'ours', to: null }).from,
    volume_dates: first === undefined || last === undefined ? '' : `${compact(first)}—${compact(last)}`,
    files: String(files.filter((file) => file.missing === undefined).length),
    pages: String(pages),
    uncounted: uncounted === 0 ? '' : `另有${uncounted}件不计页。`,
    print_pages: String(printed),
    see_also: '—',
  };
}

function compact(date: string): string {
  return date.replaceAll('-', '');
}

function generalRows(
  view: View,
  offer: PaperOffer,
  { bundle, files = [] }: PaperSituation,
  name: string,
): readonly (readonly string[])[] {
  const numbered = (rows: readonly (readonly string[])[]) =>
    rows.map((row, index) => [String(index + 1), ...row]);
  switch (name) {
    case 'chain': {
      const change = view.definition.changes.find(({ key }) => key === offer.change);
      return numbered(
        (change?.steps ?? []).map(({ event, title, by }) => [
          title.zh,
          partyWord(view, by),
          chineseDate(view.eventDate(event)),
          '',
        ]),
      );
    }
    case 'pieces':
      return numbered(
        (bundle?.pieces ?? [])
          .filter(({ state }) => state !== 'not_applicable')
          .map(({ title, seal, clause }) => [title.zh, seal ?? '', clause.article]),
      );
    case 'volume':
      return numbered(
        files
          .filter(({ missing }) => missing === undefined)
          .map((file) => [
            file.number ?? '',
            file.responsible ?? '',
            file.title,
            compact(file.date ?? ''),
            file.pages === null ? '' : String(file.pages),
            file.note ?? '',
          ]),
      );
    case 'print':
      return numbered(
        files.map((file) => {
          const pages = file.paperPages ?? file.pages;
          const copies = file.copies ?? 1;
          return [
            file.missing === undefined ? file.title : `${file.title}（未到位）`,
            file.pages === null ? '' : String(file.pages),
            file.paperPages == null ? '' : String(file.paperPages),
            String(copies),
            pages === null ? '' : String(pages * copies),
            file.seal ?? '',
            placesOf(view, file.piece),
            // 〔内控〕: no leaf of a sealed paper can be changed for another.
            file.seal != null && pages !== null && pages > 1 ? '加盖' : '',
            file.holders ?? '',
          ];
        }),
      );
    default:
      return [];
  }
}

/** Where a piece is signed, in the words of the paper that is written for it: the places without their blanks. */
function placesOf(view: View, piece: string | undefined): string {
  const offers = view.definition.papers.filter(
    ({ pieces }) => piece !== undefined && pieces?.includes(piece),
  );
  const places = offers.flatMap(({ signatures }) => signatures ?? []);
  return [...new Set(places)]
    .filter((place) => /签|盖章|经办/u.test(place))
    .map((place) =>
      fillLabel(place, (name) => view.text(name))
        .replaceAll(/[\s　]+/gu, '')
        .replaceAll(/[:：]$/gu, ''),
    )
    .join('；');
}

function partyWord(view: View, key: string): string {
  return (
    view.definition.parties.find((party) => party.key === key)?.title.zh ??
    (key === 'leader' ? '课题负责人' : '')
  );
}

/** A field's value as a letter says it; what has no one line (lists) is left to the kind. */
function fieldWords(definition: Definition, view: View, name: string): string | null {
  const field = fieldsOf(definition).find(({ key }) => key === name);
  const value = view.value(name);
  if (field === undefined || value === undefined || value === null) return null;
  if (field.type === 'date') return chineseDate(String(value));
  if (field.type === 'money' && typeof value === 'number') return formatAmount(value as Fen);
  if (typeof value === 'string') return field.options?.find((one) => one.value === value)?.title.zh ?? value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && !Array.isArray(value)) {
    const named = value['name'];
    return typeof named === 'string' ? named : null;
  }
  return null;
}
