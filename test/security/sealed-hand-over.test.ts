import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { initCrypto, sm3 } from '../../electron/crypto/sm3.ts';
import type { Open } from '../../electron/app/open.ts';
import { runCli } from '../../electron/cli/main.ts';
import { handOverHead } from '../../electron/services/transfer/hand-over-payload.ts';
import { payloadOf } from '../../electron/services/transfer/payload.ts';
import { writeSealed } from '../../electron/services/transfer/write-sealed.ts';
import { requireKey } from '../../electron/services/transfer/keys.ts';
import type { ApprovalValue } from '../../shared/model/approval.ts';
import type { DossierId, ItemId, ObjectId } from '../../shared/model/ids.ts';
import type { CivilDate } from '../../shared/model/units.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';

const recipient = '某规划设计公司';

describe('一事一议, sealed: one file to one compared key (E-05, E-11)', () => {
  let a: TestApp;
  let b: TestApp;
  let open: Open;
  let dossier: DossierId;
  let first: ObjectId;
  let second: ObjectId;
  let toB: string;
  let toA: string;
  let folders = 0;

  beforeAll(async () => {
    await initCrypto();
    a = await createTestApp();
    b = await createTestApp();
    await a.setUp();
    await b.setUp();
    open = a.app.session.open as Open;
    toB = await exchange(b, a);
    toA = await exchange(a, b);
    dossier = (await a.ok('dossier.createSample', { kind: 'development-contract' })).id;
    first = await put('图斑.csv', 'a,b\n1,2\n');
    second = await put('界面.txt', '截图说明');
  }, 60_000);
  afterAll(async () => {
    await a.close();
    await b.close();
  });
  beforeEach(() => {
    a.setToday('2024-10-14');
    newFolder(a);
    newFolder(b);
  });

  function newFolder(app: TestApp): string {
    const folder = join(app.folder, `out-${(folders += 1)}`);
    mkdirSync(folder);
    app.answers.folder = folder;
    return folder;
  }
  async function exchange(from: TestApp, to: TestApp): Promise<string> {
    const folder = newFolder(from);
    const { name } = await from.ok('transfer.giveKey', { asks: false });
    const { own } = await from.ok('transfer.keys');
    to.answers.files = [join(folder, name)];
    await to.ok('transfer.readKey');
    await to.ok('transfer.keepKey', { typed: own.print.slice(32, 40) });
    return own.print;
  }
  async function put(name: string, text: string): Promise<ObjectId> {
    const file = join(a.folder, name);
    writeFileSync(file, text);
    a.answers.files = [file];
    const { items } = await a.ok('evidence.choose', { dossier, many: false });
    return items[0]?.object as ObjectId;
  }
  async function granted(objects: ObjectId[], medium: 'disc' | 'paper' = 'disc'): Promise<ItemId> {
    const day = (text: string) => text as CivilDate;
    const ask = { recipient, objects, why: '联合试点', act: 'copy' as const, medium };
    const days = { until: day('2024-10-31'), back_by: day('2024-11-30') };
    const { request } = await a.ok('approval.save', { dossier, ask: { ...ask, ...days } });
    const folder = a.answers.folder;
    newFolder(a);
    await a.ok('approval.letter', { dossier, request });
    a.answers.folder = folder;
    const object = await put(`同意件${request}.txt`, `同意 ${request}`);
    await a.ok('session.confirm', { password });
    const consent = { on: day('2024-10-14'), until: day('2024-10-31'), sealed: true as const };
    await a.ok('approval.consent', { dossier, request, object, ...consent });
    return request;
  }
  const over = (request: ItemId | null, change: object = {}) => ({
    dossier,
    request,
    objects: [first],
    recipient,
    seal_to: toB,
    ...change,
  });
  async function sealed(objects = [first]): Promise<string> {
    const request = await granted(objects);
    const { name } = await a.ok('approval.handOver', over(request, { objects }));
    return join(a.answers.folder ?? '', name);
  }
  async function opened(app: TestApp, file: string) {
    app.answers.files = [file];
    const offer = await app.ok('transfer.open');
    if (offer === null || !('hand_over' in offer)) throw new Error('no hand-over');
    return offer;
  }
  const refusedAt = async (app: TestApp, file: string) => {
    app.answers.files = [file];
    const { code, params } = await app.refused('transfer.open');
    return `${code} ${String(params?.['reason'])}`;
  };

  it('leaves as one file, is written down with recipient, key and medium, and opens with that key', async () => {
    const request = await granted([first, second]);
    const done = await a.ok('approval.handOver', over(request, { objects: [first, second] }));
    const folder = a.answers.folder ?? '';
    expect(readdirSync(folder)).toEqual([done.name]);
    expect(done.name).toMatch(/\.jzx$/);
    const file = join(folder, done.name);
    expect(readFileSync(file).includes('a,b')).toBe(false);
    expect(readFileSync(file).includes('图斑')).toBe(false);
    const { use } = open.store.items.get(dossier, request).value as ApprovalValue;
    expect(use).toMatchObject({ state: 'done', name: done.name, sealed: { name: '林某戊', print: toB } });
    const [row] = open.store.audit.list({ limit: 50 }).filter(({ stage }) => stage === 'result');
    expect(row?.details).toMatchObject({ request, recipient, medium: 'disc', sealed: true, print: toB });
    expect(row?.details).toMatchObject({ to: '林某戊', transfer: expect.stringMatching(/^[0-9a-f]{32}$/) });

    const offer = await opened(b, file);
    expect(offer.from).toMatchObject({ print: toA, known: '林某戊' });
    expect(offer.hand_over).toMatchObject({ recipient, act: 'copy', back_by: '2024-11-30' });
    expect(offer.files.map(({ name }) => name)).toEqual(['交接清单.pdf', '图斑.csv', '界面.txt']);
    const into = b.answers.folder ?? '';
    const written = await b.ok('transfer.unpack', { offer: offer.offer });
    expect(written).toMatchObject({ files: 3 });
    expect(readdirSync(into)).toEqual([written.name]);
    const names = readdirSync(join(into, written.name)).sort();
    expect(names).toEqual(['交接清单.pdf', '图斑.csv', '界面.txt']);
    expect(readFileSync(join(into, written.name, '图斑.csv'), 'utf8')).toBe('a,b\n1,2\n');
    expect(
      readFileSync(join(into, written.name, '交接清单.pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const [told] = (b.app.session.open as Open).store.audit
      .list({ limit: 20 })
      .filter(({ stage }) => stage === 'result');
    expect(told).toMatchObject({ channel: 'transfer.unpack', details: { print: toA, files: 3 } });
    // What was opened is forgotten once it was written.
    expect(await b.refused('transfer.unpack', { offer: offer.offer })).toMatchObject({ code: 'conflict' });
    // It is no dossier, and nothing takes it for one.
    await opened(b, file);
    expect(await b.refused('transfer.take', { offer: offer.offer })).toMatchObject({ code: 'conflict' });
  });

  it('is used up like a plain one: neither sealed again nor written plain, neither widened nor to another', async () => {
    const request = await granted([first]);
    const refusal = (reason: string) => ({ code: 'needs_approval', rule: 'E-05', params: { reason } });
    const widened = over(request, { objects: [first, second] });
    expect(await a.refused('approval.handOver', widened)).toMatchObject(refusal('widened'));
    const other = over(request, { recipient: '另一家公司' });
    expect(await a.refused('approval.handOver', other)).toMatchObject(refusal('widened'));
    // A key that nobody compared, guessed: nothing leaves, and the consent is whole.
    const guessed = over(request, { seal_to: 'a'.repeat(64) });
    expect(await a.refused('approval.handOver', guessed)).toMatchObject({ code: 'not_found' });
    expect(readdirSync(a.answers.folder ?? '')).toEqual([]);
    await a.ok('approval.handOver', over(request));
    expect(await a.refused('approval.handOver', over(request))).toMatchObject(refusal('used'));
    const plain = over(request, { seal_to: undefined });
    expect(await a.refused('approval.handOver', plain)).toMatchObject(refusal('used'));
    expect(readdirSync(a.answers.folder ?? '')).toHaveLength(1);
  });

  it('paper is sealed to nobody, and a folder that cannot be written gives the consent back', async () => {
    const paper = await granted([first], 'paper');
    expect(await a.refused('approval.handOver', over(paper))).toMatchObject({ code: 'bad_input' });
    const request = await granted([first]);
    const folder = a.answers.folder;
    a.answers.folder = join(a.folder, 'nowhere');
    expect(await a.refused('approval.handOver', over(request))).toMatchObject({
      code: 'destination_unwritable',
    });
    a.answers.folder = folder;
    expect((open.store.items.get(dossier, request).value as ApprovalValue).use).toBeNull();
    await a.ok('approval.handOver', over(request));
  });

  it('opens for nobody else, and not after one byte was changed, cut or added', async () => {
    const file = await sealed();
    expect(await refusedAt(a, file)).toBe('sealed_refused other_recipient');
    const bytes = readFileSync(file);
    const bad = join(b.folder, 'bad.jzx');
    const seen = new Set<string>();
    // Every byte of the header, the wrap and the end, and a walk over what lies between.
    const places = [...bytes.keys()].filter((at) => at < 300 || at > bytes.length - 300 || at % 251 === 0);
    for (const at of places) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(bad, changed);
      seen.add(await refusedAt(b, bad));
    }
    expect([...seen].filter((one) => !one.startsWith('sealed_refused '))).toEqual([]);
    writeFileSync(bad, bytes.subarray(0, bytes.length - 1));
    expect(await refusedAt(b, bad)).toBe('sealed_refused cut');
    writeFileSync(bad, Buffer.concat([bytes, Buffer.of(0)]));
    expect(await refusedAt(b, bad)).toBe('sealed_refused trailing');
  }, 120_000);

  it('a file that was changed after the look leaves no folder', async () => {
    const file = await sealed();
    const copy = join(b.folder, 'swapped.jzx');
    writeFileSync(copy, readFileSync(file));
    const { offer } = await opened(b, copy);
    const changed = Buffer.from(readFileSync(file));
    changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1;
    writeFileSync(copy, changed);
    expect(await b.refused('transfer.unpack', { offer })).toMatchObject({ code: 'sealed_refused' });
    expect(readdirSync(b.answers.folder ?? '')).toEqual([]);
    // Another whole file of the same sender in its place is not the one that was looked at either.
    writeFileSync(copy, readFileSync(await sealed()));
    expect(await b.refused('transfer.unpack', { offer })).toMatchObject({ code: 'sealed_refused' });
    expect(readdirSync(b.answers.folder ?? '')).toEqual([]);
  });

  it('makes no path of the names in it, and takes no head that is not plain', async () => {
    const key = requireKey(open, toB);
    const text = Buffer.from('x');
    const digests = {
      size: 1,
      sm3: Buffer.from(sm3(text)).toString('hex'),
      sha256: createHash('sha256').update(text).digest('hex'),
    };
    const names = ['../../逃出.txt', '/etc/passwd', 'C:\\x.txt', 'con.txt', 'A.txt', 'a.txt', '.ssh'];
    const head = (change: object) => ({
      format: 'juanzong-hand-over' as const,
      version: 1,
      from: { name: '某', unit: '../..' },
      to: { name: '林某戊', print: toB },
      number: '../../YSYY-1',
      recipient,
      why: '试',
      act: 'export' as const,
      back_by: null,
      at: '2024-10-14T00:00:00.000Z',
      files: names.map((name) => ({ name, ...digests })),
      ...change,
    });
    const write = async (change: object, name: string) => {
      const made = head(change);
      const files = made.files.map((file) => ({ file, open: () => [text] }));
      const where = { folder: b.folder, name, signal: new AbortController().signal };
      return join(
        b.folder,
        (
          await writeSealed(
            open,
            key,
            payloadOf(made, files, () => {}),
            where,
          )
        ).name,
      );
    };
    const { offer } = await opened(b, await write({}, 'names'));
    const into = b.answers.folder ?? '';
    const before = readdirSync(b.folder).sort();
    const written = await b.ok('transfer.unpack', { offer });
    expect(readdirSync(b.folder).sort()).toEqual(before);
    expect(readdirSync(into)).toEqual([written.name]);
    expect(readdirSync(join(into, written.name))).toHaveLength(names.length);
    expect(await refusedAt(b, await write({ version: 2 }, 'newer'))).toBe('sealed_refused newer');
    for (const change of [{ number: 7 }, { act: 'keep' }, { files: [] }])
      expect(await refusedAt(b, await write(change, 'bad'))).toBe('sealed_refused malformed');
    expect(handOverHead({ format: 'juanzong-transfer' })).toBeNull();
  });

  it('opens on the command line, into the folder that is named', async () => {
    const file = await sealed([first, second]);
    await b.app.close();
    const out = newFolder(b);
    const run = async (line: string[]) => {
      const secret = join(a.folder, 'secret');
      writeFileSync(secret, `${password}\n`);
      const fd = openSync(secret, 'r');
      let said = '';
      const code = await runCli(['transfer', 'receive', b.userData, ...line, '--password-fd', String(fd)], {
        stdin: async () => new Uint8Array(0),
        stdout: (text) => (said += text),
        stderr: () => undefined,
        environment: {},
        now: Date.now(),
      });
      closeSync(fd);
      return { code, json: said === '' ? null : JSON.parse(said) };
    };
    expect((await run([file])).code).toBe(2);
    expect(readdirSync(out)).toEqual([]);
    const { code, json } = await run([file, '--out', out]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ files: 3, from: { known: '林某戊' }, hand_over: { recipient } });
    expect(readFileSync(join(out, json.name, '界面.txt'), 'utf8')).toBe('截图说明');
  });
});
