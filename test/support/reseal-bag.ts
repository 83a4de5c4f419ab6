import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSm3 } from '../../electron/crypto/sm3.ts';

/** Makes every list of a bag anew over what lies in it now, as somebody who forges an archive would. */
export function resealBag(bag: string): void {
  const files = readdirSync(bag, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(bag, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  const digest = (algorithm: string, name: string): string => {
    const bytes = readFileSync(path.join(bag, name));
    if (algorithm === 'sm3') return Buffer.from(createSm3().update(bytes).digest()).toString('hex');
    return createHash(algorithm).update(bytes).digest('hex');
  };
  const list = (file: string, algorithm: string, names: readonly string[]) =>
    writeFileSync(
      path.join(bag, file),
      names.map((name) => `${digest(algorithm, name)}  ${name}\n`).join(''),
    );
  const payload = files.filter((name) => name.startsWith('data/'));
  const info = path.join(bag, 'bag-info.txt');
  const bytes = payload.reduce((sum, name) => sum + readFileSync(path.join(bag, name)).length, 0);
  const said = existsSync(info) ? readFileSync(info, 'utf8').replace(/^Payload-Oxum:.*\n/m, '') : '';
  writeFileSync(info, `${said}Payload-Oxum: ${bytes}.${payload.length}\n`);
  for (const algorithm of ['sha256', 'sha512']) list(`manifest-${algorithm}.txt`, algorithm, payload);
  const sm3 = 'juanzong/sm3.txt';
  const isList = (name: string) => name.startsWith('tagmanifest') || name === sm3;
  if (files.includes(sm3))
    list(
      sm3,
      'sm3',
      files.filter((name) => !isList(name)),
    );
  const tags = files.filter((name) => !name.startsWith('data/') && !name.startsWith('tagmanifest'));
  for (const algorithm of ['sha256', 'sha512']) list(`tagmanifest-${algorithm}.txt`, algorithm, tags);
}
