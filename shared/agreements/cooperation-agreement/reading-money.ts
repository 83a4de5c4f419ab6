import { formatAmount } from '../../money/fen.ts';
import { formatPercent, makesWhole, parsePercent, shareOf, type Percent } from '../../money/percent.ts';
import type { Fen } from '../../model/units.ts';
import type { ReadField } from '../../model/reading.ts';
import { findAmounts, isContradictory, statedFen, type FoundAmount } from '../../reading/amounts.ts';
import { itemsOf } from '../../reading/items.ts';
import { countShape, parseCount } from '../../reading/numbers.ts';
import {
  article,
  body,
  find,
  findAll,
  put,
  seen,
  sure,
  tell,
  valueOf,
  type Paper,
} from '../../reading/paper.ts';
import { trimSpan, type Span } from '../../reading/source.ts';

/** One instalment as the paper states it; what it does not state is absent. */
interface Instalment {
  readonly no: number;
  readonly span: Span;
  readonly condition: string;
  readonly share: Percent | null;
  readonly amount: FoundAmount | null;
}

/** A-F20, A-F21: the total and its instalments, each amount judged by the others. */
export function readMoney(paper: Paper): void {
  const headed = article(paper, /(?:费用|付款|支付|价款|报酬|经费)(?!使用|管理)/u) ?? body(paper);
  // A heading that its line broke may name another article than it seems to.
  const part = findTotal(paper, headed) === null ? body(paper) : headed;
  const total = findTotal(paper, part);
  const instalments = findInstalments(paper, part);
  const fen = readTotal(paper, total, instalments);
  compareTotals(paper, fen, total);
  readInstalments(paper, instalments, fen, part);
}

function findTotal(paper: Paper, part: Span): FoundAmount | null {
  return findTotals(paper, part)[0] ?? null;
}

/** Every place that states the total, in order. */
function findTotals(paper: Paper, part: Span): FoundAmount[] {
  const lead =
    /(?:总额|总金额|总价款?|总经费|经费总额|资助总额|合同价款|协议价款|资助金额|资助经费)(?:\([^()]{0,12}\))?(?:为|是|共计|合计|总计|计)?:?(?:人民币)?/u;
  return findAll(paper, lead, part).flatMap((hit) => {
    const scope = { start: hit.end, end: Math.min(hit.end + 60, part.end) };
    const amount = findAmounts(paper.source, scope)[0];
    return amount !== undefined &&
      amount.start - hit.end <= 12 &&
      // 首期资助金额 is a part, not the total.
      !/[期笔批次]$/u.test(paper.source.tight.slice(Math.max(0, hit.start - 1), hit.start)) &&
      !/的[\d百]|%/u.test(seen(paper, { start: hit.end, end: amount.start }))
      ? [amount]
      : [];
  });
}

/** A-F20: the total said a second time is the same. */
function compareTotals(paper: Paper, fen: Fen | null, total: FoundAmount | null): void {
  if (fen === null || total === null) return;
  for (const other of findTotals(paper, body(paper))) {
    const stated = statedFen(other);
    if (other.start === total.start || stated.length === 0 || stated.includes(fen)) continue;
    tell(paper, {
      rule: 'A-F20',
      severity: 'block',
      path: 'fields.total_amount',
      zh: `协议总额前后不一致：${formatAmount(fen)}与“${valueOf(paper, other)}”`,
      en: `The total is stated in two ways: ${formatAmount(fen)} and “${valueOf(paper, other)}”`,
      span: other,
    });
  }
}

const payVerb = /(?:支付|付清|拨付|付款|结清|拨款|汇付)/u;

function findInstalments(paper: Paper, part: Span): Instalment[] {
  const times = find(
    paper,
    /(?:支付|付款|拨付)(?:时间|进度|安排|计划)(?:与[^:]{0,6})?:|分(?:期|[一二三四五六\d]期|[一二三四五六\d]次)(?:付款|支付|拨付)|一次性(?:支付|付清|付款|拨付)/u,
    part,
  );
  const start =
    times === null
      ? part.start
      : /一次性/u.test(seen(paper, times))
        ? startOfSentence(paper, times.start, part.start)
        : times.end;
  const stop =
    find(
      paper,
      /(?:乙方)?(?:收款)?(?:账户|帐户|银行账号)(?:信息|名称|如下)|(?:单位|账户|户)名称?:|\(三\)|开户银行|甲方相关信息/u,
      { start, end: part.end },
    )?.start ?? part.end;
  const scope = { start, end: stop };
  const lists = [1, 3, 2, 0].map((style) => itemsOf(paper, scope, style as 0 | 1 | 2 | 3));
  const pays = (span: Span): boolean =>
    payVerb.test(seen(paper, span)) &&
    (/%|百分之/u.test(seen(paper, span)) || findAmounts(paper.source, span).length > 0);
  const listed = lists.find(
    (list) => list.length > 0 && list.filter(pays).length >= Math.max(1, list.length - 1),
  );
  const sentences = findAll(paper, /[^。;]+[。;]?/u, scope).filter(pays);
  // A list whose numbers the word processor counted by itself is no list here; the announced number decides.
  const announced = announcedCount(paper, part)?.count;
  const useList =
    listed !== undefined && !(announced === sentences.length && listed.filter(pays).length !== announced);
  const items: readonly Span[] = useList ? listed.filter(pays) : sentences;
  return items.map((item, index) => instalment(paper, item, index + 1));
}

function startOfSentence(paper: Paper, at: number, floor: number): number {
  let start = at;
  while (start > floor && !/[。;:]/u.test(paper.source.tight[start - 1] ?? '')) start--;
  return start;
}

function instalment(paper: Paper, item: Span, no: number): Instalment {
  const percent = find(
    paper,
    /(?<p>\d{1,3}(?:\.\d{1,6})?%|百分之[零〇一二三四五六七八九十百]{1,7}|全(?:部|额)|一次性)/u,
    item,
  )?.groups['p'];
  const words = percent === undefined ? '' : seen(paper, percent);
  const share = /^(全|一次性)/u.test(words) ? { numerator: 100, places: 0 } : parsePercent(words);
  const amounts = findAmounts(paper.source, item);
  const amount =
    amounts.find((found) => percent === undefined || found.start > percent.start) ?? amounts[0] ?? null;
  const verb = find(
    paper,
    /[,，]?(?:由)?(?:甲方)?(?:应|须|需|将)?(?:在[^,。]{0,30}内)?(?:一次性)?(?:向乙方)?(?:支付|付清|拨付|结清|汇付)/u,
    item,
  );
  const lead = trimSpan(
    paper.source,
    { start: item.start, end: verb?.start ?? item.end },
    /[,，。;；:：、\-·]/u,
  );
  // What is paid is part of the item; a sentence on other matters after it is not.
  const stop = find(paper, /[。;]/u, {
    start: Math.max(item.start, amount?.end ?? percent?.end ?? item.start),
    end: item.end,
  });
  const end = stop === null ? item.end : stop.end;
  return { no, span: { start: item.start, end }, condition: valueOf(paper, lead), share, amount };
}

/** The total; where words and figures differ, the one that the instalments add up to is put first (G-015). */
function readTotal(paper: Paper, total: FoundAmount | null, instalments: readonly Instalment[]): Fen | null {
  if (total === null) return null;
  const stated = statedFen(total);
  const preferred = choose(stated, (fen) => supportForTotal(paper, fen as Fen, instalments));
  if (preferred === null) {
    malformed(paper, total, 'fields.total_amount', '协议总额');
    return null;
  }
  const contradictory = isContradictory(total);
  put(paper, {
    key: 'total_amount',
    rule: 'A-F20',
    value: preferred.fen,
    span: total,
    confidence: contradictory ? (preferred.support > 0 ? sure.disputed : sure.guess) : sure.explicit,
    ...(contradictory ? { alternatives: alternativesOf(total, preferred) } : {}),
  });
  if (total.words !== null) {
    put(paper, {
      key: 'total_amount_words',
      rule: 'A-F20',
      value: wordsAlone(paper, total.words),
      span: total.words,
    });
  }
  if (contradictory) disagreement(paper, total, 'fields.total_amount', '协议总额', 'The total');
  return preferred.fen;
}

interface Preference {
  readonly fen: Fen;
  readonly support: number;
}

function choose(stated: readonly number[], support: (fen: number) => number): Preference | null {
  let best: Preference | null = null;
  for (const fen of stated) {
    const weight = support(fen);
    if (best === null || weight > best.support) best = { fen: fen as Fen, support: weight };
  }
  return best;
}

function supportForTotal(paper: Paper, fen: Fen, instalments: readonly Instalment[]): number {
  let support = paper.fields.get('funding_quota')?.value === fen ? 1 : 0;
  for (const item of instalments) {
    if (
      item.share !== null &&
      item.amount !== null &&
      statedFen(item.amount).includes(shareOf(fen, item.share))
    )
      support++;
  }
  const sums = instalments.map((item) => (item.amount === null ? null : statedFen(item.amount)[0]));
  if (
    sums.length > 0 &&
    sums.every((sum) => sum != null) &&
    sums.reduce<number>((all, sum) => all + (sum ?? 0), 0) === fen
  ) {
    support += 2;
  }
  return support;
}

function alternativesOf(amount: FoundAmount, preferred: Preference): ReadField['alternatives'] {
  const reason = preferred.support > 0 ? '，与各期款项或立项额度相符' : '';
  const ways = [
    { fen: amount.words?.fen ?? null, why: '大写' },
    { fen: amount.figures?.fen ?? null, why: '小写' },
  ];
  return ways
    .flatMap(({ fen, why }) =>
      fen === null
        ? []
        : [
            {
              value: fen,
              why: fen === preferred.fen ? `按${why}${reason}` : `按${why}`,
              preferred: fen === preferred.fen,
            },
          ],
    )
    .sort((a, b) => Number(b.preferred) - Number(a.preferred));
}

function disagreement(paper: Paper, amount: FoundAmount, path: string, zh: string, en: string): void {
  const words = amount.words === null ? '' : seen(paper, amount.words);
  const figures = amount.figures === null ? '' : seen(paper, amount.figures);
  tell(paper, {
    rule: 'G-015',
    severity: 'block',
    path,
    zh: `${zh}大写“${words}”与小写“${figures}”不一致`,
    en: `${en} differs between words (“${words}”) and figures (“${figures}”)`,
    span: amount,
  });
}

function malformed(paper: Paper, amount: FoundAmount, path: string, zh: string): void {
  const words = valueOf(paper, amount);
  tell(paper, {
    rule: 'G-015',
    severity: 'block',
    path,
    zh: `${zh}“${words}”不是合乎规范的金额`,
    en: `“${words}” is not a well-formed amount`,
    span: amount,
  });
}

/** A-F21 with G-015 and G-016. */
function readInstalments(paper: Paper, items: readonly Instalment[], total: Fen | null, part: Span): void {
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return;
  let doubtful = false;
  const rows = items.map((item, index) => {
    const path = `fields.installments[${index}].amount`;
    const name = `第${item.no}期款`;
    const expected = total !== null && item.share !== null ? shareOf(total, item.share) : null;
    const preferred =
      item.amount === null ? null : choose(statedFen(item.amount), (fen) => (fen === expected ? 1 : 0));
    if (item.amount !== null && preferred === null) malformed(paper, item.amount, path, name);
    if (item.amount !== null && isContradictory(item.amount)) {
      doubtful = true;
      disagreement(paper, item.amount, path, name, `Instalment ${item.no}`);
    }
    // A fen either way is rounding: the last instalment takes what the others leave.
    const off = preferred === null || expected === null ? 0 : Math.abs(preferred.fen - expected);
    if (preferred !== null && expected !== null && off > items.length && item.share !== null) {
      doubtful = true;
      tell(paper, {
        rule: 'G-016',
        severity: 'block',
        path,
        zh: `${name}写明总额的${formatPercent(item.share)}，应为${formatAmount(expected)}，所写金额为${formatAmount(preferred.fen)}`,
        en: `Instalment ${item.no} is ${formatPercent(item.share)} of the total, which is ${formatAmount(expected)}, but ${formatAmount(preferred.fen)} is stated`,
        span: item.amount ?? item.span,
      });
    }
    const words = item.amount?.words ?? null;
    const trigger = triggerOf(item.condition);
    const days = /(?<n>\d{1,4}|[一二三四五六七八九十]{1,3})个?工作日/u.exec(
      item.condition.replace(/\s/gu, ''),
    )?.groups?.['n'];
    return {
      no: item.no,
      ...(item.share === null ? {} : { share: formatPercent(item.share) }),
      ...(preferred === null ? {} : { amount: preferred.fen }),
      ...(words === null ? {} : { amount_words: wordsAlone(paper, words) }),
      condition: item.condition,
      ...(trigger === null ? {} : { trigger }),
      ...(days === undefined ? {} : { working_days: parseCount(days.normalize('NFKC')) }),
    };
  });
  const span = { start: first.span.start, end: last.span.end };
  const whole = rows.every((row) => row.amount !== undefined && row.share !== undefined);
  put(paper, {
    key: 'installments',
    rule: 'A-F21',
    value: rows,
    span,
    confidence: doubtful ? sure.disputed : whole ? sure.explicit : sure.inferred,
  });
  checkSums(paper, items, rows, total, span);
  checkCount(paper, items.length, part);
}

function checkSums(
  paper: Paper,
  items: readonly Instalment[],
  rows: readonly { amount?: Fen }[],
  total: Fen | null,
  span: Span,
): void {
  const shares = items.map((item) => item.share).filter((share) => share !== null);
  if (shares.length === items.length && !makesWhole(shares)) {
    tell(paper, {
      rule: 'G-016',
      severity: 'block',
      path: 'fields.installments',
      zh: `各期比例${shares.map(formatPercent).join('、')}合计不是100%`,
      en: `The shares ${shares.map(formatPercent).join(', ')} do not make 100 %`,
      span,
    });
  }
  if (total === null || rows.some((row) => row.amount === undefined)) return;
  const sum = rows.reduce((all, row) => all + (row.amount ?? 0), 0) as Fen;
  if (sum === total) return;
  tell(paper, {
    rule: 'G-016',
    severity: 'block',
    path: 'fields.installments',
    zh: `各期金额合计${formatAmount(sum)}，与协议总额${formatAmount(total)}不相等`,
    en: `The instalments add up to ${formatAmount(sum)}, the total is ${formatAmount(total)}`,
    span,
  });
}

function announcedCount(paper: Paper, part: Span): { count: number; span: Span } | null {
  const stated = find(
    paper,
    new RegExp(`分(?:为)?(?<n>${countShape})(?:期|次|笔)(?:付款|支付|拨付)`, 'u'),
    part,
  );
  const n = stated?.groups['n'];
  const count = n === undefined ? null : parseCount(seen(paper, n));
  return stated === null || count === null ? null : { count, span: stated };
}

/** “共分 2 期付款” against the instalments that follow (A-F21). */
function checkCount(paper: Paper, found: number, part: Span): void {
  const stated = announcedCount(paper, part);
  if (stated === null || stated.count === found) return;
  tell(paper, {
    rule: 'A-F21',
    severity: 'warn',
    path: 'fields.installments',
    zh: `写明分${stated.count}期付款，所列为${found}期`,
    en: `${stated.count} instalments are announced, ${found} are listed`,
    span: stated.span,
  });
}

/** Which event a condition counts from; the last one named is the one that comes last. */
function triggerOf(condition: string): string | null {
  const words = condition.normalize('NFKC').replace(/\s/gu, '');
  if (/归档/u.test(words)) return 'archived';
  if (/结题|(?:通过|完成)[^,]{0,8}验收|验收(?:合格|通过)/u.test(words)) return 'project_closed';
  if (/中期/u.test(words)) return 'midterm_confirmed';
  if (/生效|签订|签署/u.test(words)) return 'agreement_effective';
  return null;
}

/** The amount in words without what introduces it. */
function wordsAlone(paper: Paper, words: Span): string {
  return valueOf(paper, words).replace(/^(?:人民币|[(（]?大写[)）]?[:：]?)+/u, '');
}
