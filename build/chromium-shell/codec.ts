/**
 * The values that Electron's structured clone carries, as text, since Playwright's bindings carry only JSON.
 * Both functions are also injected into the page by their source: they may use nothing from outside.
 */

export function encode(value: unknown): string {
  function base64(bytes: Uint8Array): string {
    if (typeof Buffer !== 'undefined') {
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    }
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  }
  function walk(item: unknown): unknown {
    if (item === undefined) return { $: 'undefined' };
    if (typeof item === 'bigint') return { $: 'bigint', v: String(item) };
    if (typeof item === 'number' && !Number.isFinite(item)) return { $: 'number', v: String(item) };
    if (typeof item === 'function' || typeof item === 'symbol')
      throw new TypeError('An object could not be cloned.');
    if (item === null || typeof item !== 'object') return item;
    if (Array.isArray(item)) return item.map(walk);
    if (item instanceof Date) return { $: 'date', v: item.getTime() };
    if (item instanceof Map) return { $: 'map', v: [...item].map(walk) };
    if (item instanceof Set) return { $: 'set', v: [...item].map(walk) };
    if (item instanceof Error) return { $: 'error', v: [item.name, item.message] };
    if (item instanceof ArrayBuffer) return { $: 'buffer', v: base64(new Uint8Array(item)) };
    if (ArrayBuffer.isView(item)) {
      return { $: 'bytes', v: base64(new Uint8Array(item.buffer, item.byteOffset, item.byteLength)) };
    }
    const entries = Object.entries(item).map(([key, inner]) => [key, walk(inner)] as const);
    return '$' in item ? { $: 'object', v: entries } : Object.fromEntries(entries);
  }
  return JSON.stringify(walk(value));
}

export function decode(text: string): unknown {
  function bytes(base64: string): Uint8Array {
    if (typeof Buffer !== 'undefined') return new Uint8Array(Buffer.from(base64, 'base64'));
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }
  function tagged(tag: string, value: never): unknown {
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(value);
      case 'number':
        return Number(value);
      case 'date':
        return new Date(value);
      case 'map':
        return new Map(walk(value) as [unknown, unknown][]);
      case 'set':
        return new Set(walk(value) as unknown[]);
      case 'error':
        return Object.assign(new Error(value[1]), { name: value[0] });
      case 'buffer':
        return bytes(value).buffer;
      case 'bytes':
        return bytes(value);
      case 'object':
        return Object.fromEntries((value as [string, unknown][]).map(([key, inner]) => [key, walk(inner)]));
      default:
        throw new TypeError(`unknown tag ${tag}`);
    }
  }
  function walk(item: unknown): unknown {
    if (Array.isArray(item)) return item.map(walk);
    if (item === null || typeof item !== 'object') return item;
    if ('$' in item) return tagged(String(item.$), (item as { v?: unknown }).v as never);
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, walk(inner)]));
  }
  return walk(JSON.parse(text));
}
