import { defineConfig } from 'vitest/config';

/** Unit and integration tests; the end-to-end specs are Playwright's (test/e2e). */
export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,build,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**', 'out/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
