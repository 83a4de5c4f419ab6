import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makePdf } from '../../../test/fixtures/agreements/pdf.ts';
import { paragraphs } from '../../../test/fixtures/agreements/template.ts';
import { sampleTruth } from '../../../test/fixtures/agreements/truth.ts';
import { runCli } from '../main.ts';

const folder = mkdtempSync(join(tmpdir(), 'jz-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const sample = new URL('../../../test/fixtures/agreements/sample-agreement.txt', import.meta.url);

interface Answer {
  kind: string | null;
  fields: {
    key: string;
    value: unknown;
    text: string;
    lines: [number, number];
    rule: string;
    confidence: number;
  }[];
  findings: { rule: string; severity: string; message: string }[];
}

async function read(
  file: string,
  ...more: string[]
): Promise<{ code: number; answer: Answer | null; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(['read', file, ...more], {
    stdin: () => Promise.resolve(new Uint8Array(readFileSync(sample))),
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    environment: {},
    now: Date.UTC(2024, 5, 1),
  });
  return { code, answer: out === '' ? null : (JSON.parse(out) as Answer), err };
}

function given(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('juanzong read', () => {
  it('prints fields with exact words and lines, money in yuan, exit 0', async () => {
    const { code, answer } = await read(sample.pathname);
    expect(code).toBe(0);
    expect(answer?.kind).toBe('cooperation-agreement');
    const lines = readFileSync(sample, 'utf8').split('\n');
    for (const field of answer?.fields ?? []) {
      expect(lines.slice(field.lines[0] - 1, field.lines[1]).join('\n')).toContain(field.text);
    }
    const value = (key: string) => answer?.fields.find((field) => field.key === key)?.value;
    expect(value('total_amount')).toBe('120000.00');
    expect(value('funding_quota')).toBe('120000.00');
    expect(value('installments')).toMatchObject([
      { no: 1, share: '70%', amount: '84000.00' },
      { no: 2, share: '30%', amount: '36000.00' },
    ]);
    expect(value('project_leader')).toBe('陆某丁');
    expect(value('contact_a')).toEqual({ name: '何某丙', phone: '13900000015' });
  });

  it('reads standard input and a PDF whatever its name', async () => {
    expect((await read('-')).answer?.kind).toBe('cooperation-agreement');
    const pdf = await read(given('agreement.txt', await makePdf(paragraphs(sampleTruth))));
    expect(pdf.code).toBe(0);
    expect(pdf.answer?.fields.find((field) => field.key === 'project_title')?.value).toBe(sampleTruth.title);
  }, 60_000);

  it('answers with alternatives in yuan and exit 0 though a finding blocks', async () => {
    const text = readFileSync(sample, 'utf8').replace('壹拾贰万元整(', '壹拾叁万元整(');
    const { code, answer } = await read(given('bad.txt', text));
    expect(code).toBe(0);
    expect(answer?.findings).toContainEqual(expect.objectContaining({ rule: 'G-015', severity: 'block' }));
    expect(answer?.fields.find((field) => field.key === 'total_amount')).toMatchObject({
      value: '120000.00',
      alternatives: [
        { value: '120000.00', preferred: true },
        { value: '130000.00', preferred: false },
      ],
    });
  });

  it('answers null for another paper', async () => {
    const { code, answer } = await read(given('letter.txt', '尊敬的专家：您好。\n'));
    expect(code).toBe(0);
    expect(answer).toMatchObject({ kind: null, fields: [], findings: [{ rule: 'unknown_kind' }] });
  });

  it.each([
    ['missing.txt', null],
    ['bytes.txt', new Uint8Array([0xff, 0xff, 0x80, 0x00, 0x01, 0x02])],
    ['cut.pdf', '%PDF-1.7\n'],
    ['picture.pdf', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
  ])('ends with 2 and one sentence for %s', async (name, content) => {
    const path = content === null ? join(folder, name) : given(name, content);
    const { code, answer, err } = await read(path);
    expect(code).toBe(2);
    expect(answer).toBeNull();
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
