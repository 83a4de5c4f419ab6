import { readFileSync } from 'node:fs';
import { expect, launch, test } from '../e2e/fixture.ts';

/** The process and everything below it, as Linux tells. */
function family(pid: number): number[] {
  let below: number[] = [];
  try {
    below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
  return [pid, ...below.flatMap(family)];
}

function living(pids: number[]): number[] {
  return pids.filter((pid) => {
    try {
      return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  });
}

test('quits with 0 and leaves no process behind', async ({ running, window }) => {
  await expect(window.locator('body')).toBeVisible();
  const all = family(running.process.pid ?? 0);
  expect(await running.quit()).toBe(0);
  await expect.poll(() => living(all)).toEqual([]);
  expect(running.stderr()).not.toContain('Unhandled');
});

test('closing the one window is quitting', async ({ running, window }) => {
  await expect(window.locator('body')).toBeVisible();
  const ended = new Promise((resolve) => running.process.once('exit', resolve));
  await running.evaluate(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows();
    setTimeout(() => only?.close());
  });
  expect(await ended).toBe(0);
});

test('can be quit while the page loads', async ({ start }) => {
  for (const delay of [0, 150, 400]) {
    const running = await start();
    await new Promise((resolve) => setTimeout(resolve, delay));
    expect(await running.quit(), `after ${delay} ms: ${running.stderr()}`).toBe(0);
    expect(running.stderr()).not.toMatch(/Unhandled|could not start/);
  }
});

test('a killed main takes its browser along', async ({ running, window }) => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  await expect(window.locator('body')).toBeVisible();
  const all = family(running.process.pid ?? 0);
  expect(all.length).toBeGreaterThan(2);
  await running.kill();
  await expect.poll(() => living(all), { timeout: 15_000 }).toEqual([]);
});

test('a second start ends at once and the first goes on', async ({ running, window, start }) => {
  await expect(window.locator('body')).toBeVisible();
  const second = await start({ userData: running.userData });
  const code = await new Promise((resolve) => {
    if (second.process.exitCode !== null) resolve(second.process.exitCode);
    else second.process.once('exit', resolve);
  });
  expect(code).toBe(0);
  expect(running.process.exitCode).toBeNull();
  expect(await window.evaluate(() => document.readyState)).toBe('complete');
});

test('starts again in the folder of one that was killed', async ({ window, running, start }) => {
  await expect(window.locator('body')).toBeVisible();
  await running.kill();
  const again = await start({ userData: running.userData });
  await expect((await again.window()).locator('body')).toBeVisible();
});

test('says that it is not the real thing', async ({ running, window }) => {
  test.skip(running.shell === 'electron', 'is the real thing');
  await expect.poll(() => window.title()).toContain('开发与演示外壳');
  const refused = await running.evaluate(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows();
    const tried = [() => only?.setContentProtection(true), () => only?.webContents.print()];
    return tried.map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return String(error);
      }
    });
  });
  expect(refused).toHaveLength(2);
  for (const answer of refused) expect(answer).toContain('chromium shell');
});

test('launch answers a broken main with its words', async () => {
  const running = await launch({ appPath: import.meta.dirname });
  await expect(running.window()).rejects.toThrow(/main (has )?ended/);
});
