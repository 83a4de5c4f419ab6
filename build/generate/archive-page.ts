import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const entry = fileURLToPath(new URL('../archive-page/main.ts', import.meta.url));

/** The script of an archive's catalogue as one readable piece of plain JavaScript, in a module that main can import. */
export async function archivePageSource(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'check' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('archive-page: nothing was built');
  const script = output.output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
  // In a page it would end the script.
  if (/<\/script|<!--/i.test(script)) throw new Error('archive-page: the script cannot stand in a page');
  return [
    '// Generated from build/archive-page by `npm run generate`; do not edit.',
    `export const pageScript = ${JSON.stringify(script)};`,
    '',
  ].join('\n');
}
