import type { Definition, View } from '../agreements/define.ts';
import type { DossierRecord } from '../model/record.ts';
import type { Bilingual, CivilDate } from '../model/units.ts';
import { type Context, eventTypeOf, viewOf } from './view.ts';
import { withinRange } from './within-range.ts';

/** Where a dossier stands on its way, and the side tracks it is on. */
export interface DossierState {
  key: string;
  title: Bilingual;
  steps: { key: string; title: Bilingual; reached_on: CivilDate | null }[];
  side: { key: string; title: Bilingual; since: CivilDate }[];
  /** Milestones that were recorded without evidence and therefore do not count (G-019). */
  unproven: string[];
  /** What keeps the next step from being reached: a milestone that lacks, or one that was recorded without its paper. */
  missing: { key: string; title: Bilingual; recorded: boolean }[];
}

/**
 * The state by the milestones that are proven: none is skipped, and each is bound to its evidence (rulebook P,
 * G-019). What lies ahead has not happened.
 */
export function stateOf(definition: Definition, record: DossierRecord, context: Context): DossierState {
  const view = viewOf(definition, record, context);
  const { path } = definition.states;
  const [first] = path;
  let key = first?.state ?? '';
  let title: Bilingual = first?.title ?? { zh: '', en: '' };
  let open = true;
  const steps = path.map((step, index) => {
    const on = index === 0 ? null : reachedOn(view, step.reached);
    if (index > 0 && on === null) open = false;
    if (index > 0 && open) ({ state: key, title } = step);
    return { key: step.state, title: step.title, reached_on: on };
  });
  const side = definition.states.side.flatMap((track) => {
    const since = past(view, track.event).at(-1);
    const until = [track.until ?? []]
      .flat()
      .flatMap((event) => past(view, event).at(-1) ?? [])
      .toSorted()
      .at(-1);
    return since !== undefined && (until === undefined || until < since)
      ? [{ key: track.state, title: track.title, since }]
      : [];
  });
  const unproven = path.flatMap((step) =>
    typeof step.reached === 'string' &&
    past(view, step.reached).length > 0 &&
    reachedOn(view, step.reached) === null
      ? [step.reached]
      : [],
  );
  return { key, title, steps, side, unproven, missing: missingOf(view, steps) };
}

/**
 * Said where the way is held up: a later step was reached, the milestone stands without its paper, or the step asks for
 * one that its name does not tell.
 */
function missingOf(view: View, steps: DossierState['steps']): DossierState['missing'] {
  const at = steps.findIndex((step, index) => index > 0 && step.reached_on === null);
  const next = view.definition.states.path[at];
  if (next === undefined) return [];
  const held = steps.slice(at + 1).some((step) => step.reached_on !== null);
  const keys = typeof next.reached === 'string' ? [next.reached] : next.needs?.(view);
  if (keys === undefined) return held ? [{ key: next.state, title: next.title, recorded: false }] : [];
  return keys.flatMap((key) => {
    const recorded = past(view, key).length > 0;
    if (!held && !recorded && next.needs === undefined) return [];
    return [{ key, title: eventTypeOf(view.definition, key)?.title ?? next.title, recorded }];
  });
}

function reachedOn(view: View, reached: Definition['states']['path'][number]['reached']): CivilDate | null {
  if (reached === null) return null;
  if (typeof reached === 'string') {
    return (
      view.events(reached).find((event) => event.date <= view.today && event.evidence.length > 0)?.date ??
      null
    );
  }
  const on = withinRange(() => reached(view), null);
  return on !== null && on <= view.today ? on : null;
}

function past(view: View, key: string): CivilDate[] {
  return view
    .events(key)
    .map((event) => event.date)
    .filter((date) => date <= view.today);
}
