import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, createTestApp } from '../../../test/support/app.ts';
import { kind } from '../../../test/support/path.ts';
import { makePdf } from '../../../test/support/pdf.ts';
import { createPeopleApp } from '../../../test/support/people.ts';

let a: TestApp;
let b: TestApp;
let dossier: string;
/** Where each keeps the other's key. */
let toA: string;
let toB: string;

beforeAll(async () => {
  a = await createTestApp();
  b = await createTestApp();
  await a.setUp();
  await b.setUp();
  ({ id: dossier } = await a.ok('dossier.createSample', { kind }));
  toB = await exchange(b, a);
  toA = await exchange(a, b);
}, 60_000);
afterAll(async () => {
  await a.close();
  await b.close();
});

let folders = 0;
function newFolder(app: TestApp): string {
  const folder = join(app.folder, `out-${++folders}`);
  mkdirSync(folder);
  app.answers.folder = folder;
  return folder;
}

/** `from` hands its key to `to`, whose person compares it; answers its fingerprint. */
async function exchange(from: TestApp, to: TestApp): Promise<string> {
  const folder = newFolder(from);
  const { name } = await from.ok('transfer.giveKey', { asks: true });
  const { own } = await from.ok('transfer.keys');
  to.answers.files = [join(folder, name)];
  const offered = await to.ok('transfer.readKey');
  expect(offered?.groups.filter((group) => group === null)).toHaveLength(2);
  expect(JSON.stringify(offered)).not.toContain(own.print.slice(32, 40).toUpperCase());
  const typed = own.print.slice(32, 40);
  const wrong = await to.refused('transfer.keepKey', { typed: '0000 0000' });
  expect(wrong).toMatchObject({ code: 'key_refused', params: { reason: 'compare' } });
  const kept = await to.ok('transfer.keepKey', { typed: `${typed.slice(0, 4)} ${typed.slice(4)}` });
  expect(kept.print).toBe(own.print);
  return own.print;
}

async function send(from: TestApp, print: string, id: string, part: object = {}): Promise<string> {
  const folder = newFolder(from);
  const wanted = { dossier: id, print, purpose: '联合验收', files: null, ledgers: null, ...part };
  const { name } = await from.ok('transfer.send', wanted as never);
  expect(readdirSync(folder)).toEqual([name]);
  return join(folder, name);
}

const openFile = async (app: TestApp, file: string) => {
  app.answers.files = [file];
  const offer = await app.ok('transfer.open');
  if (offer === null || 'hand_over' in offer) throw new Error('nothing was chosen');
  return offer;
};

async function addFile(app: TestApp, id: string, name: string): Promise<string> {
  const file = join(app.folder, name);
  writeFileSync(file, await makePdf(name, 1));
  app.answers.files = [file];
  const { items } = await app.ok('evidence.choose', { dossier: id as never, many: true });
  return items[0]?.object ?? '';
}

const amend = async (app: TestApp, id: string, fields: object, reason: string) => {
  const { version } = await app.ok('dossier.view', { dossier: id as never });
  await app.ok('dossier.amend', { dossier: id as never, version, fields, reason } as never);
};
const record = (app: TestApp, id: string, key: string, date: string, object: string) =>
  app.ok('event.record', { dossier: id, key, date, evidence: [object] } as never);

describe('a dossier between two stores', () => {
  let copy: string;

  it('arrives with its history, its files, the list of who knew it and the log', async () => {
    const object = await addFile(a, dossier, '通知（盖章）.pdf');
    await record(a, dossier, 'expense_statement_submitted', '2024-06-03', object);
    await amend(a, dossier, { sign_place: '某地' }, '补记');
    const file = await send(a, toB, dossier);
    const offer = await openFile(b, file);
    expect(offer).toMatchObject({ into: null, whole: true, purpose: '联合验收', kind });
    expect(offer.from.known).toBe('林某戊');
    expect(offer.audit).toBeGreaterThan(0);
    const { id } = await b.ok('transfer.take', { offer: offer.offer });
    copy = id;
    const [theirs, ours] = [
      await a.ok('dossier.view', { dossier: dossier as never }),
      await b.ok('dossier.view', { dossier: id }),
    ];
    expect(ours.record.fields).toEqual(theirs.record.fields);
    expect(ours.record.events.map(({ id: row }) => row)).toEqual(
      theirs.record.events.map(({ id: row }) => row),
    );
    const history = async (app: TestApp, one: string) =>
      (await app.ok('dossier.history', { dossier: one as never })).map(({ at, reason }) => `${at} ${reason}`);
    expect(await history(b, id)).toEqual(await history(a, dossier));
    const names = async (app: TestApp, one: string) =>
      (await app.ok('evidence.list', { dossier: one as never })).map(({ name }) => name).sort();
    expect(await names(b, id)).toEqual(await names(a, dossier));
  }, 60_000);

  it('is not taken in twice from the same file', async () => {
    const file = await send(a, toB, dossier);
    const offer = await openFile(b, file);
    expect(offer.into?.dossier).toBe(copy);
    await b.ok('transfer.merge', { dossier: copy as never, offer: offer.offer, decisions: {} });
    b.answers.files = [file];
    expect(await b.refused('transfer.open')).toMatchObject({
      code: 'sealed_refused',
      params: { reason: 'replayed' },
    });
    expect(await b.refused('transfer.take', { offer: offer.offer })).toMatchObject({ code: 'conflict' });
  }, 60_000);

  it('takes on what only one side wrote without a question', async () => {
    const object = await addFile(a, dossier, '补充说明.pdf');
    await record(a, dossier, 'accepted', '2024-09-02', object).catch(() => undefined);
    await amend(a, dossier, { sign_place: '另一地' }, '更正');
    const offer = await openFile(b, await send(a, toB, dossier));
    expect(offer.into).toMatchObject({ dossier: copy, differences: [], files: 1 });
    expect(offer.into?.moved).toBe(1);
    await b.ok('transfer.merge', { dossier: copy as never, offer: offer.offer, decisions: {} });
    const view = await b.ok('dossier.view', { dossier: copy as never });
    expect(view.record.fields['sign_place']).toBe('另一地');
    expect(view.evidence.map(({ name }) => name)).toContain('补充说明.pdf');
  }, 60_000);

  it('asks about what both changed, keeps both histories, and comes to rest', async () => {
    await amend(a, dossier, { sign_place: '甲方会议室' }, '甲更正');
    await amend(b, copy, { sign_place: '乙方会议室' }, '乙更正');
    const offer = await openFile(b, await send(a, toB, dossier));
    const [one, ...more] = offer.into?.differences ?? [];
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      noun: 'fields',
      part: 'fields.sign_place',
      ours: { value: '乙方会议室', reason: '乙更正' },
      theirs: { value: '甲方会议室', reason: '甲更正' },
    });
    const answer = { dossier: copy as never, offer: offer.offer };
    expect(await b.refused('transfer.merge', { ...answer, decisions: {} })).toMatchObject({
      code: 'conflict',
    });
    await b.ok('transfer.merge', { ...answer, decisions: { [one?.id ?? '']: 'theirs' } });
    const view = await b.ok('dossier.view', { dossier: copy as never });
    expect(view.record.fields['sign_place']).toBe('甲方会议室');
    const reasons = (await b.ok('dossier.history', { dossier: copy as never })).map(({ reason }) => reason);
    expect(reasons).toEqual(expect.arrayContaining(['甲更正', '乙更正']));
    // Back where it came from: what was decided there is ahead of everything here.
    const back = await openFile(a, await send(b, toA, copy));
    expect(back.into).toMatchObject({ dossier, differences: [] });
    await a.ok('transfer.merge', { dossier: dossier as never, offer: back.offer, decisions: {} });
    const [here, there] = [
      await a.ok('dossier.view', { dossier: dossier as never }),
      await b.ok('dossier.view', { dossier: copy as never }),
    ];
    expect(here.record.fields).toEqual(there.record.fields);
    const again = await openFile(b, await send(a, toB, dossier));
    expect(again.into).toMatchObject({ added: 0, moved: 0, files: 0, differences: [] });
  }, 90_000);

  it('leaves behind what was not ticked, and what stands on it', async () => {
    const objects = (await a.ok('evidence.list', { dossier: dossier as never })).map(({ object }) => object);
    const first = objects[0] ?? '';
    const view = await a.ok('dossier.view', { dossier: dossier as never });
    const standing = view.record.events.filter(({ evidence }) => evidence.includes(first as never));
    const c = await createTestApp();
    try {
      await c.setUp();
      const toC = await exchange(c, a);
      const offer = await openFile(c, await send(a, toC, dossier, { files: objects.slice(1), ledgers: [] }));
      expect(offer).toMatchObject({ whole: false, files: objects.length - 1 });
      const { id } = await c.ok('transfer.take', { offer: offer.offer });
      const part = await c.ok('dossier.view', { dossier: id });
      expect(Object.values(part.record.entries).flat()).toEqual([]);
      const left = new Set(standing.map(({ id: row }) => row));
      expect(part.record.events.map(({ id: row }) => row)).toEqual(
        view.record.events.map(({ id: row }) => row).filter((row) => !left.has(row)),
      );
    } finally {
      await c.close();
    }
  }, 90_000);
});

it('tells who knew the dossier and what was consented to; neither gives a right here (E-03, E-05)', async () => {
  const many = await createPeopleApp({ lead: 'member', helper: 'member' });
  try {
    await many.as('lead');
    const { id } = await many.ok('dossier.createSample', { kind });
    const account = many.ids.get('helper');
    const line = { role: 'secretary', classes: null, purpose: '整理材料', until: null };
    await many.ok('member.add', { dossier: id, account, ...line } as never);
    const object = await addFile(many, id, '图斑.pdf');
    const ask = {
      recipient: '某规划设计公司',
      objects: [object],
      why: '核对图斑',
      act: 'export',
      medium: 'disc',
      until: '2024-10-31',
      back_by: null,
    };
    await many.ok('approval.save', { dossier: id, ask } as never);
    const print = await exchange(b, many);
    const offer = await openFile(b, await send(many, print, id));
    expect(offer.from.known).toBeNull();
    expect(offer.approvals).toBe(1);
    expect(offer.members.map(({ name, role, purpose }) => [name, role, purpose])).toContainEqual([
      'helper',
      'secretary',
      '整理材料',
    ]);
    const { id: came } = await b.ok('transfer.take', { offer: offer.offer });
    expect(await b.ok('approval.list', { dossier: came })).toEqual([]);
    const folder = newFolder(b);
    const { name } = await b.ok('archive.export', { dossier: came });
    const { origin } = JSON.parse(readFileSync(join(folder, name, 'data/record/origin.json'), 'utf8'));
    expect(origin.approvals).toHaveLength(1);
    expect(origin.transfer).toMatchObject({ purpose: '联合验收', whole: true });
    expect(origin.transfer.members).toHaveLength(offer.members.length);
  } finally {
    await many.close();
  }
}, 120_000);

describe('a file that is not for here', () => {
  it('is refused by another store, cut, changed, and once it was tampered with nothing is left', async () => {
    const file = await send(a, toB, dossier);
    a.answers.files = [file];
    expect(await a.refused('transfer.open')).toMatchObject({ params: { reason: 'other_recipient' } });
    const bytes = readFileSync(file);
    const before = (await b.ok('dossier.list')).length;
    for (const [name, changed, reason] of [
      ['cut', bytes.subarray(0, bytes.length - 10), 'cut'],
      ['more', Buffer.concat([bytes, Buffer.from('x')]), 'trailing'],
      ['flip', Buffer.from(bytes.map((byte, at) => (at === 4000 ? byte ^ 1 : byte))), 'damaged'],
      ['other', Buffer.from('not a sealed file'), 'foreign'],
    ] as const) {
      const bad = join(b.folder, name);
      writeFileSync(bad, changed);
      b.answers.files = [bad];
      expect([name, await b.refused('transfer.open')]).toMatchObject([
        name,
        { code: 'sealed_refused', params: { reason } },
      ]);
    }
    expect(await b.ok('dossier.list')).toHaveLength(before);
  }, 60_000);

  it('leaves no file in the folder and none in the vault where it fails', async () => {
    const file = await send(a, toB, dossier);
    const offer = await openFile(b, file);
    writeFileSync(file, readFileSync(file).subarray(0, -20));
    const vaulted = async () => (await b.app.session.open?.vault.list())?.length;
    const before = await vaulted();
    const refused = await b.refused('transfer.merge', {
      dossier: offer.into?.dossier,
      offer: offer.offer,
      decisions: {},
    });
    expect(refused).toMatchObject({ code: 'sealed_refused' });
    expect(await vaulted()).toBe(before);
    const folder = newFolder(a);
    const job = '0'.repeat(32);
    const going = a.call(
      'transfer.send',
      { dossier, print: toB, purpose: '试停', files: null, ledgers: null } as never,
      job,
    );
    await a.call('job.cancel', { job } as never);
    const answer = await going;
    expect(readdirSync(folder)).toEqual(answer.ok ? [expect.stringContaining('.jzx')] : []);
  }, 60_000);
});
