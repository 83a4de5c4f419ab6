import type { Clause } from '../../model/derived.ts';
import type { EventFact } from '../../model/record.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { one, pathOf } from './problems.ts';
import { both, rule } from './words.ts';

function strictestTerm(view: View): Problem[] {
  const cycle = view.value('research_cycle_notice');
  const month =
    typeof cycle === 'object' && cycle !== null && !Array.isArray(cycle) ? cycle['end'] : undefined;
  const end = view.date('period_end');
  if (typeof month !== 'string' || !end || end.startsWith(month)) return [];
  const said = one(
    'warn',
    'fields.research_cycle_notice',
    `通知所列研究周期止于${month}，协议止于${end}：依第十五条（二），以对乙方要求更高者（${month < end ? month : end}）为准`,
    `The notice ends in ${month}, the agreement on ${end}: what asks more of party B decides (${month < end ? month : end})`,
  );
  const against = { other: at('附件一', 240), decides: at('第十五条（二）', 207) };
  return said.map((problem) => ({ ...problem, clause: at('第二条（一）', 42), against }));
}

/**
 * A-X02: of two supplements on one matter the later one is read first. Which article each is about is what the
 * person recorded; where one of the two does not say, nobody but a person knows whether they meet.
 */
function laterSupplement(view: View): Problem[] {
  const signed = view.events('supplement_signed').toSorted((a, b) => a.date.localeCompare(b.date));
  return signed.flatMap((later, at): Problem[] => {
    const about = articleOf(later);
    const earlier = signed
      .slice(0, at)
      .findLast((one) => about === '' || [about, ''].includes(articleOf(one)));
    if (earlier === undefined) return [];
    const [said] = one(
      'info',
      pathOf(view, 'supplement_signed'),
      about !== '' && articleOf(earlier) === about
        ? `${earlier.date}与${later.date}两份补充协议都涉及${about}：以后签（${later.date}）的为准`
        : `${earlier.date}与${later.date}两份补充协议，同一事项以后签（${later.date}）的优先读`,
      `Supplements of ${earlier.date} and ${later.date}: on one matter the later (${later.date}) is read first`,
    );
    if (said === undefined) return [];
    const [other, decides] = [supplementClause(earlier), supplementClause(later)];
    return [{ ...said, against: { other, decides } }];
  });
}

function articleOf(event: EventFact): string {
  return String(event.values?.['article'] ?? '').trim();
}

/** The supplement's words stand nowhere but in the record. */
function supplementClause(event: EventFact): Clause {
  const says = String(event.values?.['says'] ?? '').trim();
  const article = `补充协议（${event.date}）${articleOf(event)}`;
  return says === '' ? { article } : { article, text: says };
}

/** Which paper goes before another (A-X01, A-X02). */
export const precedenceRules: readonly Rule[] = [
  rule(
    'A-X01',
    'stricter_annex',
    both(
      '附件与协议不一致的，以对乙方履行义务要求更高者为准',
      'Agreement and annexes differ: what asks more of party B',
    ),
    '第十五条（二）',
    207,
    strictestTerm,
  ),
  rule(
    'A-X02',
    'supplement',
    both(
      '补充协议是本协议的组成部分（后签优先读）',
      'A supplement is part of the agreement; the later one prevails',
    ),
    '第十一条（三）',
    171,
    laterSupplement,
  ),
];
