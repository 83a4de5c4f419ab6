import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DigestAnswer, DigestBench, type DigestJob } from './digest-work.ts';

const hashOf = (name: string, bytes: Uint8Array) => createHash(name).update(bytes).digest('hex');

it('streams in any order, however far behind the thread is, come out as OpenSSL’s', () => {
  const bench = new DigestBench();
  let [id, numbers] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.uint8Array({ maxLength: 700, size: 'max' }), { maxLength: 5 }), {
        minLength: 1,
        maxLength: 7,
      }),
      fc.infiniteStream(fc.nat(20)),
      (files, choices) => {
        const next = () => choices.next().value;
        const streams = files.map((pieces, i) => {
          const names = i === 5 ? ['sha256', 'sha512'] : ['sm3'];
          const stream = numbers++;
          const jobs = pieces.map(
            (bytes): DigestJob => ({ id: id++, operation: 'update', stream, names, bytes }),
          );
          const end = { id: id++, operation: 'end', stream, names, drop: i === 6 } as const;
          return { names, pieces, end, left: [...jobs, end] };
        });
        const all = streams.flatMap(({ left }) => left.map((job) => job.id));
        const told: DigestAnswer[] = [];
        for (;;) {
          const from = streams.filter(({ left }) => left.length > 0);
          if (from.length === 0 && bench.idle) break;
          const job = from[next() % Math.max(1, from.length)]?.left.shift();
          if (job !== undefined) bench.add(job);
          if (job === undefined || next() > 15) told.push(...bench.step());
        }
        expect(told.map((answer) => answer.id).toSorted((a, b) => a - b)).toEqual(all);
        for (const [i, { names, pieces, end }] of streams.entries()) {
          const digests = i === 6 ? [] : names.map((name) => hashOf(name, Buffer.concat(pieces)));
          expect(told.find((answer) => answer.id === end.id)?.digests).toEqual(digests);
        }
      },
    ),
    { numRuns: 150 },
  );
});

it('an algorithm that does not exist fails its own stream', () => {
  const bench = new DigestBench();
  const bytes = new Uint8Array(100);
  for (const [stream, names] of [['nothing'], ['sm3'], ['sm3'], ['sm3'], ['sm3']].entries()) {
    bench.add({ id: stream * 2, operation: 'update', stream, names, bytes });
    bench.add({ id: stream * 2 + 1, operation: 'end', stream, names, drop: false });
  }
  const told: DigestAnswer[] = [];
  while (!bench.idle) told.push(...bench.step());
  const failed = told.filter(({ digests }) => digests === null);
  expect(failed.map(({ id }) => id)).toEqual([0, 1]);
  expect(told).toHaveLength(10);
});
