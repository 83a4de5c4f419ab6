import type { Package, Piece, View } from '../define.ts';
import { across, usedElsewhere } from './across.ts';
import { at } from './clauses.ts';
import { hasHost } from './fields-application.ts';
import { eligibility } from './checks-people.ts';
import { usedOnce } from './label-units.ts';
import { labels } from './labels.ts';
import { both, rule } from './words.ts';

const hostSeal = '依托单位公章';

function piece(
  key: string,
  id: string,
  line: number,
  zh: string,
  en: string,
  needs: Piece['needs'],
  more: Partial<Piece> = {},
): Piece {
  return { key, rule: id, title: both(zh, en), clause: at(line), needs, seal: null, ...more };
}

const where = (when: (view: View) => boolean) => ({ conditional: true, when });
const noHost = (view: View) => !hasHost(view);

/** With a host unit the paper carries its seal; without one it carries none. */
function sealedByHost(
  key: string,
  id: string,
  line: number,
  zh: string,
  en: string,
  needs: Piece['needs'],
  more: Partial<Piece> = {},
): Piece[] {
  return [
    piece(key, id, line, zh, en, needs, { ...more, seal: hostSeal, ...where(hasHost) }),
    piece(`${key}_unsealed`, id, line, zh, en, needs, { ...more, ...where(noHost) }),
  ];
}

const notEnded = (event: string) => (view: View) => view.events(event).length > 0;

/** D-E12: one output, one topic; asked again by the closing package. */
export const oneTopicOnly = across(
  rule(
    'D-E12',
    'used_once',
    both('一项成果只能用于一个开放课题的验收', 'An output serves one topic'),
    130,
    usedOnce,
  ),
  usedElsewhere,
);

/** The packages P-D1–P-D4. */
export const packages: readonly Package[] = [
  {
    id: 'P-D3',
    title: both('结题包', 'Closing package'),
    clause: at(89),
    base: null,
    deadline: 'closing_apply',
    submittedBy: 'closing_applied',
    pieces: [
      ...sealedByHost(
        'closing_application',
        'D-F15',
        87,
        '结题申请',
        'Application for closing',
        both('课题负责人提出；有依托单位的须盖章', 'By the leader; sealed by the host unit'),
      ),
      ...sealedByHost(
        'closing_report',
        'D-D02',
        89,
        '结题报告',
        'Closing report',
        both('须按规定标注（D-L01、D-Q07）', 'Carries the acknowledgement (D-L01, D-Q07)'),
        { outputs: ['结题报告'] },
      ),
      piece(
        'output_list',
        'D-D01',
        109,
        '成果清单和证明',
        'List of outputs and proofs',
        both('清单和每项成果的证明', 'The list, and the proof of each'),
        { outputs: ['*'] },
      ),
      piece(
        'progress_reports',
        'D-D03',
        73,
        '进展报告',
        'Progress reports',
        both('按实验室要求提交的各期报告', 'All that the laboratory asked for'),
      ),
      piece(
        'expense_account',
        'D-D02',
        89,
        '经费决算',
        'Account of expenses',
        both('经费使用情况', 'How the money was used'),
      ),
      piece(
        'change_decision',
        'D-D05',
        81,
        '变更、延期批复',
        'Decisions on changes and extensions',
        both('学术委员会的批复', 'The committee’s decision'),
        where((view) =>
          ['change_approved', 'change_rejected', 'extension_approved', 'extension_rejected'].some(
            (key) => view.events(key).length > 0,
          ),
        ),
      ),
      piece(
        'effort_evidence',
        'D-R07',
        97,
        '努力证据',
        'Evidence of effort',
        both('未达预期的：已尽努力的证据', 'Where outcomes were not reached'),
        where((view) => view.value('outcomes_reached') === false),
      ),
      piece(
        'failure_statement',
        'D-R07',
        97,
        '客观原因说明',
        'Statement of the objective cause',
        both('未达预期的：客观因素说明', 'Where outcomes were not reached'),
        where((view) => view.value('outcomes_reached') === false),
      ),
    ],
    rules: [...labels, oneTopicOnly],
  },
  {
    id: 'P-D1',
    title: both('申请包', 'Application package'),
    clause: at(35),
    base: null,
    deadline: null,
    submittedBy: 'application_submitted',
    pieces: [
      ...sealedByHost(
        'application_form',
        'D-E13',
        35,
        '开放课题申请书',
        'Application',
        both(
          '按指南的申请书模板；有依托单位的须盖章',
          'On the guideline’s template; sealed by the host unit',
        ),
      ),
      piece(
        'eligibility_statement',
        'D-E05',
        43,
        '资格声明',
        'Statement of eligibility',
        both('D-E01–D-E07各项的声明和材料', 'On each of D-E01–D-E07'),
      ),
      piece(
        'cooperation_proof',
        'D-P02',
        138,
        '合作证明',
        'Proof of cooperation',
        both(
          '重大研究类：与实验室依托单位或共建单位的合作协议',
          'Major research: the agreement of cooperation',
        ),
        where((view) => view.text('category') === '重大研究'),
      ),
    ],
    rules: eligibility,
  },
  {
    id: 'P-D2',
    title: both('合同包', 'Contract package'),
    clause: at(63),
    base: null,
    deadline: 'contract_submit',
    submittedBy: 'contract_submitted',
    pieces: [
      piece(
        'award_notice',
        'D-F09',
        61,
        '资助通知书',
        'Notice of the award',
        both('实验室签发', 'Issued by the laboratory'),
      ),
      ...sealedByHost(
        'contract',
        'D-F10',
        65,
        '课题合同',
        'Contract',
        both('以申请书为基础；有依托单位的须盖章', 'Based on the application; sealed by the host unit'),
      ),
      piece(
        'batch_terms',
        'D-F11',
        154,
        '批次金额和拨付条件',
        'Batches and their conditions',
        both('合同中的约定页', 'The page of the contract'),
        where(hasHost),
      ),
      piece(
        'application_diff',
        'D-R05',
        67,
        '与申请书的对照',
        'Comparison with the application',
        both('逐项一致，修改处有实验室的要求', 'The same, or what the laboratory asked to change'),
      ),
    ],
    rules: [],
  },
  {
    id: 'P-D4',
    title: both('终止包', 'Termination package'),
    clause: at(103),
    base: null,
    deadline: 'return_of_funds',
    submittedBy: 'surplus_returned',
    pieces: [
      piece(
        'termination_decision',
        'D-B01',
        101,
        '终止、撤销决定',
        'Decision to end and revoke',
        both('实验室的决定', 'The laboratory’s decision'),
      ),
      piece(
        'return_voucher',
        'D-P10',
        105,
        '剩余经费退回凭证',
        'Voucher of the return',
        both('退款凭证', 'The voucher'),
      ),
      piece(
        'asset_list',
        'D-P08',
        158,
        '资产清单',
        'List of assets',
        both('课题形成的固定资产及管理方', 'Fixed assets and who manages them'),
      ),
      piece(
        'audit_report',
        'D-P10',
        103,
        '课题审计报告',
        'Audit report',
        both('由依托单位组织', 'By the host unit'),
        where((view) => hasHost(view) && notEnded('sanction_decided')(view)),
      ),
    ],
    rules: [],
  },
];
