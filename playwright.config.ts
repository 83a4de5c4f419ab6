import { defineConfig } from '@playwright/test';

/**
 * The end-to-end specs: the built application in Chromium, or in Electron where `JUANZONG_ELECTRON` names its
 * binary. No web server. One second try, because Chromium itself crashes now and then; `npm test` names every spec
 * that needed it, and one that needs it twice in a row is a fault of ours.
 */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'out/test/artifacts',
  // Generous: a slow machine is no fault of the application, and speed is measured elsewhere.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
});
