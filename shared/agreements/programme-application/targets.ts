import { type Standing, standingOf } from '../../engine/indicators.ts';
import { parts } from '../../calendar/civil.ts';
import type { Bilingual } from '../../model/units.ts';
import type { View } from '../define.ts';
import type { IndicatorOp, IndicatorTarget } from '../indicators.ts';
import { at } from './clauses.ts';
import { countsOf } from './counts.ts';
import { directionOf, type GuidelineIndicator, guidelineOf, topicOf } from './guideline.ts';
import { readings } from './readings.ts';
import { both } from './words.ts';

const groups = {
  topic: both('子题指标', 'Of the topic'),
  common: both('共性指标', 'Common to all topics'),
  execution: both('方向指标', 'Of the direction'),
  own: both('自设指标', 'Set by the project'),
} as const;

const tested = both(
  '测试或精度评价报告、成果清单、第三方或用户证明',
  'Test report, list of outputs, proof of a third party or user',
);

const evidenceOf: Readonly<Record<string, ReturnType<typeof both>>> = {
  'C-K11': both('参会证明', 'Proof of attendance'),
  'C-K12': both('GEO中国秘书处备案、活动材料', 'Filing with the China secretariat'),
  'C-K13': both('出入境记录和行程', 'Entry and exit stamps, itinerary'),
  'C-K14': both('备案、签到名册', 'Filing and list of participants'),
  'C-K15': both('官网网页存档', 'Copy of the page'),
  'C-K16': both('汇交凭证', 'Voucher of the deposit'),
  'C-K17': both('示范证明、Principal确认邮件', 'Proof, mail of the Principal'),
  'C-K18': both('提交回执', 'Receipt'),
};

function fromGuideline(
  code: string,
  line: number | undefined,
  item: GuidelineIndicator,
  years: number,
): IndicatorTarget {
  const short = code.slice(2);
  const reading =
    item.reading === undefined ? undefined : (readings as Readonly<Record<string, Bilingual>>)[item.reading];
  return {
    key: item.key === '' ? short : `${short}-${item.key}`,
    rule: code,
    group: /^C-[WM]/u.test(code) ? groups.topic : groups.common,
    mark: `${short}${item.mark}`,
    title: item.title,
    clause: at(item.line ?? line ?? 389),
    op: item.op,
    value: item.per === 'year' ? item.value * years : item.value,
    ...(item.upper === undefined ? {} : { upper: item.upper }),
    ...(item.advice === undefined ? {} : { advice: item.advice }),
    ...(item.enough === undefined ? {} : { enough: item.enough }),
    ...(item.soft === true ? { soft: true } : {}),
    unit: item.unit,
    direction: item.direction,
    how: item.how,
    evidence: evidenceOf[code] ?? tested,
    ...(reading && item.reading ? { reading: { rule: item.reading, text: reading } } : {}),
  };
}

/** Whole years of the project, begun ones counted. */
function yearsOf(view: View): number {
  const [start, end] = [view.date('period_start'), view.date('period_end')];
  if (start === null || end === null || end <= start) return directionOf(view)?.years ?? 1;
  const [a, b] = [parts(start), parts(view.days.addDays(end, 1))];
  const months = (b.year - a.year) * 12 + b.month - a.month + (b.day > a.day ? 1 : 0);
  return Math.max(1, Math.ceil(months / 12));
}

function execution(view: View): IndicatorTarget[] {
  const direction = directionOf(view);
  if (!direction) return [];
  const rule = `C-${direction.code}`;
  const clause = at(direction.execution_line ?? 23);
  const base = {
    rule,
    clause,
    group: groups.execution,
    op: '>=' as const,
    direction: 'more' as const,
    how: 'sum' as const,
  };
  const { visits } = direction;
  const found: IndicatorTarget[] = [];
  if (direction.papers !== undefined)
    found.push({
      ...base,
      key: 'papers',
      mark: `${direction.code}①`,
      title: both('中外合著论文', 'Joint papers'),
      value: direction.papers,
      unit: '篇',
      evidence: both('发表页或录用证明', 'The printed pages or the acceptance'),
      reading: { rule: 'C-Q15', text: readings['C-Q15'] },
    });
  if (visits?.inbound !== undefined)
    found.push({
      ...base,
      key: 'inbound',
      mark: `${direction.code}②`,
      title: visits.months
        ? both(
            `接收外方来华（每人次连续${visits.months}个月以上）`,
            `Visits to China of ${visits.months} months each`,
          )
        : both('外方来华访问', 'Visits to China'),
      value: visits.inbound,
      unit: '人次',
      evidence: both('出入境记录', 'Entry and exit stamps'),
      reading: visits.months
        ? { rule: 'C-Q08', text: readings['C-Q08'] }
        : { rule: 'C-Q09', text: readings['C-Q09'] },
    });
  if (visits?.outbound !== undefined)
    found.push({
      ...base,
      key: 'outbound',
      mark: `${direction.code}③`,
      title: both('中方出访对方单位', 'Visits abroad'),
      value: visits.outbound,
      unit: '人次',
      evidence: both('出入境记录', 'Entry and exit stamps'),
      reading: { rule: 'C-Q09', text: readings['C-Q09'] },
    });
  return found;
}

/** C-K02: the share of joint papers in journals published in China, whatever their language; a wish. */
function journals(view: View): IndicatorTarget {
  return {
    key: 'K02',
    rule: 'C-K02',
    group: groups.common,
    mark: 'K02',
    title: both(
      '合著论文在我国科技期刊的比例（原则上）',
      'Share of joint papers in journals published in China',
    ),
    clause: at(23),
    op: '>=',
    value: guidelineOf(view).cn_journal_share,
    unit: '%',
    direction: 'more',
    how: 'latest',
    soft: true,
    evidence: both('期刊的国内统一刊号（CN）', 'The CN number of the journal'),
  };
}

/** The comparison of a row of the table: its words and its direction together (G-013, G-014). */
export function opOf(relation: string, direction: string): IndicatorOp {
  const less = direction === '小者优';
  if (relation === '优于') return less ? '<' : '>';
  if (relation === '不超过') return '<=';
  if (relation === '足数') return '=';
  // “分辨率不低于 300 米” asks for 300 m or finer.
  return less ? '<=' : '>=';
}

function own(view: View): IndicatorTarget[] {
  return view.rows('kpi_table').flatMap((row, index): IndicatorTarget[] => {
    const value = Number(row['value']);
    const text = (key: string) => (typeof row[key] === 'string' ? row[key] : '');
    if (text('value') === '' || !Number.isFinite(value)) return [];
    const op = opOf(text('relation'), text('direction'));
    const no = typeof row['no'] === 'number' ? row['no'] : index + 1;
    return [
      {
        key: `own-${no}`,
        rule: 'C-F11',
        group: groups.own,
        mark: String(no),
        title: both(text('title'), text('title')),
        clause: at(21),
        op,
        value,
        unit: text('unit'),
        direction: op === '=' ? 'exact' : op === '<' || op === '<=' ? 'less' : 'more',
        how: op === '<' || op === '<=' || text('unit') === '%' ? 'latest' : 'sum',
        evidence: both(text('evidence') || '证明', text('evidence') || 'Proof'),
      },
    ];
  });
}

/** Everything the record is measured by: its topic, what is common, its direction, and what it set itself. */
export function targetsOf(view: View): readonly IndicatorTarget[] {
  const direction = directionOf(view);
  if (!direction) return [];
  const years = yearsOf(view);
  const topic = topicOf(view);
  return [
    ...(topic?.indicators ?? []).map((item) => fromGuideline(topic?.code ?? '', topic?.line, item, years)),
    ...(direction.common ?? []).flatMap((common) =>
      common.indicators.map((item) => fromGuideline(common.code, common.line, item, years)),
    ),
    ...execution(view),
    journals(view),
    ...own(view),
  ];
}

const remembered = new WeakMap<View, readonly Standing[]>();

/** Where every target of a record stands; found once a view. */
export function standingsOf(view: View): readonly Standing[] {
  const known = remembered.get(view);
  if (known) return known;
  const counts = Map.groupBy(countsOf(view), (count) => count.target);
  const made = targetsOf(view).map((target) => standingOf(target, counts.get(target.key) ?? []));
  remembered.set(view, made);
  return made;
}
