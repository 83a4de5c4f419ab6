import type { Language } from '../../shared/text/text.ts';
import { type Folder, makeFolder } from './driver/folder.ts';
import { launchOptions, type Scene, sceneOf } from './driver/scene.ts';
import { test as base, type LaunchOptions, type Running } from './fixture.ts';

interface Scenes {
  /** Files that a person has at hand; gone after the test. */
  folder: Folder;
  /** A new application on an empty store, on the given day. */
  open(options?: { language?: Language; today?: string } & LaunchOptions): Promise<Scene>;
}

/** `test` with scenes of the driver; what the page throws fails the test. */
export const test = base.extend<Scenes>({
  folder: async ({ browserName }, use) => {
    void browserName;
    const folder = makeFolder();
    await use(folder);
    folder.remove();
  },
  open: async ({ start }, use) => {
    const thrown: Error[] = [];
    await use(async ({ language = 'zh', today, ...options } = {}) => {
      const { args, env } = launchOptions(language, today);
      const running: Running = await start({
        ...options,
        args: [...(args ?? []), ...(options.args ?? [])],
        env: { ...env, ...options.env },
      });
      const page = await running.window();
      page.on('pageerror', (error) => thrown.push(error));
      return sceneOf(running, language);
    });
    if (thrown[0] !== undefined) throw thrown[0];
  },
});

export { expect } from './fixture.ts';
