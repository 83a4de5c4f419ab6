import { readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const workers = path.join(root, 'electron/jobs/workers');
const suffix = '.worker.ts';

function workerEntries(): Record<string, string> {
  const names = readdirSync(workers, { recursive: false }).map(String);
  return Object.fromEntries(
    names
      .filter((name) => name.endsWith(suffix))
      .map((name) => [`workers/${name.slice(0, -suffix.length)}.worker`, path.join(workers, name)]),
  );
}

/**
 * Main and every worker as ES modules. Only what holds a native binary stays outside the bundle, so that the
 * package ships two dependencies and not two hundred.
 */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: 'out/main',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { main: path.join(root, 'electron/main.ts'), ...workerEntries() },
      external: ['electron', 'better-sqlite3', '@napi-rs/canvas'],
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        // Beside main and not in a folder: a shared chunk finds `./workers/` where main does.
        chunkFileNames: '[name]-[hash].mjs',
      },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3', '@napi-rs/canvas'] },
});
