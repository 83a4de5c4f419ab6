import type { Package, Piece, View } from '../define.ts';
import { at, unwritten } from './clauses.ts';
import { bricsRules, voidRule } from './checks-brics.ts';
import { exportRule, geoRules } from './checks-geo.ts';
import { fieldRules } from './checks-field.ts';
import { indicatorRules } from './checks-indicators.ts';
import { moneyRules } from './checks-money.ts';
import { partnerRules } from './checks-partners.ts';
import { asksMatching } from './fields-money.ts';
import { isJoint } from './fields-guideline.ts';
import { directionOf, inWorkProgramme } from './guideline.ts';
import { both } from './words.ts';

function piece(
  key: string,
  id: string,
  line: number | null,
  zh: string,
  en: string,
  needs: Piece['needs'],
  more: Partial<Piece> = {},
): Piece {
  return {
    key,
    rule: id,
    title: both(zh, en),
    clause: line === null ? unwritten : at(line),
    needs,
    seal: null,
    ...more,
  };
}

const where = (when: (view: View) => boolean) => ({ conditional: true, when });
const direction = (view: View) => directionOf(view);
const geo = (view: View) => direction(view)?.geo_members === true;
const brics = (view: View) => direction(view)?.registration !== undefined;
const notContact = (view: View) => inWorkProgramme(view) && view.value('pi_is_contact') !== true;
const has = (ledger: string) => (view: View) => view.entries(ledger).length > 0;

/** The packages P-C1 and P-C2. */
export const packages: readonly Package[] = [
  {
    id: 'P-C1',
    title: both('申报包', 'Application package'),
    clause: at(21),
    base: null,
    deadline: 'application_due',
    submittedBy: 'application_submitted',
    pieces: [
      piece(
        'application_form',
        'C-F11',
        21,
        '申报书（含指标表）',
        'Application with its table',
        both('含《项目合作目标、成果与考核指标表》', 'With the table of indicators'),
        { seal: '依托单位公章' },
      ),
      piece(
        'consistency_table',
        'C-E02',
        19,
        '双方5字段一致性表',
        'Table of the five fields',
        both('五项逐字一致', 'The five fields alike'),
        where((view) => isJoint(view) || brics(view)),
      ),
      piece(
        'cooperation_agreement',
        'C-F13',
        19,
        '与外方的合作协议',
        'Agreement with the foreign side',
        both('双方签署件', 'Signed by both'),
      ),
      piece(
        'foreign_receipt',
        'C-E03',
        48,
        '外方申报证明',
        'Proof of the foreign application',
        both('外方受理回执', 'The receipt of the foreign side'),
        where(isJoint),
      ),
      piece(
        'matching_letter',
        'C-P06',
        373,
        '配套承诺函',
        'Letter of commitment',
        both('盖章，写明金额和来源', 'Sealed, with amount and source'),
        { seal: '依托单位公章', ...where((view) => asksMatching(view) && view.rows('matching').length > 0) },
      ),
      piece(
        'us_funding_proof',
        'C-1.3',
        186,
        '美方出资或承诺证明',
        'Proof of federal funds',
        both('美国联邦政府部门出具', 'By a federal department'),
        where((view) => direction(view)?.foreign_funding_proof === true),
      ),
      piece(
        'registration_proof',
        'C-1.5',
        253,
        '日方企业注册证明',
        'Proof of registration',
        both('日本境内注册', 'In Japan'),
        where((view) => direction(view)?.foreign_only_enterprises === true),
      ),
      piece(
        'verified_proof',
        'C-1.9-1',
        371,
        '技术验证证明',
        'Proof of verification',
        both('实验室或其他条件下', 'In a laboratory or otherwise'),
        where(brics),
      ),
      piece(
        'brics_screenshot',
        'C-1.9-5',
        381,
        '联合申报注册号和截图',
        'Registration number and screenshot',
        both('“已注册”状态页面', 'The page “registered”'),
        where(brics),
      ),
      piece(
        'gwp_agreement',
        'C-GEO-02',
        553,
        '与GWP联系人的合作协议',
        'Agreement with the contact',
        both('负责人不是联系人时', 'Where the leader is not the contact'),
        where(notContact),
      ),
      piece(
        'gwp_mail',
        'C-GEO-02',
        553,
        'GEO秘书处邮件等证明',
        'Mail of the Secretariat',
        both('邮件原件和打印签认件', 'The mail and its signed print'),
        where(notContact),
      ),
      piece(
        'gwp_listing',
        'C-GEO-01',
        553,
        '列入GEO工作计划的证明',
        'Proof of the listing',
        both('GEO-20-3.3(Rev2)所在页', 'The page of the document'),
        where(inWorkProgramme),
      ),
    ],
    rules: [...fieldRules, ...partnerRules, ...moneyRules, ...bricsRules, ...geoRules, voidRule],
  },
  {
    id: 'P-C2',
    title: both('执行期证据册', 'Evidence of the execution'),
    clause: at(561),
    base: null,
    deadline: 'indicators_due',
    submittedBy: 'evaluated',
    pieces: [
      piece(
        'papers',
        'C-K02',
        23,
        '合著论文',
        'Joint papers',
        both('首页、署名页、录用或发表证明', 'First page, units, acceptance'),
        where(has('papers')),
      ),
      piece(
        'visit_stamps',
        'C-K13',
        567,
        '互访出入境记录',
        'Stamps of visits',
        both('出入境页和行程', 'Stamps and itinerary'),
        where(has('visits')),
      ),
      piece(
        'activity_filing',
        'C-K12',
        565,
        '活动备案',
        'Filings of activities',
        both('GEO中国秘书处备案', 'By the China secretariat'),
        where((view) => geo(view) && has('activities')(view)),
      ),
      piece(
        'geo_news',
        'C-K15',
        571,
        'GEO官网通知和新闻',
        'Notices and news',
        both('网页存档', 'Copies of the pages'),
        where(geo),
      ),
      piece(
        'deposit_vouchers',
        'C-K16',
        573,
        '数据汇交凭证',
        'Vouchers of deposits',
        both('国家汇交、国家共享平台、GEO知识枢纽共3份', 'Three vouchers'),
        { count: 3, ...where(geo) },
      ),
      piece(
        'export_clearance',
        'C-S01',
        573,
        '对外提供数据审查批件',
        'Clearance',
        both('密级和出境审查', 'Of secrecy and of leaving'),
        where((view) => view.events('export_reviewed').length > 0),
      ),
      piece(
        'principal_mail',
        'C-K17',
        575,
        'GEO Principal确认邮件',
        'Mail of the Principal',
        both('邮件原件', 'The mail'),
        where(geo),
      ),
      piece(
        'test_reports',
        'C-F11',
        21,
        '指标测试和评价报告',
        'Test reports',
        both('第三方测试、精度评价或用户证明', 'Of third parties or users'),
        where(has('measurements')),
      ),
    ],
    rules: [...indicatorRules, exportRule],
  },
];
