import type { Problem, View } from '../agreements/define.ts';
import { both } from './compare.ts';

/**
 * A chain of consents is kept in order: before the n-th outcome each step before it has come n times, and each
 * step no earlier than the one before it.
 * @param steps events in order, all before an outcome
 * @param outcomes events any of which ends one round
 */
export function chainProblems(view: View, steps: readonly string[], outcomes: readonly string[]): Problem[] {
  const titles = new Map(view.definition.events.map((event) => [event.key, event.title]));
  const rounds = outcomes
    .flatMap((key) => view.events(key))
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const found: Problem[] = [];
  rounds.forEach((outcome, nth) => {
    let last = outcome.date;
    for (const step of steps.toReversed()) {
      const before = view.events(step).filter((event) => event.date <= last);
      const own = before[before.length - 1];
      if (before.length > nth && own) {
        last = own.date;
        continue;
      }
      const [said, wanted] = [titles.get(outcome.key), titles.get(step)];
      found.push({
        severity: 'block',
        path: `events[${view.record.events.indexOf(outcome)}]`,
        message: both(
          `${said?.zh ?? outcome.key}（${outcome.date}）之前没有“${wanted?.zh ?? step}”，次序不得颠倒或省略`,
          `${said?.en ?? outcome.key} (${outcome.date}) has no “${wanted?.en ?? step}” before it`,
        ),
      });
    }
  });
  return found;
}
