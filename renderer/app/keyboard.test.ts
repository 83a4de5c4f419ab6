import { describe, expect, it } from 'vitest';
import { keyName } from './keyboard.ts';

const press = (
  key: string,
  mods: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...mods });

describe('keyName', () => {
  it('names letters whatever Shift and Caps Lock make of them', () => {
    expect(press('n')).toBe('n');
    expect(press('N', { shiftKey: true })).toBe('n');
    expect(press('K', { ctrlKey: true })).toBe('Ctrl+k');
    expect(press('k', { metaKey: true })).toBe('Ctrl+k');
  });

  it('names the keys that are not letters', () => {
    expect(press(' ')).toBe('Space');
    expect(press('ArrowUp', { altKey: true })).toBe('Alt+ArrowUp');
    expect(press('Tab', { shiftKey: true })).toBe('Shift+Tab');
    expect(press('F8')).toBe('F8');
  });
});
