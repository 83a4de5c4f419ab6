import type { Elsewhere, Said } from '../across.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { one } from './problems.ts';
import { both, rule } from './words.ts';

/** NFKC without blanks and with one kind of bracket: names are compared as G-017 says. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad]/gu, '')
    .replace(/[()〔〕[\]【】]/gu, '|')
    .replace(/[“”"'‘’]/gu, '"');
}

function signMonth(view: View): Problem[] {
  const month = view.text('sign_month');
  const dates = [view.date('sign_date_a'), view.date('sign_date_b')].filter((date) => date !== null);
  const last = dates.toSorted().at(-1);
  if (!month || !last || last.startsWith(month)) return [];
  return [
    {
      severity: 'warn',
      path: 'fields.sign_month',
      message: both(
        `封面签订时间${month}与签署日${last}不在同一月`,
        `The month on the cover (${month}) is not that of the signature (${last})`,
      ),
    },
  ];
}

function endIsCompletion(view: View): Problem[] {
  const [end, completion] = [view.date('period_end'), view.date('completion_due')];
  if (!end || !completion || end === completion) return [];
  return [
    {
      severity: 'block',
      path: 'fields.completion_due',
      message: both(
        `完成期限${completion}与研究期限止日${end}不一致，应为同一日`,
        `Completion (${completion}) and the end of the period (${end}) are to be the same day`,
      ),
    },
  ];
}

function datesInOrder(view: View): Problem[] {
  const problems: Problem[] = [];
  const [start, end, midterm] = [
    view.date('period_start'),
    view.date('period_end'),
    view.date('midterm_due'),
  ];
  if (start && end && start > end) {
    problems.push({
      severity: 'block',
      path: 'fields.period_start',
      message: both(`研究期限起${start}晚于止${end}`, `The period begins (${start}) after its end (${end})`),
    });
  }
  if (midterm && end && midterm > end) {
    problems.push({
      severity: 'block',
      path: 'fields.midterm_due',
      rule: 'A-F13',
      clause: at('第二条（二）1', 48),
      message: both(
        `中期报告期限${midterm}晚于研究期限止${end}`,
        `The interim report (${midterm}) is due after the period’s end (${end})`,
      ),
    });
  }
  const effective = view.eventDate('agreement_effective');
  if (start && effective && start !== effective) {
    problems.push({
      severity: 'warn',
      path: 'fields.period_start',
      message: both(
        `研究期限自生效日${effective}起，录入为${start}`,
        `The period runs from the effective day ${effective}, not from ${start}`,
      ),
    });
  }
  return problems;
}

function payeeIsPartyB(view: View): Problem[] {
  const account = view.value('payee_account');
  const party = view.text('party_b_name');
  const name =
    account && typeof account === 'object' && !Array.isArray(account) ? account['name'] : undefined;
  if (typeof name !== 'string' || !name || !party || plain(name) === plain(party)) return [];
  return [
    {
      severity: 'block',
      path: 'fields.payee_account.name',
      message: both(
        `收款户名“${name}”与乙方全称“${party}”不一致`,
        `The payee “${name}” is not party B “${party}”`,
      ),
    },
  ];
}

function quotaIsTotal(view: View): Problem[] {
  const [quota, total] = [view.money('funding_quota'), view.money('total_amount')];
  if (quota === null || total === null || quota === total) return [];
  return [
    {
      severity: 'block',
      path: 'fields.funding_quota',
      message: both('资助额度与协议总额不一致', 'The quota in the list is not the total of the agreement'),
    },
  ];
}

function typeFitsNumber(view: View): Problem[] {
  const letter = /^\d{4}NRD([KZ])\d{2}$/u.exec(view.text('project_no'))?.[1];
  const type = view.text('funding_type');
  const wanted = letter === 'K' ? '开放基金' : letter === 'Z' ? '自主研究' : '';
  if (!wanted || !type || type === wanted) return [];
  return [
    {
      severity: 'warn',
      path: 'fields.funding_type',
      message: both(
        `课题编号属${wanted}，资助类别录为${type}`,
        `The number is of ${wanted}, the kind says ${type}`,
      ),
    },
  ];
}

function annexesThere(view: View): Problem[] {
  const count = view.rows('annexes').length;
  if (count === 0 || count >= 2) return [];
  return [
    {
      severity: 'warn',
      path: 'fields.annexes',
      message: both('附件一（立项通知）、附件二（成果标注要求）必附', 'Annexes 1 and 2 have to be attached'),
    },
  ];
}

function copiesAgree(view: View): Problem[] {
  const [copies, each] = [view.integer('copies'), view.integer('copies_each')];
  const problems: Problem[] = [];
  if (copies !== null && each !== null && copies !== each * 2) {
    problems.push({
      severity: 'warn',
      path: 'fields.copies',
      message: both(
        `协议${copies}份，双方各执${each}份，对不上`,
        `${copies} copies, ${each} for each party: they differ`,
      ),
    });
  }
  const held = view.entries('copies').length;
  if (copies !== null && held > copies) {
    problems.push({
      severity: 'warn',
      path: 'entries.copies',
      message: both(
        `登记了${held}份去向，协议只有${copies}份`,
        `${held} copies are recorded, there are ${copies}`,
      ),
    });
  }
  return problems;
}

function allSigned(view: View): Problem[] {
  const rows = view.rows('signature_blocks');
  if (rows.length === 0) return [];
  const done = new Set(rows.filter((row) => row['done'] === true).map((row) => row['place']));
  const names: Record<string, string> = {
    seal_a: '甲方章',
    sign_a: '甲方签字',
    seal_b: '乙方章',
    sign_b: '乙方签字',
    sign_leader: '课题负责人签字',
  };
  const lacking = Object.keys(names).filter((place) => !done.has(place));
  if (lacking.length === 0) return [];
  return [
    {
      severity: 'warn',
      path: 'fields.signature_blocks',
      message: both(
        `签章未齐：${lacking.map((place) => names[place]).join('、')}`,
        `Not signed or sealed yet: ${lacking.join(', ')}`,
      ),
    },
  ];
}

function noSubcontract(view: View): Problem[] {
  return view.value('subcontract') === true
    ? [
        {
          severity: 'block',
          path: 'fields.subcontract',
          message: both('研究内容不得进行分包或转包', 'The research may not be subcontracted'),
        },
      ]
    : [];
}

function copiesOfResults(view: View): Problem[] {
  return view.record.fields['output_copies'] === undefined
    ? [
        {
          severity: 'warn',
          path: 'fields.output_copies',
          message: both(
            '协议未写成果份数，暂按甲乙各1份并电子1份，须向甲方确认',
            'The copies of the results are not said: one each and a file, to be confirmed by party A',
          ),
        },
      ]
    : [];
}

function rankAsked(view: View): Problem[] {
  return view.record.fields['attribution_rank_decision'] === undefined
    ? [
        {
          severity: 'info',
          path: 'fields.attribution_rank_decision',
          message: both(
            '甲方未书面要求位次：不低于第二完成单位，争取第一',
            'No rank asked in writing: second at least',
          ),
        },
      ]
    : [];
}

function notTwice(view: View): Problem[] {
  const problems: Problem[] = [];
  for (const key of numbered) {
    const own = view.text(key);
    if (own && view.others.some((other) => other.kind === view.record.kind && other.fields[key] === own)) {
      problems.push({
        severity: 'warn',
        path: `fields.${key}`,
        message: both('另一卷宗有相同编号', 'Another dossier has the same number'),
      });
    }
  }
  return problems;
}

const numbered = ['project_no', 'agreement_no'] as const;
const purposeOf = (key: string) => `cooperation/${key}`;

function numbersSaid(view: View): Said[] {
  return numbered.flatMap((key) => {
    const text = plain(view.text(key));
    return text === '' ? [] : [{ purpose: purposeOf(key), text }];
  });
}

function numbersAsked(view: View, elsewhere: Elsewhere): Problem[] {
  return numbered.flatMap((key) => {
    const text = plain(view.text(key));
    return text === '' || elsewhere(purposeOf(key), [text]) === 0
      ? []
      : one('warn', `fields.${key}`, '另一卷宗有相同编号', 'Another dossier has the same number');
  });
}

/** Checks between fields of the cooperation agreement. */
export const fieldChecks: readonly Rule[] = [
  rule(
    'A-F07',
    'sign_month',
    both('封面月等于签署月', 'Cover and signature in one month'),
    '封面',
    14,
    signMonth,
  ),
  rule('A-F12', 'period', both('研究期限起止', 'Period of research'), '第二条（一）', 42, datesInOrder),
  rule(
    'A-F14',
    'completion',
    both('完成期限即研究期限止日', 'Completion ends the period'),
    '第二条（二）2',
    50,
    endIsCompletion,
  ),
  rule('A-F22', 'payee', both('户名即乙方全称', 'The payee is party B'), '第四条（二）3', 100, payeeIsPartyB),
  rule('A-F29', 'quota', both('额度等于总额', 'Quota equals total'), '附件一', 264, quotaIsTotal),
  rule(
    'A-F04',
    'funding_type',
    both('编号与资助类别', 'Number and kind of funding'),
    '附件一',
    264,
    typeFitsNumber,
  ),
  rule('A-F26', 'annexes', both('附件必附', 'Annexes'), '第十四条1', 198, annexesThere),
  rule('A-N01', 'copies', both('协议份数', 'Copies'), '第十五条（三）', 209, copiesAgree),
  rule('A-F28', 'signatures', both('签章齐备', 'Signatures and seals'), '签署页', 216, allSigned),
  rule(
    'A-E01',
    'subcontract',
    both('不得分包或转包', 'No subcontracting'),
    '第七条（二）4',
    149,
    noSubcontract,
  ),
  rule(
    'A-Q08',
    'output_copies',
    both('成果份数', 'Copies of the results'),
    '第七条（二）3',
    148,
    copiesOfResults,
  ),
  rule('A-Q14', 'rank', both('完成单位位次', 'Rank of the unit'), '第二条（四）', 58, rankAsked),
  {
    ...rule('A-F03', 'not_twice', both('编号不重复', 'Numbers are unique'), '前言', 32, notTwice),
    across: { resolver: 'secretary', says: numbersSaid, asks: numbersAsked },
  },
];
