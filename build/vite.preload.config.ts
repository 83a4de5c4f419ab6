import path from 'node:path';
import { defineConfig } from 'vite';
import { channelNames, contract } from '../shared/ipc/contract.ts';
import type { Channel } from '../shared/ipc/channel.ts';

const root = path.resolve(import.meta.dirname, '..');

function isForPage(definition: Channel): boolean {
  return definition.surface !== 'preload';
}

/**
 * The bridge, as one CommonJS file: a sandboxed preload can load neither a module nor a second file. The
 * contract's names are put in as text, so that zod stays out of it.
 */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  define: { PAGE_CHANNELS: JSON.stringify(channelNames.filter((name) => isForPage(contract[name]))) },
  build: {
    ssr: true,
    outDir: 'out/preload',
    emptyOutDir: true,
    target: 'chrome140',
    minify: false,
    rolldownOptions: {
      input: path.join(root, 'electron/preload.ts'),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
