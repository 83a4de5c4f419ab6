import { describe, expect, it } from 'vitest';
import { isAllowedRequest } from './guards.ts';
import { entryUrl, isEntry, isOurs } from './origin.ts';

const strangers = [
  '',
  'about:blank',
  'about:srcdoc',
  'null',
  undefined,
  null,
  42,
  'app:bundle/',
  'app://',
  'app:///bundle/',
  'app://bundle.evil/',
  'app://evil/',
  'app://bundle@evil/',
  'app://user@bundle/',
  'app://user:word@bundle/',
  'app://bundle:8080/',
  'app2://bundle/',
  'https://bundle/',
  'https://bundle.app.invalid/',
  'https://evil.example/?next=app://bundle/',
  'file:///etc/passwd',
  'data:text/html,app://bundle/',
  'javascript:location="app://bundle/"',
  'blob:app://bundle/6b0c',
  'filesystem:app://bundle/temporary/x',
  'view-source:app://bundle/',
  'chrome://settings',
] as const;

describe('the one origin', () => {
  it.each(strangers)('a stranger: %s', (url) => {
    expect(isOurs(url)).toBe(false);
    expect(isEntry(url)).toBe(false);
  });
  it('ours, whatever the path', () => {
    for (const url of [
      entryUrl,
      'app://bundle/index.html',
      'app://bundle/assets/a.js?v=1#x',
      'APP://bundle/',
    ]) {
      expect(isOurs(url)).toBe(true);
    }
  });
  it('only the entry may be loaded again', () => {
    expect(isEntry('app://bundle/')).toBe(true);
    expect(isEntry('app://bundle/#/today')).toBe(true);
    expect(isEntry('app://bundle/index.html')).toBe(true);
    expect(isEntry('app://bundle/?next=https://evil.example')).toBe(false);
    expect(isEntry('app://bundle/ticket/0123')).toBe(false);
  });
  it('requests: ours, and what our page makes of its own bytes', () => {
    expect(isAllowedRequest('app://bundle/assets/a.js')).toBe(true);
    expect(isAllowedRequest('blob:app://bundle/6b0c')).toBe(true);
    expect(isAllowedRequest('data:image/png;base64,AA==')).toBe(true);
    for (const url of [
      'https://a.example/',
      'http://127.0.0.1/',
      'ws://a.example/',
      'file:///etc/passwd',
      'app://other/',
      'blob:https://a.example/1',
      '',
    ]) {
      expect(isAllowedRequest(url), url).toBe(false);
    }
  });
});
