import { compareRow } from '../../engine/comparison.ts';
import { normalizeLabel, sameName } from '../../engine/label-text.ts';
import type { Problem, Rule, View } from '../define.ts';
import { quotaElsewhere } from './across.ts';
import { enterprise, foreignUnits, type Unit } from './fields-people.ts';
import { isJoint } from './fields-guideline.ts';
import { directionOf } from './guideline.ts';
import { jointFields } from './indicators.ts';
import { both, rule, say } from './words.ts';

const submitted = (view: View) => view.events('application_submitted').length > 0;
const isEnterprise = ({ type }: Unit) => type === enterprise;

/** C-E02: each of the five in turn, with the letters that differ. */
function alike(view: View): Problem[] {
  if (!isJoint(view)) return [];
  return jointFields.rows(view).flatMap((row): Problem[] => {
    const { difference } = compareRow(row);
    const index = view.rows('foreign_application').findIndex((one) => one['item'] === row.key);
    const path = index < 0 ? 'fields.foreign_application' : `fields.foreign_application[${index}].text`;
    if (difference.kind === 'same') return [];
    if (difference.kind === 'form')
      return say(
        'info',
        path,
        `${row.title.zh}仅空格或全半角不同`,
        `${row.title.en} differs in blanks or width only`,
      );
    if (difference.kind === 'missing')
      return say(
        'block',
        path,
        row.other.trim() === '' ? `未录外方申报书的${row.title.zh}` : `我方${row.title.zh}未填`,
        `${row.title.en} is missing on one side`,
      );
    const marks = (side: 'own' | 'other') =>
      difference[side]
        .filter((part) => !part.same)
        .map((part) => `“${part.text}”`)
        .join('、') || '无';
    return say(
      'block',
      path,
      difference.kind === 'near'
        ? `${row.title.zh}与外方相差${difference.letters}字：我方${marks('own')}，外方${marks('other')}`
        : `${row.title.zh}与外方申报书不一致`,
      `${row.title.en} differs from the foreign application`,
    );
  });
}

/** C-E03, C-B01: an application of one side alone is void. */
function bothApply(view: View): Problem[] {
  if (!isJoint(view)) return [];
  const applied = view.date('foreign_applied_on') !== null || view.events('foreign_applied').length > 0;
  return applied
    ? []
    : say(
        submitted(view) ? 'block' : 'warn',
        'fields.foreign_applied_on',
        '合作项目必须双方同时申报，单方申报无效；未录外方申报',
        'Both sides apply at once; nothing of the foreign side is recorded',
      );
}

/** The countries of a direction: all of one, or at least so many of a list (C-1.1–C-1.8). */
function countries(view: View): Problem[] {
  const direction = directionOf(view);
  const [only] = direction?.countries ?? [];
  if (!direction || direction.countries_open === true || only === undefined) return [];
  return foreignUnits(view).flatMap((unit) =>
    unit.country !== '' && !sameName(unit.country, only)
      ? say(
          'block',
          unit.path,
          `${unit.name}的国别是${unit.country}，本方向的外方是${only}`,
          `${unit.name} is of ${unit.country}, the direction of ${only}`,
        )
      : [],
  );
}

function partnersOf(code: string): (view: View) => Problem[] {
  return (view) => {
    const direction = directionOf(view);
    if (direction?.code !== code) return [];
    const foreign = foreignUnits(view);
    const found = countries(view);
    const wanted = direction.foreign_enterprises ?? 0;
    const has = foreign.filter(isEnterprise).length;
    if (has < wanted)
      found.push(
        ...say(
          'block',
          'fields.foreign_partners',
          `外方联合申报单位至少${wanted}家企业，现有${has}家`,
          `${wanted} foreign enterprise at least, ${has} so far`,
        ),
      );
    if (direction.foreign_lead_enterprise === true && foreign[0] && !isEnterprise(foreign[0]))
      found.push(
        ...say(
          'block',
          'fields.foreign_lead_type',
          '外方牵头单位须为企业',
          'The foreign lead has to be an enterprise',
        ),
      );
    if (direction.foreign_only_enterprises === true) found.push(...onlyEnterprises(foreign));
    if (direction.foreign_funding_proof === true) found.push(...fundingProof(view));
    return found;
  };
}

/** C-1.5, C-Q16: enterprises registered in the country, and no universities. */
function onlyEnterprises(units: readonly Unit[]): Problem[] {
  return units.flatMap((unit) => [
    ...(isEnterprise(unit)
      ? []
      : say(
          'block',
          unit.path,
          `${unit.name}不是企业：日方合作单位仅限在日本境内注册的企业（C-Q16）`,
          `${unit.name} is no enterprise registered in Japan (C-Q16)`,
        )),
    ...(unit.registered === ''
      ? say('warn', unit.path, `${unit.name}未录注册地`, `Where ${unit.name} is registered is not said`)
      : /日本|japan/iu.test(unit.registered)
        ? []
        : say(
            'block',
            unit.path,
            `${unit.name}注册地是${unit.registered}，须在日本境内注册`,
            `${unit.name} is registered in ${unit.registered}, not in Japan`,
          )),
  ]);
}

function fundingProof(view: View): Problem[] {
  const state = view.text('us_funding');
  if (state === '无')
    return say(
      'block',
      'fields.us_funding',
      '美方合作伙伴须已获美国联邦政府部门出资或出资承诺',
      'Federal funds or a commitment are needed',
    );
  return view.value('us_funding_proof') === undefined || state === ''
    ? say(
        submitted(view) ? 'block' : 'warn',
        'fields.us_funding_proof',
        '须提供美方出资或出资承诺的证明材料',
        'The proof of the funding is needed',
      )
    : [];
}

/** C-F12 within 1.3: a recommending unit has so many projects of the direction a year, counted across dossiers. */
function quota(view: View): Problem[] {
  const direction = directionOf(view);
  const unit = view.text('recommend_unit');
  if (direction?.quota_per_unit === undefined || unit === '') return [];
  const year = view.integer('guideline_year');
  const same = view.others.filter(
    (one) =>
      one !== view.record &&
      one.kind === view.record.kind &&
      one.fields['direction_code'] === direction.code &&
      (one.fields['guideline_year'] ?? year) === year &&
      typeof one.fields['recommend_unit'] === 'string' &&
      sameName(one.fields['recommend_unit'], unit),
  ).length;
  return same + 1 > direction.quota_per_unit
    ? say(
        'block',
        'fields.recommend_unit',
        `${unit}已推荐${same}项，每个推荐单位限${direction.quota_per_unit}项`,
        `${unit} has ${same} already, ${direction.quota_per_unit} are allowed`,
      )
    : [];
}

/** C-E05, C-F14, X-07: no sub-projects at all. */
function noParts(view: View): Problem[] {
  return view.rows('sub_topics').length > 0
    ? say('block', 'fields.sub_topics', '项目不下设课题，课题须为空', 'A project has no sub-projects')
    : [];
}

/** C-X01: where a foreign guideline holds too, both are met, or a person decides. */
function foreignToo(view: View): Problem[] {
  const direction = directionOf(view);
  if (direction?.foreign_guideline === undefined) return [];
  if (view.text('foreign_guideline_conflict').trim() !== '')
    return say(
      'warn',
      'fields.foreign_guideline_conflict',
      '与外方指南有冲突：两者都须满足，不能则人工处理',
      'A conflict with the foreign guideline: both are met, or a person decides',
    );
  return view.value('foreign_guideline_met') === true
    ? []
    : say(
        'warn',
        'fields.foreign_guideline_met',
        `外方指南同时适用（${direction.foreign_guideline}），尚未核对`,
        'The foreign guideline holds too and is not checked',
      );
}

/** C-C01: what both have to say alike changes on both sides, and is compared again. */
function changedBoth(view: View): Problem[] {
  return view.events('change_here').flatMap((event) => {
    const subject = event.values?.['subject'];
    const there = view
      .events('change_abroad')
      .some((one) => one.date >= event.date && (one.values?.['subject'] ?? subject) === subject);
    return there
      ? []
      : say(
          'warn',
          `events[${view.record.events.indexOf(event)}]`,
          `中方已变更${String(subject ?? '一致字段')}，外方尚未同步变更`,
          'Changed on our side, not yet on the other',
        );
  });
}

/** C-L01: the English title is one and the same in every paper; no words are asked for literally. */
function oneTitle(view: View): Problem[] {
  const title = view.text('title_en');
  return title !== '' && !/[a-z]/iu.test(normalizeLabel(title))
    ? say(
        'block',
        'fields.title_en',
        '项目英文名称须为英文，并与外方申报一致',
        'The English title has to be English',
      )
    : [];
}

/** Who applies with whom (C-E02, C-E03, C-E05, C-1.1–C-1.8, C-F12, C-X01, C-C01, C-L01). */
export const partnerRules: readonly Rule[] = [
  rule('C-E02', 'alike', both('双方5项一致', 'Five fields alike'), 19, alike),
  rule('C-E03', 'both_apply', both('双方同时申报', 'Both sides apply'), 48, bothApply),
  rule('C-E05', 'no_parts', both('不下设课题', 'No sub-projects'), 17, noParts),
  rule('C-1.1', 'spain', both('西方至少一家企业', 'One Spanish enterprise'), 50, partnersOf('1.1')),
  rule(
    'C-1.2',
    'finland',
    both('芬方牵头单位须为企业', 'The Finnish lead is an enterprise'),
    156,
    partnersOf('1.2'),
  ),
  rule('C-1.3', 'usa', both('美方联邦出资', 'Federal funds'), 186, partnersOf('1.3')),
  {
    ...rule('C-F12', 'quota', both('推荐单位限额', 'Quota of the recommending unit'), 188, quota),
    across: quotaElsewhere,
  },
  rule('C-1.4', 'cuba', both('古方合作单位', 'Cuban partners'), 218, partnersOf('1.4')),
  rule(
    'C-1.5',
    'japan',
    both('日方仅限境内注册企业', 'Enterprises registered in Japan'),
    253,
    partnersOf('1.5'),
  ),
  rule('C-1.6', 'pakistan', both('巴方合作单位', 'Pakistani partners'), 280, partnersOf('1.6')),
  rule('C-1.7', 'tajikistan', both('塔方合作单位', 'Tajik partners'), 318, partnersOf('1.7')),
  rule('C-1.8', 'kyrgyzstan', both('吉方合作单位', 'Kyrgyz partners'), 351, partnersOf('1.8')),
  rule('C-X01', 'foreign_too', both('外方指南同时适用', 'The foreign guideline holds too'), 50, foreignToo),
  rule('C-L01', 'one_title', both('英文项目名一致', 'One English title'), 19, oneTitle),
];

/** Changes of what both say alike (C-C01). */
export const changeRule = rule(
  'C-C01',
  'changed_both',
  both('一致字段双方同步变更', 'Shared fields change on both sides'),
  19,
  changedBoth,
);
