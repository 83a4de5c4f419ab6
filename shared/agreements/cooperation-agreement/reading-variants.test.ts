import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadResult } from '../../model/reading.ts';
import { readAgreement } from '../../reading/read-agreement.ts';

const file = new URL('../../../test/fixtures/agreements/sample-agreement.txt', import.meta.url);
const sample = readFileSync(file, 'utf8');
const whole = readAgreement(sample);

/** The sample with some words changed; the words must be there. */
function changed(...changes: readonly (readonly [RegExp, string])[]): ReadResult {
  let text = sample;
  for (const [from, to] of changes) {
    expect(text, String(from)).toMatch(from);
    text = text.replace(from, to);
  }
  return readAgreement(text);
}

function value(result: ReadResult, key: string) {
  return result.fields.find((item) => item.key === key)?.value;
}

function told(result: ReadResult, path: string): string[] {
  return result.findings.filter((item) => item.path === path).map((item) => `${item.severity} ${item.rule}`);
}

describe('other ways to say the same', () => {
  it('full stops printed as a point (A-F13, A-F14, A-F18)', () => {
    for (const point of ['.', '．']) {
      const result = readAgreement(sample.replaceAll('。', point));
      for (const key of ['midterm_due', 'completion_due', 'deliverables', 'annexes', 'installments'])
        expect(value(result, key), key).toEqual(value(whole, key));
    }
    // Where the paper has 。 a point ends a sentence only at a line's end: a name keeps its own.
    const named = changed([/甲方指定[^,，]+?为甲方联系人/u, '甲方指定艾尼.买买提为甲方联系人']);
    expect(value(named, 'contact_a')).toMatchObject({ name: '艾尼.买买提' });
  });

  it.each([
    ['十八个月', 18],
    ['一年半', 18],
    ['24个月', 24],
    ['半年', 6],
    ['两年', 24],
  ])('publication within %s (A-T10)', (words, months) => {
    const result = changed([/结题后\s*一\s*年\s*内/u, `结题后${words}内`]);
    expect(value(result, 'paper_publish_months')).toBe(months);
  });

  it('contacts and leader behind a label (A-F15, A-F24)', () => {
    const result = changed(
      [
        /甲方指定[^。]+。/u,
        '甲方联系人：林小丙，电话：13900000004；乙方联系人：郑小乙，电话：13900000005，邮箱：a@b.cn。',
      ],
      [/乙方确定[^。]+?负责人/u, '课题负责人：郑大乙，身份证号略'],
    );
    expect(value(result, 'contact_a')).toEqual({ name: '林小丙', phone: '13900000004' });
    expect(value(result, 'contact_b')).toEqual({ name: '郑小乙', phone: '13900000005' });
    expect(value(result, 'project_leader')).toEqual({ name: '郑大乙' });
  });

  it('a period from one date to another, a month’s end (A-F12, A-F13)', () => {
    const result = changed(
      [/自\s*本协议生效之日起\s*至\s*2024\s*年\s*11\s*月\s*30\s*日\s*止/u, '2024年5月16日至2024年11月30日'],
      [/2024\s*年\s*7\s*月\s*15\s*日\s*前/u, '2024年6月底前'],
    );
    expect(value(result, 'period_start')).toBe('2024-05-16');
    expect(value(result, 'period_end')).toBe('2024-11-30');
    expect(value(result, 'midterm_due')).toBe('2024-06-30');
  });
});

describe('what the paper says twice', () => {
  it('tells a second total that differs (A-F20)', () => {
    const said = /本协议总额为乙方实施/u;
    expect(told(changed([said, '本协议总额 90,000.00 元为乙方实施']), 'fields.total_amount')).toEqual([
      'block A-F20',
    ]);
    expect(told(whole, 'fields.total_amount')).toEqual([]);
  });

  it('finds our row in the list by a number that was printed otherwise (A-F04, A-F29)', () => {
    const no = String(value(whole, 'project_no'));
    for (const printed of [no.toLowerCase(), no.replace(/(?=[KZ]\d)/u, '-')]) {
      const result = readAgreement(sample.replaceAll(no, printed));
      expect(value(result, 'project_no'), printed).toBe(no);
      expect(value(result, 'funding_quota'), printed).toBe(value(whole, 'funding_quota'));
    }
  });
});

describe('what was not found is told', () => {
  it('by its rule', () => {
    const result = changed([/2024\s*年\s*7\s*月\s*15\s*日\s*前/u, '另行约定的时间']);
    expect(value(result, 'midterm_due')).toBeUndefined();
    expect(told(result, 'fields.midterm_due')).toEqual(['warn A-F13']);
    expect(told(whole, 'fields.midterm_due')).toEqual([]);
  });

  it('and a title on a label’s line is no number (A-F01)', () => {
    const result = readAgreement(sample.replace(/\n+/gu, ' '));
    for (const key of ['agreement_no', 'sign_place'])
      expect(String(value(result, key) ?? ''), key).not.toContain('合作协议');
  });
});

describe('headings that their lines broke', () => {
  it('do not hide the money (A-F20, A-F21)', () => {
    const result = changed(
      [/第四条 费用及支付方式/u, '第四条 费\n用及支付方式'],
      [/第五条 经费使用管理要求/u, '第五条 经费\n使用管理要求'],
    );
    for (const key of ['total_amount', 'total_amount_words', 'installments'])
      expect(value(result, key), key).toEqual(value(whole, key));
  });
});

describe('a form whose line breaks were lost', () => {
  it('still tells a party from its representative and address (A-F05, A-F06)', () => {
    const result = readAgreement(
      sample.replace(/(?<=\n[甲乙]方：[^\n]+)\n(法定代表人[^\n]+)\n(通讯地址[^\n]+)\n(电话)/gu, '$1$2$3'),
    );
    for (const key of ['party_a_name', 'party_b_name', 'legal_rep_a', 'legal_rep_b', 'addr_a', 'tel_b'])
      expect(value(result, key), key).toEqual(value(whole, key));
  });
});
