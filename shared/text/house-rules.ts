import type { Clause } from '../model/derived.ts';
import type { ErrorCode } from '../model/errors.ts';
import { confidentialityClauses } from './confidentiality-clauses.ts';

/** The rule behind a refusal whose answer carries its code alone, e.g. one file of many. */
export const ruleOfCode: Partial<Record<ErrorCode, string>> = { state_secret_marking: 'E-16' };

const confidentiality = '安全保密协议';

/** Least privilege (rulebook E): the words of the confidentiality clause that a control follows from, else its own. */
const clauses: Readonly<Record<string, Clause>> = {
  ...confidentialityClauses,
  'E-02': {
    article: `${confidentiality}第三条（四）`,
    line: 453,
    text: '乙方同意仅在为实施本项目时使用保密信息，绝不与该项目无关的目的使用保密信息；',
  },
  'E-05': {
    article: `${confidentiality}第三条(六)`,
    line: 459,
    text: '若乙方确有需要向第三方展示甲方数据信息及成果，需提前向甲方以一事一议的形式提交书面申请，由甲方签字盖章同意后方可施行。未经同意，严禁乙方将甲方数据向第三方展示。如有违反，乙方须承担全部后果，甲方有权向乙方追责；',
  },
  'E-06': {
    article: `${confidentiality}第三条(十一)`,
    line: 469,
    text: '乙方不得擅自使用信息系统最高管理员、安全管理员、审计员等权限，按照最小必要原则向甲方申请账号使用授权，得到授权后方可在权限范围内使用，使用完毕后及时做好交还工作；',
  },
  'E-08': {
    article: '内控规则E-08',
    text: '境外、公网提供不设入口。须向境外提供的，另行报批，线下办理。',
  },
  'E-13': {
    article: '内控规则E-13',
    text: '每件材料都有信息类与期限（永久、年数、至公开）。到期不自动降级，只提示复核；降低须写明理由，由有权授权的人办理。',
  },
  'E-16': {
    article: '内控规则E-16',
    text: '国家秘密不入库：文件名或文字内容带“绝密”“机密”“秘密”标志的，一律拦下，转由人工按保密规定处理；图像里的标志由放入的人核对。',
  },
};

/** The words that decide, in clauses that refuse: underlined where the clause is quoted. */
const keyPhrases: Readonly<Record<string, string>> = {
  'E-05': '以一事一议的形式提交书面申请，由甲方签字盖章同意后方可施行',
  'E-06': '得到授权后方可在权限范围内使用，使用完毕后及时做好交还工作',
  'E-16': '国家秘密不入库',
};

/** The deciding words of a rule's clause, or null. */
export function keyPhrase(rule: string): string | null {
  return Object.hasOwn(keyPhrases, rule) ? (keyPhrases[rule] ?? null) : null;
}

/** The clause of a rule of section E or of the confidentiality agreement (B-S), or null for one without words here. */
export function houseClause(rule: string): Clause | null {
  return Object.hasOwn(clauses, rule) ? (clauses[rule] ?? null) : null;
}
