import { addDays, daysBetween, parseCivil } from '../../calendar/civil.ts';
import { normalizeLabel } from '../../engine/label-text.ts';
import type { Bilingual, CivilDate } from '../../model/units.ts';
import type { View } from '../define.ts';
import type { IndicatorCount } from '../indicators.ts';
import { directionOf } from './guideline.ts';
import { countsFor, organisers, platforms } from './ledgers.ts';
import { both } from './words.ts';

type Row = ReturnType<View['entries']>[number];

interface Period {
  start: CivilDate | null;
  end: CivilDate | null;
}

function text(row: Row, key: string): string {
  const value = row[key];
  return typeof value === 'string' ? value.trim() : '';
}

export function periodOf(view: View): Period {
  return { start: view.date('period_start'), end: view.date('period_end') };
}

/** C-T03: what counts lies in the period of execution. */
function outside({ start, end }: Period, date: CivilDate | null): Bilingual | null {
  if (date === null) return both('没有日期', 'Without a date');
  if (start !== null && date < start) return both(`${date}早于执行期`, `${date} is before the period`);
  if (end !== null && date > end)
    return both(`${date}晚于执行期末（C-T03）`, `${date} is after the period (C-T03)`);
  return null;
}

/** A row under one target, refused for the first reason that holds. */
function count(
  target: string,
  row: Row,
  path: string,
  more: Partial<IndicatorCount> & { reasons?: readonly (Bilingual | null)[] },
): IndicatorCount {
  const { reasons = [], ...rest } = more;
  return {
    target,
    amount: 1,
    date: parseCivil(row['date']),
    label: text(row, 'title'),
    path,
    proven: isSealed(row['proof']),
    refused: reasons.find((reason) => reason !== null) ?? null,
    ...rest,
  };
}

function measured(view: View, period: Period): IndicatorCount[] {
  return rows(view, 'measurements').map(([row, path, double]) =>
    count(text(row, 'indicator'), row, path, {
      amount: Number(text(row, 'value')) || 0,
      double,
      reasons: [outside(period, parseCivil(row['date']))],
    }),
  );
}

/**
 * The rows of a ledger with their places; a row whose name and day, or whose evidence, another one has already, is
 * counted there and not twice (C-Q07).
 */
function rows(
  view: View,
  ledger: string,
  keys: readonly string[] = ['indicator', 'title', 'date'],
): [Row, string, Bilingual | null][] {
  const seen = new Map<string, number>();
  const proofs = new Map<string, number>();
  return view.entries(ledger).map((row, index) => {
    const name = keys.map((key) => normalizeLabel(String(row[key] ?? ''))).join('|');
    const proof = ledger === 'measurements' ? '' : proofOf(row);
    const first = seen.get(name) ?? (proof === '' ? undefined : proofs.get(proof));
    if (first === undefined) {
      seen.set(name, index);
      if (proof !== '') proofs.set(proof, index);
      return [row, `entries.${ledger}[${index}]`, null];
    }
    return [
      row,
      `entries.${ledger}[${index}]`,
      both(
        `与第${first + 1}条重复登记或同一证据，不重复计`,
        `Recorded already, or proved by the file of row ${first + 1}`,
      ),
    ];
  });
}

function proofOf(row: Row): string {
  const proof = row['proof'];
  if (typeof proof === 'string') return proof;
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof)) return '';
  return String(proof['object'] ?? proof['name'] ?? '');
}

/** A sealed paper proves; the name of one is a note of what has still to come. */
function isSealed(proof: Row[string] | undefined): boolean {
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof)) return false;
  return typeof proof['object'] === 'string' && proof['object'] !== '';
}

/** Whether a paper counts as a joint one: both sides as its units (C-L01), published or accepted (C-Q15). */
export function paperRefused(row: Row): Bilingual | null {
  if (row['cn_unit'] !== true || row['foreign_unit'] !== true)
    return both('须中外双方单位合著（C-L01）', 'Units of both sides have to sign it (C-L01)');
  const status = text(row, 'status');
  if (status === '正式发表' || status === '录用') return null;
  return status === '在线发表' && row['accepted'] === true
    ? null
    : both(
        `${status || '未填状态'}不计：需正式发表或录用证明（C-Q15）`,
        'Published or accepted papers count (C-Q15)',
      );
}

function papers(view: View, period: Period): IndicatorCount[] {
  const all = rows(view, 'papers', ['title']).map(([row, path, double]) =>
    count('papers', row, path, {
      double,
      reasons: [paperRefused(row), outside(period, parseCivil(row['date']))],
    }),
  );
  const good = all.filter((one) => one.refused === null && !one.double);
  const domestic = good.filter(
    (one) => view.entries('papers')[Number(/\d+/u.exec(one.path)?.[0])]?.['cn_journal'] === true,
  );
  const share: IndicatorCount[] =
    good.length === 0
      ? []
      : [
          {
            target: 'K02',
            amount: Math.round((domestic.length / good.length) * 1000) / 10,
            date:
              good
                .map((one) => one.date)
                .toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))
                .at(-1) ?? null,
            label: both(`${domestic.length}/${good.length}篇`, '').zh,
            path: 'entries.papers',
            proven: true,
            refused: null,
          },
        ];
  return [...all, ...share];
}

interface Stay {
  from: CivilDate;
  until: CivilDate;
}

/** A stay within the period, or the reason why there is none. A visit that has not ended counts up to today. */
function stayOf(view: View, row: Row, { start, end }: Period): Stay | Bilingual {
  const entry = parseCivil(row['entry']);
  const exit = parseCivil(row['exit']) ?? view.today;
  if (entry === null) return both('没有入境日', 'Without a day of entry');
  if (exit < entry) return both('出境日早于入境日', 'The exit is before the entry');
  const from = start !== null && entry < start ? start : entry;
  const until = end !== null && exit > end ? end : exit;
  return until <= from ? both('不在执行期内（C-T03）', 'Not in the period (C-T03)') : { from, until };
}

/**
 * Visits count in days from entry to exit, the day of entry not counted (G-001); days of one person that overlap
 * count once; a visit of so many months is one stay from entry to exit (C-Q08).
 */
function visits(view: View, period: Period): IndicatorCount[] {
  const months = directionOf(view)?.visits?.months;
  const known = new Map<string, Stay[]>();
  return rows(view, 'visits', ['person', 'direction', 'entry']).flatMap(([row, path, double]) => {
    const inbound = text(row, 'direction') === '来华';
    const stay = stayOf(view, row, period);
    const refused = 'from' in stay ? null : stay;
    const base = {
      label: text(row, 'person'),
      date: 'until' in stay ? stay.until : parseCivil(row['entry']),
      double,
    };
    const short =
      inbound && months !== undefined && 'from' in stay && stay.until < view.days.addMonths(stay.from, months)
        ? both(
            `连续不足${months}个月（${stay.from}至${stay.until}，C-Q08）`,
            `Less than ${months} months on end (C-Q08)`,
          )
        : null;
    const visit = count(inbound ? 'inbound' : 'outbound', row, path, { ...base, reasons: [refused, short] });
    if (!inbound) return [visit];
    const earlier = known.get(base.label) ?? [];
    const days = 'from' in stay && !double ? newDays(stay, earlier) : 0;
    if ('from' in stay && !double) known.set(base.label, [...earlier, stay]);
    return [
      visit,
      count('K13-a', row, path, { ...base, reasons: [refused] }),
      count('K13-b', row, path, {
        ...base,
        amount: days,
        reasons: [refused],
        double:
          double ??
          (days === 0 && refused === null
            ? both('与同一人的另一次来华日期重叠', 'Overlaps another visit of the same person')
            : null),
      }),
    ];
  });
}

/** The days of a stay that no earlier one of the same person has. */
function newDays(stay: Stay, earlier: readonly Stay[]): number {
  const length = daysBetween(stay.from, stay.until);
  if (length > 4000) return length;
  let days = 0;
  for (let n = 1; n <= length; n++) {
    const day = addDays(stay.from, n);
    if (!earlier.some((one) => one.from < day && day <= one.until)) days += 1;
  }
  return days;
}

function activities(view: View, period: Period): IndicatorCount[] {
  return rows(view, 'activities', ['title', 'date']).flatMap(([row, path, double]) => {
    const date = parseCivil(row['date']);
    const out = outside(period, date);
    const organiser = text(row, 'organiser');
    if (organiser === organisers.geo) return [count('K11-a', row, path, { double, reasons: [out] })];
    if (organiser === organisers.china) return [count('K11-b', row, path, { double, reasons: [out] })];
    const counts = text(row, 'counts_for');
    const filed =
      row['filed'] === true ? null : both('未在GEO中国秘书处备案', 'Not filed with the China secretariat');
    const abroad = counts === countsFor.abroad || counts === countsFor.both;
    const member = row['geo_member'] === true ? null : both('不在GEO成员国', 'Not in a GEO member country');
    const inCountry = { label: text(row, 'country'), double, reasons: [out, member, filed] };
    return [
      ...(abroad
        ? [
            count('K12-a', row, path, inCountry),
            count('K12-b', row, path, {
              ...inCountry,
              reasons: [
                ...inCountry.reasons,
                row['asia_oceania'] === true ? null : both('不在亚洲大洋洲', 'Not in Asia-Oceania'),
              ],
            }),
            count('K12-c', row, path, { double, reasons: [out, member, filed] }),
          ]
        : []),
      ...(counts === countsFor.workshop || counts === countsFor.both
        ? [workshop(row, path, double, [out, filed], counts === countsFor.both)]
        : []),
    ];
  });
}

/** C-K14; an activity that counts for C-K12 too needs a filing that says so (C-Q07). */
function workshop(
  row: Row,
  path: string,
  double: Bilingual | null,
  reasons: readonly (Bilingual | null)[],
  twice: boolean,
): IndicatorCount {
  const people = typeof row['people'] === 'number' ? row['people'] : 0;
  const foreigners = typeof row['foreigners'] === 'number' ? row['foreigners'] : 0;
  const kind = /研讨|培训|workshop|training/iu.test(text(row, 'type'));
  return count('K14', row, path, {
    double:
      double ??
      (twice && row['offset_filed'] !== true
        ? both(
            '已计入成员国活动，备案未写明可互抵（C-Q07）',
            'Counted for C-K12; the filing does not say both (C-Q07)',
          )
        : null),
    reasons: [
      ...reasons,
      kind ? null : both('不是国际研讨会或培训班', 'Neither workshop nor training'),
      people >= 30 ? null : both(`${people}人，须30人以上`, `${people} people, 30 are asked for`),
      foreigners >= 10
        ? null
        : both(`外方${foreigners}人，须不少于10人`, `${foreigners} from abroad, 10 are asked for`),
    ],
  });
}

const depositTargets: Readonly<Record<string, string>> = {
  [platforms.national]: 'K16-a',
  [platforms.earth]: 'K16-b',
  [platforms.hub]: 'K16-c',
};

function deposits(view: View): IndicatorCount[] {
  const cleared = view.events('export_reviewed');
  return rows(view, 'deposits', ['product', 'platform']).map(([row, path, double]) => {
    const date = parseCivil(row['date']);
    const abroad = text(row, 'platform') === platforms.hub;
    const ok = !abroad || cleared.some((event) => date !== null && event.date <= date);
    return count(depositTargets[text(row, 'platform')] ?? 'K16-a', row, path, {
      label: text(row, 'product'),
      double,
      reasons: [
        ok ? null : both('对外汇交前无审查批件（C-S01）', 'Not cleared before it went abroad (C-S01)'),
      ],
    });
  });
}

function demonstrations(view: View, period: Period): IndicatorCount[] {
  return rows(view, 'demonstrations', ['title', 'country']).flatMap(([row, path, double]) => {
    const out = outside(period, parseCivil(row['date']));
    const developing =
      row['developing'] === true
        ? null
        : both('不是亚洲大洋洲发展中国家', 'No developing country of Asia-Oceania');
    const confirmed =
      row['principal_confirmed'] === true
        ? null
        : both('对方GEO Principal未邮件确认', 'Not confirmed by the GEO Principal');
    const label = text(row, 'country');
    const parts = Array.isArray(row['chain']) ? row['chain'] : [];
    return [
      count('K17-a', row, path, { label, double, reasons: [out, developing] }),
      count('K17-b', row, path, { label, double, reasons: [out, developing, confirmed] }),
      ...parts.map((part) =>
        count('K17-c', row, path, {
          label:
            typeof part === 'object' && part !== null && !Array.isArray(part)
              ? String(part['part'] ?? '')
              : String(part),
          double: null,
          reasons: [out],
        }),
      ),
    ];
  });
}

function told(view: View): IndicatorCount[] {
  return view.events('progress_to_geo').map((event) => ({
    target: 'K18',
    amount: 1,
    date: event.date,
    label: event.date,
    path: `events[${view.record.events.indexOf(event)}]`,
    proven: event.evidence.length > 0,
    refused: null,
  }));
}

/** Every row of every ledger, under the target it is offered to. */
export function countsOf(view: View): readonly IndicatorCount[] {
  const period = periodOf(view);
  return [
    ...measured(view, period),
    ...papers(view, period),
    ...visits(view, period),
    ...activities(view, period),
    ...rows(view, 'news', ['title', 'site']).map(([row, path, double]) =>
      count('K15', row, path, { double, reasons: [outside(period, parseCivil(row['date']))] }),
    ),
    ...deposits(view),
    ...demonstrations(view, period),
    ...told(view),
  ];
}
