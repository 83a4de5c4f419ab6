import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handlers } from '../../electron/ipc/handlers.ts';
import { type ChannelName, channelNames, contract } from '../../shared/ipc/contract.ts';
import { AppError } from '../../shared/model/errors.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';
import { sampleOf } from '../support/zod-sample.ts';

/** 100,000 in the long run; enough to find a hole in every other. */
const messages = process.env['JUANZONG_LONG'] ? 100_000 : 10_000;

const nasty: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  -1,
  2 ** 53,
  '',
  '../../etc/passwd',
  'a\u0000b',
  '\ud800',
  'x'.repeat(2000),
  [],
  [[[[]]]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  { toString: 1 },
  new Date(0),
  new Uint8Array(3),
  new Map([['a', 1]]),
  '0'.repeat(32),
  'F'.repeat(32),
  '2024-02-30',
];

/** A message: a channel's valid input with some of its members replaced, removed or added; or anything at all. */
const message = fc.record({
  name: fc.constantFrom(...channelNames),
  whole: fc.oneof(
    { weight: 1, arbitrary: fc.anything({ maxDepth: 3 }) },
    { weight: 6, arbitrary: fc.constant(null) },
  ),
  spots: fc.array(fc.record({ at: fc.nat(20), value: fc.constantFrom(...nasty), how: fc.nat(3) }), {
    maxLength: 3,
  }),
});

describe('hostile messages', () => {
  let test: TestApp;
  const reached: { name: ChannelName; input: unknown }[] = [];
  const honest = { ...handlers };
  const samples = new Map<ChannelName, Record<string, unknown>>();
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    const { id } = await test.ok('dossier.createSample', { kind });
    for (const name of channelNames) {
      const sample = sampleOf(contract[name].input) as Record<string, unknown>;
      samples.set(name, 'dossier' in sample ? { ...sample, dossier: id } : sample);
      Object.assign(handlers, {
        [name]: (_context: unknown, input: unknown) => {
          reached.push({ name, input });
          throw new AppError('conflict');
        },
      });
    }
    // Ten thousand signatures are another test's subject.
    if (test.app.session.open) test.app.session.open.signHead = () => Promise.resolve();
  });
  afterAll(async () => {
    Object.assign(handlers, honest);
    await test.close();
  });

  it(`of ${messages}, none reaches a handler that its schema does not accept`, {
    timeout: 900_000,
  }, async () => {
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(message, async ({ name, whole, spots }) => {
        const input = whole ?? mutated(samples.get(name) ?? {}, spots);
        reached.length = 0;
        const result = await test.app.dispatch({ transport: 'ipc' }, name, input);
        expect(result.ok).toBe(false);
        expect(JSON.stringify(result)).not.toMatch(/node_modules|\.ts:|\/tmp|at Object/);
        const [call] = reached;
        if (call === undefined) return;
        passed += 1;
        // Exactly what the schema makes of it: parsing it again changes nothing.
        const again = contract[call.name].input.safeParse(call.input);
        expect(call.name).toBe(name);
        expect(again.success, name).toBe(true);
        expect(again.data).toEqual(call.input);
      }),
      { numRuns: messages },
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // The walk is no walk if nothing valid came through.
    expect(passed).toBeGreaterThan(messages / 100);
  });
});

function mutated(
  sample: Record<string, unknown>,
  spots: readonly { at: number; value: unknown; how: number }[],
): unknown {
  const changed: Record<string, unknown> = { ...sample };
  for (const { at, value, how } of spots) {
    const keys = Object.keys(changed);
    const key = keys[at % Math.max(1, keys.length)] ?? 'extra';
    if (how === 0) delete changed[key];
    else if (how === 1) changed[`extra${at}`] = value;
    else changed[key] = value;
  }
  return changed;
}
