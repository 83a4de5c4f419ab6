import type { Problem, Rule, View } from '../define.ts';
import { finalElsewhere } from './across.ts';
import { chosenField, choiceRules, needsStatement, other } from './fields-field.ts';
import {
  type Direction,
  builtIn,
  directionOf,
  guidelineOf,
  isDirection,
  statusOf,
  topicOf,
} from './guideline.ts';
import { dayMissing, guidelineDays } from './deadlines.ts';
import { basisKey } from './fields-guideline.ts';
import { both, rule, say } from './words.ts';

/** What of a choice the guideline does not have; the last level may be 其他 where it says 包括但不限于. */
function strangeChoice(direction: Direction, chosen: readonly string[]): string | null {
  if (direction.tree) {
    const area = direction.tree
      .find(({ name }) => name === chosen[0])
      ?.areas.find(({ name }) => name === chosen[1]);
    const topic = chosen[2] ?? '';
    if (chosen.length < 3) return null;
    return area && (area.topics.includes(topic) || (topic === other && area.other === true))
      ? null
      : chosen.join('—');
  }
  const [choice] = chosen;
  if (choice === undefined || direction.choices.length === 0) return null;
  return direction.choices.includes(choice) ? null : choice;
}

function inList(code: string): (view: View) => Problem[] {
  return (view) => {
    const direction = directionOf(view);
    if (direction?.code !== code) return [];
    const chosen = chosenField(view);
    const strange = strangeChoice(direction, chosen);
    if (strange !== null)
      return say(
        'block',
        'fields.direction_code',
        `领域方向“${strange}”不在${code}方向所列之内`,
        `“${strange}” is no field of direction ${code}`,
      );
    return needsStatement(view) && view.text('field_statement').trim() === ''
      ? say(
          'block',
          'fields.field_statement',
          `领域方向“${chosen.at(-1) ?? ''}”须附说明`,
          `“${chosen.at(-1) ?? ''}” needs words on it`,
        )
      : [];
  };
}

function freeField(view: View): Problem[] {
  return isDirection('1.9')(view) && view.text('field_free').trim() === ''
    ? say(
        'block',
        'fields.field_free',
        '领域不限，但须写明领域方向',
        'Any field will do, but it has to be said',
      )
    : [];
}

function topicInList(view: View): Problem[] {
  const code = view.text('topic_code');
  return directionOf(view)?.topics !== undefined && code !== '' && !topicOf(view)
    ? say(
        'block',
        'fields.topic_code',
        `细分方向“${code}”不在指南所列之内`,
        `“${code}” is no topic of the guideline`,
      )
    : [];
}

/** C-E21: health belongs to another field, nano in health too. */
function health(view: View): Problem[] {
  const direction = directionOf(view);
  const [choice] = chosenField(view);
  if (choice === undefined || direction?.not_health?.includes(choice) !== true) return [];
  const words = `${view.text('title_cn')} ${view.text('cooperation_goal')}`;
  const to = direction.health_goes_to ?? '';
  if (view.value('health_related') === true)
    return say(
      'block',
      'fields.health_related',
      `“${choice}”不含健康领域，健康纳米归“${to}”`,
      `“${choice}” leaves health out; it goes to “${to}”`,
    );
  return view.value('health_related') === undefined && /健康|医药|医学|药物|疫苗|诊断/u.test(words)
    ? say(
        'warn',
        'fields.health_related',
        `名称或目标涉及健康：“${choice}”不含健康领域，请核对`,
        'The title or goal speaks of health; check the field',
      )
    : [];
}

function basis(code: string): (view: View) => Problem[] {
  return (view) => {
    const direction = directionOf(view);
    if (direction?.code !== code) return [];
    const text = view.text(basisKey(code));
    const lacking = direction.agreement.filter((name) => !text.includes(name));
    return lacking.length === 0
      ? []
      : say(
          'warn',
          `fields.${basisKey(code)}`,
          `合作协议依据缺${lacking.join('')}`,
          `The basis lacks ${lacking.join(', ')}`,
        );
  };
}

/** C-T02: days that no text gives yet are to-dos that stand in the way, until the application has gone. */
function daysGiven(view: View): Problem[] {
  return guidelineDays.flatMap((day) =>
    dayMissing(view, day)
      ? say(
          'block',
          `fields.${day.field}`,
          `指南征求意见稿未列“${day.title.zh}”的日期，以正式稿为准录入`,
          `The draft gives no day for “${day.title.en}”; enter it from the final text`,
        )
      : [],
  );
}

/** C-F01, C-Q01: what rests on a draft says so; another dossier that has the final text is told. */
function draft(view: View): Problem[] {
  const found: Problem[] = [];
  if (statusOf(view) !== '正式稿')
    found.push(
      ...say(
        'info',
        'fields.guideline_status',
        '依据征求意见稿：导出页均加水印；正式稿导入后自动对比',
        'Based on the draft: exported pages say so',
      ),
    );
  return found;
}

/** C-Q01: another dossier of the year has the final text already. */
function finalText(view: View): Problem[] {
  const found: Problem[] = [];
  const own = guidelineOf(view);
  const newer = view.others.some(
    (one) =>
      one.kind === view.record.kind &&
      one.fields['guideline_status'] === '正式稿' &&
      statusOf(view) !== '正式稿' &&
      (one.fields['guideline_year'] ?? own.year) === (view.integer('guideline_year') ?? own.year),
  );
  if (newer)
    found.push(
      ...say(
        'warn',
        'fields.guideline_status',
        '另一卷宗已采用本年度正式稿，请导入对比',
        'Another dossier stands on the final text; import it here',
        'C-Q01',
      ),
    );
  return found;
}

/** The choices of the fields, the days and the basis (C-E11–C-E21, C-T02, C-F01, C-F15–C-F24). */
export const fieldRules: readonly Rule[] = [
  rule('C-F01', 'draft', both('征求意见稿', 'Draft for comment'), 3, draft),
  {
    ...rule('C-Q01', 'final_elsewhere', both('正式稿已在别处采用', 'The final text is in use'), 3, finalText),
    across: finalElsewhere,
  },
  rule(
    'C-T02',
    'days_given',
    both('申报、推荐、答辩日期', 'Days of application, recommendation, defence'),
    17,
    daysGiven,
  ),
  ...builtIn.directions
    .filter((direction) => direction.choices.length > 0 || direction.tree)
    .map((direction) =>
      rule(
        choiceRules[direction.code] ?? 'C-F05',
        `field_of_${direction.code.replace('.', '_')}`,
        both(`${direction.code}领域方向`, `Fields of ${direction.code}`),
        direction.choices_line ?? 17,
        inList(direction.code),
      ),
    ),
  rule('C-E19', 'free_field', both('领域不限', 'Any field'), 361, freeField),
  rule('C-E20', 'topic_in_list', both('GEO子题', 'GEO topics'), 389, topicInList),
  rule('C-E21', 'health', both('纳米方向不含健康领域', 'Nano leaves health out'), 198, health),
  ...builtIn.directions.map((direction, index) =>
    rule(
      `C-F${15 + index}`,
      `basis_of_${direction.code.replace('.', '_')}`,
      both(`${direction.code}合作协议依据`, `Basis of ${direction.code}`),
      (direction.line ?? 0) + 2,
      basis(direction.code),
    ),
  ),
];
