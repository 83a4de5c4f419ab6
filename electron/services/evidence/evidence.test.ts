import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { Drops, type PieceQueue } from './drops.ts';
import { refuseStateSecretName } from './marking.ts';
import type { Ingested } from './seal.ts';
import { parseRange } from './tickets.ts';
import { typeOf } from './type.ts';

const dossier = 'd'.repeat(32) as DossierId;

describe('parseRange (RFC 9110)', () => {
  it.each([
    [null, 100, null],
    ['bytes=0-9', 100, [0, 10]],
    ['bytes=90-', 100, [90, 100]],
    ['bytes=-10', 100, [90, 100]],
    ['bytes=-500', 100, [0, 100]],
    ['bytes=50-500', 100, [50, 100]],
    ['bytes=100-', 100, 'unsatisfiable'],
    ['bytes=9-3', 100, 'unsatisfiable'],
    ['bytes=0-0', 0, 'unsatisfiable'],
    ['bytes=-', 100, null],
    ['bytes=0-1,5-6', 100, null],
    ['lines=0-1', 100, null],
  ])('%s of %i', (header, size, expected) => {
    expect(parseRange(header, size)).toEqual(expected);
  });
});

describe('typeOf', () => {
  it('looks at the content and not at the name', async () => {
    expect(await typeOf(Buffer.from('%PDF-1.7\n…'))).toBe('application/pdf');
    expect(await typeOf(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('image/png');
    expect(await typeOf(Buffer.from('课题合作协议', 'utf8'))).toBe('text/plain');
    expect(await typeOf(Buffer.from([0xbf, 0xce, 0xcc, 0xe2]))).toBe('text/plain');
    expect(await typeOf(Buffer.from([1, 0, 2, 0]))).toBe('application/octet-stream');
    expect(await typeOf(Buffer.alloc(200, 7))).toBe('application/octet-stream');
    expect(await typeOf(Buffer.alloc(0))).toBe('application/x-empty');
  });
});

describe('refuseStateSecretName (E-16)', () => {
  it.each(['机密★10年 方案.pdf', '（绝密）数据.zip', '某图 秘密 ★.tif', '绝密.docx'])(
    'refuses %s',
    (name) => {
      expect(() => refuseStateSecretName(name)).toThrow(AppError);
    },
  );
  it.each(['商业秘密清单.xlsx', '保密协议.pdf', '机密性设计说明之一.docx', '秘密花园.txt'])(
    'lets %s in',
    (name) => {
      expect(() => refuseStateSecretName(name)).not.toThrow();
    },
  );
});

const announced = { dossier, name: 'a.txt', size: 6, forgo: () => Promise.resolve() };

describe('Drops', () => {
  const collect = async (queue: PieceQueue): Promise<Ingested> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of queue) pieces.push(piece);
    return { meta: { name: Buffer.concat(pieces).toString() } } as unknown as Ingested;
  };

  it('gives the pieces on in order, each answered when it was taken', async () => {
    const drops = new Drops();
    const id = drops.begin({ ...announced, start: collect });
    await drops.push(id, Buffer.from('卷'));
    await drops.push(id, Buffer.from('宗'));
    expect((await drops.end(id, dossier)).meta.name).toBe('卷宗');
    await expect(async () => drops.push(id, Buffer.from('x'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('an abort fails the sealing and forgets the drop', async () => {
    const drops = new Drops();
    let failed: unknown = null;
    const id = drops.begin({
      ...announced,
      start: (queue) =>
        collect(queue).catch((error: unknown) => {
          failed = error;
          throw error;
        }),
    });
    await drops.push(id, Buffer.from('x'));
    drops.abort(id);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(failed).toMatchObject({ code: 'cancelled' });
  });

  it('E-03: another dossier cannot take a drop over', async () => {
    const drops = new Drops();
    const id = drops.begin({ ...announced, start: collect });
    await expect(drops.end(id, 'e'.repeat(32) as DossierId)).rejects.toMatchObject({ code: 'not_found' });
    drops.abort(id);
  });
});
