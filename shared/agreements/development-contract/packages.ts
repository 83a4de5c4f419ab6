import type { Package, Piece, View } from '../define.ts';
import { deliverables, resultChecks } from './checks-results.ts';
import { at } from './clauses.ts';
import { confidentiality } from './confidentiality.ts';
import { both, has } from './words.ts';

const sealA = '甲方公章';
const sealB = '乙方公章';
const sealBoth = '甲方公章、乙方公章';

function piece(
  key: string,
  id: string,
  line: number,
  zh: string,
  en: string,
  needs: [string, string],
  more: Partial<Piece> = {},
): Piece {
  return { key, rule: id, title: both(zh, en), clause: at(line), needs: both(...needs), seal: null, ...more };
}

const where = (...keys: string[]) => ({ conditional: true, when: (view: View) => has(view, ...keys) });
const rows = (ledger: string) => ({
  conditional: true,
  when: (view: View) => view.entries(ledger).length > 0,
});

/** B-N02: of each document, on paper. */
const deliveryCopies = { copies: (view: View) => view.integer('delivery_copies') ?? 2 };

const own = new Set(['B-D02', 'B-D03', 'B-D04', 'B-D07', 'B-D10']);

/** P-B1 to P-B4 (rulebook P). */
export const packages: readonly Package[] = [
  {
    id: 'P-B1',
    title: both('初验包', 'First acceptance'),
    clause: at(139),
    base: null,
    deadline: null,
    submittedBy: 'initial_acceptance_passed',
    pieces: [
      piece('online_proof', 'B-T10', 139, '上线证明', 'Proof that it runs', ['上线运行的证明', 'The proof']),
      piece(
        'initial_acceptance',
        'B-D05',
        139,
        '初验文件',
        'Document of first acceptance',
        ['初验结论，双方签字盖章', 'Signed and sealed by both'],
        { seal: sealBoth },
      ),
      piece(
        'invoice',
        'B-T10',
        139,
        '有效付款发票',
        'Invoice',
        ['本期等额发票', 'Of the amount of the instalment'],
        { seal: '发票专用章' },
      ),
      piece('design_internal', 'B-D03', 228, '〔内控〕技术设计书', '〔internal〕 design', [
        '技术设计书',
        'The design',
      ]),
      piece(
        'change_forms',
        'B-C01',
        159,
        '变更确认单',
        'Confirmed changes',
        ['双方签字盖章', 'Signed and sealed'],
        { seal: sealBoth, ...where('change_confirmed') },
      ),
    ],
    rules: [],
  },
  {
    id: 'P-B2',
    title: both('终验包', 'Final acceptance'),
    clause: at(236),
    base: 'acceptance_meeting',
    deadline: 'final_acceptance_month',
    submittedBy: 'final_acceptance_passed',
    pieces: [
      piece(
        'design',
        'B-D03',
        228,
        '技术设计书',
        'Technical design',
        ['书面和电子，各×2', 'On paper and as file, two each'],
        { seal: sealB, ...deliveryCopies },
      ),
      piece(
        'summary',
        'B-D03',
        228,
        '技术总结',
        'Technical summary',
        ['书面和电子，各×2', 'On paper and as file, two each'],
        { seal: sealB, ...deliveryCopies },
      ),
      piece(
        'test_report',
        'B-D03',
        228,
        '测试报告',
        'Test report',
        ['书面和电子，各×2', 'On paper and as file, two each'],
        { seal: sealB, ...deliveryCopies },
      ),
      piece(
        'manual',
        'B-D03',
        228,
        '用户手册',
        'Manual',
        ['书面和电子，各×2', 'On paper and as file, two each'],
        deliveryCopies,
      ),
      piece('discs', 'B-D04', 228, '可执行程序与系统光盘', 'Executable and discs', [
        '光盘×2，登记编号',
        'Two discs, numbered',
      ]),
      piece(
        'acceptance_record',
        'B-D06',
        236,
        '现场验收记录',
        'Record of acceptance',
        ['签字盖章', 'Signed and sealed'],
        { seal: sealA },
      ),
      piece('receipts', 'B-D07', 232, '送达签收单', 'Receipts', ['每次交付', 'Each delivery']),
      piece('training', 'B-D08', 268, '培训记录', 'Trainings', [
        '使用、技术、运维培训',
        'Use, technology, operation',
      ]),
      piece('mlps', 'B-D09', 230, '三级等保测评、整改材料', 'MLPS level 3 and rectification', [
        '测评报告和整改记录',
        'The report and what was mended',
      ]),
      piece(
        'second_try',
        'B-B04',
        282,
        '二次验收整改报告',
        'Report for the second acceptance',
        ['整改后的说明', 'What was mended'],
        where('acceptance_failed'),
      ),
      piece(
        'risk_assessment',
        'B-P13',
        230,
        '风险评估',
        'Risk assessment',
        ['评估报告', 'The report'],
        rows('rectifications'),
      ),
    ],
    rules: [
      ...deliverables.filter(({ rule }) => own.has(rule)),
      ...resultChecks.filter(({ rule }) => rule === 'B-N02'),
    ],
  },
  {
    id: 'P-B3',
    title: both('保密收口包', 'Closing of secrecy'),
    clause: at(485),
    base: null,
    deadline: 'annex_return',
    submittedBy: 'materials_returned',
    pieces: [
      piece('account_returns', 'B-S16', 469, '账号交还记录', 'Accounts handed back', [
        '逐个账号',
        'Each account',
      ]),
      piece(
        'return_list',
        'B-S19',
        485,
        '甲方资料归还清点单',
        'List of what went back',
        ['双方签收', 'Signed by both'],
        { seal: sealA },
      ),
      piece(
        'third_party_ndas',
        'B-S12',
        461,
        '第三方保密协议',
        'NDAs of third parties',
        ['每个第三方', 'Each of them'],
        rows('third_party_purchases'),
      ),
      piece('staff_ndas', 'B-S13', 463, '员工保密协议', 'NDAs of staff', ['每名项目人员', 'Each of them']),
      piece('need_to_know', 'B-S09', 455, '知悉名单', 'Who knew', [
        '卷宗×人员×信息类',
        'Dossier, person, class',
      ]),
      piece(
        'display_forms',
        'B-S11',
        459,
        '展示审批单（逐次）',
        'Permissions to show',
        ['甲方签字盖章', 'Signed and sealed by party A'],
        { seal: sealA, ...rows('display_requests') },
      ),
    ],
    rules: confidentiality.filter(({ rule }) => ['B-S16', 'B-S19'].includes(rule)),
  },
  {
    id: 'P-B4',
    title: both('登记与归档', 'Registration and archive'),
    clause: at(362),
    base: null,
    deadline: null,
    submittedBy: null,
    pieces: [
      piece(
        'contract',
        'B-N01',
        362,
        '合同（陆份去向）',
        'The contract and where its copies went',
        ['双方签字盖章的合同', 'Signed and sealed by both'],
        { seal: sealBoth, copies: (view) => view.integer('copies') ?? 6 },
      ),
      piece(
        'annex',
        'B-X03',
        340,
        '附件一《保密和网络安全协议》',
        'Annex 1',
        ['双方盖章', 'Sealed by both'],
        { seal: sealBoth },
      ),
      piece(
        'supplement',
        'B-X01',
        351,
        '补充协议',
        'Supplement',
        ['双方签字盖章', 'Signed and sealed by both'],
        { seal: sealBoth, ...where('supplement_signed') },
      ),
      piece('procurement', 'B-X04', 70, '采购文件与响应文件', 'Tender and response', [
        '竞争性磋商文件、响应文件',
        'Both',
      ]),
      piece('stamp_tax', 'B-F36', 384, '印花税', 'Stamp duty', [
        '贴票页或完税凭证',
        'The page with the stamps',
      ]),
      piece('registration', 'B-F37', 388, '技术合同登记', 'Registration', ['登记证明', 'The certificate'], {
        seal: '登记机构章',
      }),
    ],
    rules: resultChecks.filter(({ rule }) => rule === 'B-N01'),
  },
];
