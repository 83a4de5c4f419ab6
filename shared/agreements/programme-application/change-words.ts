import type { Bilingual } from '../../model/units.ts';
import type { GuidelineChange as Told } from '../guideline.ts';
import type { GuidelineChange } from './compare-guidelines.ts';
import type { Direction, Guideline, GuidelineIndicator } from './guideline.ts';
import { both } from './words.ts';

/** The words for the keys of a guideline; a segment of a path that is none of them is a name and stands as it is. */
const words: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  name: ['指南名称', 'name'],
  year: ['年度', 'year'],
  batch: ['批次', 'batch'],
  version: ['版本', 'version'],
  status: ['状态', 'status'],
  deadlines: ['期限', 'days'],
  application: ['申报截止日', 'application closes on'],
  recommendation: ['推荐截止日', 'recommendation closes on'],
  defence: ['答辩日期', 'defence on'],
  projects_about: ['拟支持项目总数（约）', 'projects in all (about)'],
  cn_journal_share: ['我国科技期刊论文比例（%）', 'share of papers in Chinese journals (%)'],
  code: ['编号', 'code'],
  title: ['名称', 'title'],
  zh: ['中文', 'Chinese'],
  en: ['英文', 'English'],
  projects: ['拟支持项目数', 'projects'],
  number: ['数量', 'number'],
  kind: ['数量性质', 'how the number is meant'],
  funding_wan: ['国拨经费（万元）', 'state funding (10,000 yuan)'],
  years: ['实施周期（年）', 'years'],
  years_exact: ['周期是否固定', 'years are fixed'],
  joint: ['双方须同时申报', 'both sides apply'],
  agreement: ['合作协议依据', 'agreement it rests on'],
  choices: ['领域方向', 'fields'],
  tree: ['领域方向', 'fields'],
  areas: ['二级方向', 'areas'],
  topics: ['三级方向', 'topics'],
  other: ['可填其他', 'others allowed'],
  statement_for: ['须附说明的方向', 'fields that need a statement'],
  countries: ['合作国别', 'countries'],
  countries_at_least: ['至少几国', 'at least how many countries'],
  countries_open: ['其他国别可参加', 'other countries may join'],
  geo_members: ['须为GEO成员', 'GEO members only'],
  foreign_enterprises: ['外方企业数', 'foreign enterprises'],
  foreign_lead_enterprise: ['外方牵头须为企业', 'the foreign lead is an enterprise'],
  foreign_only_enterprises: ['外方仅限企业', 'foreign side: enterprises only'],
  foreign_funding_proof: ['外方经费证明', 'proof of foreign funding'],
  foreign_guideline: ['外方指南', 'foreign guideline'],
  cn_enterprises: ['中方企业数', 'Chinese enterprises'],
  quota_per_unit: ['每家推荐单位限额', 'quota of a recommending unit'],
  projects_by_choice: ['各领域项目数', 'projects by field'],
  not_health: ['不受理的健康类方向', 'health fields not taken'],
  health_goes_to: ['健康类改投', 'health goes to'],
  papers: ['论文数', 'papers'],
  visits: ['互访', 'visits'],
  inbound: ['来访人次', 'inbound'],
  outbound: ['出访人次', 'outbound'],
  months: ['月数', 'months'],
  matching: ['配套经费', 'matching funds'],
  local_matching: ['地方配套', 'local matching'],
  registration: ['登记号样式', 'form of the registration number'],
  listed_before: ['须在此日前列入', 'listed before'],
  indicators: ['考核指标', 'indicators'],
  common: ['共性指标', 'common indicators'],
  part: ['类别', 'part'],
  mark: ['序号', 'mark'],
  op: ['比较方式', 'comparison'],
  value: ['指标值', 'value'],
  unit: ['单位', 'unit'],
  direction: ['优劣方向', 'which way is better'],
  how: ['计算方式', 'how it is counted'],
  upper: ['上限', 'upper end'],
  advice: ['建议值', 'advised value'],
  enough: ['可接受值', 'value that is enough'],
  per: ['计算周期', 'counted per'],
  reading: ['读法', 'reading'],
  soft: ['原则性要求', 'a wish only'],
};

/** Words of the source's own language: a value is quoted, not translated. */
const values: Readonly<Record<string, string>> = {
  true: '是',
  false: '否',
  at_most: '不超过',
  exactly: '恰为',
  about: '约',
  at_least_government: '不低于国拨',
  equal_central: '与中央财政等额',
  work_programme: '工作计划',
  memorandum: '备忘录',
  more: '越大越好',
  less: '越小越好',
  exact: '足数',
  sum: '累计',
  latest: '以最近一次为准',
  distinct: '不同者计数',
  worst: '以最差为准',
};

/** A change in words: whom it concerns, what of it, and both sides as a person reads them. */
export function tell(change: GuidelineChange, before: Guideline, after: Guideline): Told {
  const direction = find(after, change.direction) ?? find(before, change.direction);
  const topic = [after, before]
    .flatMap((each) => find(each, change.direction)?.topics ?? [])
    .find(({ code }) => code === change.topic);
  const indicators = [
    ...(topic?.indicators ?? []),
    ...(direction?.common ?? []).flatMap((common) => common.indicators),
  ];
  const own = change.path
    .split('.')
    .slice(change.direction === null ? 0 : change.direction.split('.').length)
    .filter((segment) => segment !== change.topic);
  return {
    group: groupOf(direction, topic),
    what: {
      zh: inWords(own, indicators, 0) || '全部内容',
      en: inWords(own, indicators, 1) || 'everything',
    },
    from: valueIn(change.from),
    to: valueIn(change.to),
  };
}

function find(guideline: Guideline, code: string | null): Direction | undefined {
  return guideline.directions.find((direction) => direction.code === code);
}

function groupOf(
  direction: Direction | undefined,
  topic: { code: string; title: Bilingual } | undefined,
): Bilingual {
  if (direction === undefined) return both('总则', 'For all');
  const rest = topic === undefined ? both('', '') : topic.title;
  const code = topic === undefined ? direction.code : topic.code.slice(2);
  return both(
    `${code} ${rest.zh === '' ? direction.title.zh : rest.zh}`,
    `${code} ${rest.en === '' ? direction.title.en : rest.en}`,
  );
}

function inWords(
  path: readonly string[],
  indicators: readonly GuidelineIndicator[],
  language: 0 | 1,
): string {
  return path
    .map((segment, index) => {
      if (path[index - 1] === 'indicators') {
        const named = indicators.find(({ key }) => key === segment);
        if (named !== undefined)
          return `${named.mark} ${language === 0 ? named.title.zh : named.title.en}`.trim();
      }
      return words[segment]?.[language] ?? segment;
    })
    .join(' · ');
}

/** What comes or goes as a whole is said to be there, not written out. */
function valueIn(text: string): string {
  return text.startsWith('{') ? '有' : (values[text] ?? text);
}
