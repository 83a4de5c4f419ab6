import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { stripCrypto } from './strip-crypto.ts';

/**
 * `node --import build/chromium-shell/register.ts out/main/main.mjs` runs the output that Electron would run.
 * Worker threads inherit the flag, so that they too see Electron's cryptography; only the main thread has a
 * browser.
 */
stripCrypto();
const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    if (!isMainThread) throw new Error('a worker has no electron');
    return { url: standIn, format: 'module-typescript', shortCircuit: true };
  },
});
