/**
 * Whether a value that crossed the IPC would exceed a limit of bytes when written out. Walks no further than
 * the limit, so that a hostile input costs no more than a large honest one; also bounds depth.
 */
export function exceeds(value: unknown, limitBytes: number, maxDepth = 32): boolean {
  let left = limitBytes;
  function walk(item: unknown, depth: number): boolean {
    if (left < 0 || depth > maxDepth) return false;
    if (item === null || item === undefined) left -= 4;
    else if (typeof item === 'string') left -= item.length * 3 + 2;
    else if (typeof item !== 'object') left -= 8;
    else if (ArrayBuffer.isView(item)) left -= item.byteLength;
    else if (Array.isArray(item)) {
      left -= 2;
      for (const member of item) if (!walk(member, depth + 1)) return false;
    } else {
      left -= 2;
      for (const [key, member] of Object.entries(item)) {
        left -= key.length * 3 + 4;
        if (!walk(member, depth + 1)) return false;
      }
    }
    return left >= 0;
  }
  return !walk(value, 0);
}
