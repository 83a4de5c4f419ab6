import type { Problem, Rule, View } from '../define.ts';
import { proofElsewhere } from './across.ts';
import { foreignUnits } from './fields-people.ts';
import { directionOf, inWorkProgramme } from './guideline.ts';
import { proofNumbers } from './proof-numbers.ts';
import { both, rule, say } from './words.ts';

const geo = (view: View) => directionOf(view)?.geo_members === true;
const submitted = (view: View) => view.events('application_submitted').length > 0;

/** C-GEO-01, C-T04: on the list before the day, that day not counted. */
function listed(view: View): Problem[] {
  const before = directionOf(view)?.listed_before;
  if (!inWorkProgramme(view) || before === undefined) return [];
  const on = view.date('gwp_listed_on');
  if (on === null)
    return say(
      submitted(view) ? 'block' : 'warn',
      'fields.gwp_listed_on',
      `须为${before}前已列入GEO后2025工作计划的项目；未录列入日期`,
      `Listed before ${before}; the day is not said`,
    );
  return on < before
    ? []
    : say(
        'block',
        'fields.gwp_listed_on',
        `${on}列入，不早于${before}，不得申报`,
        `Listed on ${on}, not before ${before}`,
      );
}

/** C-GEO-02: the contact of the programme, or both proofs. */
function contact(view: View): Problem[] {
  if (!inWorkProgramme(view) || view.value('pi_is_contact') === true) return [];
  const severity = submitted(view) ? 'block' : 'warn';
  return [
    ...(view.value('contact_agreement') === undefined
      ? say(
          severity,
          'fields.contact_agreement',
          '负责人不是GWP联系人：须有与联系人签署的合作协议',
          'The leader is not the contact: the agreement with the contact is needed',
        )
      : []),
    ...(view.value('contact_proof') === undefined
      ? say(
          severity,
          'fields.contact_proof',
          '负责人不是GWP联系人：须有GEO秘书处出具的邮件等证明',
          'The leader is not the contact: the mail of the Secretariat is needed',
        )
      : []),
  ];
}

/** C-Q18: a mail is kept as it came, with its digest, and its print is signed. */
function mailKept(view: View): Problem[] {
  return inWorkProgramme(view) &&
    view.value('pi_is_contact') !== true &&
    view.value('contact_proof') !== undefined &&
    view.value('contact_proof_signed') !== true
    ? say(
        'warn',
        'fields.contact_proof_signed',
        '邮件等证明须保存原件和摘要，并打印签认',
        'Keep the mail and its digest, and have the print signed',
      )
    : [];
}

/** C-GEO-03: one proof serves one project, in this dossier and across all. */
function proofOnce(view: View): Problem[] {
  if (!geo(view)) return [];
  const own = proofNumbers(view.record);
  const others = new Set(
    view.others.filter((one) => one !== view.record && one.kind === view.record.kind).flatMap(proofNumbers),
  );
  return own.flatMap((number, index) => {
    const path = `fields.proof_numbers[${index}]`;
    if (others.has(number))
      return say(
        'block',
        path,
        '1份证明材料仅可支持申报1个项目：此件已用于另一卷宗',
        'One proof serves one project: another dossier uses it',
      );
    return own.indexOf(number) < index
      ? say('warn', path, '同一证明登记了两次', 'The proof stands here twice')
      : [];
  });
}

function members(view: View): Problem[] {
  if (!geo(view)) return [];
  return foreignUnits(view).flatMap((unit) =>
    unit.geo === true
      ? []
      : say(
          unit.geo === false ? 'block' : 'warn',
          unit.path,
          unit.geo === false
            ? `${unit.name}既非来自GEO成员国，也非GEO参加组织`
            : `${unit.name}未核对是否来自GEO成员国或为参加组织`,
          `${unit.name}: GEO member or participating organization?`,
        ),
  );
}

function pledge(view: View): Problem[] {
  return geo(view) && view.value('geo_pledge') !== true
    ? say(
        'warn',
        'fields.geo_pledge',
        '申请人及团队须承诺遵守GEO规则、目标和要求',
        'The team pledges to keep the rules of GEO',
      )
    : [];
}

/** C-S01: data that goes abroad is cleared before; the deposit with an international hub is such. */
function cleared(view: View): Problem[] {
  const reviews = view.events('export_reviewed');
  return view.entries('deposits').flatMap((row, index) => {
    const date = row['date'];
    if (row['platform'] !== 'GEO知识枢纽' || typeof date !== 'string') return [];
    return reviews.some((event) => event.date <= date)
      ? []
      : say(
          'block',
          `entries.deposits[${index}]`,
          '对外提供数据前须经密级和出境审查批准',
          'Data is cleared before it goes abroad',
        );
  });
}

/** Admission to the GEO direction (C-GEO-01–C-GEO-06), and what may leave the country (C-S01). */
export const geoRules: readonly Rule[] = [
  rule('C-GEO-01', 'listed', both('已列入GEO工作计划', 'Listed in the work programme'), 553, listed),
  rule(
    'C-GEO-02',
    'contact',
    both('负责人为GWP联系人或有两项证明', 'The contact, or both proofs'),
    553,
    contact,
  ),
  rule('C-Q18', 'mail_kept', both('邮件证明的保存', 'Keeping a mail as proof'), 553, mailKept),
  {
    ...rule('C-GEO-03', 'proof_once', both('1份证明只支持1个项目', 'One proof, one project'), 553, proofOnce),
    across: proofElsewhere,
  },
  rule(
    'C-GEO-04',
    'members',
    both('外方来自GEO成员国或参加组织', 'GEO member or organization'),
    555,
    members,
  ),
  rule('C-GEO-06', 'pledge', both('遵守GEO规则', 'The rules of GEO'), 559, pledge),
];

export const exportRule = rule(
  'C-S01',
  'cleared',
  both('对外提供数据先审查', 'Cleared before it leaves'),
  573,
  cleared,
);
