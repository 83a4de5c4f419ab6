import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initCrypto, sm3 } from '../../crypto/sm3.ts';
import { Digesting, type DigestStream, filesAtOnce, someAtOnce } from './digesting.ts';

const names = ['sha256', 'sha512', 'sm3', 'md5'];
const inThreads = 1024 ** 3;
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function expected(bytes: Uint8Array): Map<string, string> {
  const of = (name: string) => (name === 'sm3' ? sm3(bytes) : createHash(name).update(bytes).digest());
  return new Map(names.map((name) => [name, hex(of(name))]));
}

async function fed(stream: DigestStream, pieces: readonly Uint8Array[]): Promise<Map<string, string>> {
  const one = new Uint8Array(Math.max(0, ...pieces.map(({ length }) => length)));
  for (const piece of pieces) {
    one.set(piece);
    await stream.update(one.subarray(0, piece.length));
    // What was taken may be written over at once.
    one.fill(0xff);
  }
  return stream.end();
}

describe('digests beside the work', () => {
  it.each([
    ['here', 0],
    ['in threads', inThreads],
  ])('many streams of any pieces at once, %s', async (_, bytes) => {
    await initCrypto();
    const digesting = new Digesting(bytes);
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), {
            minLength: 1,
            maxLength: 9,
          }),
          async (files) => {
            const found = await Promise.all(
              files.map(async (pieces) => fed(await digesting.stream(names), pieces)),
            );
            expect(found).toEqual(files.map((pieces) => expected(Buffer.concat(pieces))));
          },
        ),
        { numRuns: 40 },
      );
    } finally {
      await digesting.close();
    }
  });

  it('pieces larger than all places together, beside smaller ones', async () => {
    await initCrypto();
    const digesting = new Digesting(inThreads);
    const files = [20 * 1024 ** 2 + 17, 3, 1024 ** 2, 1024 ** 2 + 1, 64, 0].map((size) => randomBytes(size));
    const found = await Promise.all(files.map(async (file) => fed(await digesting.stream(names), [file])));
    expect(found).toEqual(files.map(expected));
    await digesting.close();
  });

  it('a stream that is dropped leaves the others', async () => {
    await initCrypto();
    const digesting = new Digesting(inThreads);
    const dropped = await digesting.stream(names);
    await dropped.update(randomBytes(100));
    dropped.drop();
    const bytes = randomBytes(5000);
    expect(await fed(await digesting.stream(names), [bytes])).toEqual(expected(bytes));
    await digesting.close();
  });

  it('after the end nobody waits for ever', async () => {
    const digesting = new Digesting(inThreads);
    const stream = await digesting.stream(names);
    await stream.update(randomBytes(100));
    const end = stream.end().catch(({ code }: { code: string }) => code);
    await digesting.close();
    // Done before the threads ended, or refused.
    expect([4, 'internal']).toContain(
      await end.then((told) => (typeof told === 'string' ? told : told.size)),
    );
    await expect(stream.end()).rejects.toMatchObject({ code: 'internal' });
  });

  it('an algorithm that does not exist fails its own stream', async () => {
    const digesting = new Digesting(inThreads);
    const stream = await digesting.stream(['nothing']);
    await stream.update(new Uint8Array(1));
    await expect(stream.end()).rejects.toMatchObject({ code: 'internal' });
    await digesting.close();
  });
});

describe('some at once', () => {
  it('does all in their order, and begins nothing after a failure', async () => {
    const done: number[] = [];
    await someAtOnce(
      Array.from({ length: 50 }, (_, i) => i),
      async (item, index) => {
        expect(item).toBe(index);
        done.push(item);
        await new Promise(setImmediate);
      },
    );
    expect(done).toEqual(Array.from({ length: 50 }, (_, i) => i));
    const begun: number[] = [];
    let under = 0;
    const failing = someAtOnce(
      Array.from({ length: 50 }, (_, i) => i),
      async (item) => {
        begun.push(item);
        under += 1;
        await new Promise(setImmediate);
        under -= 1;
        if (item === 5) throw new Error('five');
      },
    );
    await expect(failing).rejects.toThrow('five');
    expect(under).toBe(0);
    expect(begun.length).toBeLessThan(5 + 2 * filesAtOnce);
  });
});
