import { parsePercent } from '../../money/percent.ts';
import { normalizeLabel } from '../../engine/label-text.ts';
import type { Elsewhere, Said } from '../across.ts';
import type { Problem, Rule, View } from '../define.ts';
import { across } from './across.ts';
import { noteThere } from './checks-money.ts';
import { dateOf } from './deadlines.ts';
import { both, rule, say } from './words.ts';

const closedOf = 'open-fund/closed-in-year';
const excellentOf = 'open-fund/excellent-in-year';

function durationCap(view: View): Problem[] {
  const years = view.integer('duration_cap_years');
  if (years === null) return [];
  const [said, start, end] = [view.integer('duration'), view.date('period_start'), view.date('funding_end')];
  const found: Problem[] = [];
  const severity = noteThere(view) ? 'info' : 'warn';
  if (said !== null && said > years)
    found.push(
      ...say(
        severity,
        'fields.duration',
        `研究年限${said}年，一般不超过${years}年，超限须附实验室说明`,
        `${said} years; usually no more than ${years}`,
      ),
    );
  // The day before the anniversary is the last day of the term.
  if (start && end && end > view.days.addMonths(start, years * 12))
    found.push(
      ...say(
        severity,
        'fields.funding_end',
        `${start}至${end}超过${years}年，超限须附实验室说明`,
        `${start} to ${end} is more than ${years} years`,
      ),
    );
  return found;
}

/** How many topics of a year may be excellent: the share of those closed, rounded down (D-E10, V-24). */
export function excellentLimit(closed: number, share = '10%'): number {
  const parsed = parsePercent(share) ?? { numerator: 10, places: 0 };
  return Number((BigInt(closed) * BigInt(parsed.numerator)) / (100n * 10n ** BigInt(parsed.places)));
}

function overLimit(view: View, closed: number, chosen: number, path: string): Problem[] {
  const most = excellentLimit(closed, view.text('excellent_share') || '10%');
  return chosen > most
    ? say(
        'block',
        path,
        `当年结题${closed}项，优秀课题至多${most}项，已有${chosen}项`,
        `${closed} closed in the year: at most ${most} excellent ones, not ${chosen}`,
      )
    : [];
}

/** What a topic says to the quota of its laboratory's year; by the laboratory, since each has its own. */
function quotaSaid(view: View): Said[] {
  const lab = normalizeLabel(view.text('lab_name'));
  const years = (key: string) => [...new Set(view.events(key).map((event) => event.date.slice(0, 4)))];
  return [
    ...years('closing_notice').map((year) => ({ purpose: closedOf, text: `${year} ${lab}` })),
    ...years('excellent_selected').map((year) => ({ purpose: excellentOf, text: `${year} ${lab}` })),
  ];
}

/** D-E10 across dossiers: only the laboratory keeps all topics of a year, so only its dossiers are counted. */
function quotaAsked(view: View, elsewhere: Elsewhere): Problem[] {
  const own = view.events('excellent_selected').at(-1);
  if (!own || view.record.our_side !== 'lab') return [];
  // Figures that a person entered are judged as they stand.
  if (view.integer('closed_this_year') !== null && view.integer('excellent_this_year') !== null) return [];
  const year = own.date.slice(0, 4);
  const text = `${year} ${normalizeLabel(view.text('lab_name'))}`;
  const closedHere = view.events('closing_notice').some((event) => event.date.startsWith(year));
  const closed = elsewhere(closedOf, [text]) + (closedHere ? 1 : 0);
  return overLimit(view, closed, elsewhere(excellentOf, [text]) + 1, 'events');
}

function excellent(view: View): Problem[] {
  const own = view.events('excellent_selected').at(-1);
  const [closed, chosen] = [view.integer('closed_this_year'), view.integer('excellent_this_year')];
  if (closed !== null && chosen !== null && closed >= 0)
    return overLimit(view, closed, chosen, 'fields.excellent_this_year');
  const year = (own?.date ?? view.eventDate('closing_notice'))?.slice(0, 4);
  if (!own || !year || view.others.length === 0) return [];
  const all = [view.record, ...view.others.filter((other) => other.kind === view.record.kind)];
  const count = (key: string) =>
    all.filter((record) => record.events.some((event) => event.key === key && event.date.startsWith(year)))
      .length;
  return overLimit(view, count('closing_notice'), count('excellent_selected'), 'events');
}

/** D-Q08: dates that a notice fixes have to be entered. */
function datesEntered(view: View): Problem[] {
  const found: Problem[] = [];
  if (
    view.events('award_notice_received').length > 0 &&
    !view.date('contract_due') &&
    view.events('contract_submitted').length === 0
  )
    found.push(
      ...say(
        'block',
        'fields.contract_due',
        '合同提交截止日未录入，以资助通知书为准',
        'The day the contract is due is not entered; the notice has it',
      ),
    );
  if (
    view.events('closing_refused').length > 0 &&
    !view.date('second_acceptance_date') &&
    view.events('closing_notice').length + view.events('sanction_decided').length === 0
  )
    found.push(
      ...say(
        'block',
        'fields.second_acceptance_date',
        '第二次验收日期未录入，由实验室定',
        'The day of the second acceptance is not entered',
      ),
    );
  view.record.events.forEach((event, index) => {
    if (event.key === 'correction_ordered' && !dateOf(event.values?.['due']))
      found.push(
        ...say(
          'block',
          `events[${index}].due`,
          '限期改正的期限未录入，由实验室定',
          'The day until which to correct is not entered',
        ),
      );
  });
  return found;
}

/** Limits and dates that stand outside the articles on money. */
export const limitRules: readonly Rule[] = [
  rule(
    'D-T04',
    'duration_cap',
    both('研究年限一般不超过2年', 'Usual limit of the duration'),
    53,
    durationCap,
  ),
  across(
    rule(
      'D-E10',
      'excellent',
      both('优秀课题不超过当年结题的10%', 'Excellent topics: 10 % of those closed'),
      168,
      excellent,
    ),
    { resolver: 'secretary', says: quotaSaid, asks: quotaAsked },
  ),
  rule(
    'D-Q08',
    'dates_entered',
    both('通知书所定日期须录入', 'Dates of the notices are entered'),
    63,
    datesEntered,
  ),
];
