import type { EventType } from '../agreements/define.ts';
import type { EventFact } from '../model/record.ts';

/** Whether the event carries the number of its instalment. */
export function isNumbered(event: EventType | undefined): boolean {
  return event?.repeat === 'installment' || event?.repeat === 'shared';
}

/**
 * The fact that stands already where this one comes only once (of its instalment, where it has one); `own` is the
 * fact being corrected, which is never in its own way. Undefined where recording is free.
 */
export function clashOf(
  event: EventType | undefined,
  installment: number | null,
  recorded: readonly EventFact[],
  own?: EventFact['id'],
): EventFact | undefined {
  if (event === undefined || event.repeat === 'many') return undefined;
  const number = isNumbered(event) ? installment : null;
  return recorded.find(
    (one) => one.id !== own && one.key === event.key && (one.installment ?? null) === number,
  );
}
