import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { nameless } from '../support/nameless.ts';
import { type Ack, walkPath } from '../support/path.ts';

describe('the whole path through the gate', () => {
  let test: TestApp;
  let dossier = '';
  const acks: Ack[] = [];
  beforeAll(async () => {
    test = await createTestApp('2024-10-14');
    dossier = await walkPath(test, (acked) => acks.push(acked));
  }, 120_000);
  afterAll(() => test.close());

  it('derives obligations with dates, clause and proof from what was read and recorded', async () => {
    const view = await test.ok('dossier.view', { dossier });
    expect(view.state.key).toBe('midterm_submitted');
    const midterm = view.obligations.find((obligation) => obligation.rule === 'A-T02');
    expect(midterm?.status).toBe('met');
    const payment = view.obligations.find((obligation) => obligation.rule === 'A-T11');
    expect(payment?.side).toBe('theirs');
    expect(payment?.amount).toBeGreaterThan(0);
    for (const obligation of view.obligations)
      expect(obligation.clause.article, obligation.rule).not.toBe('');
  });

  it('counts the pages of a PDF that was sealed', async () => {
    const { evidence } = await test.ok('dossier.view', { dossier });
    expect(evidence.find((item) => item.name === 'signed.pdf')).toMatchObject({
      pages: 3,
      type: 'application/pdf',
    });
  });

  it('今日 puts every open obligation into one group', async () => {
    const today = await test.ok('today.view', { limits: { later: 1000 } });
    const rows = [...today.overdue, ...today.week, ...today.waiting, ...today.theirs, ...today.later];
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map((row) => row.obligation.id)).size).toBe(rows.length);
  });

  it('the package says what is complete and what is missing, with clause and rule', async () => {
    const view = await test.ok('package.view', { dossier, package: 'P-A3', meeting: '2024-11-29' });
    expect(view.pieces.filter((piece) => piece.state === 'complete')).toHaveLength(3);
    expect(view.pieces.some((piece) => piece.state === 'missing')).toBe(true);
    expect(view.ready).toBe(false);
    expect(view.due?.statutory).toBe('2024-11-15');
    expect(view.due?.safe).toBe('2024-11-14');
  });

  it('an incomplete package is refused unless it is asked for as incomplete', async () => {
    const refusal = await test.refused('package.export', { dossier, package: 'P-A3' });
    expect(refusal.code).toBe('package_incomplete');
  });

  it('the archive verifies, and a changed byte is told', async () => {
    const archived = acks.find((acked) => acked.step === 'archived');
    if (archived?.step !== 'archived') throw new Error('no archive');
    test.answers.folder = join(archived.folder, archived.name);
    expect((await test.ok('archive.verify'))?.valid).toBe(true);
  });

  it('no plaintext of the dossier lies in the store’s folder', () => {
    const planted = ['武汉市', '购买影像资料', 'signed.pdf', '资料费'];
    for (const file of filesUnder(test.userData)) {
      const bytes = readFileSync(file);
      for (const text of planted) expect(bytes.includes(Buffer.from(text)), `${text} in ${file}`).toBe(false);
    }
  });

  it('everything survives lock, restart and unlock; the audit chain is sound', async () => {
    const before = await test.ok('dossier.view', { dossier });
    await test.ok('session.lock');
    await test.restart();
    await test.ok('session.unlock', { login: 'linmouwu', password });
    const after = await test.ok('dossier.view', { dossier });
    expect(nameless(after)).toEqual(nameless(before));
    expect((await test.ok('audit.list', { limit: 10 })).chain.ok).toBe(true);
  });

  it('a correction keeps the old version and says what moved', async () => {
    const view = await test.ok('dossier.view', { dossier });
    const effective = view.record.events.find((event) => event.key === 'agreement_effective');
    if (effective === undefined) throw new Error('no event');
    const { moved } = await test.ok('event.correct', {
      dossier,
      event: effective.id,
      key: effective.key,
      date: '2024-05-20',
      evidence: effective.evidence,
      reason: '以后签一方为准',
    });
    expect(moved.length).toBeGreaterThan(0);
    const history = await test.ok('dossier.history', { dossier });
    const versions = history.filter((row) => row.row === effective.id);
    expect(versions.map((row) => row.version)).toEqual([2, 1]);
    expect(versions[0]?.reason).toBe('以后签一方为准');
  });

  it('an event that comes once is refused a second time, and its correction is not', async () => {
    const { record } = await test.ok('dossier.view', { dossier });
    const signed = record.events.find((event) => event.key === 'agreement_signed');
    if (signed === undefined) throw new Error('no event');
    const again = { dossier, key: signed.key, date: '2024-05-17', evidence: signed.evidence };
    expect(await test.refused('event.record', again)).toMatchObject({
      code: 'event_recorded',
      rule: 'A-T01',
      params: { date: signed.date },
    });
    await test.ok('event.correct', { ...again, date: signed.date, event: signed.id, reason: '补证据' });
    const after = await test.ok('dossier.view', { dossier });
    expect(after.record.events.filter((event) => event.key === signed.key)).toHaveLength(1);
  });

  it('amending fields needs the version one saw', async () => {
    const view = await test.ok('dossier.view', { dossier });
    await test.ok('dossier.amend', {
      dossier,
      version: view.version,
      fields: { sign_place: '广州市' },
      reason: '更正',
    });
    const stale = await test.refused('dossier.amend', {
      dossier,
      version: view.version,
      fields: { sign_place: '北京市' },
      reason: '更正',
    });
    expect(stale.code).toBe('conflict');
  });

  it('two recovery papers open everything again with a new password', async () => {
    const fresh = await createTestApp('2024-10-14');
    try {
      const shares = await fresh.setUp();
      const { id } = await fresh.ok('dossier.create', { kind: 'cooperation-agreement' });
      await fresh.ok('dossier.saveDraft', { dossier: id, fields: { project_title: '只写在这里' } });
      await fresh.ok('session.lock');
      const recovered = await fresh.ok('session.recover', {
        login: 'linmouwu',
        shares: [shares[0] ?? '', shares[2] ?? ''],
        new_password: `${password}-新`,
      });
      expect(recovered.shares).toHaveLength(3);
      expect((await fresh.ok('dossier.draft', { dossier: id })).fields['project_title']).toBe('只写在这里');
      await fresh.ok('session.lock');
      expect((await fresh.refused('session.unlock', { login: 'linmouwu', password })).code).toBe(
        'wrong_password',
      );
      await fresh.ok('session.unlock', { login: 'linmouwu', password: `${password}-新` });
    } finally {
      await fresh.close();
    }
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
