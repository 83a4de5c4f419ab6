import { z } from 'zod';
import { clientClasses, type InfoClass, infoClasses } from '../ipc/channel.ts';
import type { CivilDate } from './units.ts';

/** How long a paper is kept from others (A-T19, B-T15…B-T17): for good, some years, or until its owner publishes it. */
export const Retention = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('perpetual') }),
  z.object({ kind: z.literal('until_public') }),
  z.object({ kind: z.literal('years'), years: z.number().int().min(1).max(99) }),
]);
export type Retention = z.infer<typeof Retention>;

/** E-13: what a sealed paper is and how long it stays so. Declared when it comes in (E-16), never lowered by time. */
export const Marking = z.object({ infoClass: z.enum(infoClasses), retention: Retention });
export type Marking = z.infer<typeof Marking>;

/** A change of a marking, as it is kept: by whom and when stand with its version. */
export const Remarked = Marking.extend({ reason: z.string(), at: z.string() });

/**
 * What is declared where nobody declares: what comes into a dossier is a trade secret for good (A-T19, B-T16), under
 * rules without a clause of secrecy it is internal (D-S01).
 */
export function usualMarking(definition: { confidentiality: readonly unknown[] }): Marking {
  return {
    infoClass: definition.confidentiality.length === 0 ? 'internal' : 'trade_secret',
    retention: { kind: 'perpetual' },
  };
}

function rankOf(infoClass: InfoClass): number {
  if (infoClass === 'public') return 0;
  if (infoClass === 'internal') return 1;
  if (infoClass === 'trade_secret') return 2;
  // What the client handed over is kept strictest: never copied without its consent (E-04, B-S09).
  return clientClasses.some((one) => one === infoClass) ? 4 : 3;
}

function lengthOf(retention: Retention): number {
  if (retention.kind === 'perpetual') return 1000;
  return retention.kind === 'until_public' ? 500 : retention.years;
}

/** Whether a change of a marking lowers it: a class that is kept less, or a shorter time. */
export function lowers(from: Marking, to: Marking): boolean {
  return rankOf(to.infoClass) < rankOf(from.infoClass) || lengthOf(to.retention) < lengthOf(from.retention);
}

/** From this day on somebody looks whether the marking still holds; it never changes by itself (E-13). Null: no day. */
export function reviewOn({ retention }: Marking, sealedOn: CivilDate): CivilDate | null {
  if (retention.kind !== 'years') return null;
  const [year = 0, month = 1, day = 1] = sealedOn.split('-').map(Number);
  const until = new Date(Date.UTC(year + retention.years, month - 1, day));
  // 29 February: the last day of its month (G-002).
  if (until.getUTCMonth() !== month - 1) until.setUTCDate(0);
  return until.toISOString().slice(0, 10) as CivilDate;
}
