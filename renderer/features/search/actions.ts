import { pinyin } from 'pinyin-pro';

/** Whether what was typed names a title: by its characters, its pinyin or its pinyin's initials. */
export function answersTo(typed: string, title: string): boolean {
  const wanted = fold(typed);
  if (wanted === '') return false;
  if (fold(title).includes(wanted)) return true;
  if (!/^[a-z]+$/.test(wanted)) return false;
  const initials = pinyin(title, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
  if (fold(initials).includes(wanted)) return true;
  return fold(pinyin(title, { toneType: 'none', type: 'array' }).join('')).includes(wanted);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·，。：；、“”《》（）()-]/g, '');
}
