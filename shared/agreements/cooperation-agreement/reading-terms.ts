import { endOfMonth } from '../../calendar/civil.ts';
import { countShape, findDates, parseCount, type FoundDate } from '../../reading/numbers.ts';
import {
  article,
  body,
  find,
  findAll,
  phoneOf,
  put,
  seen,
  sure,
  tell,
  valueOf,
  type Paper,
} from '../../reading/paper.ts';
import { gaps, trimSpan, type Span } from '../../reading/source.ts';
import { itemsOf } from '../../reading/items.ts';

/** Articles one to three and six: research, dates, people, what is delivered. */
export function readTerms(paper: Paper): void {
  readResearch(paper);
  readPeriod(paper);
  readProgress(paper);
  readPeople(paper);
  readDeliverables(paper);
  readForms(paper);
  readCopies(paper);
}

/** A-F16, A-F17: read only where the paper decides them. */
function readForms(paper: Paper): void {
  const form = find(
    paper,
    /组织(?:有关|相关)?专家[^。;]{0,30}?验收(?<body>[^。;]{0,40}?专业机构)?/u,
    body(paper),
  );
  if (form !== null) {
    const also = form.groups['body'];
    const only = also === undefined || /必要时|可以?邀请/u.test(seen(paper, also));
    put(paper, {
      key: 'acceptance_form',
      rule: 'A-F17',
      value: only ? '专家会' : '专家会+专业机构',
      span: form,
      confidence: also === undefined ? sure.explicit : sure.inferred,
    });
  }
  const rank = find(paper, /(?<![或及和、])第(?<rank>[一二])完成单位/u, body(paper));
  const which = rank?.groups['rank'];
  if (
    rank === null ||
    which === undefined ||
    /第[一二](?:完成单位)?(?:或|、)$/u.test(paper.source.tight.slice(rank.start - 8, rank.start))
  )
    return;
  if (/^(?:或|、)/u.test(paper.source.tight.slice(rank.end, rank.end + 1))) return;
  put(paper, {
    key: 'attribution_rank_decision',
    rule: 'A-F16',
    value: seen(paper, which) === '一' ? 'first' : 'second',
    span: rank,
    confidence: sure.inferred,
  });
}

/** A-F11. */
function readResearch(paper: Paper): void {
  const part = article(paper, /课题目标|研究内容|目标/u) ?? body(paper);
  const aim = find(paper, /(?:课题|研究|项目)目标:(?<text>.+?)(?=\((?:二|2)\)|(?:主要)?研究内容:|$)/su, part);
  const content = find(paper, /(?:主要)?研究内容:(?<text>.+?)(?=\((?:三|3)\)[^。]{2,10}:|第二条|$)/su, part);
  for (const [key, hit] of [['objective', aim] as const, ['research_content', content] as const]) {
    const span = hit?.groups['text'];
    if (span === undefined) continue;
    const trimmed = { start: span.start, end: Math.min(span.end, part.end) };
    const value = proseOf(paper, trimmed);
    if (value !== '') put(paper, { key, rule: 'A-F11', value, span: trimmed });
  }
}

/** Prose as a value: lines that the layout broke are joined, a new paragraph after a full stop stays one. */
export function proseOf(paper: Paper, span: Span): string {
  const paragraphs: string[] = [];
  let from = span.start;
  for (let at = span.start + 1; at <= span.end; at++) {
    const breaks =
      at === span.end ||
      ((paper.source.gap[at] ?? 0) >= gaps.line && /[。;:!?]/u.test(paper.source.tight[at - 1] ?? ''));
    if (!breaks) continue;
    paragraphs.push(valueOf(paper, { start: from, end: at }));
    from = at;
  }
  return paragraphs.join('\n');
}

/** A-F12: “自本协议生效之日起至 … 止”, or from one date to another. */
function readPeriod(paper: Paper): void {
  const between =
    /(?:研究|课题|项目|实施|执行)期限(?:为|是)?:?(?<text>[12]\d{3}年\d{1,2}月\d{1,2}日(?:起)?(?:至|到|-|~)[^。;]{4,14}?日)/u;
  const term = find(
    paper,
    /(?:研究|课题|项目|实施|执行|研究实施)?期限(?:为|是)?:?(?<text>[^。;]{0,20}?自[^。;]{2,60}?(?:止|日|年))(?=[。;,(]|$|止)/u,
    body(paper),
  );
  const text = (term ?? find(paper, between, body(paper)))?.groups['text'];
  if (text === undefined) return;
  const scope = { start: text.start, end: Math.min(text.end + 30, paper.source.tight.length) };
  const stop = find(paper, /[。;]/u, scope)?.start ?? scope.end;
  const dates = findDates(paper.source, { start: scope.start, end: stop }).filter(
    (date) => date.unit === 'day',
  );
  const last = dates.at(-1);
  if (last === undefined) return;
  putDate(paper, 'period_end', 'A-F12', last, '研究期限届满日');
  const first = dates[0];
  if (dates.length > 1 && first !== undefined)
    putDate(paper, 'period_start', 'A-F12', first, '研究期限起始日');
}

/** A-F13, A-F14: the dates of the progress clause, told apart by what has to be done. */
function readProgress(paper: Paper): void {
  const part = article(paper, /研究要求|进度|期限/u) ?? body(paper);
  const clause = find(
    paper,
    /进度(?:要求|安排|计划)(?<text>.+?)(?=\((?:三|3)\)[^。;]{0,12}负责人|(?:课题|项目)负责人要求|第三条|$)/su,
    part,
  );
  const span = clause?.groups['text'] ?? part;
  for (const sentence of findAll(paper, /[^。;]+[。;]?/u, span)) {
    const words = seen(paper, sentence);
    const dates = findDates(paper.source, sentence).map((found) => lastOfMonth(paper, found));
    const date = dates.filter((found) => found.unit === 'day').at(-1);
    if (date === undefined) continue;
    if (/中期/u.test(words) && !/(?:研究|课题|项目)期限/u.test(words)) {
      putDate(paper, 'midterm_due', 'A-F13', date, '中期报告期限');
    } else if (
      /(?:完成|通过)[^。]*(?:全部|所有|结题|验收)|结题/u.test(words) &&
      !/(?:研究|课题|项目)期限/u.test(words)
    ) {
      putDate(paper, 'completion_due', 'A-F14', date, '完成并通过结题验收期限');
    }
  }
}

/** “7月底”: the last day of the month. */
function lastOfMonth(paper: Paper, date: FoundDate): FoundDate {
  const word = /^月?[底末]/u.exec(paper.source.tight.slice(date.end, date.end + 2))?.[0];
  if (date.unit === 'day' || date.value === null || word === undefined) return date;
  return { start: date.start, end: date.end + word.length, unit: 'day', value: endOfMonth(date.value) };
}

/** Records a date, or says that the paper names a day that does not exist. */
export function putDate(paper: Paper, key: string, rule: string, date: FoundDate, name: string): void {
  if (date.value !== null) {
    put(paper, { key, rule, value: date.value, span: date });
    return;
  }
  const words = valueOf(paper, date);
  tell(paper, {
    rule,
    severity: 'block',
    path: `fields.${key}`,
    zh: `${name}“${words}”不是日历上存在的日子`,
    en: `“${words}” (${key}) is not a day of the calendar`,
    span: date,
  });
}

const name = '[^,。;:()、\\d]{2,20}?';

/** A-F15, A-F24. */
function readPeople(paper: Paper): void {
  const text = body(paper);
  const leader =
    find(
      paper,
      new RegExp(
        `(?:乙方)(?:确定|指定|委派|指派|明确|安排)(?:由)?(?<who>${name})(?:同志|先生|女士|教授|研究员)?(?:\\([^()]{1,40}\\))?(?:作为|为|担任)本?(?:课题|项目)的?负责人`,
        'u',
      ),
      text,
    ) ??
    find(paper, new RegExp(`本?(?:课题|项目)负责人(?:为|是|由|:)(?<who>${name})(?=[,。;(]|担任)`, 'u'), text);
  const who = leader?.groups['who'];
  if (who !== undefined)
    put(paper, { key: 'project_leader', rule: 'A-F15', value: { name: valueOf(paper, who) }, span: who });
  for (const [side, party] of [['a', '甲'] as const, ['b', '乙'] as const]) {
    const contact = find(
      paper,
      new RegExp(
        `${party}方(?:指定|确定|委派|指派|安排)(?<who>${name})(?:同志|先生|女士)?(?:\\([^()]{1,40}\\))?(?:作为|为|担任)${party}方(?:课题|项目)?联系人(?:[,(;。]*(?:其)?(?:联系)?(?:电话|方式|手机)(?:号码)?(?:为|是)?:?(?<phone>[\\d+(][\\d\\-+()转*Xx]{4,22}\\d))?`,
        'u',
      ),
      text,
    );
    const labelled =
      contact ??
      find(
        paper,
        new RegExp(
          `${party}方(?:的)?(?:课题|项目)?联系人(?:为|是|:)(?<who>${name})(?:同志|先生|女士)?(?:[,(;。]+(?:其)?(?:联系)?(?:电话|方式|手机)(?:号码)?(?:为|是)?:?(?<phone>[\\d+(][\\d\\-+()转*Xx]{4,22}\\d)|(?=[,。;(]))`,
          'u',
        ),
        text,
      );
    const person = labelled?.groups['who'];
    if (labelled === null || person === undefined) continue;
    const phone = labelled.groups['phone'];
    put(paper, {
      key: `contact_${side}`,
      rule: 'A-F24',
      value: {
        name: valueOf(paper, person),
        ...(phone === undefined ? {} : { phone: phoneOf(paper, phone).replace(/\s+/gu, '') }),
      },
      span: { start: person.start, end: phone?.end ?? person.end },
    });
  }
}

const units = '套|份|项|篇|本|个|件|部|册|种|次|章|幅|组|台|张|章节';

/** A-F18, A-F19: the numbered list under “成果交付”. */
function readDeliverables(paper: Paper): void {
  const part = article(paper, /验收|交付|成果/u) ?? body(paper);
  const heading = find(paper, /(?:成果交付|交付成果|提交(?:的)?成果|成果要求)/u, part);
  if (heading === null) return;
  const list = itemsOf(paper, { start: heading.end, end: part.end });
  const rows = list.map((item) => deliverable(paper, item));
  const first = list[0];
  const last = list.at(-1);
  if (first === undefined || last === undefined) return;
  put(paper, {
    key: 'deliverables',
    rule: 'A-F18',
    value: rows,
    span: { start: first.start, end: last.end },
  });
  readKpiChoice(paper, list);
}

function deliverable(
  paper: Paper,
  item: Span,
): { name: string; quantity?: number; unit?: string; condition?: string } {
  const rest = find(paper, /[:。;]/u, item);
  const head = { start: item.start, end: rest === null ? item.end : rest.start };
  const condition = rest === null ? null : trimSpan(paper.source, { start: rest.end, end: item.end });
  const words = seen(paper, head);
  const isChoice =
    /(?:或|和|及)/u.test(words) && (words.match(new RegExp(`\\d(?:${units})`, 'gu'))?.length ?? 0) > 1;
  const counted = isChoice
    ? null
    : find(paper, new RegExp(`(?:,|各|共|不少于|至少)*(?<n>${countShape})(?<unit>${units})$`, 'u'), head);
  const n = counted?.groups['n'];
  const quantity = n === undefined ? null : parseCount(seen(paper, n));
  const unit = counted?.groups['unit'];
  const named = trimSpan(paper.source, {
    start: head.start,
    end: quantity === null || counted === null ? head.end : counted.start,
  });
  return {
    name: valueOf(paper, named),
    ...(quantity === null || unit === undefined ? {} : { quantity, unit: seen(paper, unit) }),
    ...(condition === null || condition.end <= condition.start
      ? {}
      : { condition: valueOf(paper, condition) }),
  };
}

/** A-F19: a choice is read only where the paper makes it; “或” leaves it to the parties. */
function readKpiChoice(paper: Paper, items: readonly Span[]): void {
  const heads = items.map((item) => {
    const stop = find(paper, /[:。;]/u, item);
    return { start: item.start, end: stop?.start ?? item.end };
  });
  const patent = heads.find((head) => /专利/u.test(seen(paper, head)));
  const paperItem = heads.find((head) => /论文/u.test(seen(paper, head)));
  if (patent === undefined && paperItem === undefined) return;
  const span = patent ?? paperItem ?? { start: 0, end: 0 };
  if (patent !== undefined && patent === paperItem) {
    if (/或/u.test(seen(paper, patent))) {
      tell(paper, {
        rule: 'A-F19',
        severity: 'info',
        path: 'fields.ip_kpi_choice',
        zh: `“${valueOf(paper, patent)}”由双方择一，协议未选定，须另行确认`,
        en: 'The agreement leaves the choice between patent and paper open; it has to be decided',
        span: patent,
      });
      return;
    }
    put(paper, { key: 'ip_kpi_choice', rule: 'A-F19', value: 'both', span });
    return;
  }
  const value =
    patent !== undefined && paperItem !== undefined ? 'both' : patent !== undefined ? 'patent' : 'paper';
  put(paper, { key: 'ip_kpi_choice', rule: 'A-F19', value, span, confidence: sure.inferred });
}

/** A-F27: copies, against what each party holds (A-N01). */
function readCopies(paper: Paper): void {
  const copies = find(paper, new RegExp(`一式(?<n>${countShape})份(?<rest>[^。]*)`, 'u'), body(paper));
  const n = copies?.groups['n'];
  const total = n === undefined ? null : parseCount(seen(paper, n));
  if (copies === null || n === undefined || total === null) return;
  const rest = copies.groups['rest'] ?? { start: copies.end, end: copies.end };
  const each = find(
    paper,
    new RegExp(`(?:双方|各方|甲乙双方|甲、乙双方|甲乙方)?各(?:执|持|存|保留|留存)(?<n>${countShape})份`, 'u'),
    rest,
  );
  const shares =
    each?.groups['n'] !== undefined
      ? [each.groups['n'], each.groups['n']]
      : findAll(
          paper,
          new RegExp(`[甲乙]方(?:各)?(?:执|持|存|保留|留存)(?<n>${countShape})份`, 'u'),
          rest,
        ).map((hit) => hit.groups['n'] ?? hit);
  const sum = shares.reduce((all, span) => all + (parseCount(seen(paper, span)) ?? 0), 0);
  const agrees = shares.length === 0 || sum === total;
  const span = { start: n.start, end: n.end + 1 };
  put(paper, {
    key: 'copies',
    rule: 'A-F27',
    value: total,
    span,
    confidence: agrees ? sure.explicit : sure.disputed,
  });
  const own = shares[0];
  const equal =
    own !== undefined &&
    shares.every((share) => parseCount(seen(paper, share)) === parseCount(seen(paper, own)));
  if (own !== undefined && equal && shares.length === 2) {
    put(paper, {
      key: 'copies_each',
      rule: 'A-N01',
      value: parseCount(seen(paper, own)),
      span: { start: own.start, end: own.end + 1 },
    });
  }
  if (agrees) return;
  tell(paper, {
    rule: 'A-N01',
    severity: 'warn',
    path: 'fields.copies',
    zh: `协议一式${total}份，双方所执合计${sum}份，不相等`,
    en: `The agreement is in ${total} copies, but the parties hold ${sum}`,
    span: { start: copies.start, end: copies.end },
  });
}

/** Where a field was read. */
function placeOf(paper: Paper, key: string): { span?: Span } {
  const span = paper.places.get(key);
  return span === undefined ? {} : { span };
}

/** Cross-checks between the dates once all are read (A-F14: completion is the end of the period). */
export function checkDates(paper: Paper): void {
  const end = paper.fields.get('period_end')?.value;
  const done = paper.fields.get('completion_due')?.value;
  const midterm = paper.fields.get('midterm_due')?.value;
  if (typeof end === 'string' && typeof done === 'string' && end !== done) {
    tell(paper, {
      rule: 'A-F14',
      severity: 'warn',
      path: 'fields.completion_due',
      zh: `完成并通过结题验收的期限${done}与研究期限届满日${end}不一致`,
      en: `Completion is due on ${done} but the research period ends on ${end}`,
      ...placeOf(paper, 'completion_due'),
    });
  }
  if (typeof midterm === 'string' && typeof done === 'string' && midterm > done) {
    tell(paper, {
      rule: 'A-F13',
      severity: 'warn',
      path: 'fields.midterm_due',
      zh: `中期报告期限${midterm}晚于完成期限${done}`,
      en: `The mid-term report is due on ${midterm}, after completion on ${done}`,
      ...placeOf(paper, 'midterm_due'),
    });
  }
  for (const side of ['a', 'b'] as const) {
    const signed = paper.fields.get(`sign_date_${side}`)?.value;
    if (typeof signed === 'string' && typeof end === 'string' && signed > end) {
      tell(paper, {
        rule: 'A-F12',
        severity: 'warn',
        path: 'fields.period_end',
        zh: `签订日${signed}晚于研究期限届满日${end}`,
        en: `Signed on ${signed}, after the research period ended on ${end}`,
      });
      return;
    }
  }
}
