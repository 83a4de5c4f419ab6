import { describe, expect, it } from 'vitest';
import { exceeds } from './size.ts';

describe('exceeds', () => {
  it('lets honest inputs through and stops large ones', () => {
    expect(exceeds({ dossier: 'a'.repeat(32), fields: { a: 1, b: [true, null] } }, 1024)).toBe(false);
    expect(exceeds({ text: 'x'.repeat(1000) }, 1024)).toBe(true);
    expect(exceeds(new Uint8Array(2048), 1024)).toBe(true);
    expect(
      exceeds(
        Array.from({ length: 10_000 }, () => 0),
        1024,
      ),
    ).toBe(true);
  });

  it('counts a Chinese character as three bytes', () => {
    expect(exceeds('卷'.repeat(400), 1024)).toBe(true);
    expect(exceeds('卷'.repeat(300), 1024)).toBe(false);
  });

  it('refuses depth and cycles instead of following them', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(exceeds(cycle, 1024 * 1024)).toBe(true);
  });
});
