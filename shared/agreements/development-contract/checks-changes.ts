import type { Problem, Rule, View } from '../define.ts';
import { agreedIn, repliesTo, replyBy, silenceCounts } from './request-days.ts';
import { lastRefusal } from './penalties.ts';
import { both, has, pathOf, rule, say } from './words.ts';

/** B-C01: nothing is carried out before it stands in writing. */
function writtenFirst(view: View): Problem[] {
  return view
    .events('change_carried_out')
    .flatMap((event) =>
      [...view.events('change_confirmed'), ...view.events('supplement_signed')].some(
        ({ date }) => date <= event.date,
      )
        ? []
        : say(
            'block',
            `events[${view.record.events.indexOf(event)}]`,
            '变更须协商一致并有书面确认，方可实施',
            'A change is agreed in writing before it is carried out',
          ),
    );
}

/** B-C02: without one of the four grounds silence means nothing; the fourth is decided by a person. */
function groundsOf(view: View): Problem[] {
  return view.events('change_request_received').flatMap((event) => {
    const path = `events[${view.record.events.indexOf(event)}]`;
    const { ground, ground_accepted: accepted } = event.values ?? {};
    if (ground === 'none')
      return say(
        'warn',
        path,
        '请求不属第七条四种情形：须协商一致，不产生默示同意',
        'None of article 7’s grounds: it has to be agreed, silence means nothing',
      );
    return ground === '4' && typeof accepted !== 'boolean'
      ? say('warn', path, '第4项为兜底，须人工判定是否成立', 'Ground 4 is a catch-all: a person decides')
      : [];
  });
}

/** B-T12: an answer without proof of delivery proves nothing; a silence that has decided is said as such. */
export function silence(view: View): Problem[] {
  const replies = repliesTo(view);
  return view.events('change_request_received').flatMap((request, index) => {
    const path = `events[${view.record.events.indexOf(request)}]`;
    const until = replyBy(view, request);
    const { said = null, proof = null, given: reply = null } = replies[index] ?? {};
    const ours = request.values?.['requester'] !== view.record.our_side;
    const found: Problem[] = [];
    if (
      until !== null &&
      silenceCounts(view, request) &&
      view.today > until &&
      (reply === null || reply.date > until)
    )
      found.push(
        ...say(
          'warn',
          path,
          `至${until}未予答复，该变更请求视为同意`,
          `Not answered by ${until}: the request counts as agreed`,
        ),
      );
    if (ours && said !== null && proof === null)
      found.push(
        ...say('warn', path, '已答复而没有送达凭证，须补登记答复送达', 'Answered, without proof of delivery'),
      );
    else if (
      ours &&
      said !== null &&
      proof !== null &&
      until !== null &&
      said.date <= until &&
      proof.date > until
    )
      found.push(
        ...say(
          'warn',
          path,
          `${said.date}答复，${proof.date}送达，已过${until}：对方可主张视为同意`,
          `Answered on ${said.date}, arrived on ${proof.date}, after ${until}: it may be said to count as agreed`,
        ),
      );
    return found;
  });
}

/** B-C04, B-Q12: article 29.6 asks party B to meet what party A needs. */
function demands(view: View): Problem[] {
  const replies = repliesTo(view);
  return view.events('change_request_received').flatMap((request, index) => {
    const reply = replies[index];
    return request.values?.['requester'] === 'party_a' && reply !== undefined && agreedIn(reply) === false
      ? say(
          'warn',
          `events[${view.record.events.indexOf(request)}]`,
          '第二十九条6要求乙方满足甲方需求变更，与第七条冲突：拒绝须有书面理由',
          'Article 29.6 against article 7: a refusal needs written reasons',
        )
      : [];
  });
}

/** B-C05: each ground of termination with what it needs. */
function termination(view: View): Problem[] {
  return view.events('termination_notice_received').flatMap((event) => {
    const path = `events[${view.record.events.indexOf(event)}]`;
    const ground = event.values?.['ground'];
    const lacks = (zh: string, en: string) => say('block', path, zh, en);
    if (
      ['force_majeure', 'tech_risk', 'not_cured'].includes(String(ground)) &&
      event.values?.['needless'] !== true
    )
      return lacks(
        '第二十四条的解除须致使履行成为不必要或不可能',
        'Article 24 needs performance to be needless or impossible',
      );
    switch (ground) {
      case 'force_majeure':
        return has(view, 'force_majeure_start')
          ? []
          : lacks('未登记不可抗力', 'No force majeure is recorded');
      case 'tech_risk':
        return has(view, 'risk_found') ? [] : lacks('未登记技术风险', 'No technical risk is recorded');
      case 'not_cured':
      case 'breach':
        return has(view, 'breach_notice_received')
          ? []
          : lacks('未登记催告（违约通知）', 'No notice of breach is recorded');
      case 'published':
        return has(view, 'tech_public_found') ? [] : lacks('未登记技术公开', 'No publication is recorded');
      case 'annex':
        return has(view, 'leak_established') ? [] : lacks('未登记泄密认定', 'No leak is established');
      case 'refused_twice': {
        const on = lastRefusal(view);
        return on !== null && on <= event.date
          ? []
          : lacks('验收未过不足两次，不得据此解除', 'Not refused often enough');
      }
      default:
        return [];
    }
  });
}

export function transferred(view: View): Problem[] {
  return view
    .events('work_transferred')
    .flatMap((event) =>
      view.events('transfer_consented').some(({ date }) => date <= event.date)
        ? []
        : say(
            'block',
            `events[${view.record.events.indexOf(event)}]`,
            '未经甲方同意不得转让研发工作（免同意情形为“无”）',
            'No transfer without party A’s consent',
          ),
    );
}

function consentKept(view: View): Problem[] {
  return view
    .events('transfer_consented')
    .flatMap((event) =>
      event.evidence.length > 0
        ? []
        : say(
            'block',
            `events[${view.record.events.indexOf(event)}]`,
            '转让须有甲方同意文件',
            'The consent is a document',
          ),
    );
}

export function resultsKept(view: View): Problem[] {
  return view.events('results_transferred').flatMap((event) => {
    const delivered = view.events('delivery_received')[0];
    return delivered !== undefined && delivered.date <= event.date
      ? []
      : say(
          'block',
          `events[${view.record.events.indexOf(event)}]`,
          '交付之前不得自行将成果转让第三人',
          'Not before delivery',
        );
  });
}

function unclear(view: View): Problem[] {
  return view.events('inconsistency_found').length > view.events('inconsistency_settled').length
    ? say(
        'warn',
        pathOf(view, 'inconsistency_found'),
        '合同文件含糊或不一致：不影响履行的前提下协商解决',
        'Settle it by negotiation, performance goes on',
      )
    : [];
}

function supplements(view: View): Problem[] {
  return view
    .events('supplement_signed')
    .flatMap((event) =>
      event.values?.['changes']
        ? say(
            'info',
            `events[${view.record.events.indexOf(event)}]`,
            '与合同不一致处以补充协议为准',
            'Where they differ the supplement holds',
          )
        : [],
    );
}

function supplementKept(view: View): Problem[] {
  return view
    .events('supplement_signed')
    .flatMap((event) =>
      event.evidence.length > 0
        ? []
        : say(
            'warn',
            `events[${view.record.events.indexOf(event)}]`,
            '补充协议与本合同具有同等效力，须附原件',
            'It has the same force: attach it',
          ),
    );
}

function annexIsPart(view: View): Problem[] {
  const named = view
    .rows('tech_docs')
    .findIndex((row) => /保密.*网络安全|网络安全.*保密/u.test(String(row['document'] ?? '')));
  const chosen = (view.text('constituent_no').match(/\d+/gu) ?? []).map(Number);
  return named >= 0 && chosen.includes(named + 1)
    ? []
    : say(
        'warn',
        'fields.constituent_no',
        '附件一《保密和网络安全协议》应勾选为合同组成部分',
        'Annex 1 is chosen as part of the contract',
      );
}

/** Changes (B-C). */
export const changeChecks = { writtenFirst, groundsOf, supplementKept, demands, termination, consentKept };
/** What goes first (B-X). */
export const precedence: readonly Rule[] = [
  rule('B-X01', 'supplement', both('补充协议优先', 'The supplement goes first'), 351, supplements),
  rule('B-X02', 'unclear', both('含糊或不一致先协商', 'What is unclear is negotiated'), 353, unclear),
  rule('B-X03', 'annex', both('附件为组成部分', 'The annex is part'), 340, annexIsPart),
];
