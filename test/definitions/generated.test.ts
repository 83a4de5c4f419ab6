import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generated } from '../../build/generate/files.ts';

const files = await generated();

describe('generated files', () => {
  it.each(Object.keys(files))('%s is what its generator gives now', (path) => {
    const stored = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    expect(stored === files[path], 'stale: run npm run generate').toBe(true);
  });
});
