/**
 * File names for strangers' machines: what Windows, macOS and Linux all take. The original name is never lost:
 * it stands unchanged in the mapping table of the archive and in the list of the package.
 */

/** UTF-16 units of a made name; leaves room under Windows' 260 for the folder above. */
export const MAX_NAME = 80;
/** UTF-16 units of a whole path below the destination. */
export const MAX_PATH = 240;
/** ext4 and most others count bytes of UTF-8 in one name. */
const maxNameBytes = 240;

const forbidden = /[<>:"/\\|?*]/g;
// Controls, bidirectional marks (a name that shows `fdp.exe` backwards), zero-width signs, line separators,
// the byte order mark and noncharacters: nobody can type or see them.
const invisible =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ufdd0-\ufdef]/gu;
const loneSurrogate = /\p{Cs}/gu;
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\s*\.|\s*$)/i;

const graphemes = new Intl.Segmenter('zh');

/** UTF-8 bytes of a text, without an encoder (this layer is pure). */
function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Cuts at a character's border so that `limit` UTF-16 units and `bytes` bytes hold; combining marks stay whole. */
function cut(text: string, limit: number, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const { segment } of graphemes.segment(text)) {
    const more = utf8Length(segment);
    if (kept.length + segment.length > limit || size + more > bytes) break;
    kept += segment;
    size += more;
  }
  return kept;
}

/** The extension with its dot, or '' where there is none worth keeping (≤ 12 units, no space). */
export function extensionOf(name: string): string {
  return /(?<=.)\.[^\s.]{1,12}$/u.exec(name)?.[0] ?? '';
}

/**
 * Why the three systems would not take this as one name, or null where they do. Used for names a person
 * chose: those are refused, never bent.
 */
export function nameProblem(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return 'empty';
  if (name.match(forbidden) !== null) return 'character';
  if (name.match(invisible) !== null || name.match(loneSurrogate) !== null) return 'invisible';
  if (/[ .]$/.test(name) || /^\s/.test(name)) return 'edge';
  if (reserved.test(name)) return 'reserved';
  if (name.length > MAX_PATH || utf8Length(name) > maxNameBytes) return 'long';
  return name === name.normalize('NFC') ? null : 'form';
}

/**
 * A name near to `name` that every system takes: NFC, at most `limit` UTF-16 units with its extension kept.
 * @param fallback what to say where nothing readable is left
 */
export function safeName(name: string, limit: number = MAX_NAME, fallback = 'file'): string {
  const clean = name
    .replace(loneSurrogate, '_')
    .normalize('NFC')
    .replace(forbidden, '_')
    .replace(invisible, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const extension = cut(extensionOf(clean), 16, 48);
  const stem = clean.slice(0, clean.length - extension.length);
  const short = cut(stem, Math.max(1, limit - extension.length), maxNameBytes - 16 - utf8Length(extension));
  const whole = `${short.replace(/[ .]+$/, '')}${extension}`.replace(/^[ .]+|[ .]+$/g, '');
  const made = whole === '' || whole === extension.slice(1) ? `${fallback}${extension}` : whole;
  return reserved.test(made) ? `_${made}` : made;
}

/** Equal for names that some file system holds for one: NFC or NFD, upper or lower case, full or half width. */
export function collisionKey(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Gives names that stand together in one folder; a second of the same key gets `_2`, `_3` before its extension. */
export function namesTaken(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const extension = extensionOf(wanted);
    const stem = wanted.slice(0, wanted.length - extension.length);
    for (let n = 1; ; n++) {
      const name = n === 1 ? wanted : `${stem}_${n}${extension}`;
      if (taken.has(collisionKey(name))) continue;
      taken.add(collisionKey(name));
      return name;
    }
  };
}

/** Shows what cannot be seen or printed as `〔U+202E〕`, so that a name in a list says what it is. */
export function visible(text: string): string {
  const told = (char: string) =>
    `〔U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}〕`;
  return text.replace(loneSurrogate, told).replace(invisible, told);
}
