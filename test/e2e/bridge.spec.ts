import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { Result } from '../../shared/model/errors.ts';
import { expect, test } from './fixture.ts';

declare global {
  var juanzong: Bridge;
}

const password = 'a-long enough 口令 2026';
const job = '0123456789abcdef0123456789abcdef';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.code} ${JSON.stringify(result.params ?? {})}`);
  return result.value;
}

async function setUp(window: Page): Promise<void> {
  const result = await window.evaluate(
    (given) =>
      juanzong.session.setup({ mode: 'single', login: 'lin', display_name: '林一', password: given }),
    password,
  );
  expect(value(result).shares).toHaveLength(3);
}

/** A draft of whatever kind the build knows. */
async function newDossier(window: Page): Promise<string> {
  const kinds = readdirSync(path.resolve(import.meta.dirname, '../../shared/agreements'), {
    withFileTypes: true,
  })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const kind = kinds[0] ?? '';
  return value(await window.evaluate((given) => juanzong.dossier.create({ kind: given }), kind)).id;
}

/** Every file below a folder, as one buffer. */
function bytesUnder(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Buffer.concat(files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name))));
}

test('set up, lock, a wrong password, unlock, and again after a restart', async ({ start }) => {
  const first = await start();
  const window = await first.window();
  expect(value(await window.evaluate(() => juanzong.app.info()))).toMatchObject({
    shell: first.shell,
    mark: 'demo',
  });
  await setUp(window);
  expect(value(await window.evaluate(() => juanzong.session.status())).state).toBe('unlocked');
  expect(value(await window.evaluate(() => juanzong.session.lock())).state).toBe('locked');
  expect(await window.evaluate(() => juanzong.dossier.list())).toMatchObject({ ok: false, code: 'locked' });
  expect(
    await window.evaluate(() => juanzong.session.unlock({ login: 'lin', password: 'something else' })),
  ).toMatchObject({ ok: false, code: 'wrong_password' });
  const unlock = (page: Page) =>
    page.evaluate((given) => juanzong.session.unlock({ login: 'lin', password: given }), password);
  expect(value(await unlock(window)).state).toBe('unlocked');
  expect(await first.quit()).toBe(0);

  const second = await start({ userData: first.userData });
  const again = await second.window();
  expect(value(await again.evaluate(() => juanzong.session.status())).state).toBe('locked');
  expect(value(await unlock(again)).account?.display_name).toBe('林一');
});

test('a dropped file is sealed in pieces and seen through a ticket that ends with the lock', async ({
  running,
  window,
}) => {
  await setUp(window);
  const dossier = await newDossier(window);
  const size = 2 * 1024 * 1024 + 12_345;
  const planted = 'PLANTED-CONTENT-OF-A-FILE';
  const dropped = await window.evaluate(
    async ([id, length, words, jobId]) => {
      const bytes = new Uint8Array(length).fill(7);
      bytes.set(new TextEncoder().encode(words), 1_500_000);
      const seen: string[] = [];
      const end = juanzong.onProgress((view) => void seen.push(view.what));
      const result = await juanzong.drop([new File([bytes], '测 试 数据.bin')], { dossier: id, job: jobId });
      end();
      return { result, seen };
    },
    [dossier, size, planted, job] as const,
  );
  const [item] = value(dropped.result).items;
  const expected = Buffer.alloc(size, 7);
  expected.set(Buffer.from(planted), 1_500_000);
  expect(item).toMatchObject({
    name: '测 试 数据.bin',
    size,
    sha256: createHash('sha256').update(expected).digest('hex'),
  });

  const object = item?.object ?? '';
  const ticket = value(
    await window.evaluate(([id, of]) => juanzong.evidence.ticket({ dossier: id, object: of }), [
      dossier,
      object,
    ] as const),
  );
  const range = (page: Page) =>
    page.evaluate(async (url) => {
      const response = await fetch(url, { headers: { range: 'bytes=1500000-1500024' } });
      return {
        status: response.status,
        text: await response.text(),
        type: response.headers.get('content-type'),
      };
    }, ticket.url);
  expect(await range(window)).toEqual({ status: 206, text: planted, type: 'application/octet-stream' });
  value(await window.evaluate(() => juanzong.session.lock()));
  expect(await range(window)).toMatchObject({ status: 404, text: '' });

  await running.quit();
  const stored = bytesUnder(running.userData);
  expect(stored.length).toBeGreaterThan(size);
  for (const words of [planted, '测 试 数据', password]) expect(stored.includes(words)).toBe(false);
});

test('files come in by main’s dialog, and cancelling it changes nothing', async ({
  running,
  window,
}, info) => {
  await setUp(window);
  const dossier = await newDossier(window);
  const file = info.outputPath('stamped.txt');
  const { writeFileSync, mkdirSync } = await import('node:fs');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '盖章件');
  const choose = () =>
    window.evaluate(([id, jobId]) => juanzong.evidence.choose({ dossier: id }, { job: jobId }), [
      dossier,
      job,
    ] as const);
  await running.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  expect(value(await choose()).items.map((item) => item.name)).toEqual(['stamped.txt']);
  await running.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
  });
  expect(value(await choose())).toEqual({ items: [], refused: [] });
  const list = value(await window.evaluate((id) => juanzong.evidence.list({ dossier: id }), dossier));
  expect(list).toHaveLength(1);
});

test('the shell’s own dialog lies beyond the page’s reach', async ({ running, window }) => {
  test.skip(running.shell === 'electron', 'Electron shows the system’s');
  await setUp(window);
  const dossier = await newDossier(window);
  const chosen = window.evaluate(([id, jobId]) => juanzong.evidence.choose({ dossier: id }, { job: jobId }), [
    dossier,
    job,
  ] as const);
  const contexts = () => window.context().browser()?.contexts() ?? [];
  await expect.poll(() => contexts().length).toBe(2);
  const picker = () =>
    contexts()
      .flatMap((context) => context.pages())
      .find((page) => page !== window);
  await expect.poll(() => picker()?.locator('#no').count()).toBe(1);
  const reach = await window.evaluate(() => ({
    frames: globalThis.length,
    opener: globalThis.opener === null,
  }));
  expect(reach).toEqual({ frames: 0, opener: true });
  await picker()?.locator('#no').click();
  expect(value(await chosen)).toEqual({ items: [], refused: [] });
});
