import { formatAmount } from '../../money/fen.ts';
import { formatPercent, parsePercent, shareOf } from '../../money/percent.ts';
import type { Fen } from '../../model/units.ts';
import { findAmounts, isContradictory, statedFen, type FoundAmount } from '../../reading/amounts.ts';
import { itemsOf } from '../../reading/items.ts';
import { countShape, parseCount } from '../../reading/numbers.ts';
import { find, put, seen, sure, tell, valueOf, type Paper } from '../../reading/paper.ts';
import { gaps, trimSpan, type Span } from '../../reading/source.ts';
import { instalmentTable } from './reading-instalment-table.ts';
import { articleNo } from './reading-lists.ts';

/** Article 5: the total, its instalments and the account (B-F12–B-F17), with G-015 and G-016. */
export function readContractMoney(paper: Paper): void {
  const part = articleNo(paper, 5);
  if (part === null) return;
  const total = readTotal(paper, part);
  readItems(paper, part);
  readInstalments(paper, part, total);
  readAccount(paper, part);
  const mode = find(paper, /由甲方(?<v>一次|分期|提成)(?:\(|支付)/u, part)?.groups['v'];
  if (mode !== undefined)
    put(paper, { key: 'pay_mode', rule: 'B-F14', value: seen(paper, mode), span: mode });
  const assets = find(paper, /等财产的金额为(?<v>[^。;]+)/u, part)?.groups['v'];
  const amount = assets === undefined ? undefined : findAmounts(paper.source, assets)[0];
  const fen = amount === undefined ? undefined : statedFen(amount)[0];
  if (amount !== undefined && fen !== undefined)
    put(paper, { key: 'purchased_assets', rule: 'B-F13', value: fen, span: amount });
}

function contradiction(paper: Paper, amount: FoundAmount, path: string, zh: string, en: string): void {
  tell(paper, {
    rule: 'G-015',
    severity: 'block',
    path,
    zh: `${zh}大写与小写不一致：“${valueOf(paper, amount)}”`,
    en: `${en}: words and figures differ in “${valueOf(paper, amount)}”`,
    span: amount,
  });
}

function wordsAlone(paper: Paper, words: Span): string {
  return valueOf(paper, words).replace(/^(?:人民币|[(（]?大写[)）]?[:：]?)+/u, '');
}

function readTotal(paper: Paper, part: Span): Fen | null {
  const lead = find(paper, /(?:经费和报酬总额|合同总额|合同总价|总额)为?:?/u, part);
  const amount =
    lead === null
      ? undefined
      : findAmounts(paper.source, { start: lead.end, end: Math.min(lead.end + 60, part.end) })[0];
  if (amount === undefined) return null;
  const [fen] = statedFen(amount);
  if (fen === undefined) {
    contradiction(paper, amount, 'fields.total_price', '总额', 'The total');
    return null;
  }
  const differs = isContradictory(amount);
  if (differs) contradiction(paper, amount, 'fields.total_price', '总额', 'The total');
  put(paper, {
    key: 'total_price',
    rule: 'B-F12',
    value: fen,
    span: amount,
    confidence: differs ? sure.guess : sure.explicit,
  });
  if (amount.words !== null)
    put(paper, {
      key: 'total_price_words',
      rule: 'B-F12',
      value: wordsAlone(paper, amount.words),
      span: amount.words,
    });
  return fen as Fen;
}

/** B-F13: what the total covers, one row a line; what is bought with it has a field of its own. */
function readItems(paper: Paper, part: Span): void {
  const lead = find(paper, /(?:经费和报酬总额|合同总额|合同总价|总额)为?:?/u, part);
  const until = find(paper, /2[.、]研究开发经费由甲方/u, part);
  if (lead === null || until === null || until.start <= lead.end) return;
  const items = itemsOf(paper, { start: lead.end, end: until.start }, 1).filter(
    (item) => find(paper, /所购置.*财产的金额/u, item) === null,
  );
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return;
  const rows = items.map((item) => {
    const amount = findAmounts(paper.source, item)[0];
    const fen = amount === undefined ? undefined : statedFen(amount)[0];
    const name = trimSpan(
      paper.source,
      { start: item.start, end: amount?.start ?? item.end },
      /[,。;:、(为计-]/u,
    );
    return {
      item: valueOf(paper, name),
      ...(fen === undefined ? {} : { amount: fen }),
      ...(/^免|免费|不另收费/u.test(seen(paper, item)) ? { free: true } : {}),
    };
  });
  put(paper, { key: 'price_items', rule: 'B-F13', value: rows, span: { start: first.start, end: last.end } });
}

/** The amount of an instalment; its words may follow its figures behind a verb (“200000.00元，计人民币贰拾万元整”). */
function amountOf(paper: Paper, item: Span): FoundAmount | undefined {
  const all = findAmounts(paper.source, item);
  const figures = all.find((one) => one.figures !== null);
  const words = all.find((one) => one.words !== null);
  if (figures === undefined || words === undefined || figures === words) return all[0];
  return {
    start: Math.min(figures.start, words.start),
    end: Math.max(figures.end, words.end),
    figures: figures.figures,
    words: words.words,
  };
}

function readInstalments(paper: Paper, part: Span, total: Fen | null): void {
  const start = find(paper, /具体支付方式和时间如下:?|支付方式和时间:?/u, part)?.end ?? part.start;
  const end = find(paper, /乙方开户银行|开户银行:/u, { start, end: part.end })?.start ?? part.end;
  const numbered = itemsOf(paper, { start, end }, 1);
  const listed = numbered.length > 0 ? numbered : itemsOf(paper, { start, end });
  // Rows of a table may be numbered as a list is; bare numbers in it are amounts only by its head.
  const rowsOfTable = instalmentTable(paper, { start, end });
  const isList =
    listed.some((item) => amountOf(paper, item) !== undefined) ||
    (listed.length > 0 && !rowsOfTable.some(({ amount }) => amount !== undefined));
  const table = isList ? [] : rowsOfTable;
  const items: readonly Span[] = isList ? listed : table;
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return;
  let doubtful = false;
  const rows = items.map((item, index) => {
    const amount = amountOf(paper, item) ?? table[index]?.amount;
    const fen = amount === undefined ? undefined : statedFen(amount)[0];
    const path = `fields.installments[${index}].amount`;
    if (amount !== undefined && isContradictory(amount)) {
      doubtful = true;
      contradiction(paper, amount, path, `第${index + 1}期款`, `Instalment ${index + 1}`);
    }
    const stated = find(paper, /(?<v>\d{1,3}(?:\.\d{1,4})?%|百分之[一二三四五六七八九十百]{1,5})/u, item)
      ?.groups['v'];
    const share = stated === undefined ? null : parsePercent(seen(paper, stated));
    if (share !== null && fen !== undefined && total !== null && Math.abs(shareOf(total, share) - fen) > 1) {
      doubtful = true;
      tell(paper, {
        rule: 'G-016',
        severity: 'block',
        path,
        zh: `第${index + 1}期写明总额的${formatPercent(share)}，应为${formatAmount(shareOf(total, share))}，所写为${formatAmount(fen as Fen)}`,
        en: `Instalment ${index + 1} is ${formatPercent(share)}, yet ${formatAmount(fen as Fen)} is stated`,
        ...(amount === undefined ? {} : { span: amount }),
      });
    }
    const verb = find(paper, /[,，]?(?:由)?甲方(?:应)?向乙方支付|[,，]?支付/u, item);
    const days = find(paper, new RegExp(`(?<n>${countShape})个?工作日`, 'u'), item)?.groups['n'];
    const condition =
      table[index]?.condition ?? trimSpan(paper.source, { start: item.start, end: verb?.start ?? item.end });
    return {
      no: index + 1,
      ...(share === null ? {} : { share: formatPercent(share) }),
      ...(fen === undefined ? {} : { amount: fen }),
      ...(amount?.words == null ? {} : { amount_words: wordsAlone(paper, amount.words) }),
      condition: valueOf(paper, condition),
      ...(days === undefined ? {} : { working_days: parseCount(seen(paper, days)) }),
    };
  });
  const span = { start: first.start, end: last.end };
  const sum = rows.reduce((all, row) => all + (row.amount ?? 0), 0);
  if (total !== null && rows.every((row) => row.amount !== undefined) && sum !== total) {
    doubtful = true;
    tell(paper, {
      rule: 'G-016',
      severity: 'block',
      path: 'fields.installments',
      zh: `各期金额合计${formatAmount(sum as Fen)}，与总额${formatAmount(total)}不相等`,
      en: `The instalments add up to ${formatAmount(sum as Fen)}, the total is ${formatAmount(total)}`,
      span,
    });
  }
  put(paper, {
    key: 'installments',
    rule: 'B-F15',
    value: rows,
    span,
    confidence: doubtful ? sure.disputed : sure.explicit,
  });
  const [payDays] = rows.flatMap((row) => row.working_days ?? []);
  const days = find(paper, new RegExp(`(?<n>${countShape})个?工作日`, 'u'), span)?.groups['n'];
  if (payDays !== undefined && days !== undefined)
    put(paper, { key: 'payment_working_days', rule: 'B-T09', value: payDays, span: days });
}

function readAccount(paper: Paper, part: Span): void {
  const bank = find(paper, /开户银行:(?<v>.+?)(?=地址:|[帐账]号:)/u, part)?.groups['v'];
  const address = find(paper, /开户银行:.+?地址:(?<v>.+?)(?=[帐账]号:)/u, part)?.groups['v'];
  const digits = find(paper, /[帐账]号:(?<v>[\d-]{6,40})/u, part)?.groups['v'];
  if (bank === undefined || digits === undefined) return;
  // The number of the next clause opens a line of its own and is none of the account's.
  let end = digits.start + 1;
  while (end < digits.end && (paper.source.gap[end] ?? 0) < gaps.line) end++;
  const account = { start: digits.start, end };
  const name = paper.fields.get('party_b_name')?.value;
  put(paper, {
    key: 'payee_account',
    rule: 'B-F16',
    value: {
      ...(typeof name === 'string' ? { name } : {}),
      bank: valueOf(paper, bank),
      ...(address === undefined ? {} : { address: valueOf(paper, address) }),
      account: seen(paper, account),
    },
    span: { start: bank.start, end: account.end },
  });
}
