import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DiscCheck } from '../../../../shared/model/inspection.ts';
import { type DiscKind, discSizes, planDiscs } from '../../../../shared/archive/discs.ts';
import { AppError } from '../../../../shared/model/errors.ts';
import type { Paper } from '../../papers/paper.ts';
import { linesOf, openToRead } from '../read-tags.ts';
import { parseLine, unsafeReason } from '../../../../shared/archive/manifest.ts';
import { verifyArchive, type VerifyOptions } from '../verify.ts';
import { walk } from '../walk.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const Part = z.strictObject({
  path: z.string().max(300),
  from: z.number().int().nonnegative(),
  size: z.number().int().nonnegative(),
  part: z.string().max(20).nullable(),
  /** SHA-256 of the file, or of the stretch of it that lies here. */
  sha256: hex,
});
/** `plan.json`: which file lies on which disc, with digests to re-read what was burnt. */
export const DiscPlan = z.strictObject({
  format: z.literal('juanzong-discs-1'),
  archive: z.string(),
  kind: z.enum(['CD', 'DVD', 'BD']),
  /** Identical copies of each disc. */
  sets: z.number().int().min(1).max(5),
  date: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  /** SHA-256 of the archive's list of tag files: what the discs together are a copy of. */
  tagmanifest: hex,
  discs: z.array(z.strictObject({ number: z.number().int(), bytes: z.number().int(), parts: z.array(Part) })),
});
export type DiscPlan = z.infer<typeof DiscPlan>;

/** What has to stand on each disc, so that it is understood alone. */
const onEvery = (name: string) => !name.startsWith('data/') || name === 'data/index.html';

/**
 * Lays an archive that verifies out on discs. The lists and the catalogue stand on each; nothing is split that one
 * disc takes. @throws AppError `not_an_archive`, `archive_refused` where it does not verify, `cancelled`
 */
export async function planOf(
  folder: string,
  { kind, sets, date }: { kind: DiscKind; sets: number; date: string },
  options: VerifyOptions = {},
): Promise<DiscPlan> {
  const root = path.resolve(folder);
  const report = await verifyArchive(root, options);
  const [first] = report.findings;
  if (first !== undefined) {
    throw new AppError('archive_refused', {
      params: { reason: 'invalid', path: `${first.code} ${first.path}` },
    });
  }
  const names = [...(await walk(root)).files].sort();
  const sized = await Promise.all(
    names.map(async (name) => ({ path: name, size: (await stat(path.join(root, name))).size })),
  );
  const common = sized.filter(({ path: name }) => onEvery(name));
  const rest = sized.filter(({ path: name }) => !onEvery(name));
  const commonBytes = common.reduce((sum, { size }) => sum + size + 4096, 0);
  const planned = planDiscs(rest, kind, commonBytes);
  const discs = planned.length === 0 ? [{ number: 1, bytes: 0, parts: [] }] : planned;
  const full: DiscPlan['discs'] = [];
  const shared = await digested(
    root,
    common.map((file) => ({ ...file, from: 0, part: null })),
  );
  for (const { number, parts } of discs) {
    const all = [...shared, ...(await digested(root, parts))];
    full.push({ number, bytes: all.reduce((sum, { size }) => sum + size, 0), parts: all });
  }
  return {
    format: 'juanzong-discs-1',
    archive: path.basename(root),
    kind,
    sets,
    date,
    files: report.files,
    bytes: report.bytes,
    tagmanifest: await digestOf(path.join(root, 'tagmanifest-sha256.txt'), 0, null),
    discs: full,
  };
}

async function digested(root: string, parts: readonly Omit<z.infer<typeof Part>, 'sha256'>[]) {
  const all: z.infer<typeof Part>[] = [];
  const known = await manifestOf(root);
  for (const part of parts) {
    // The archive has just been verified: a whole file's digest stands in its list.
    const listed = part.part === null ? known.get(part.path) : undefined;
    const sha256 = listed ?? (await digestOf(path.join(root, part.path), part.from, part.size));
    all.push({ ...part, sha256 });
  }
  return all;
}

async function manifestOf(root: string): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
    for await (const line of linesOf(path.join(root, list), 'utf-8')) {
      const parsed = parseLine(line, [1, 0]);
      if (parsed !== null) known.set(parsed.path, parsed.digest);
    }
  }
  return known;
}

/** SHA-256 of a stretch of a file; of all of it where `size` is null. */
async function digestOf(file: string, from: number, size: number | null): Promise<string> {
  const handle = await openToRead(file);
  const hash = createHash('sha256');
  try {
    const buffer = new Uint8Array(1024 * 1024);
    for (let at = from, left = size ?? Infinity; left > 0; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, left), at);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
      left -= bytesRead;
    }
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}

/** The name on the disc of what is planned for it: a split file's stretches are numbered. */
export function nameOnDisc({ path: name, part }: z.infer<typeof Part>): string {
  return part === null ? name : `${name}.${part.split('/')[0]?.padStart(3, '0')}`;
}

/** Reads a burnt disc anew and compares it with the plan, file by file. @throws AppError `bad_input` for no such disc */
export async function checkDisc(
  plan: DiscPlan,
  number: number,
  mounted: string,
  signal?: AbortSignal,
): Promise<DiscCheck> {
  const disc = plan.discs.find((each) => each.number === number);
  if (disc === undefined) throw new AppError('bad_input', { params: { path: 'disc' } });
  const root = path.resolve(mounted);
  const { files, strange } = await walk(root, signal);
  const findings: DiscCheck['findings'] = strange.map(({ path: name }) => ({ code: 'extra', path: name }));
  let bytes = 0;
  const wanted = new Set<string>();
  for (const part of disc.parts) {
    signal?.throwIfAborted();
    const name = nameOnDisc(part);
    wanted.add(name);
    if (unsafeReason(name) !== null || !files.has(name)) {
      findings.push({ code: 'missing', path: name });
      continue;
    }
    try {
      const file = path.join(root, name);
      const { size } = await stat(file);
      bytes += size;
      if (size !== part.size || (await digestOf(file, 0, null)) !== part.sha256) {
        findings.push({ code: 'changed', path: name });
      }
    } catch {
      findings.push({ code: 'unreadable', path: name });
    }
  }
  for (const name of files) if (!wanted.has(name)) findings.push({ code: 'extra', path: name });
  return { valid: findings.length === 0, number, files: files.size, bytes, findings };
}

const size = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** 移交目录 and the labels of the discs, to print. */
export function discPapers(plan: DiscPlan): { file: string; paper: Paper }[] {
  const base = { language: 'zh', author: '', date: plan.date } as const;
  const count = plan.discs.length;
  const facts: [string, string][] = [
    ['归档包', plan.archive],
    ['载体', `${plan.kind}（${size(discSizes[plan.kind])}） ${count} 张 × ${plan.sets} 套`],
    ['文件', `${plan.files} 个，${plan.bytes} 字节`],
    ['校验', `tagmanifest-sha256.txt 的 SHA-256：${plan.tagmanifest}`],
  ];
  const signs: [string, string][] = [
    ['移交人', '　　　　　　　　'],
    ['接收人', '　　　　　　　　'],
    ['日期', '　　　　　　　　'],
  ];
  const discRows = plan.discs.flatMap((disc) =>
    Array.from({ length: plan.sets }, (_, set) => [
      `${disc.number}/${count}`,
      `第 ${set + 1} 套`,
      String(disc.parts.length),
      String(disc.bytes),
      '',
      '',
    ]),
  );
  const labels = plan.discs.flatMap((disc) =>
    Array.from({ length: plan.sets }, (_, set): Paper['blocks'] => [
      { kind: 'heading', text: `盘 ${disc.number}/${count}　第 ${set + 1} 套，共 ${plan.sets} 套` },
      {
        kind: 'facts',
        rows: [
          ['题名', plan.archive],
          ['制作日期', plan.date],
          ['内容', `${disc.parts.length} 个文件，${size(disc.bytes)}`],
          ['校验', `${plan.tagmanifest.slice(0, 16)}……`],
        ],
      },
    ]).flat(),
  );
  return [
    {
      file: '移交目录',
      paper: {
        ...base,
        title: '电子档案移交目录',
        blocks: [
          { kind: 'facts', rows: facts },
          {
            kind: 'table',
            columns: ['盘号', '套', '文件数', '字节', '复读结果', '备注'].map((title) => ({
              title,
              weight: 30,
            })),
            rows: discRows,
          },
          { kind: 'facts', rows: signs },
        ],
      },
    },
    {
      file: '盘签',
      paper: {
        ...base,
        title: '光盘标签',
        blocks: [
          { kind: 'paragraph', text: '用无腐蚀性的笔写在盘片内圈，或装入盘盒；不贴纸签。' },
          ...labels,
        ],
      },
    },
  ];
}
