import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchemeHandler } from './scheme.ts';

let handle: (request: Request) => Promise<Response>;
const asked: [string, string | null][] = [];

beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'juanzong-scheme-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.html'), 'outside');
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(root, 'assets/main.js'), 'export {}');
  writeFileSync(path.join(root, 'assets/pdf.worker.mjs'), 'export {}');
  writeFileSync(path.join(root, 'assets/key.pem'), 'unknown type');
  handle = createSchemeHandler(root, async (id, range) => {
    asked.push([id, range]);
    if (id === 'broken') throw new Error('a fault with a path /home/x in it');
    if (id !== 'good') return new Response(null, { status: 404 });
    return new Response('<script>1</script>', {
      status: 206,
      headers: {
        'content-type': 'text/html',
        'content-range': 'bytes 0-17/18',
        'content-security-policy': 'x',
      },
    });
  });
});

const get = (url: string, init?: RequestInit) => handle(new Request(url, init));

describe('app://', () => {
  it('serves the built files with their type, nosniff and the policy', async () => {
    for (const [url, type] of [
      ['app://bundle/', 'text/html; charset=utf-8'],
      ['app://bundle/index.html', 'text/html; charset=utf-8'],
      ['app://bundle/assets/main.js?v=2', 'text/javascript; charset=utf-8'],
      ['app://bundle/assets/pdf.worker.mjs', 'text/javascript; charset=utf-8'],
    ] as const) {
      const response = await get(url);
      expect(response.status, url).toBe(200);
      expect(response.headers.get('content-type')).toBe(type);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    }
  });

  it.each([
    'app://bundle/../secret.html',
    'app://bundle/..%2fsecret.html',
    'app://bundle/%2e%2e/secret.html',
    'app://bundle/assets/..%5c..%5csecret.html',
    'app://bundle//secret.html',
    'app://bundle/assets/key.pem',
    'app://bundle/assets/',
    'app://bundle/assets',
    'app://bundle/INDEX.HTML',
    'app://bundle/index.html%00.js',
    'app://bundle/%',
    'app://evil/index.html',
    'app://bundle/ticket/',
    'app://bundle/ticket/a%2fb',
    'app://bundle/ticket/../index.html%3f',
  ])('does not have %s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toBeTruthy();
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('takes no %s', async (method) => {
    expect((await get('app://bundle/index.html', { method })).status).toBe(404);
  });

  it('serves a ticket as bytes under our policy, whatever it says to be', async () => {
    const response = await get('app://bundle/ticket/good', { headers: { range: 'bytes=0-17' } });
    expect(asked.at(-1)).toEqual(['good', 'bytes=0-17']);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 0-17/18');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('an unknown ticket and a fault are both not there', async () => {
    for (const id of ['other', 'broken']) {
      const response = await get(`app://bundle/ticket/${id}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('');
    }
  });
});
