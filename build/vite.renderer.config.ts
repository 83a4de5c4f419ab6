import { cpSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'out/renderer');

/** What pdf.js fetches at run time for fonts that a file does not carry, colours and old image codecs. */
function pdfjsFiles(): Plugin {
  return {
    name: 'pdfjs-files',
    apply: 'build',
    closeBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
        cpSync(path.join(root, 'node_modules/pdfjs-dist', folder), path.join(out, 'pdfjs', folder), {
          recursive: true,
        });
      }
    },
  };
}

/** The page. Nothing is inlined: the CSP knows only files of our own origin. */
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), pdfjsFiles()],
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
  },
});
