import { normalizeLabel } from '../../engine/label-text.ts';
import type { Across } from '../across.ts';
import type { View } from '../define.ts';
import { directionOf, statusOf } from './guideline.ts';
import { proofNumbers } from './proof-numbers.ts';
import { say } from './words.ts';

const purposes = {
  quota: 'programme/recommended',
  proof: 'programme/proof',
  final: 'programme/final-text',
} as const;

function recommended(view: View): string {
  const unit = normalizeLabel(view.text('recommend_unit'));
  return unit === '' ? '' : `${view.text('direction_code')} ${view.integer('guideline_year') ?? ''} ${unit}`;
}

/** C-F12: how many others of a direction and year the same unit recommends. */
export const quotaElsewhere: Across = {
  resolver: 'secretary',
  says: (view) => {
    const text = recommended(view);
    return text === '' ? [] : [{ purpose: purposes.quota, text }];
  },
  asks: (view, elsewhere) => {
    const most = directionOf(view)?.quota_per_unit;
    const text = recommended(view);
    if (most === undefined || text === '') return [];
    return elsewhere(purposes.quota, [text]) + 1 > most
      ? say(
          'block',
          'fields.recommend_unit',
          `推荐单位已推荐满${most}项，每个推荐单位限${most}项`,
          `The unit recommends ${most} already, which is the most`,
        )
      : [];
  },
};

/** C-GEO-03: one proof serves one project. */
export const proofElsewhere: Across = {
  resolver: 'secretary',
  says: (view) => proofNumbers(view.record).map((text) => ({ purpose: purposes.proof, text })),
  asks: (view, elsewhere) =>
    directionOf(view)?.geo_members === true
      ? proofNumbers(view.record).flatMap((text, index) =>
          elsewhere(purposes.proof, [text]) === 0
            ? []
            : say(
                'block',
                `fields.proof_numbers[${index}]`,
                '1份证明材料仅可支持申报1个项目：此件已用于另一卷宗',
                'One proof serves one project: another dossier uses it',
              ),
        )
      : [],
};

/** C-Q01: another dossier of the year stands on the final text. */
export const finalElsewhere: Across = {
  resolver: 'secretary',
  says: (view) =>
    statusOf(view) === '正式稿'
      ? [{ purpose: purposes.final, text: String(view.integer('guideline_year') ?? '') }]
      : [],
  asks: (view, elsewhere) =>
    statusOf(view) !== '正式稿' &&
    elsewhere(purposes.final, [String(view.integer('guideline_year') ?? '')]) > 0
      ? say(
          'warn',
          'fields.guideline_status',
          '另一卷宗已采用本年度正式稿，请导入对比',
          'Another dossier stands on the final text; import it here',
          'C-Q01',
        )
      : [],
};
