import { defineConfig } from 'vitest/config';

/** Unit and integration tests; the end-to-end specs are Playwright's (test/e2e). */
export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,build,test}/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**', 'out/**'],
    // Generous: a slow machine is no fault of the application.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
