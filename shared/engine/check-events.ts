import type { EventType, View } from '../agreements/define.ts';
import type { Finding } from '../model/derived.ts';
import type { EventFact } from '../model/record.ts';
import { checkRow, unknownKey } from './check-shapes.ts';
import { both } from './compare.ts';
import { installmentNumber } from './installment-number.ts';

/** Events one by one: known, in a possible order, once only, with evidence (G-019), of a real instalment. */
export function checkEvents(view: View): Finding[] {
  const types = new Map(view.definition.events.map((type) => [type.key, type]));
  const found = view.record.events.flatMap((event, index) => {
    const type = types.get(event.key);
    const path = `events[${index}]`;
    if (!type) return [unknownKey(`${path}.key`)];
    return [
      ...order(view, event, type, types, path),
      ...repetition(view, event, index, type, path),
      ...instalment(view, event, type, path),
      ...milestone(view, event, type, path),
      ...checkRow(event.values ?? {}, { type: 'list', columns: type.values ?? [] }, path, type),
    ];
  });
  return [...found, ...skippedSteps(view, types)];
}

/** No state is skipped (rulebook P): a milestone that lacks while a later one is recorded is told. */
function skippedSteps(view: View, types: ReadonlyMap<string, EventType>): Finding[] {
  const steps = view.definition.states.path.flatMap(({ reached }) =>
    typeof reached === 'string' && reached !== view.definition.begins ? [reached] : [],
  );
  const has = (key: string) => view.events(key).some((event) => event.date <= view.today);
  return steps.flatMap((key, index) => {
    const type = types.get(key);
    const later = steps.slice(index + 1).find(has);
    const title = later === undefined ? undefined : types.get(later)?.title;
    if (!type || !title || view.events(key).length > 0) return [];
    return [
      finding(
        type,
        'warn',
        `已登记${title.zh}，却没有登记${type.title.zh}；状态不得跳级`,
        `${title.en} is recorded, ${type.title.en} is not; no state is skipped`,
        'events',
      ),
    ];
  });
}

function finding(
  type: EventType,
  severity: Finding['severity'],
  zh: string,
  en: string,
  path: string,
  rule = type.rule,
): Finding {
  return { rule, severity, message: both(zh, en), path, clause: type.clause };
}

function order(
  view: View,
  event: EventFact,
  type: EventType,
  types: ReadonlyMap<string, EventType>,
  path: string,
): Finding[] {
  const found: Finding[] = [];
  for (const key of type.after ?? []) {
    const before = view.events(key)[0];
    const title = types.get(key)?.title;
    if (before && title && before.date > event.date) {
      found.push(
        finding(
          type,
          'warn',
          `${type.title.zh}（${event.date}）早于${title.zh}（${before.date}），先后不可能`,
          `${type.title.en} (${event.date}) comes before ${title.en} (${before.date})`,
          `${path}.date`,
        ),
      );
    }
  }
  const { begins } = view.definition;
  if (begins !== null && (type.after ?? []).includes(begins) && view.events(begins).length === 0) {
    const title = types.get(begins)?.title;
    found.push(
      finding(
        type,
        'warn',
        `已登记${type.title.zh}，却没有登记${title?.zh ?? begins}`,
        `${type.title.en} is recorded, ${title?.en ?? begins} is not`,
        path,
      ),
    );
  }
  if (event.date > view.today && type.planned !== true) {
    found.push(
      finding(
        type,
        'warn',
        `${type.title.zh}的日期${event.date}在今天${view.today}之后`,
        `${type.title.en} is dated ${event.date}, after today (${view.today})`,
        `${path}.date`,
      ),
    );
  }
  return found;
}

function repetition(view: View, event: EventFact, index: number, type: EventType, path: string): Finding[] {
  const repeat = type.repeat ?? 'once';
  // Parts of an instalment add up: only the same part twice is a slip.
  const parts = repeat === 'installment' && event.values?.['amount'] !== undefined;
  if (repeat === 'many' || parts) return twice(view, event, index, type, path);
  const first = view.record.events.findIndex(
    (other) => other.key === event.key && other.installment === event.installment,
  );
  return first === index
    ? []
    : [
        finding(
          type,
          'warn',
          `${type.title.zh}登记了不止一次，期限按最后一次起算`,
          `${type.title.en} is recorded more than once; periods count from the last`,
          path,
        ),
      ];
}

/** What may happen many times still happens once at a time. */
function twice(view: View, event: EventFact, index: number, type: EventType, path: string): Finding[] {
  const first = firstOfEach(view.record.events).get(same(event)) ?? index;
  if (first === index) return [];
  return [
    finding(
      type,
      'warn',
      `${type.title.zh}（${event.date}）与 events[${first}] 重复登记`,
      `${type.title.en} (${event.date}) repeats events[${first}]`,
      path,
    ),
  ];
}

function same({ key, date, n, installment, values }: EventFact): string {
  return JSON.stringify([key, date, n ?? null, installment ?? null, values ?? null]);
}

const firsts = new WeakMap<readonly EventFact[], ReadonlyMap<string, number>>();

/** The place of the first event of each sort, found once a record. */
function firstOfEach(events: readonly EventFact[]): ReadonlyMap<string, number> {
  const known = firsts.get(events);
  if (known) return known;
  const found = new Map<string, number>();
  for (const [index, event] of events.entries()) {
    const sort = same(event);
    if (!found.has(sort)) found.set(sort, index);
  }
  firsts.set(events, found);
  return found;
}

function instalment(view: View, event: EventFact, type: EventType, path: string): Finding[] {
  const plan = view.definition.payments;
  if (!plan || (type.repeat !== 'installment' && type.repeat !== 'shared')) return [];
  const rows = view.rows(plan.list);
  const numbers = rows.map((row, index) => installmentNumber(row, index));
  if (event.installment === undefined) {
    return type.repeat === 'installment' && rows.length > 1
      ? [
          finding(
            type,
            'warn',
            `${type.title.zh}未注明期次（installment）`,
            `${type.title.en} does not say of which instalment`,
            `${path}.installment`,
          ),
        ]
      : [];
  }
  return rows.length === 0 || numbers.includes(event.installment)
    ? []
    : [
        finding(
          type,
          'warn',
          `没有第${event.installment}期`,
          `There is no instalment ${event.installment}`,
          `${path}.installment`,
        ),
      ];
}

/** G-019: a milestone without evidence is told; the state does not move on it. */
function milestone(view: View, event: EventFact, type: EventType, path: string): Finding[] {
  if (!type.milestone || event.evidence.length > 0 || event.date > view.today) return [];
  return [
    finding(
      type,
      'warn',
      `${type.title.zh}未附证据${type.evidence ? `（${type.evidence.zh}）` : ''}，状态不推进`,
      `${type.title.en} has no evidence${type.evidence ? ` (${type.evidence.en})` : ''}; the state does not move`,
      `${path}.evidence`,
      'G-019',
    ),
  ];
}
