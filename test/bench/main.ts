import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { readAgreement } from '../../shared/reading/read-agreement.ts';
import { launch } from '../e2e/fixture.ts';
import { type Figure, figure, times } from './rounds.ts';

/**
 * `npm run bench`: what a person waits for. Figures go to stdout as a table and to out/bench.json; nothing is
 * judged here, because a loaded machine would be.
 */
const root = path.resolve(import.meta.dirname, '../..');
const sample = path.join(root, 'test/fixtures/agreements/sample-agreement.txt');
const cli = path.join(root, 'electron/cli/main.ts');

async function start(): Promise<Figure[]> {
  const painted: number[] = [];
  const usable: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const started = Date.now();
    const running = await launch();
    const window = await running.window();
    await window.locator('button:visible, input:visible').first().waitFor();
    usable.push(Date.now() - started);
    const paint = await window.evaluate(() => {
      const [entry] = performance.getEntriesByName('first-contentful-paint');
      return performance.timeOrigin + (entry?.startTime ?? Number.NaN);
    });
    painted.push(paint - started);
    again.push(...(await times(1, () => running.quit())));
    rmSync(running.userData, { recursive: true, force: true });
  }
  return [
    figure('start to first paint', painted),
    figure('start to a screen one can use', usable),
    figure('quit to process end', again),
  ];
}

async function reading(): Promise<Figure[]> {
  const text = readFileSync(sample, 'utf8');
  const node = ['--disable-warning=ExperimentalWarning', cli];
  return [
    figure('read the sample agreement (function)', await times(20, () => readAgreement(text))),
    figure(
      'read the sample agreement (command)',
      await times(5, () => execFileSync(process.execPath, [...node, 'read', sample], { stdio: 'ignore' })),
    ),
    figure(
      'workday (command)',
      await times(5, () =>
        execFileSync(process.execPath, [...node, 'workday', '2026-09-28', '10'], { stdio: 'ignore' }),
      ),
    ),
  ];
}

const megabytes = 64;

/** Through the whole path: main's dialog, the gate, the vault, the audit. */
async function evidence(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'juanzong-bench-'));
  const file = path.join(folder, 'large.bin');
  writeFileSync(file, Buffer.alloc(megabytes * 1024 * 1024, 7));
  const running = await launch();
  const window = await running.window();
  const setUp = await times(1, () =>
    window.evaluate(() =>
      juanzong.session.setup({
        mode: 'single',
        login: 'bench',
        display_name: 'bench',
        password: 'bench-bench-2026-ß',
      }),
    ),
  );
  const dossier = await window.evaluate(async () => {
    const made = await juanzong.dossier.create({ kind: 'cooperation-agreement' });
    return made.ok ? made.value.id : '';
  });
  await running.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  const sealed = await times(3, () =>
    window.evaluate(async (id) => {
      const result = await juanzong.evidence.choose({ dossier: id });
      if (!result.ok) throw new Error(result.code);
    }, dossier),
  );
  const lock = await times(1, () => window.evaluate(() => juanzong.session.lock()));
  const unlock = await times(1, () =>
    window.evaluate(() => juanzong.session.unlock({ login: 'bench', password: 'bench-bench-2026-ß' })),
  );
  await running.quit();
  for (const place of [folder, running.userData]) rmSync(place, { recursive: true, force: true });
  return [
    figure('set up an account', setUp),
    figure(
      `seal a file of ${megabytes} MB`,
      sealed.map((ms) => (megabytes * 1000) / ms),
      'MB/s',
    ),
    figure('lock', lock),
    figure('unlock', unlock),
  ];
}

const figures = [...(await start()), ...(await reading()), ...(await evidence())];
mkdirSync(path.join(root, 'out'), { recursive: true });
writeFileSync(
  path.join(root, 'out/bench.json'),
  JSON.stringify({ cpus: cpus().length, node: process.version, figures }, null, 2),
);
console.table(Object.fromEntries(figures.map(({ name, ...rest }) => [name, rest])));
process.exit(0);
