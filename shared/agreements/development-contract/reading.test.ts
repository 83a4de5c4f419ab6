import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../engine/check.ts';
import { fieldsOf } from '../../engine/view.ts';
import { fieldShapes, requireShapes } from '../../model/typed-value.ts';
import type { DossierRecord } from '../../model/record.ts';
import { CivilDate } from '../../model/units.ts';
import { readAgreement } from '../../reading/read-agreement.ts';
import { linesOf } from '../../reading/source.ts';
import { definition } from './definition.ts';
import { rateOf } from './reading-clauses.ts';

const file = new URL('../../../test/fixtures/agreements/sample-contract.txt', import.meta.url);
const sample = readFileSync(file, 'utf8');
const result = readAgreement(sample);
const values = Object.fromEntries(result.fields.map(({ key, value }) => [key, value]));

/** The sample with some words changed; the words must be there. */
function changed(...changes: readonly (readonly [string, string])[]) {
  let text = sample;
  for (const [from, to] of changes) {
    expect(text, from).toContain(from);
    text = text.replaceAll(from, to);
  }
  return readAgreement(text);
}

const told = (read: typeof result) =>
  read.findings.map(({ rule, severity, path }) => `${rule} ${severity} ${path}`);

describe('a contract of the model form', () => {
  it('is recognised and agrees with itself', () => {
    expect(result.kind).toBe('development-contract');
    expect(result.findings).toEqual([]);
  });

  it('reads cover, parties and money (B-F01–B-F16)', () => {
    expect(values).toMatchObject({
      contract_no: '2025-BH-07-19',
      project_title: '滨海新城海岸带空间资源综合监管系统开发',
      party_a_name: '滨海市自然资源和规划局',
      party_b_name: '滨海市测绘地理信息院',
      sign_date: '2025-03-17',
      sign_place: '滨海',
      validity_years: 4,
      legal_rep_a: '韩某甲',
      fax_b: '0999-00000004',
      email_a: '无',
      procurement_no: 'BHZC-000000-JZCG-C2025-0007',
      total_price: 125_000_000,
      total_price_words: '壹佰贰拾伍万元整',
      purchased_assets: 0,
      pay_mode: '分期',
      payee_account: { bank: '某某银行某某支行', address: '滨海市某街8号', account: '00005678000012340000' },
      acceptance_month: '2026-03',
      after_handling: '各自存档保管',
    });
    expect(values['installments']).toMatchObject([
      { no: 1, amount: 37_500_000, amount_words: '叁拾柒万伍仟元整', working_days: 15 },
      { no: 2, amount: 62_500_000, share: '50%' },
      { no: 3, amount: 25_000_000, amount_words: '贰拾伍万元整' },
    ]);
    expect(values['phases']).toMatchObject([
      { name: '需求分析与设计阶段', start: '2025-03', end: '2025-05' },
      { name: '项目研发与实施阶段', start: '2025-05', end: '2025-11' },
      { name: '试运行与验收阶段', start: '2025-11', end: '2026-03' },
    ]);
    expect(
      (values['tech_content'] as { no: number; name: string }[]).map(({ no, name }) => [no, name]),
    ).toEqual([
      [1, '资源底图'],
      [2, '变化发现'],
      [3, '用海审批'],
      [4, '预警处置'],
      [5, '移动核查'],
    ]);
  });

  it('reads the choices, counts and rates (B-F17–B-F34, B-F39)', () => {
    expect(values).toMatchObject({
      royalty_audit_mode: '无',
      fund_inspect_mode: '无',
      transfer_exceptions: [{ case: '无' }, { case: '无' }, { case: '无' }, { case: '无' }],
      conf_a_years: 6,
      conf_b_term: '长期',
      conf_b_content: '甲方向乙方提供的各种数据、文档和本合同金额',
      ip_option: '1',
      ip_patent_owner: '双',
      secret_use_right: '无',
      asset_owner: '乙',
      improve_a_owner: '双',
      improve_b_owner: '乙',
      contact_a: { name: '褚某丙' },
      dispute_option: '2',
      constituent_no: '6',
      copies: 8,
      delivery_copies: 2,
      annex_sign_date: '2025-03-17',
      rd_plan_days: 20,
      tech_materials_days: 5,
      payment_working_days: 15,
      change_reply_days: 15,
      annex_conf_years: 6,
      maintenance_years: 2,
      suspend_days: 45,
      cure_days: 30,
      acceptance_attempts: 2,
      fm_report_days: 5,
      overdue_rate: '0.05%',
      secrecy_share: '40%',
      acceptance_share: '8%',
    });
    expect((values['tech_docs'] as object[]).at(-1)).toEqual({
      kind: '其他',
      document: '《保密和网络安全协议》',
    });
    expect(values['other_matters']).toHaveLength(6);
  });

  it('gives every field its exact words and lines, and its own rule; values fit the form', () => {
    const lines = linesOf(sample);
    const rules = new Map(fieldsOf(definition).map(({ key, rule }) => [key, rule]));
    for (const {
      key,
      text,
      lines: [from, to],
      rule,
    } of result.fields) {
      expect(lines.slice(from - 1, to).join('\n'), key).toContain(text.split('\n')[0] ?? '');
      expect(rule, key).toBe(rules.get(key));
    }
    requireShapes(values, fieldShapes(definition), 'fields');
  });

  it('leaves to a person only what the paper does not say', () => {
    const record: DossierRecord = {
      kind: definition.id,
      definitionVersion: 1,
      our_side: 'party_b',
      fields: values,
      events: [],
      entries: {},
    };
    const findings = check(definition, record, { today: CivilDate.parse('2025-03-18') });
    expect(findings.filter(({ severity }) => severity === 'block')).toEqual([]);
  });
});

describe('what disagrees is told', () => {
  it('G-015, G-016: words, figures, shares and sums', () => {
    expect(told(changed(['贰拾伍万元整。', '贰拾陆万元整。']))).toContain(
      'G-015 block fields.installments[2].amount',
    );
    expect(told(changed(['的 50%', '的 45%']))).toContain('G-016 block fields.installments[1].amount');
    expect(told(changed(['壹佰贰拾伍万元整', '壹佰叁拾万元整']))).toContain(
      'G-016 block fields.installments',
    );
  });

  it('B-F38: an empty line; B-F03: another name in the block; missing pages', () => {
    expect(told(changed(['电子信箱：_____ 无', '电子信箱：']))).toContain('B-F38 block fields.email_a');
    expect(
      told(changed(['受托方（乙方）：_____ 滨海市测绘地理信息院', '受托方（乙方）：_____ 滨海市测绘院'])),
    ).toContain('B-F03 warn fields.party_b_name');
    expect(told(changed(['第二十条 双方确定', '双方确定']))).toContain('B-F38 warn articles');
    expect(told(changed(['总额为壹佰贰拾伍万元整', '总额另行约定']))).toContain(
      'B-F12 warn fields.total_price',
    );
  });

  it('reads several clients and contractors, on lines of their own or on one (B-F03)', () => {
    const own = changed(
      [
        '委托方（甲方）：滨海市自然资源和规划局\n',
        '委托方（甲方）：滨海市自然资源和规划局\n\n共同委托方：滨海市海洋中心（数据使用方；住所地：滨海市某街9号；蒋某戊 0999-00000009）\n',
      ],
      [
        '受托方（乙方）：滨海市测绘地理信息院\n',
        '受托方（乙方）：滨海市测绘地理信息院\n\n共同受托人：云川遥感科技有限公司\n\n共同受托人：云川大学\n',
      ],
    );
    const read = Object.fromEntries(own.fields.map(({ key, value }) => [key, value]));
    expect(read).toMatchObject({
      party_a_name: '滨海市自然资源和规划局',
      co_parties_a: [
        { name: '滨海市海洋中心', role: '数据使用方', addr: '滨海市某街9号', contact: '蒋某戊0999-00000009' },
      ],
      party_b_name: '滨海市测绘地理信息院',
      co_parties_b: [
        { name: '云川遥感科技有限公司', role: '共同受托人' },
        { name: '云川大学', role: '共同受托人' },
      ],
      sign_date: '2025-03-17',
    });
    expect(own.findings).toEqual([]);
    const one = changed([
      '受托方（乙方）：滨海市测绘地理信息院\n',
      '受托方（乙方）：滨海市测绘地理信息院、云川大学\n',
    ]);
    expect(Object.fromEntries(one.fields.map(({ key, value }) => [key, value]))).toMatchObject({
      party_b_name: '滨海市测绘地理信息院',
      co_parties_b: [{ name: '云川大学', role: '共同受托人' }],
    });
    expect(values['co_parties_a']).toBeUndefined();
  });

  it('reads what the total covers, with amounts where they are stated (B-F13)', () => {
    expect(values['price_items']).toEqual([
      { item: '开发费' },
      { item: '免2年维护费', free: true },
      { item: '验收、鉴定等费用' },
    ]);
    const priced = changed(
      ['(1) 开发费；', '(1) 开发费：1180000.00元；'],
      ['(3) 验收、鉴定等费用；', '(3) 验收、鉴定等费用为人民币柒万元整；'],
    );
    expect(priced.fields.find(({ key }) => key === 'price_items')?.value).toEqual([
      { item: '开发费', amount: 118_000_000 },
      { item: '免2年维护费', free: true },
      { item: '验收、鉴定等费用', amount: 7_000_000 },
    ]);
  });

  it('reads instalments numbered another way (B-F15)', () => {
    const named = changed(
      ['(1) 签订项目合同', '第一期：签订项目合同'],
      ['(2) 系统上线运行', '第二期：系统上线运行'],
      ['(3) 服务结束', '第三期：服务结束'],
    );
    expect(named.fields.find(({ key }) => key === 'installments')?.value).toMatchObject([
      { no: 1, amount: 37_500_000 },
      { no: 2, amount: 62_500_000, share: '50%' },
      { no: 3, amount: 25_000_000 },
    ]);
  });

  it('reads what a scanner made of it: wide figures, blanks and breaks in numbers, 〇 and O, lost colons', () => {
    const noisy = changed(
      ['签订时间：2025年3月17日', '签订时间 ２０２５ 年\n３ 月 １７ 日'],
      ['375000.00 元', '375〇〇〇.〇〇 元'],
      ['250000.00 元', '25O OOO.\nOO 元'],
      ['合同编号：2025', '合同编号2025'],
      ['签订地点：滨海', '签订地点滨海'],
      ['法定代表人：_____ 韩某甲', '法定代表人 韩某甲'],
      ['有效期限：4年', '有效期限 ４ 年'],
    );
    const read = Object.fromEntries(noisy.fields.map(({ key, value }) => [key, value]));
    expect(read).toMatchObject({
      contract_no: '2025-BH-07-19',
      sign_date: '2025-03-17',
      sign_place: '滨海',
      legal_rep_a: '韩某甲',
      validity_years: 4,
      installments: [{ amount: 37_500_000 }, { amount: 62_500_000 }, { amount: 25_000_000 }],
    });
    expect(noisy.findings).toEqual([]);
  });

  it('reads rates in words', () => {
    expect(['万分之三', '千分之一', '百分之五', '0.03%', '若干'].map(rateOf)).toEqual([
      '0.03%',
      '0.1%',
      '5%',
      '0.03%',
      null,
    ]);
  });
});

describe('instalments laid out as a table', () => {
  const from = sample.indexOf('(1) 签订项目合同');
  const until = sample.indexOf('乙方开户银行名称');
  const laid = (table: string) => {
    const read = readAgreement(`${sample.slice(0, from)}${table}\n\n${sample.slice(until)}`);
    return { read, rows: read.fields.find(({ key }) => key === 'installments')?.value };
  };
  const head = '期次\t支付条件\t支付期限\t比例\t金额（元）';

  it('are read by their cells: amounts under the unit of the head, shares, days, conditions (B-F15)', () => {
    const { read, rows } = laid(
      [
        head,
        '1\t签订项目合同且甲方收到有效付款发票\t15个工作日内\t30%\t375,000.00',
        '2\t系统上线运行并通过初验，自收到有效付款发票\t15个工作日内\t50%\t625,000.00',
        '3\t服务结束并验收合格，自收到有效付款发票\t15个工作日内\t20%\t250,000.00',
        '合计\t\t\t100%\t1,250,000.00',
      ].join('\n'),
    );
    expect(rows).toEqual([
      {
        no: 1,
        share: '30%',
        amount: 37_500_000,
        condition: '签订项目合同且甲方收到有效付款发票',
        working_days: 15,
      },
      {
        no: 2,
        share: '50%',
        amount: 62_500_000,
        condition: '系统上线运行并通过初验，自收到有效付款发票',
        working_days: 15,
      },
      {
        no: 3,
        share: '20%',
        amount: 25_000_000,
        condition: '服务结束并验收合格，自收到有效付款发票',
        working_days: 15,
      },
    ]);
    expect(told(read)).toEqual([]);
  });

  it('in ten thousand where the head says so; a sum that is not the total is told', () => {
    const rows = ['第一期\t签订合同\t37.5', '第二期\t通过初验\t62.5', '第三期\t验收合格\t24'];
    const { read, rows: value } = laid(['阶段\t条件\t金额（万元）', ...rows].join('\n'));
    expect(value).toMatchObject([{ amount: 37_500_000 }, { amount: 62_500_000 }, { amount: 24_000_000 }]);
    expect(told(read)).toContain('G-016 block fields.installments');
  });

  it('bare numbers under a head without a unit are no amounts', () => {
    const { rows } = laid(['期次\t条件\t金额', '1\t签订合同\t375000', '2\t验收合格\t875000'].join('\n'));
    expect((rows as object[]).every((row) => !('amount' in row))).toBe(true);
  });
});
