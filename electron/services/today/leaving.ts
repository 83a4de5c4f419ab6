import { definitions } from '../../../shared/agreements/index.generated.ts';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { Bilingual } from '../../../shared/model/units.ts';
import { type Texts, textsIn } from '../../../shared/text/text.ts';
import type { TodayRow } from '../../../shared/ipc/contract/work.ts';
import type { Day, TodayFilter } from '../../../shared/today/filter.ts';
import { todayGroups } from '../../../shared/today/filter.ts';
import { type IcsEvent, icsText } from '../../../shared/today/ics.ts';
import { dayToHeed, rowNote } from '../../../shared/today/row.ts';
import type { Language } from '../papers/format-value.ts';
import type { Paper, PaperBlock } from '../papers/paper.ts';

interface Leaving {
  /** Already sieved by the filter. */
  view: Day;
  filter: TodayFilter;
  language: Language;
  author: string;
}

/** 今日 as a paper: the groups in their order, each row with its day, note, parties, dossier and clause. */
export function todayPaper({ view, filter, language, author }: Leaving): Paper {
  const t = textsIn(language);
  const words = t.leaving;
  const columns = words.columns.map((title, at) => ({ title, weight: weights[at] ?? 20 }));
  const blocks: PaperBlock[] = todayGroups.flatMap((group): PaperBlock[] =>
    view[group].length === 0
      ? []
      : [
          { kind: 'heading', text: `${t.today.groups[group]}（${view[group].length}）` },
          { kind: 'table', columns, rows: view[group].map((row) => cellsOf(row, view, t, language)) },
        ],
  );
  return {
    language,
    title: `${t.today.title} ${view.today}`,
    author,
    date: view.today,
    blocks: [
      { kind: 'facts', rows: [[words.restricted, filterWords(filter, view, t, language)]] },
      ...(blocks.length === 0 ? [{ kind: 'paragraph', text: words.nothing } as const] : blocks),
      { kind: 'paragraph', text: words.handling },
    ],
  };
}

const weights = [24, 50, 30, 24, 34, 22];

function cellsOf(row: TodayRow, view: Day, t: Texts, language: Language): string[] {
  const { obligation } = row;
  const say = (text: Bilingual) => text[language];
  const definition = definitionOf(row.kind);
  const trigger = definition?.events.find((event) => event.key === obligation.trigger)?.title;
  const date = dayToHeed(obligation, view.today);
  const marks = [
    obligation.provisional ? t.common.provisional : '',
    obligation.internal ? t.common.internal : '',
  ];
  return [
    date ?? t.common.notBegun,
    [say(obligation.title), ...marks].filter(Boolean).join(' '),
    rowNote(t, obligation, view.today, say, trigger).text,
    partiesOf(definition, obligation, t, language),
    row.dossier_title,
    `${obligation.clause.article} ${obligation.rule}`.trim(),
  ];
}

function partiesOf(
  definition: Definition | undefined,
  { obligor, obligee }: Obligation,
  t: Texts,
  l: Language,
): string {
  const title = (key: string) =>
    definition?.parties.find((party) => party.key === key)?.title[l] ??
    (key === 'either' ? t.common.either : key === 'both' ? t.common.both : key);
  return `${title(obligor)}→${title(obligee)}`;
}

function definitionOf(kind: string): Definition | undefined {
  return definitions.find((each) => each.id === kind);
}

function filterWords(filter: TodayFilter, view: Day, t: Texts, l: Language): string {
  const words = t.leaving;
  const rows = todayGroups.flatMap((group) => view[group]);
  const said = [
    filter.dossier === undefined
      ? ''
      : (rows.find((row) => row.dossier === filter.dossier)?.dossier_title ?? ''),
    filter.kind === undefined ? '' : (definitionOf(filter.kind)?.title[l] ?? filter.kind),
    filter.side === undefined ? '' : words.sides[filter.side],
    filter.groups === undefined
      ? ''
      : filter.groups.map((group) => t.today.groups[group]).join(t.common.list),
    filter.text === undefined || filter.text.trim() === '' ? '' : words.quoted(filter.text.trim()),
  ].filter(Boolean);
  return said.length === 0 ? words.all : said.join(t.common.semicolon);
}

/**
 * The rows that have a day as a calendar file. It leaves the encrypted store for whatever reads calendars: it
 * carries rule, role words and days; the dossier's title only where the person ticked it, amounts never.
 */
export function todayCalendar(
  { view, language }: Omit<Leaving, 'filter' | 'author'>,
  { titles, stamp, version }: { titles: boolean; stamp: string; version: string },
): { text: string; events: number } {
  const t = textsIn(language);
  const events = todayGroups.flatMap((group) =>
    view[group].flatMap((row) => eventOf(row, group === 'deemed', titles, view, t, language)),
  );
  const product = `-//Juanzong//Juanzong ${version}//${language.toUpperCase()}`;
  return { text: icsText({ product, name: t.leaving.calendarName, stamp, events }), events: events.length };
}

/** Silence that counts as consent rings on the days of B-T12: five, three and one before. */
const deemedAlarms = [5, 3, 1];

function eventOf(
  row: TodayRow,
  deemed: boolean,
  titles: boolean,
  view: Day,
  t: Texts,
  language: Language,
): IcsEvent[] {
  const { obligation } = row;
  const date = obligation.side === 'theirs' ? obligation.escalate : dayToHeed(obligation, view.today);
  if (date === null) return [];
  const words = t.leaving;
  const last = obligation.statutory ?? obligation.nominal;
  const parties = partiesOf(definitionOf(row.kind), obligation, t, language);
  const lines = [
    titles ? `${words.dossier}${t.common.colon}${row.dossier_title}` : '',
    `${parties} ${obligation.clause.article} ${obligation.rule}`,
    last === null ? '' : `${t.reason.statutory}${t.common.colon}${last}`,
    obligation.provisional ? t.reason.provisional : '',
  ];
  return [
    {
      uid: `${row.dossier}-${obligation.id}@juanzong`,
      date,
      summary: `${obligation.rule} ${obligation.title[language]}（${parties}）`,
      description: lines.filter(Boolean).join('\n'),
      tentative: obligation.provisional,
      alarms: deemed ? deemedAlarms : [],
    },
  ];
}
