import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, InfoClass } from '../../shared/ipc/channel.ts';
import { channelNames, contract } from '../../shared/ipc/contract.ts';
import type { AccountId, DossierId, ObjectId } from '../../shared/model/ids.ts';
import { KeyPrint } from '../../shared/model/transfer.ts';
import { kind } from '../support/path.ts';
import { createPeopleApp, type PeopleApp } from '../support/people.ts';
import { sampleOf } from '../support/zod-sample.ts';

const planted = '甲方底图第九号图斑坐标';
const perpetual = { kind: 'perpetual' } as const;
/** To a key that nobody has: what the table refuses never comes so far. */
const transfer = { print: KeyPrint.parse('0'.repeat(64)), purpose: '转交同事', ledgers: null };

describe('E-04: who may look and not copy sees pixels, and has the file by no way', () => {
  let test: PeopleApp;
  let dossier: DossierId;
  let secret: ObjectId;
  let usual: ObjectId;

  beforeAll(async () => {
    test = await createPeopleApp({
      fuze: 'member',
      mishu: 'member',
      caiwu: 'member',
      danganyuan: 'member',
      shenji: 'auditor',
    });
    mkdirSync(join(test.folder, 'out'));
    test.answers.folder = join(test.folder, 'out');
    await test.as('fuze');
    dossier = (await test.ok('dossier.createSample', { kind })).id;
    for (const [login, role] of [
      ['mishu', 'secretary'],
      ['caiwu', 'finance'],
    ] as const) {
      const account = test.ids.get(login) as AccountId;
      await test.ok('member.add', {
        dossier,
        account,
        role,
        classes: null,
        purpose: '协助记录',
        until: null,
      });
    }
    secret = await put('甲方底图.txt', 'client_technical');
    usual = await put('本方记录.txt', null);
  }, 600_000);
  afterAll(() => test.close());

  async function put(name: string, infoClass: InfoClass | null): Promise<ObjectId> {
    const file = join(test.folder, name);
    writeFileSync(file, `${planted}\n`.repeat(60));
    test.answers.files = [file];
    const marking = infoClass === null ? {} : { marking: { infoClass, retention: perpetual } };
    const { items } = await test.ok('evidence.choose', { dossier, many: false, ...marking });
    return items[0]?.object as ObjectId;
  }

  it('E-13: every paper has its class from the moment it comes in, and its people follow the class', async () => {
    await test.as('fuze');
    const items = await test.ok('evidence.list', { dossier });
    const classOf = (object: ObjectId) => items.find((one) => one.object === object)?.marking.infoClass;
    expect(classOf(secret)).toBe('client_technical');
    expect(classOf(usual)).toBe('trade_secret');
    expect((await test.ok('evidence.look', { dossier, object: usual })).as).toBe('file');
    await test.ok('evidence.ticket', { dossier, object: usual });
    expect((await test.ok('evidence.look', { dossier, object: secret })).as).toBe('pixels');
    expect(await test.refused('evidence.ticket', { dossier, object: secret })).toMatchObject({
      code: 'needs_approval',
      rule: 'E-04',
    });
    await test.as('caiwu');
    expect((await test.ok('evidence.look', { dossier, object: usual })).as).toBe('pixels');
    // Not on the list of those who know what the client handed over: not even a look.
    expect((await test.refused('evidence.look', { dossier, object: secret })).code).toBe('forbidden');
    expect((await test.refused('evidence.page', { dossier, object: secret, page: 1, width: 600 })).code).toBe(
      'forbidden',
    );
  });

  it('a page comes as a picture with the name burnt in; the window is shielded before it leaves, until the lock', async () => {
    await test.as('mishu');
    test.contentProtection.asked.length = 0;
    const first = await test.ok('evidence.page', { dossier, object: secret, page: 1, width: 800 });
    expect(first).toMatchObject({ pages: 2, width: 800, protected: true });
    expect(test.contentProtection.asked).toEqual([true]);
    expect(Buffer.from(first.image).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(Buffer.from(first.image).includes(planted)).toBe(false);
    // Somebody else's look of the same page is another picture: the name is in it.
    await test.as('fuze');
    const other = await test.ok('evidence.page', { dossier, object: secret, page: 1, width: 800 });
    expect(await differing(first.image, other.image)).toBeGreaterThan(500);
    // The margin, where nothing is written, carries it too.
    expect(await ink(first.image)).toBeGreaterThan(200);
    expect(
      await test.refused('evidence.page', { dossier, object: secret, page: 3, width: 800 }),
    ).toMatchObject({
      code: 'not_found',
    });
    const { rows } = await rowsOf('evidence.page');
    expect(rows.map(({ outcome }) => outcome)).toContain('intended');
  });

  it('where nothing shields the window a real store shows nothing, and a demonstration says so', async () => {
    await test.as('mishu');
    const { environment } = test.app;
    test.contentProtection.works = false;
    try {
      const page = { dossier, object: secret, page: 1, width: 600 };
      expect(await test.ok('evidence.page', page)).toMatchObject({ protected: false });
      environment.mark = 'real';
      expect(await test.refused('evidence.page', page)).toMatchObject({
        code: 'view_only_unprotected',
        rule: 'E-04',
      });
    } finally {
      environment.mark = 'demo';
      test.contentProtection.works = true;
    }
  });

  it('no channel gives the bytes or the text, whatever a page that was taken over asks for', async () => {
    await test.as('fuze');
    const piece = 'final_report';
    await test.ok('material.bind', { dossier, object: secret, package: 'P-A3', piece });
    await test.as('mishu');
    const asked: string[] = [];
    for (const name of channelNames) {
      const entry: Channel = contract[name];
      if (entry.scope !== 'dossier' || name.startsWith('recall.') || name === 'dossier.discard') continue;
      if (name === 'material.unbind' || name === 'evidence.page') continue;
      const sample = { ...(sampleOf(entry.input) as object), dossier };
      const input = {
        ...sample,
        object: secret,
        objects: [secret],
        package: 'P-A3',
        piece,
        incomplete: true,
      };
      const answer = await test.call(name, input as never);
      asked.push(name);
      expect(textOf(answer), name).not.toContain(planted);
    }
    expect(asked.length).toBeGreaterThan(40);
    for (const [name, input] of [
      ['evidence.ticket', { object: secret }],
      ['reading.start', { object: secret }],
      ['seal.look', { object: secret }],
      ['document.check', { object: secret, package: 'P-A3', piece }],
      ['package.export', { package: 'P-A3', incomplete: true }],
      ['package.readingCopy', { package: 'P-A3' }],
      ['transfer.send', { ...transfer, files: null }],
      ['transfer.send', { ...transfer, files: [secret] }],
    ] as const)
      expect(await test.refused(name, { dossier, ...input }), name).toMatchObject({
        code: 'needs_approval',
        rule: 'E-04',
      });
    // The file that may go is no refusal of the table: only its recipient is unknown.
    const mayGo = await test.refused('transfer.send', { dossier, ...transfer, files: [usual] });
    expect(mayGo.code).toBe('not_found');
    for (const name of ['archive.export', 'archive.supplement'] as const)
      expect(await test.refused(name, { dossier }), name).toMatchObject({ code: 'forbidden', rule: 'E-04' });
    expect((await test.app.serveTicket('f'.repeat(32), null)).status).toBe(404);
    // A ticket for another paper serves that paper only, and ends when its class goes up.
    const { url } = await test.ok('evidence.ticket', { dossier, object: usual });
    const ticket = url.split('/').at(-1) ?? '';
    expect((await test.app.serveTicket(ticket, null)).status).toBe(200);
    await test.ok('marking.raise', {
      dossier,
      object: usual,
      marking: { infoClass: 'client_told', retention: perpetual },
    });
    expect((await test.app.serveTicket(ticket, null)).status).toBe(404);
    expect((await test.refused('evidence.ticket', { dossier, object: usual })).rule).toBe('E-04');
  });

  it('E-14, B-S20: who keeps the archive gives the client all of its data, its own papers included', async () => {
    await test.as('fuze');
    const account = test.ids.get('danganyuan') as AccountId;
    const line = {
      dossier,
      account,
      role: 'archivist',
      classes: null,
      purpose: '归还甲方',
      until: null,
    } as const;
    await test.ok('member.add', line);
    await test.as('danganyuan');
    expect((await test.ok('evidence.look', { dossier, object: secret })).as).toBe('pixels');
    const { files } = await test.ok('archive.export', { dossier });
    expect(files).toBeGreaterThan(2);
    const out = test.answers.folder ?? '';
    const found = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name));
    const whole = found.filter((file) => statSync(file).isFile() && readFileSync(file).includes(planted));
    expect(whole.length).toBeGreaterThanOrEqual(2);
  });

  it('E-13: raised by who edits; lowered by who grants, with a reason that stays', async () => {
    await test.as('mishu');
    const lower = {
      dossier,
      object: usual,
      marking: { infoClass: 'trade_secret', retention: perpetual },
    } as const;
    expect(await test.refused('marking.raise', lower)).toMatchObject({ code: 'forbidden', rule: 'E-13' });
    expect((await test.refused('marking.lower', { ...lower, reason: '甲方来函' })).code).toBe('forbidden');
    await test.as('fuze');
    expect((await test.refused('marking.lower', { ...lower, reason: ' ' })).code).toBe('bad_input');
    await test.ok('marking.lower', { ...lower, reason: '甲方来函〔2024〕9号' });
    expect((await test.ok('evidence.look', { dossier, object: usual })).as).toBe('file');
    await test.as('mishu');
    await test.ok('evidence.ticket', { dossier, object: usual });
    await test.as('caiwu');
    expect((await test.refused('marking.raise', lower)).code).toBe('forbidden');
  });

  async function rowsOf(channel: string) {
    await test.as('shenji');
    await test.ok('lease.ask', { hours: 8, reason: '抽查' });
    const [lease] = (await test.ok('lease.list')).leases.filter(({ state }) => state === 'waits');
    await test.as('baomi');
    await test.ok('lease.decide', { lease: lease?.id as never, grant: true });
    await test.as('shenji');
    const { rows } = await test.ok('audit.list', { limit: 500 });
    return { rows: rows.filter((row) => row.channel === channel) };
  }
});

/** Everything of an answer as text, bytes included. */
function textOf(answer: unknown): string {
  const bytes: string[] = [];
  const json = JSON.stringify(answer, (_key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    bytes.push(Buffer.from(value).toString('utf8'));
    return null;
  });
  return `${json}${bytes.join('')}`;
}

async function pixels(png: Uint8Array) {
  const picture = await loadImage(Buffer.from(png));
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  return { ...context.getImageData(0, 0, picture.width, picture.height), width: picture.width };
}

async function differing(a: Uint8Array, b: Uint8Array): Promise<number> {
  const [one, two] = [(await pixels(a)).data, (await pixels(b)).data];
  let count = 0;
  for (let at = 0; at < one.length; at += 4) if (Math.abs((one[at] ?? 0) - (two[at] ?? 0)) > 8) count += 1;
  return count;
}

/** Pixels that are not paper in the right tenth of the page, which the text does not reach. */
async function ink(png: Uint8Array): Promise<number> {
  const { data, width } = await pixels(png);
  let count = 0;
  for (let at = 0; at < data.length; at += 4)
    if ((at / 4) % width > width * 0.9 && (data[at] ?? 255) < 245) count += 1;
  return count;
}
