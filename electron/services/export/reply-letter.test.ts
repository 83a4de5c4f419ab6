import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Letter } from '../../../shared/agreements/form.ts';
import { samples } from '../../../shared/agreements/index.generated.ts';
import { parseDossier } from '../../../shared/model/exchange.ts';
import type { EventFact, FieldValue } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { createTestApp, type TestApp } from '../../../test/support/app.ts';
import { definitionOf } from '../dossiers/definitions.ts';
import { letterOf } from './reply-letter.ts';

const kind = 'development-contract';
const definition = definitionOf(kind);
const sample = parseDossier(samples[kind], definitionOf);

function letter(values: Record<string, FieldValue>, today = '2022-05-12'): string {
  const request = { id: 'r', key: 'change_request_received', date: '2022-05-06', evidence: [], values };
  const record = {
    ...sample,
    events: [...sample.events.filter(({ key }) => key !== request.key), request as unknown as EventFact],
  };
  const made = letterOf(definition, record, 'B-T12#1', today as CivilDate);
  return made === null ? '' : wordsOf(made);
}

const wordsOf = ({ title, blocks }: Letter): string =>
  [
    title.zh,
    ...blocks.map((block) =>
      block.kind === 'table' ? block.columns.map((one) => one.title).join(' ') : block.text,
    ),
  ].join('\n');

it('we were asked: the four grounds with the one that was named, the answer to choose, the last day, the receipt', () => {
  const text = letter({ requester: 'party_a', ground: '3', subject: '延长试运行' });
  expect(text).toContain('关于第1次变更请求的答复函');
  expect(text).toContain('致：滨海市自然资源和规划局');
  expect(text.match(/^[■□] [1-4]\. /gmu)).toEqual(['□ 1. ', '□ 2. ', '■ 3. ', '□ 4. ']);
  for (const words of ['延长试运行', '□ 同意', '□ 不同意', '2022-05-16', '送达回执', '送达日期'])
    expect(text).toContain(words);
});

it('ground 4 says who decides; without a ground silence is no consent, and the letter says so', () => {
  expect(letter({ requester: 'party_a', ground: '4' })).toContain('待人工判定');
  expect(letter({ requester: 'party_a', ground: '4', ground_accepted: false })).toContain(
    '未予答复不构成同意',
  );
  expect(letter({ requester: 'party_a', ground: 'none' })).toContain('未援引第七条所列情形');
});

it('we asked: before the last day a reminder, after it what the silence has settled', () => {
  const asked = { requester: 'party_b', ground: '1' };
  expect(letter(asked)).toContain('请贵方在2022-05-16前书面答复');
  const past = letter(asked, '2022-05-17');
  expect(past).toContain('视为同意的确认函');
  expect(past).toContain('二十四时届满');
});

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp('2022-05-12');
  await test.setUp();
}, 60_000);
afterAll(() => test.close());

it('leaves as docx and PDF, and the proof of its delivery is kept with the event', async () => {
  test.answers.folder = test.folder;
  const { id: dossier } = await test.ok('dossier.createSample', { kind });
  const { obligations, evidence } = await test.ok('dossier.view', { dossier });
  const due = obligations.find(({ rule, silence }) => rule === 'B-T12' && silence !== null);
  if (due === undefined) throw new Error('the sample has no request');
  const { name } = await test.ok('reply.export', { dossier, obligation: due.id });
  expect(
    readdirSync(join(test.folder, name))
      .map((file) => file.split('.').at(-1))
      .toSorted(),
  ).toEqual(['docx', 'pdf']);
  expect(await test.refused('reply.export', { dossier, obligation: 'B-T12#99' })).toMatchObject({
    code: 'bad_input',
  });
  const proof = evidence[0]?.object ?? '';
  const { event } = await test.ok('event.record', {
    dossier,
    key: 'change_reply_delivered',
    date: '2022-05-12' as never,
    evidence: [proof],
  });
  const { record } = await test.ok('dossier.view', { dossier });
  expect(record.events.find(({ id }) => id === event)?.evidence).toEqual([proof]);
});
