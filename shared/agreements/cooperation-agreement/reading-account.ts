import { sameWords } from '../../reading/characters.ts';
import { checkCreditCode } from '../../reading/credit-code.ts';
import { readLabels, type Label, type Stop } from '../../reading/labels.ts';
import { article, body, find, put, seen, sure, tell, valueOf, type Paper } from '../../reading/paper.ts';
import type { Span } from '../../reading/source.ts';

const labels: readonly Label[] = [
  {
    key: 'name',
    words: ['单位名称', '账户名称', '账户名', '户名', '开户名称', '开户名', '收款单位', '名称'],
    extent: 'block',
  },
  { key: 'bank', words: ['开户银行', '开户行', '开户行名称', '开户银行名称'], extent: 'block' },
  { key: 'account', words: ['银行账号', '银行帐号', '账号', '帐号', '银行账户', '账户'], extent: 'block' },
  {
    key: 'credit_code',
    words: [
      '统一社会信用代码',
      '社会信用代码',
      '信用代码',
      '纳税人识别号',
      '税号',
      '统一社会信用代码/纳税人识别号',
    ],
    extent: 'block',
  },
  {
    key: 'other',
    words: ['地址', '电话', '联系电话', '行号', '开户行号', '联行号', '备注'],
    extent: 'block',
  },
];
const stops: readonly Stop[] = [
  { pattern: /\([一二三四五六七八九十]{1,2}\)/u, oneLine: true },
  { pattern: /\d{1,2}[.、](?!\d)/u, oneLine: true },
  { pattern: /第.{1,3}条/u, oneLine: true },
];

/** A-F22, A-F23: the two blocks of the payment article. */
export function readAccounts(paper: Paper): void {
  const part = article(paper, /(?:费用|付款|支付|价款|报酬)/u) ?? body(paper);
  const payee = find(
    paper,
    /(?:乙方)?(?:的)?(?:收款)(?:账户|帐户|账号|单位|银行)?(?:信息|账户)?[:如]?|乙方(?:账户|帐户|银行账户|开户)信息:?/u,
    part,
  );
  const payer = find(
    paper,
    /甲方(?:相关|开票|单位|发票|纳税人?|抬头)+信息(?:如下)?:?|(?:开票|发票)(?:信息|抬头)(?:如下)?:?/u,
    part,
  );
  if (payee !== null) {
    const end = payer !== null && payer.start > payee.end ? payer.start : part.end;
    readBlock(paper, { start: payee.end, end }, 'payee_account', 'A-F22', [
      'name',
      'bank',
      'account',
      'credit_code',
    ]);
  }
  if (payer !== null) {
    const end = payee !== null && payee.start > payer.end ? payee.start : part.end;
    readBlock(paper, { start: payer.end, end }, 'payer_info', 'A-F23', ['name', 'credit_code']);
  }
  checkName(paper, 'payee_account', 'party_b_name', 'A-F22', '收款户名', '乙方');
  checkName(paper, 'payer_info', 'party_a_name', 'A-F23', '甲方开票单位名称', '甲方');
}

function readBlock(paper: Paper, block: Span, key: string, rule: string, wanted: readonly string[]): void {
  const value: Record<string, string> = {};
  const places: Span[] = [];
  let doubtful = false;
  for (const item of readLabels(paper, clauseOf(paper, block), labels, stops)) {
    if (!wanted.includes(item.key) || item.key in value || item.value.end <= item.value.start) continue;
    const text = codeAt(paper, item.key, item.value) ?? valueOf(paper, item.value);
    value[item.key] = text;
    places.push(
      item.key in codes ? { start: item.value.start, end: item.value.start + text.length } : item.value,
    );
    if (item.key === 'credit_code') {
      const judged = checkCreditCode(text);
      value['credit_code'] = judged.code;
      doubtful ||= judged.code !== text;
      sayCode(paper, `fields.${key}.credit_code`, rule, judged, item.value);
    }
  }
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return;
  const span = { start: first.start, end: last.end };
  put(paper, { key, rule, value, span, confidence: doubtful ? sure.doubtful : sure.explicit });
}

/** What a number or code is made of; what follows it on the same line is not part of it. */
const codes: Readonly<Record<string, RegExp>> = {
  account: /^[\dA-Z-]{6,40}/u,
  credit_code: /^[0-9A-Z]{18}(?=\d{1,2}[.、]|$|[^0-9A-Z])|^[0-9A-Z]+/iu,
};

function codeAt(paper: Paper, key: string, span: Span): string | null {
  return codes[key]?.exec(seen(paper, span))?.[0] ?? null;
}

/** The block ends where the next clause of the article begins. */
function clauseOf(paper: Paper, block: Span): Span {
  const next = find(paper, /\((?:三|四|五|六)\)/u, block);
  return { start: block.start, end: next?.start ?? Math.min(block.end, block.start + 500) };
}

function sayCode(
  paper: Paper,
  path: string,
  rule: string,
  judged: ReturnType<typeof checkCreditCode>,
  span: Span,
): void {
  if (judged.state === 'valid') return;
  const words = seen(paper, span);
  if (judged.state === 'malformed') {
    tell(paper, {
      rule,
      severity: 'warn',
      path,
      zh: `统一社会信用代码“${words}”不是18位的规范代码`,
      en: `“${words}” is not a well-formed 18-character credit code`,
      span,
    });
    return;
  }
  tell(paper, {
    rule,
    severity: 'info',
    path,
    zh: `统一社会信用代码“${words}”的校验位不符（GB 32100），请与证照核对`,
    en: `The check character of credit code “${words}” does not match (GB 32100)`,
    span,
  });
}

function checkName(
  paper: Paper,
  key: string,
  party: string,
  rule: string,
  zhName: string,
  zhParty: string,
): void {
  const block = paper.fields.get(key);
  const name = paper.fields.get(party)?.value;
  const written = block?.value;
  if (typeof name !== 'string' || typeof written !== 'object' || written === null || Array.isArray(written))
    return;
  const other = written['name'];
  if (typeof other !== 'string' || sameWords(other, name)) return;
  paper.findings.push({
    rule,
    severity: 'block',
    message: {
      zh: `${zhName}“${other}”与${zhParty}名称“${name}”不一致`,
      en: `The account is in the name of “${other}”, the party is “${name}”`,
    },
    path: `fields.${key}.name`,
    clause: { article: '第四条', line: block?.lines[0] ?? 1 },
  });
}
