import type { Standing } from '../../engine/indicators.ts';
import type { Problem, Rule, View } from '../define.ts';
import { countsOf, periodOf } from './counts.ts';
import { effects } from './fields-kpi.ts';
import { builtIn, directionOf, isDirection } from './guideline.ts';
import { readings } from './readings.ts';
import { standingsOf } from './targets.ts';
import { both, rule, say } from './words.ts';

/** C-T03: indicators are judged at the end of the period, or when the project is evaluated. */
function judged(view: View): boolean {
  const { end } = periodOf(view);
  return (end !== null && view.today > end) || view.events('evaluated').length > 0;
}

function problemOf({ target, verdict, why, missing }: Standing): Problem[] {
  if (verdict === 'pass') return [];
  const words = missing ?? why;
  const severity = verdict === 'fail' && target.soft !== true ? 'block' : 'warn';
  return say(
    severity,
    `indicators.${target.key}`,
    `${target.mark} ${target.title.zh}：${words.zh}`,
    `${target.mark} ${target.title.en}: ${words.en}`,
  );
}

/** The targets of one rule that are not reached, once they are judged. */
function reached(id: string): (view: View) => Problem[] {
  return (view) =>
    judged(view)
      ? standingsOf(view)
          .filter(({ target }) => target.rule === id)
          .flatMap(problemOf)
      : [];
}

/** C-E04: every indicator has a number, a unit and an evidence; and a direction that fits its words (G-013). */
function measurable(view: View): Problem[] {
  return view.rows('kpi_table').flatMap((row, index): Problem[] => {
    const path = `fields.kpi_table[${index}]`;
    const text = (key: string) => (typeof row[key] === 'string' ? row[key].trim() : '');
    const lacks = [
      text('value') === '' && '数值',
      text('unit') === '' && '单位',
      text('evidence') === '' && '证据',
    ].filter((one) => one !== false);
    return lacks.length > 0
      ? say(
          'warn',
          path,
          `指标“${text('title')}”缺${lacks.join('、')}，不可考核`,
          `“${text('title')}” cannot be measured`,
        )
      : [];
  });
}

/** G-013: a resolution, an error or a delay is better the smaller it is; G-014: “better than” is strict. */
function direction(view: View): Problem[] {
  return view.rows('kpi_table').flatMap((row, index): Problem[] => {
    const title = String(row['title'] ?? '');
    const small = /分辨率|误差|时效|时延|延迟/u.test(title) && row['unit'] !== '%';
    if (!small || row['direction'] === '小者优') return [];
    return say(
      'block',
      `fields.kpi_table[${index}].direction`,
      `“${title}”数值越小越好，方向应为“小者优”`,
      `“${title}” is better the smaller it is`,
    );
  });
}

function strictness(view: View): Problem[] {
  return standingsOf(view)
    .filter(({ target, value }) => (target.op === '<' || target.op === '>') && value === target.value)
    .flatMap(({ target, why }) =>
      say(
        'warn',
        `indicators.${target.key}`,
        `${target.mark} ${target.title.zh}：${why.zh}`,
        `${target.mark} ${target.title.en}: ${why.en}`,
      ),
    );
}

/** C-K01: the five kinds of cooperation, each with an indicator. */
function fiveKinds(view: View): Problem[] {
  const kinds = new Set(view.rows('kpi_table').map((row) => row['kind']));
  if (directionOf(view) === undefined) return [];
  const lacking = effects.filter(({ value }) => !kinds.has(value)).map(({ value }) => value);
  return lacking.length === 0
    ? []
    : say(
        'warn',
        'fields.kpi_table',
        `国际合作成效指标缺：${lacking.join('、')}`,
        `No indicator of ${lacking.length} of the five kinds`,
      );
}

function effectsNoted(view: View): Problem[] {
  return judged(view) && view.entries('effects').length === 0
    ? say(
        'warn',
        'entries.effects',
        '执行中未记录国际合作作用和经济、社会、外交效益',
        'The effects of the cooperation are not noted',
      )
    : [];
}

/** C-T01: two years, or three at most. */
function duration(view: View): Problem[] {
  const direction = directionOf(view);
  const { start, end } = periodOf(view);
  if (!direction || start === null || end === null) return [];
  if (end <= start)
    return say('block', 'fields.period_end', '实施周期止早于起', 'The period ends before it begins');
  const last = view.days.addDays(view.days.addMonths(start, direction.years * 12), -1);
  if (end > last && end !== view.days.addMonths(start, direction.years * 12))
    return say(
      'block',
      'fields.period_end',
      `执行期${direction.years_exact ? '为' : '不超过'}${direction.years}年，最迟${last}`,
      `${direction.years} years, up to ${last}`,
    );
  return direction.years_exact && end < view.days.addDays(last, -1)
    ? say(
        'block',
        'fields.period_end',
        `执行期为${direction.years}年，应至${last}`,
        `The period is ${direction.years} years, to ${last}`,
      )
    : [];
}

/** C-Q06: thirty days together bind, ten each are advised. */
function tenDaysEach(view: View): Problem[] {
  if (!isDirection('2.0')(view) || !judged(view)) return [];
  const days = new Map<string, number>();
  for (const one of countsOf(view))
    if (one.target === 'K13-b' && one.refused === null && !one.double)
      days.set(one.label, (days.get(one.label) ?? 0) + one.amount);
  const short = [...days].filter(([, sum]) => sum < 10).map(([name, sum]) => `${name}（${sum}天）`);
  return short.length > 0
    ? say(
        'warn',
        'entries.visits',
        `建议每人来华不少于10天：${short.join('、')}`,
        `Ten days each are advised: ${short.join(', ')}`,
      )
    : [];
}

/** C-Q07: what is offered twice is told. */
function doubled(view: View): Problem[] {
  return standingsOf(view).flatMap(({ target, doubled: rows }) =>
    rows.flatMap((row) =>
      say(
        'warn',
        row.path,
        `${target.mark}“${row.label}”：${row.double?.zh ?? readings['C-Q07'].zh}`,
        `${target.mark} “${row.label}”: ${row.double?.en ?? readings['C-Q07'].en}`,
      ),
    ),
  );
}

const topics = builtIn.directions.flatMap((direction) => direction.topics ?? []);
const common = builtIn.directions.flatMap((direction) => direction.common ?? []);
const executing = builtIn.directions.filter((direction) => direction.execution_line !== undefined);

/** Measurable targets and where they stand (C-E04, C-K01–C-K03, C-K11–C-K18, C-W, C-M, C-T01, C-T03, G-013, G-014). */
export const indicatorRules: readonly Rule[] = [
  rule('C-E04', 'measurable', both('指标可考核', 'Indicators can be measured'), 21, measurable),
  rule('G-013', 'direction', both('指标方向', 'Direction of an indicator'), 21, direction),
  rule('G-014', 'strictness', both('“优于”不含等于', '“Better than” is strict'), 21, strictness),
  rule('C-K01', 'five_kinds', both('五类国际合作成效指标', 'Five kinds of effect'), 21, fiveKinds),
  rule(
    'C-K02',
    'cn_journals',
    both('合著论文在我国科技期刊的比例', 'Joint papers in Chinese journals'),
    23,
    reached('C-K02'),
  ),
  rule('C-K03', 'effects_noted', both('合作作用和效益的记录', 'Effects noted'), 23, effectsNoted),
  rule('C-F11', 'own_targets', both('自设指标', 'Own targets'), 21, reached('C-F11')),
  rule('C-T01', 'duration', both('执行期', 'Duration'), 44, duration),
  rule('C-Q06', 'ten_days_each', both('来华天数', 'Days in China'), 567, tenDaysEach),
  rule('C-Q07', 'doubled', both('不重复计', 'Counted once'), 565, doubled),
  ...common.map(({ code, line }) =>
    rule(
      code,
      `reached_${code.slice(2).toLowerCase()}`,
      both(`共性指标${code.slice(2)}`, `Common indicator ${code.slice(2)}`),
      line ?? 561,
      reached(code),
    ),
  ),
  ...topics.map(({ code, line, title }) =>
    rule(
      code,
      `reached_${code.slice(2).toLowerCase()}`,
      both(`${code.slice(2)} ${title.zh}`, `${code.slice(2)} ${title.en}`),
      line ?? 389,
      reached(code),
    ),
  ),
  ...executing.map(({ code, execution_line }) =>
    rule(
      `C-${code}`,
      `reached_${code.replace('.', '_')}`,
      both(`${code}合著论文和互访`, `Papers and visits of ${code}`),
      execution_line ?? 23,
      reached(`C-${code}`),
    ),
  ),
];
