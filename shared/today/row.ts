import { daysBetween } from '../calendar/civil.ts';
import type { Obligation } from '../model/derived.ts';
import type { CivilDate } from '../model/units.ts';
import type { Texts } from '../text/text.ts';

/**
 * The day a person heeds: of what we owe the careful one, and once that is past the last one; of what is owed
 * to us the last one.
 */
export function dayToHeed(obligation: Obligation, today?: CivilDate): CivilDate | null {
  const last = obligation.statutory ?? obligation.nominal;
  if (obligation.side === 'theirs') return last;
  const { safe } = obligation;
  const tooLate = safe !== null && last !== null && today !== undefined && safe < today;
  return tooLate ? last : (safe ?? last);
}

/** Why the row stands here, in a few words: how late, how long, what it waits for. */
export function rowNote(
  t: Texts,
  obligation: Obligation,
  today: CivilDate,
  say: (text: { zh: string; en: string }) => string,
  trigger: { zh: string; en: string } | undefined,
): { text: string; urgent: boolean } {
  const last = obligation.statutory ?? obligation.nominal;
  if (obligation.status === 'pending_trigger')
    return { text: t.today.begins(trigger ? say(trigger) : obligation.trigger), urgent: false };
  if (obligation.status === 'waiting_gate') {
    const shut = obligation.gates.filter((gate) => gate.met_on === null);
    const met = obligation.gates.length - shut.length;
    const names = shut.map((gate) => say(gate.title)).join(t.common.list);
    return {
      text: `${t.today.waitsFor(names)}${t.common.comma}${t.today.gatesMet(met, obligation.gates.length)}`,
      urgent: false,
    };
  }
  if (last === null) return { text: '', urgent: false };
  if (obligation.side === 'theirs') {
    if (obligation.escalate === null) return { text: '', urgent: false };
    const now = obligation.escalate <= today;
    return { text: now ? t.today.mayWriteNow : t.today.mayWrite(obligation.escalate.slice(5)), urgent: now };
  }
  const late = daysBetween(last, today);
  if (late > 0) return { text: t.today.late(late), urgent: true };
  if (late === 0) return { text: t.today.dueToday, urgent: true };
  const shown = dayToHeed(obligation, today);
  return {
    text: shown === last ? t.today.leftDays(-late) : t.today.lastDay(last.slice(5)),
    urgent: false,
  };
}
