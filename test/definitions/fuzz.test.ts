import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions, samples } from '../../shared/agreements/index.generated.ts';
import { check } from '../../shared/engine/check.ts';
import { packageView } from '../../shared/engine/package-view.ts';
import { payments } from '../../shared/engine/payments.ts';
import { schedule } from '../../shared/engine/schedule.ts';
import { stateOf } from '../../shared/engine/state.ts';
import { AppError } from '../../shared/model/errors.ts';
import { formatDossier, parseDossier } from '../../shared/model/exchange.ts';
import { CivilDate, Bilingual } from '../../shared/model/units.ts';
import { Finding, Obligation, PackageView } from '../../shared/model/derived.ts';

const anyValue = fc.oneof(
  fc.json().map((text): unknown => JSON.parse(text)),
  fc.constantFrom<unknown>(
    '',
    null,
    true,
    0,
    -1,
    1e300,
    '1900-01-01',
    '2199-12-31',
    '2027-02-05',
    '0.00',
    '100%',
    '捌万元整',
    [],
    {},
    [null],
    [[]],
  ),
);

/** Every path of a JSON value, so that any of them may be spoilt. */
function paths(value: unknown, at: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    paths(part, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return [at, ...inner];
}

function spoil(sample: unknown, path: (string | number)[], value: unknown): unknown {
  const copy = structuredClone(sample);
  const last = path.at(-1);
  if (last === undefined) return value;
  const holder = path
    .slice(0, -1)
    .reduce<Record<string | number, unknown>>(
      (object, key) => object[key] as Record<string | number, unknown>,
      copy as Record<string | number, unknown>,
    );
  holder[last] = value;
  return copy;
}

describe.each(definitions.map((definition) => [definition.id, definition] as const))(
  '%s',
  (kind, definition) => {
    const sample = samples[kind];
    const where = fc.constantFrom(...paths(sample));

    it('is answered or refused, whatever is changed in it', () => {
      fc.assert(
        fc.property(where, anyValue, fc.constantFrom('2024-06-01', '2027-01-04'), (path, value, day) => {
          const context = { today: CivilDate.parse(day) };
          let record: ReturnType<typeof parseDossier>;
          try {
            record = parseDossier(spoil(sample, path, value), (id) => (id === kind ? definition : undefined));
          } catch (error) {
            if (error instanceof AppError) return;
            throw error;
          }
          const obligations = schedule(definition, record, context);
          for (const obligation of obligations) Obligation.parse(obligation);
          expect(new Set(obligations.map((each) => each.id)).size).toBe(obligations.length);
          for (const finding of check(definition, record, context)) Finding.parse(finding);
          for (const bundle of definition.packages) {
            check(definition, record, { ...context, package: bundle.id });
            const { pieces, ...view } = packageView(definition, record, bundle.id, context);
            PackageView.omit({ pieces: true }).parse(view);
            for (const piece of pieces) Bilingual.parse(piece.title);
          }
          payments(definition, record, context);
          stateOf(definition, record, context);
          formatDossier(record, definition);
        }),
        { numRuns: 600 },
      );
    });
  },
);
