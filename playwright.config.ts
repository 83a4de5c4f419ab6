import { defineConfig } from '@playwright/test';

/**
 * The end-to-end specs: the built application in Chromium, or in Electron where `JUANZONG_ELECTRON` names its
 * binary. No web server, no retries: a spec that passes only sometimes is a fault.
 */
export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  outputDir: 'out/test/artifacts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
});
