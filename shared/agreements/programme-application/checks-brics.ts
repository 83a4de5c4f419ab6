import { sameName } from '../../engine/label-text.ts';
import type { Problem, Rule, View } from '../define.ts';
import { chineseUnits, enterprise, foreignUnits } from './fields-people.ts';
import { directionOf } from './guideline.ts';
import { both, rule, say } from './words.ts';

const here = (view: View) => directionOf(view)?.registration !== undefined;
const submitted = (view: View) => view.events('application_submitted').length > 0;
const only = (check: (view: View) => Problem[]) => (view: View) => (here(view) ? check(view) : []);

function demonstration(view: View): Problem[] {
  const type = view.text('project_type');
  if (type !== '' && type !== '应用示范类')
    return say(
      'block',
      'fields.project_type',
      '本方向项目类型为应用示范类',
      'The direction takes demonstrations only',
    );
  return view.value('verified_proof') === undefined
    ? say(
        submitted(view) ? 'block' : 'warn',
        'fields.verified_proof',
        '须有技术已在实验室或其他条件下通过验证的证明',
        'Proof that the technology is verified',
      )
    : [];
}

function industrial(view: View): Problem[] {
  const found: Problem[] = [];
  if (view.text('industrial_goal').trim() === '')
    found.push(
      ...say(
        'block',
        'fields.industrial_goal',
        '须设置明确的产业化或商业化目标与考核指标',
        'An industrial or commercial goal is asked for',
      ),
    );
  const wanted = directionOf(view)?.cn_enterprises ?? 0;
  if (chineseUnits(view).filter(({ type }) => type === enterprise).length < wanted)
    found.push(
      ...say(
        'block',
        'fields.cn_partners',
        `中方团队须至少包含${wanted}家企业`,
        `The Chinese team has at least ${wanted} enterprise`,
      ),
    );
  return found;
}

/** C-1.9-3, C-Q17: two of the six countries; others may take part and do not count. */
function twoCountries(view: View): Problem[] {
  const direction = directionOf(view);
  const units = foreignUnits(view);
  const six = direction?.countries ?? [];
  const in6 = new Set(
    units.map(({ country }) => country).filter((country) => six.some((one) => sameName(one, country))),
  );
  const wanted = direction?.countries_at_least ?? 0;
  const found: Problem[] = [];
  if (in6.size < wanted)
    found.push(
      ...say(
        'block',
        'fields.foreign_partners',
        `合作方所在国须含${six.join('、')}中至少${wanted}国，现有${in6.size}国`,
        `${wanted} of ${six.join(', ')} at least, ${in6.size} so far`,
      ),
    );
  if (view.text('foreign_lead') === '')
    found.push(
      ...say(
        'block',
        'fields.foreign_lead',
        '须明确1个外方合作方为外方牵头单位',
        'One foreign partner is the foreign lead',
      ),
    );
  const extra = [...new Set(units.map(({ country }) => country))].filter(
    (country) => country !== '' && !in6.has(country),
  );
  if (extra.length > 0)
    found.push(
      ...say(
        'info',
        'fields.foreign_partners',
        `${extra.join('、')}可作额外参与，不计入“至少${wanted}国”（C-Q17）`,
        `${extra.join(', ')} may take part and does not count (C-Q17)`,
        'C-Q17',
      ),
    );
  return found;
}

/** C-1.9-4: one agreement with all; the Chinese lead signs and seals, each foreign unit does one of both. */
function oneAgreement(view: View): Problem[] {
  const rows = view.rows('agreement_signers');
  const signer = (name: string) => rows.findIndex((row) => sameName(String(row['unit'] ?? ''), name));
  const found: Problem[] = [];
  const papers = new Set(rows.map((row) => String(row['agreement'] ?? '').trim()).filter(Boolean));
  if (papers.size > 1)
    found.push(
      ...say(
        'block',
        'fields.agreement_signers',
        `须签署同一份协议，现有${papers.size}份：${[...papers].join('、')}`,
        `One agreement is asked for, there are ${papers.size}`,
      ),
    );
  const must = [...chineseUnits(view).slice(0, 1), ...foreignUnits(view)];
  for (const unit of must) {
    if (signer(unit.name) < 0)
      found.push(
        ...say(
          'block',
          'fields.agreement_signers',
          `${unit.name}未签署合作协议`,
          `${unit.name} has not signed the agreement`,
        ),
      );
  }
  rows.forEach((row, index) => {
    const [signed, sealed] = [row['signed'] === true, row['sealed'] === true];
    const path = `fields.agreement_signers[${index}]`;
    if (row['side'] === '中方' && !(signed && sealed))
      found.push(
        ...say(
          'block',
          path,
          `${String(row['unit'])}：中方须签字、盖章齐全`,
          `${String(row['unit'])}: signature and seal both`,
        ),
      );
    if (row['side'] === '外方' && !signed && !sealed)
      found.push(
        ...say(
          'block',
          path,
          `${String(row['unit'])}：外方至少须签字或盖章`,
          `${String(row['unit'])}: signature or seal`,
        ),
      );
  });
  return found;
}

/** C-1.9-5: the number as the example has it, and the screenshot; without either the application is void. */
function registration(view: View): Problem[] {
  const pattern = directionOf(view)?.registration ?? '';
  const no = view.text('registration_no').trim();
  const severity = submitted(view) ? 'block' : 'warn';
  const found: Problem[] = [];
  if (no === '')
    found.push(
      ...say(
        severity,
        'fields.registration_no',
        '未填联合申报注册号，缺则申报无效',
        'The registration number is missing',
      ),
    );
  else if (!matches(pattern, no))
    found.push(
      ...say(
        'block',
        'fields.registration_no',
        `注册号“${no}”不合样式（示例：BRICS2025i-XXX）`,
        `“${no}” is no registration number`,
      ),
    );
  if (view.value('registration_screenshot') === undefined)
    found.push(
      ...say(
        severity,
        'fields.registration_screenshot',
        '未上传“已注册”状态页面截图，缺则申报无效',
        'The screenshot is missing',
      ),
    );
  return found;
}

/** A pattern of an imported guideline that is none refuses nothing but is told as not matching. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

function nationalFunds(view: View): Problem[] {
  const found: Problem[] = [];
  if (view.value('foreign_lead_funding') !== true)
    found.push(
      ...say(
        submitted(view) ? 'block' : 'warn',
        'fields.foreign_lead_funding',
        '外方牵头单位须按其所在国要求申请国家经费',
        'The foreign lead applies for its national funds',
      ),
    );
  view.rows('national_funding').forEach((row, index) => {
    if (row['in_form'] !== true)
      found.push(
        ...say(
          'block',
          `fields.national_funding[${index}]`,
          `${String(row['unit'] ?? '')}申请本国经费，须填入联合申报表，否则影响国内申报的有效性`,
          `${String(row['unit'] ?? '')} belongs into the joint form`,
        ),
      );
  });
  return found;
}

/** C-B01: what makes an application void, said once in one place. */
function voidCases(view: View): Problem[] {
  if (!submitted(view)) return [];
  const void1 =
    directionOf(view)?.joint === true &&
    view.date('foreign_applied_on') === null &&
    view.events('foreign_applied').length === 0;
  const void2 =
    here(view) &&
    (view.text('registration_no') === '' || view.value('registration_screenshot') === undefined);
  const void3 = here(view) && view.rows('national_funding').some((row) => row['in_form'] !== true);
  const causes = [void1 && '单方申报', void2 && '缺注册号或截图', void3 && '未填联合申报表'].filter(
    (one) => one !== false,
  );
  return causes.length > 0
    ? say(
        'block',
        'fields.direction_code',
        `申报无效的情形：${causes.join('、')}`,
        'The application is void as it stands',
      )
    : [];
}

/** What the BRICS direction asks beyond the others (C-1.9-1–C-1.9-6), and what makes an application void (C-B01). */
export const bricsRules: readonly Rule[] = [
  rule(
    'C-1.9-1',
    'demonstration',
    both('应用示范类，技术已验证', 'Demonstration of verified technology'),
    371,
    only(demonstration),
  ),
  rule(
    'C-1.9-2',
    'industrial',
    both('产业化目标和中方企业', 'Industrial goal and an enterprise'),
    373,
    only(industrial),
  ),
  rule('C-1.9-3', 'two_countries', both('六国中至少两国', 'Two of six countries'), 375, only(twoCountries)),
  rule('C-1.9-4', 'one_agreement', both('同一份合作协议', 'One agreement'), 375, only(oneAgreement)),
  rule('C-1.9-5', 'registration', both('注册号和截图', 'Number and screenshot'), 381, only(registration)),
  rule(
    'C-1.9-6',
    'national_funds',
    both('申请本国经费的单位填入联合申报表', 'Units with national funds in the joint form'),
    383,
    only(nationalFunds),
  ),
];

export const voidRule = rule('C-B01', 'void', both('申报无效的情形', 'What makes it void'), 381, voidCases);
