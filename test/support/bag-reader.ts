import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * A reader of BagIt bags written from the text of RFC 8493 alone. It shares no line with the application, so that what
 * the application writes is judged by somebody else's understanding of the rules.
 */

/** Everything a strict reader complains about; an empty list is a complete and valid bag. */
export function complaints(bag: string): string[] {
  const found: string[] = [];
  const files = regularFiles(bag, found);
  declaration(bag, files, found);
  if (!lstatSync(path.join(bag, 'data'), { throwIfNoEntry: false })?.isDirectory())
    found.push('2.1.2 no data/');
  const payload = files.filter((name) => name.startsWith('data/'));
  const payloadLists = files.filter((name) => /^manifest-[a-z0-9]+\.txt$/.test(name));
  const tagLists = files.filter((name) => /^tagmanifest-[a-z0-9]+\.txt$/.test(name));
  if (payloadLists.length === 0) found.push('2.1.3 no payload manifest');
  for (const list of payloadLists) {
    const lines = manifest(bag, list, found);
    for (const name of payload) if (!lines.has(name)) found.push(`2.1.3 ${list} omits ${name}`);
    for (const name of lines.keys())
      if (!name.startsWith('data/')) found.push(`2.1.3 ${list} lists the tag file ${name}`);
  }
  for (const list of tagLists) {
    const lines = manifest(bag, list, found);
    for (const name of lines.keys())
      if (name.startsWith('data/') || tagLists.includes(name)) found.push(`2.2.1 ${list} lists ${name}`);
    for (const name of payloadLists) if (!lines.has(name)) found.push(`2.2.1 ${list} omits ${name}`);
  }
  if (files.includes('fetch.txt')) found.push('2.2.3 fetch.txt: incomplete');
  bagInfo(bag, files, payload, found);
  names(files, found);
  return found;
}

function regularFiles(bag: string, found: string[]): string[] {
  return readdirSync(bag, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [];
    const name = path.relative(bag, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    if (!entry.isFile()) found.push(`5.1 ${name} is no regular file`);
    return [name];
  });
}

function declaration(bag: string, files: readonly string[], found: string[]): void {
  const text = files.includes('bagit.txt') ? readFileSync(path.join(bag, 'bagit.txt')).toString('utf8') : '';
  if (!/^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8(\r?\n)?$/.test(text)) {
    found.push('2.1.1 bagit.txt');
  }
}

function manifest(bag: string, list: string, found: string[]): Map<string, string> {
  const algorithm = /-([a-z0-9]+)\.txt$/.exec(list)?.[1] ?? '';
  const lines = new Map<string, string>();
  for (const line of utf8(path.join(bag, list), list, found).split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const match = /^([0-9a-f]+)\s+(.+)$/u.exec(line);
    if (match === null) {
      found.push(`2.1.3 ${list}: ${line}`);
      continue;
    }
    const [, digest = '', written = ''] = match;
    // 2.1.3: only these three are encoded; a percent sign that begins none of them is an error.
    if (/%(?!25|0D|0A)/i.test(written)) found.push(`2.1.3 ${list}: percent in ${written}`);
    const name = written.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%25/g, '%');
    if (/^[/~]|(^|\/)\.\.(\/|$)|^[A-Za-z]:|\\/.test(name)) found.push(`5.1 ${list}: ${name}`);
    if (lines.has(name)) found.push(`2.1.3 ${list} lists ${name} twice`);
    lines.set(name, digest);
    const bytes = lstatSync(path.join(bag, name), { throwIfNoEntry: false })?.isFile()
      ? readFileSync(path.join(bag, name))
      : null;
    if (bytes === null) found.push(`3 ${name} of ${list} is missing`);
    else if (createHash(algorithm).update(bytes).digest('hex') !== digest)
      found.push(`3 ${name}: ${algorithm}`);
  }
  return lines;
}

function bagInfo(bag: string, files: readonly string[], payload: readonly string[], found: string[]): void {
  if (!files.includes('bag-info.txt')) return;
  const lines = utf8(path.join(bag, 'bag-info.txt'), 'bag-info.txt', found).split(/\r\n|\r|\n/);
  const unfolded: string[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line)) unfolded.push(`${unfolded.pop() ?? ''} ${line.trim()}`);
    else if (line !== '') unfolded.push(line);
  }
  for (const line of unfolded) if (!/^[^:\s][^:]*: \S/.test(line)) found.push(`2.2.2 ${line}`);
  const oxums = unfolded.filter((line) => line.startsWith('Payload-Oxum:'));
  if (oxums.length > 1) found.push('2.2.2 Payload-Oxum twice');
  const bytes = payload.reduce((sum, name) => sum + lstatSync(path.join(bag, name)).size, 0);
  const said = oxums[0]?.slice('Payload-Oxum:'.length).trim();
  if (said !== undefined && said !== `${bytes}.${payload.length}`) found.push(`2.2.2 Payload-Oxum ${said}`);
}

/** RFC 8493 5.2.2 and 5.2.3: names that some file system holds for one, or takes in no way. */
function names(files: readonly string[], found: string[]): void {
  const folded = new Map<string, string>();
  for (const name of files) {
    const key = name.normalize('NFC').toLowerCase();
    if (folded.has(key)) found.push(`5.2 ${name} and ${folded.get(key)}`);
    folded.set(key, name);
    if (!/^[\x21-\x7e]+$/.test(name)) found.push(`5.2 ${name} is not ASCII`);
    if (/[<>:"|?*\\]|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)|[ .](\/|$)/i.test(name))
      found.push(`5.2 ${name}`);
  }
}

function utf8(file: string, name: string, found: string[]): string {
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
    found.push(`2.1.1 ${name}: byte order mark`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    found.push(`2.1.1 ${name} is not UTF-8`);
    return '';
  }
}
