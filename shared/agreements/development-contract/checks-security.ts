import { isEmpty } from '../../engine/compare.ts';
import type { Problem, Rule, View } from '../define.ts';
import { dateOf } from './days.ts';
import { both, has, rowsThat, rule, say } from './words.ts';

type Row = ReturnType<View['entries']>[number];
type Bad = (row: Row, view: View) => boolean;

/** A check over the rows of a register. */
function over(ledger: string, severity: Problem['severity'], bad: Bad, zh: string, en: string) {
  return (view: View): Problem[] =>
    rowsThat(view, ledger, (row) => bad(row, view)).flatMap(({ path }) => say(severity, path, zh, en));
}

/** Whether something was approved no later than it was done. */
function before(row: Row, approved: string, done: string): boolean {
  const [yes, on] = [dateOf(row[approved]), dateOf(row[done])];
  return yes !== null && (on === null || yes <= on);
}

const outside = (row: Row) => row['to'] !== 'staff' && row['info_class'] !== 'public';

function after(...checks: readonly ((view: View) => Problem[])[]) {
  return (view: View): Problem[] => checks.flatMap((check) => check(view));
}

/** The checks of the clauses on secrecy, by their rule (B-S01–B-S27). */
export const secrecy: Readonly<Record<string, (view: View) => Problem[]>> = {
  'B-S01': over(
    'disclosures',
    'block',
    (row) => row['origin'] === 'party_b' && outside(row) && !before(row, 'approved_on', 'on'),
    '乙方的技术文档、程序未经乙方同意不得泄露',
    'Party B’s papers need its consent',
  ),
  'B-S02': over(
    'disclosures',
    'block',
    (row) => row['origin'] !== 'party_b' && row['commercial'] === true && !before(row, 'approved_on', 'on'),
    '未得甲方书面许可，不得商业性利用',
    'No commercial use without written leave',
  ),
  'B-S03': over(
    'disclosures',
    'block',
    (row) => row['to'] === 'public' && row['info_class'] !== 'public',
    '四类保密信息不得公开；公开豁免只限向社会公开服务的内容',
    'Secret classes are not published',
  ),
  'B-S05': over(
    'inventory',
    'block',
    (row) => row['origin'] === 'party_a' && row['lost'] === true,
    '接收的文件归甲方所有，须妥善保存，不得遗失',
    'What party A gave is kept safe',
  ),
  'B-S08': over(
    'disclosures',
    'block',
    (row) => row['for_project'] === false,
    '保密信息仅在为实施本项目时使用',
    'Only for this project',
  ),
  'B-S09': after(
    over(
      'disclosures',
      'block',
      (row) => row['to'] === 'third' && row['info_class'] !== 'public' && !before(row, 'approved_on', 'on'),
      '向第三方披露须甲方事先书面批准',
      'A third party needs written approval beforehand',
    ),
    over(
      'disclosures',
      'block',
      (row) => row['to'] === 'staff' && row['need_to_know'] === false,
      '仅可向有知悉必要的内部人员披露',
      'Only to those who need to know',
    ),
    over(
      'disclosures',
      'block',
      (row) => row['copied'] === true && !before(row, 'approved_on', 'on'),
      '未经批准不得复制',
      'No copies without approval',
    ),
    over(
      'disclosures',
      'block',
      (row) => row['advice'] === true,
      '不得依据保密信息向第三方作任何建议',
      'No advice to third parties from it',
    ),
  ),
  'B-S10': over(
    'disclosures',
    'block',
    (row) => row['to'] === 'abroad',
    '不得擅自向境外提供数据（系统不提供，E-08）',
    'Nothing goes abroad (E-08)',
  ),
  'B-S11': over(
    'display_requests',
    'block',
    (row) => !isEmpty(row['shown_on'] ?? null) && !before(row, 'approved_on', 'shown_on'),
    '未经甲方签字盖章同意，严禁向第三方展示（一事一议）',
    'Nothing is shown without signed and sealed consent, each time',
  ),
  'B-S12': over(
    'third_party_purchases',
    'block',
    (row) =>
      isEmpty(row['data_scope'] ?? null) ||
      isEmpty(row['purpose'] ?? null) ||
      row['minimal'] !== true ||
      !before(row, 'nda_signed_on', 'data_from'),
    '第三方采购须数据最小化，明确范围和用途，并先签数据安全保密协议',
    'Least data, scope and purpose said, NDA first',
  ),
  'B-S13': over(
    'people',
    'block',
    (row) => !before(row, 'nda_signed_on', 'joined_on'),
    '员工须先签保密协议',
    'Staff sign the NDA first',
  ),
  'B-S16': after(
    over(
      'account_grants',
      'block',
      (row) => !before(row, 'approved_on', 'from'),
      '未经甲方授权不得使用账号',
      'No account without approval',
    ),
    over(
      'account_grants',
      'block',
      (row) => row['minimal'] === false,
      '账号须按最小必要授权',
      'Least rights only',
    ),
    over(
      'account_grants',
      'block',
      (row, view) => {
        const until = dateOf(row['until']);
        return until !== null && until < view.today && isEmpty(row['returned_on'] ?? null);
      },
      '账号授权已到期而未交还',
      'The account was due back',
    ),
  ),
  'B-S17': over(
    'outputs',
    'block',
    (row) => row['malicious'] === true,
    '不得设置恶意程序',
    'No malicious code',
  ),
  'B-S18': over(
    'inventory',
    'info',
    (row) => row['origin'] === 'party_b' && row['handled'] === 'returned',
    '附件四默认只覆盖甲方来源信息（B-Q23），乙方自产文档存档即可',
    'Annex 4 covers what came from party A (B-Q23)',
  ),
  'B-S19': (view) =>
    has(view, 'materials_returned')
      ? over(
          'inventory',
          'block',
          (row) =>
            row['origin'] === 'party_a' &&
            row['handled'] !== 'returned' &&
            row['handled'] !== 'destroyed' &&
            row['form'] !== 'oral',
          '归还不完整：甲方来源资料仍未处理',
          'Something of party A’s is still here',
        )(view)
      : [],
  'B-S21': over(
    'outputs',
    'warn',
    (row) => row['sm_crypto'] === false,
    '应使用国密算法进行密码保护',
    'Chinese ciphers are to be used',
  ),
  'B-S22': over(
    'inspections',
    'block',
    (row) => row['cooperated'] === false || row['concealed'] === true,
    '不得拒绝、隐匿、瞒报检查、测评和审计',
    'No refusal and no concealment',
  ),
  'B-S24': over(
    'incidents',
    'warn',
    (row) => row['cause'] === 'party_b' && row['warned_before'] === false,
    '未提前告知风险致损，由乙方承担',
    'Party B bears what it did not warn of',
  ),
  'B-S25': over(
    'inspections',
    'warn',
    (row) =>
      !isEmpty(row['findings'] ?? null) && isEmpty(row['due'] ?? null) && isEmpty(row['done_on'] ?? null),
    '检查发现的问题没有整改期限',
    'What was found has no day to mend it',
  ),
};

/** Staff and products (B-E04, B-E06), returns against article 4 (B-R02). */
export const securityChecks: readonly Rule[] = [
  rule(
    'B-E06',
    'products',
    both('符合国家标准', 'To national standards'),
    495,
    over(
      'outputs',
      'block',
      (row) => row['standard'] === false,
      '产品服务须符合国家标准',
      'Products meet national standards',
    ),
  ),
  rule(
    'B-R02',
    'kept_or_returned',
    both('甲方来源资料归还', 'What came from party A goes back'),
    121,
    over(
      'inventory',
      'warn',
      (row) => row['origin'] === 'party_a' && row['handled'] === 'kept',
      '甲方来源资料存档：第四条“各自存档”与附件“归还”冲突，按归还（B-Q07）',
      'Article 4 says kept, the annex says returned: return it (B-Q07)',
    ),
  ),
  rule(
    'B-B05',
    'incidents',
    both('非甲方原因的安全事故', 'Incidents'),
    286,
    over(
      'incidents',
      'warn',
      (row) => row['cause'] === 'party_b' && isEmpty(row['closed_on'] ?? null),
      '非甲方原因的安全事故由乙方承担后果，尚未处置完毕',
      'Party B bears the incident; it is still open',
    ),
  ),
];

/** B-E04: regular staff, checked before they join. */
export const staff = over(
  'people',
  'block',
  (row) => row['regular'] !== true || !before(row, 'background_checked_on', 'joined_on'),
  '项目人员须为乙方正式员工并先通过背景审查',
  'Staff is regular and checked before joining',
);
