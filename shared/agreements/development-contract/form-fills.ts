import type { CivilDate, Fen } from '../../model/units.ts';
import { asFen, formatYuan } from '../../money/fen.ts';
import { toWords } from '../../money/words.ts';
import type { FormBlock } from '../form.ts';
import type { View } from '../define.ts';

type Row = Readonly<Record<string, unknown>>;
/** What stands in the place of one line of the model: nothing, one line, or several. */
type Fill = (view: View, text: string) => readonly (string | FormBlock)[];

const none = '无';
const blank = '＿＿＿＿＿＿＿＿';

/** What the record, or the form's usual value, says; 无 where it says nothing. */
function said(view: View, key: string): string {
  const value = view.value(key);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return value === undefined || value === null || typeof value === 'object'
    ? none
    : String(value).trim() || none;
}

function cell(row: Row, key: string): string {
  const value = row[key];
  return value === undefined || value === null || value === '' ? none : String(value);
}

/** An amount in figures; one that is kept back is masked already and stands as it is (B-Q16). */
function figures(value: unknown): string {
  const fen = asFen(value);
  if (fen !== null) return `${formatYuan(fen)}元`;
  return typeof value === 'string' && value !== '' ? value : none;
}

function inWords(words: unknown, value: unknown): string {
  if (typeof words === 'string' && words !== '') return words;
  const fen = asFen(value);
  return fen === null ? figures(value) : toWords(fen as Fen);
}

function day(date: CivilDate | null): string {
  if (date === null) return '    年  月  日';
  const [y = '', m = '', d = ''] = date.split('-');
  return `${y}年${Number(m)}月${Number(d)}日`;
}

function month(value: unknown): string {
  const [y = '', m = ''] = String(value ?? '').split('-');
  return m === '' ? none : `${y}年${Number(m)}月`;
}

/** The number of days or years of a line, where the contract has another than the form. */
const counted =
  (key: string, usual: string, unit: string): Fill =>
  (view, text) => [
    view.record.fields[key] === undefined
      ? text
      : text.replace(new RegExp(`${usual}\\s*${unit}`, 'u'), `${said(view, key)}${unit}`),
  ];

const after =
  (head: string, key: string, end = ''): Fill =>
  (view) => [`${head}${said(view, key)}${end}`];

const gone: Fill = () => [];

/** Numbered rows of a list, as many as there are; a list without any says 无. */
const numbered =
  (key: string, column: string, end = '；'): Fill =>
  (view) => {
    const rows = view.rows(key);
    const texts = rows.length === 0 ? [none] : rows.map((row) => cell(row, column));
    return texts.map((text, at) => `${at + 1}. ${text}${end}`);
  };

/** The model's own words, unless the record has others. */
const unlessOwn =
  (key: string, own: Fill): Fill =>
  (view, text) =>
    view.record.fields[key] === undefined ? [text] : own(view, text);

function others(view: View, key: string, title: string): string[] {
  return view
    .rows(key)
    .map(
      (row) =>
        `${title}：${cell(row, 'name')}（${cell(row, 'role')}；住所地：${cell(row, 'addr')}；${cell(row, 'contact')}）`,
    );
}

function partyBlock(side: 'a' | 'b', from: number): Record<number, Fill> {
  const title = side === 'a' ? '委托方（甲方）' : '受托方（乙方）';
  const more = side === 'a' ? '共同委托方' : '共同受托方';
  return {
    [from]: (view) => [`${title}：${said(view, `party_${side}_name`)}`],
    [from + 2]: after('住所地：', `residence_${side}`),
    [from + 4]: after('法定代表人：', `legal_rep_${side}`),
    [from + 6]: after('项目联系人：', `contact_name_${side}`),
    [from + 8]: after('联系方式：', `contact_way_${side}`),
    [from + 10]: after('通讯地址：', `addr_${side}`),
    [from + 12]: (view) => [`电话：${said(view, `tel_${side}`)}    传真：${said(view, `fax_${side}`)}`],
    [from + 14]: (view) => [
      `电子信箱：${said(view, `email_${side}`)}`,
      ...others(view, `co_parties_${side}`, more),
    ],
  };
}

const phases: Fill = (view) =>
  view.rows('phases').map((row, at) => {
    const span = `${month(row['start'])}-${month(row['end'])}`;
    return `${at + 1}. ${cell(row, 'name')}（${span}）：${cell(row, 'work')}`;
  });

const installments: Fill = (view) =>
  view.rows('installments').map((row, at) => {
    const days =
      cell(row, 'working_days') === none ? said(view, 'payment_working_days') : cell(row, 'working_days');
    const share =
      row['share'] === undefined || row['share'] === null ? '' : `合同金额的${cell(row, 'share')}，`;
    const amount = `${figures(row['amount'])}，计人民币${inWords(row['amount_words'], row['amount'])}`;
    // A condition that says its days already is not followed by them again.
    const condition = cell(row, 'condition');
    const when = /工作日内?$/u.test(condition) ? '' : `：${days}个工作日内`;
    return `(${cell(row, 'no') === none ? at + 1 : cell(row, 'no')}) ${condition}${when}甲方向乙方支付${share}${amount}；`;
  });

const content: Fill = (view) => [
  {
    kind: 'table',
    columns: [
      { title: '序号', weight: 8, align: 'center' },
      { title: '主要内容', weight: 24 },
      { title: '内容说明', weight: 68 },
    ],
    rows: view
      .rows('tech_content')
      .map((row, at) => [
        cell(row, 'no') === none ? String(at + 1) : cell(row, 'no'),
        cell(row, 'name'),
        cell(row, 'detail'),
      ]),
  },
];

function account(view: View, key: string): string {
  const value = view.value('payee_account');
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? cell(value, key) : none;
}

function person(view: View, key: string): string {
  const value = view.value(key);
  if (typeof value === 'string' && value !== '') return value;
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? cell(value, 'name') : none;
}

/** The signature slots stay open: they are signed on paper; each further party of a side has its own (B-F35). */
function sealSlots(view: View, side: 'a' | 'b', title: string): string[] {
  const names = [
    said(view, `party_${side}_name`),
    ...view.rows(`co_parties_${side}`).map((row) => cell(row, 'name')),
  ];
  return names.map((name) => `${title}：${name}${blank}（盖章）`);
}

const copiesInWords = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'];

/** The lines of the model form that ask for something, by their number in the source. */
export const fills: Readonly<Record<number, Fill>> = {
  3: after('合同编号：', 'contract_no'),
  // The title stands above already.
  5: gone,
  7: after('项目名称：', 'project_title'),
  8: gone,
  10: (view) => [
    `委托方（甲方）：${said(view, 'party_a_name')}`,
    ...others(view, 'co_parties_a', '共同委托方'),
  ],
  12: (view) => [
    `受托方（乙方）：${said(view, 'party_b_name')}`,
    ...others(view, 'co_parties_b', '共同受托方'),
  ],
  14: (view) => [`签订时间：${day(view.date('sign_date'))}`],
  16: after('签订地点：', 'sign_place'),
  18: after('有效期限：', 'validity_years', '年'),
  ...partyBlock('a', 36),
  ...partyBlock('b', 52),
  68: (view) => [
    `本合同甲方委托乙方研究开发《${said(view, 'project_title')}》项目，并支付研究开发经费和报酬，乙方接受委托并进行此项研究开发工作。双方经过平等协商，在真实、充分地表达各自意愿的基础上，根据《中华人民共和国民法典》的规定以及政府采购项目（项目编号：${said(view, 'procurement_no')}）`,
  ],
  70: (view) => [
    `${said(view, 'procurement_method')}文件及投标（响应）文件，达成如下协议，并由双方共同恪守。`,
  ],
  76: after('', 'tech_goal'),
  80: content,
  81: gone,
  82: gone,
  83: gone,
  85: gone,
  86: gone,
  87: gone,
  91: after('', 'tech_route'),
  93: gone,
  95: counted('rd_plan_days', '30', '日'),
  104: phases,
  105: gone,
  107: gone,
  109: gone,
  111: (view) => [
    `${view.rows('phases').length + 1}. ${month(view.value('acceptance_month'))}完成项目验收，最终成果提交委托方。`,
  ],
  115: after('1. 技术资料清单：', 'tech_materials_list'),
  117: unlessOwn('provide_method', after('2. 提供时间和方式：', 'provide_method')),
  119: unlessOwn('a_cooperation', after('3. 其他协作事项：', 'a_cooperation')),
  121: after('本合同履行完毕后，上述技术资料按以下方式处理：', 'after_handling', '。'),
  125: (view) => [
    `1. 研究开发经费和报酬总额为${inWords(view.value('total_price_words'), view.value('total_price'))}（${figures(view.value('total_price'))}）。`,
  ],
  127: (view) => {
    const rows = view.rows('price_items');
    if (rows.length === 0) return [`(1) ${none}；`];
    return rows.map((row, at) => {
      const amount =
        row['free'] === true ? '（免费）' : row['amount'] === undefined ? '' : `：${figures(row['amount'])}`;
      return `(${at + 1}) ${cell(row, 'item')}${amount}；`;
    });
  },
  129: gone,
  131: gone,
  133: (view) => [
    `(${Math.max(1, view.rows('price_items').length) + 1}) 乙方利用研究开发经费所购置与研究开发工作有关的设备、器材、材料等财产的金额为${figures(view.value('purchased_assets'))}。`,
  ],
  135: (view) => [
    `2. 研究开发经费由甲方${said(view, 'pay_mode')}（一次、分期或提成）支付乙方。具体支付方式和时间如下：`,
  ],
  137: installments,
  139: gone,
  141: gone,
  145: (view) => [`开户银行：${account(view, 'bank')}`],
  147: (view) => [`地址：${account(view, 'address')}`],
  149: (view) => [`帐号：${account(view, 'account')}`],
  151: (view, text) => [text.replace('以无的方式', `以${said(view, 'royalty_audit_mode')}的方式`)],
  157: (view, text) => [
    text
      .replace('以自由合理支配的方式', `以${said(view, 'fund_use_mode')}的方式`)
      .replace('以无的方式检查', `以${said(view, 'fund_inspect_mode')}的方式检查`),
  ],
  159: counted('change_reply_days', '10', '日'),
  168: numbered('transfer_exceptions', 'case'),
  169: gone,
  170: gone,
  171: gone,
  173: after('乙方可以转让研究开发工作的具体内容包括：', 'transferable_parts', '。'),
  175: unlessOwn('risk_sharing', (view, text) => [
    `${text.slice(0, text.indexOf('①'))}${said(view, 'risk_sharing')}。`,
  ]),
  177: unlessOwn('risk_sharing', gone),
  179: (view, text) => [text.replace('双方协商', said(view, 'risk_decision_mode'))],
  181: numbered('risk_conditions', 'condition'),
  182: gone,
  184: counted('risk_notice_days', '十', '日'),
  186: counted('public_notice_days', '十', '日'),
  192: unlessOwn('conf_a_content', after('1. 保密内容（包括技术信息和经营信息）：', 'conf_a_content', '。')),
  194: after('2. 涉密人员范围：', 'conf_a_persons', '。'),
  196: after('3. 保密期限：', 'conf_a_years', '年。'),
  198: after('4. 泄密责任：', 'conf_a_liability', '。'),
  202: unlessOwn('conf_b_content', after('1. 保密内容（包括技术信息和经营信息）：', 'conf_b_content', '。')),
  204: after('2. 涉密人员范围：', 'conf_b_persons', '。'),
  206: after('3. 保密期限：', 'conf_b_term', '。'),
  208: after('4. 泄密责任：', 'conf_b_liability', '。'),
  228: (view) => {
    const items = view.rows('delivery_items').map((row) => cell(row, 'name'));
    return [
      `1. 研究开发成果交付的形式及数量：${said(view, 'delivery_form')}，一式${said(view, 'delivery_copies')}份。成果主要包括：${items.length === 0 ? none : items.join('、')}。`,
    ];
  },
  232: (view) => [
    `2. 研究开发成果交付的时间及地点：按开发进度提交，提交地点为：${said(view, 'delivery_place')}，以实际送达生效，甲方应在收到的同时予以签收。`,
  ],
  236: after(
    '第十四条 双方确定，按以下标准及方法对乙方完成的研究开发成果进行验收：',
    'acceptance_method',
    '。',
  ),
  242: (view) => [`其相关知识产权权利归属，按下列第${said(view, 'ip_option')}种方式处理：`],
  244: (view) => [`1. ${said(view, 'ip_patent_owner')}（甲、乙、双）方享有申请专利的权利。`],
  246: after('专利权取得后的使用和有关利益分配方式如下：', 'ip_patent_use', '。'),
  250: after('（1）技术秘密的使用权：', 'secret_use_right'),
  252: after('（2）技术秘密的转让权：', 'secret_transfer_right'),
  254: after('（3）相关利益的分配办法：', 'secret_benefit', '。'),
  256: after('双方对本合同有关的知识产权权利归属特别约定如下：', 'ip_special', '。'),
  262: (view, text) => [text.replace('归乙（', `归${said(view, 'asset_owner')}（`)],
  266: after('1. 技术服务和指导内容：', 'service_content', '。'),
  268: (view) => [`自验收之日起，提供${said(view, 'maintenance_years')}年免费维护服务。`],
  270: after('2. 地点和方式：', 'service_place', '。'),
  272: after('3. 费用及支付方式：', 'service_fee', '。'),
  276: (view, text) => [
    text
      .replace(
        '的万分之三作为',
        view.value('overdue_rate') === '0.03%' ? '的万分之三作为' : `的${said(view, 'overdue_rate')}作为`,
      )
      .replace('三十（30）日', `${said(view, 'suspend_days')}日`),
  ],
  280: (view, text) => [text.replace('50%', said(view, 'secrecy_share'))],
  282: (view, text) => [
    text
      .replace('10%', said(view, 'acceptance_share'))
      .replace(
        '两次',
        said(view, 'acceptance_attempts') === '2' ? '两次' : `${said(view, 'acceptance_attempts')}次`,
      ),
  ],
  290: (view, text) => [
    text.replace('二十天', said(view, 'cure_days') === '20' ? '二十天' : `${said(view, 'cure_days')}天`),
  ],
  294: (view, text) => [
    text
      .replace('由双（', `由${said(view, 'improve_a_owner')}（`)
      .replace('双方取得新的技术成果及其权属', said(view, 'improve_a_benefit')),
  ],
  296: (view, text) => [
    text
      .replace('归乙（', `归${said(view, 'improve_b_owner')}（`)
      .replace('乙方取得新的技术成果及其权属，经协商可优先给甲方升级使用', said(view, 'improve_b_benefit')),
  ],
  298: (view, text) => [
    text.replace('钱某乙', person(view, 'contact_a')).replace('周某丁', person(view, 'contact_b')),
  ],
  308: numbered('termination_cases', 'case'),
  309: gone,
  310: gone,
  322: counted('fm_report_days', '7', '天'),
  326: (view, text) => [text.replace(/第 2 种/u, `第${said(view, 'dispute_option')}种`)],
  328: (view) => [
    `1. 提交${said(view, 'dispute_option') === '1' ? said(view, 'arbitration_commission') : none}仲裁委员会仲裁；`,
  ],
  333: unlessOwn('term_defs', numbered('term_defs', 'text')),
  334: unlessOwn('term_defs', gone),
  335: unlessOwn('term_defs', gone),
  336: unlessOwn('term_defs', gone),
  338: unlessOwn('term_defs', gone),
  340: (view, text) => [text.replace(/, 6 为/u, `,${said(view, 'constituent_no')}为`)],
  342: (view) =>
    view.rows('tech_docs').map((row, at) => `${at + 1}. ${cell(row, 'kind')}：${cell(row, 'document')}；`),
  343: gone,
  344: gone,
  345: gone,
  346: gone,
  347: gone,
  351: unlessOwn('other_matters', numbered('other_matters', 'text')),
  353: unlessOwn('other_matters', gone),
  355: unlessOwn('other_matters', gone),
  357: unlessOwn('other_matters', gone),
  359: unlessOwn('other_matters', gone),
  360: unlessOwn('other_matters', gone),
  362: (view, text) => [
    text.replace('陆份', `${copiesInWords[view.integer('copies') ?? -1] ?? said(view, 'copies')}份`),
  ],
  366: (view) => sealSlots(view, 'a', '甲方'),
  368: () => [`法定代表人/委托代理人：${blank}（签名）`],
  370: () => [`部门负责人：${blank}（签名）`],
  372: () => [`项目联系人：${blank}（签名）`],
  374: (view) => [day(view.date('sign_date_a'))],
  376: (view) => sealSlots(view, 'b', '乙方'),
  378: () => [`法定代表人/委托代理人：${blank}（签名）`],
  380: () => [`经办人：${blank}（签名）`],
  382: (view) => [day(view.date('sign_date_b'))],
  390: () => ['□□□□□□□□□□□□□□□□□□□□'],
  392: () => [`1. 申请登记人：${blank}`],
  394: () => [`2. 登记材料：(1) ${blank}`],
  396: () => [`(2) ${blank}`],
  398: () => [`(3) ${blank}`],
  400: () => [`3. 合同类型：${blank}`],
  402: () => [`4. 合同交易额：${blank}`],
  404: () => [`5. 技术交易额：${blank}`],
  408: () => [`经办人：${blank}`],
  414: after('甲方：', 'party_a_name'),
  416: after('乙方：', 'party_b_name'),
  418: after('签订地点：', 'annex_sign_place'),
  420: (view) => [`签订日期：${day(view.date('annex_sign_date'))}`],
  422: (view, text) => [
    text.replace(/国土空间规划“一张图”实施监督应用场景开发/u, said(view, 'project_title')),
  ],
  481: counted('annex_conf_years', '5', '年'),
  513: after('甲方：（章）', 'party_a_name'),
  515: after('乙方：（章）', 'party_b_name'),
};
