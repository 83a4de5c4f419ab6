import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions } from '../../shared/agreements/index.generated.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { parseDossier } from '../../shared/model/exchange.ts';
import type { DossierId } from '../../shared/model/ids.ts';
import type { Fields } from '../../shared/model/record.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { makePdf } from '../support/pdf.ts';

const kind = 'open-fund-topic';
const sample = parseDossier(
  JSON.parse(
    readFileSync(new URL(`../../shared/agreements/${kind}/sample.json`, import.meta.url), 'utf8'),
  ) as unknown,
  (id) => definitions.find((definition) => definition.id === id),
);

/** Fields of the sample that name no file, with others in their place. */
function fields(own: Fields): Fields {
  const { award_notice: _notice, contract: _contract, ...rest } = sample.fields;
  return { ...rest, ...own };
}

let test: TestApp;
let paper: string;
beforeAll(async () => {
  test = await createTestApp('2022-03-12');
  await test.setUp();
  paper = join(test.folder, 'paper.pdf');
  writeFileSync(paper, await makePdf('paper', 1));
}, 60_000);
afterAll(() => test.close());

async function draft(own: Fields): Promise<string> {
  const { id } = await test.ok('dossier.create', { kind });
  await test.ok('dossier.saveDraft', { dossier: id, our_side: 'lab', fields: fields(own) });
  return id;
}

async function active(own: Fields): Promise<string> {
  const dossier = await draft(own);
  await test.ok('dossier.finish', { dossier });
  return dossier;
}

async function happened(dossier: string, key: string, date: string, values?: Fields): Promise<string> {
  test.answers.files = [paper];
  const { items } = await test.ok('evidence.choose', { dossier });
  const evidence = items.map((item) => item.object);
  const { event } = await test.ok('event.record', {
    dossier,
    key,
    date,
    evidence,
    ...(values ? { values } : {}),
  });
  return event;
}

/** From now on this person holds no key of the dossier, as somebody who need not know of it. */
async function loseKey(dossier: string): Promise<void> {
  const open = test.app.session.open;
  if (open === null) throw new Error('locked');
  open.store.dossierKeys.destroy(dossier as DossierId, open.account);
  await again();
  expect((await test.refused('dossier.view', { dossier })).code).toBe('not_found');
}

async function again(): Promise<void> {
  await test.restart();
  await test.ok('session.unlock', { login: 'linmouwu', password });
}

function told(found: Output<'dossier.draft'>['findings'], rule: string): string[] {
  return found.filter((one) => one.rule === rule).map((one) => `${one.severity} ${one.message.zh}`);
}

const draftTold = async (dossier: string, rule: string) =>
  told((await test.ok('dossier.draft', { dossier })).findings, rule);

const someone = (name: string) => ({ ...(sample.fields['applicant'] as Fields), name });

describe('checks across dossiers whose keys are not held (design 4)', () => {
  it('D-E02: one application a year, until the other one is of another year', async () => {
    const first = await active({ applicant: someone('赵某丙'), project_no: 'KF-1' });
    const second = await draft({ applicant: someone('赵某丙'), project_no: 'KF-2', project_title: '第二题' });
    const said = await draftTold(second, 'D-E02');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^block .*2022年已申请另一开放课题.*由科研秘书核对处理/u);
    // A new year of application says something else in the same write, a draft nothing at all.
    const { version } = await test.ok('dossier.view', { dossier: first });
    await test.ok('dossier.amend', {
      dossier: first,
      version,
      fields: { guideline_year: 2021 },
      reason: '年度有误',
    });
    expect(await draftTold(second, 'D-E02')).toEqual([]);
    await test.ok('dossier.amend', {
      dossier: first,
      version: version + 1,
      fields: { guideline_year: 2022 },
      reason: '改回',
    });
    await loseKey(first);
    const [still] = await draftTold(second, 'D-E02');
    expect(still).toBe(said[0]);
    // Nothing of the other one, whose key is not held, is told.
    expect(still).not.toContain('赵某丙');
    expect(still).not.toContain('KF-1');
    expect(await test.refused('dossier.finish', { dossier: second })).toMatchObject({
      code: 'blocked_by_findings',
    });
  });

  it('D-E03, D-E04, D-E07: a running topic, its closing, and a ban', async () => {
    const other = await active({
      applicant: someone('钱某丁'),
      guideline_year: 2021,
      funding_end: '2023-12-31',
    });
    const own = await draft({ applicant: someone('钱某丁'), project_title: '新题', project_no: 'KF-9' });
    expect(await draftTold(own, 'D-E03')).toEqual([]);
    const award = await happened(other, 'award_notice_received', '2021-06-01');
    expect((await draftTold(own, 'D-E03'))[0]).toMatch(/^block /u);
    expect((await draftTold(own, 'D-E04'))[0]).toMatch(/^warn /u);
    // A topic that closes in the year of application lets one apply early (D-E04).
    const { version } = await test.ok('dossier.view', { dossier: other });
    await test.ok('dossier.amend', {
      dossier: other,
      version,
      fields: { funding_end: '2022-11-30' },
      reason: '合同',
    });
    expect(await draftTold(own, 'D-E03')).toEqual([]);
    expect((await draftTold(own, 'D-E04'))[0]).toMatch(/^warn /u);
    await test.ok('event.withdraw', { dossier: other, event: award, reason: '登记有误' });
    expect(await draftTold(own, 'D-E04')).toEqual([]);
    expect(await draftTold(own, 'D-E07')).toEqual([]);
    await happened(other, 'sanction_decided', '2022-02-20');
    await loseKey(other);
    // Applied for before the decision, the ban does not reach it.
    expect(await draftTold(own, 'D-E07')).toEqual([]);
    await test.ok('dossier.saveDraft', { dossier: own, fields: { guideline_year: 2023 } });
    expect((await draftTold(own, 'D-E07'))[0]).toMatch(/^block 申请人在禁期内/u);
    // Five years later it is over.
    await test.ok('dossier.saveDraft', { dossier: own, fields: { guideline_year: 2028 } });
    expect(await draftTold(own, 'D-E07')).toEqual([]);
  });

  it('D-E12: one output, one topic: also in the closing package, and gone with the row', async () => {
    const other = await active({ applicant: someone('孙某戊'), guideline_year: 2020 });
    const own = await active({ applicant: someone('李某己'), guideline_year: 2019 });
    const values = { type: '论文', title: '城市 地表沉降 的时序反演' };
    const { entry } = await test.ok('entry.save', { dossier: other, ledger: 'outputs', values });
    await test.ok('entry.save', {
      dossier: own,
      ledger: 'outputs',
      values: { type: '论文', title: '城市地表沉降的时序反演' },
    });
    const view = await test.ok('dossier.view', { dossier: own });
    expect(told(view.findings, 'D-E12')[0]).toMatch(/^block /u);
    const package_ = await test.ok('package.view', { dossier: own, package: 'P-D3' });
    expect(told(package_.findings, 'D-E12')[0]).toMatch(/^block /u);
    await test.ok('entry.remove', { dossier: other, ledger: 'outputs', entry });
    expect(told((await test.ok('dossier.view', { dossier: own })).findings, 'D-E12')).toEqual([]);
    await test.ok('entry.save', { dossier: other, ledger: 'outputs', values });
    await loseKey(other);
    expect(told((await test.ok('dossier.view', { dossier: own })).findings, 'D-E12')).toHaveLength(1);
  });

  it('D-E10: the laboratory’s quota counts the topics of the year, known or not', async () => {
    const topics: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const topic = await active({ applicant: someone(`周某${at}`), guideline_year: 2010 + at });
      await happened(topic, 'closing_notice', '2021-12-20');
      topics.push(topic);
    }
    const chosen = topics[0] ?? '';
    await happened(chosen, 'excellent_selected', '2021-12-28');
    const found = (await test.ok('dossier.view', { dossier: chosen })).findings;
    expect(told(found, 'D-E10')[0]).toMatch(/^block 当年结题3项，优秀课题至多0项，已有1项/u);
    await loseKey(topics[1] ?? '');
    expect(told((await test.ok('dossier.view', { dossier: chosen })).findings, 'D-E10')[0]).toMatch(
      /结题3项/u,
    );
  });

  it('a sample says nothing, a discarded draft neither', async () => {
    await test.ok('dossier.createSample', { kind });
    const own = await draft({ project_title: '又一题' });
    expect(await draftTold(own, 'D-E02')).toEqual([]);
    await test.ok('dossier.discard', { dossier: own });
  });

  it('dossiers of before say what they have to say at the next unlock', async () => {
    const first = await active({ applicant: someone('吴某庚'), guideline_year: 2015 });
    const open = test.app.session.open;
    open?.store.fingerprints.remove(first as DossierId, first);
    const own = await draft({ applicant: someone('吴某庚'), guideline_year: 2015, project_title: '另题' });
    expect(await draftTold(own, 'D-E02')).toEqual([]);
    await again();
    expect(await draftTold(own, 'D-E02')).toHaveLength(1);
  });
});
