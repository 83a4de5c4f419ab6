import type { Count, Deadline, Instance, View } from '../agreements/define.ts';
import type { ReadingChoice, ReadingRow } from '../agreements/reading-rows.ts';
import type { Finding, Obligation } from '../model/derived.ts';
import { both } from './compare.ts';

/** The reading that stands for a row: what a person chose, else the first. */
export function chosenOf(view: View, row: ReadingRow): ReadingChoice {
  const key = view.record.readings?.[row.rule];
  return row.choices.find((choice) => choice.key === key) ?? row.choices[0];
}

/** How a deadline counts under the reading that stands, and what is told of it. */
export function readAs(
  view: View,
  instance: Instance,
  deadline: Deadline,
): { reading: Obligation['reading']; count: Count } {
  const count = instance.count ?? deadline.count;
  const reading = instance.reading ?? deadline.reading ?? null;
  const row = view.definition.readings?.find((each) => each.rule === reading?.rule);
  if (reading === null || row === undefined) return { reading, count };
  const chosen = chosenOf(view, row);
  const { rule, why, who } = row;
  const choices = row.choices.map(({ key, text }) => ({ key, text }));
  return {
    reading: { rule, text: chosen.text, why, who, choice: chosen.key, choices },
    count: { ...count, ...chosen.count },
  };
}

/** Rows that a person has to decide and nobody has: findings until then (confidence `ask`). */
export function askedReadings(view: View): Finding[] {
  return (view.definition.readings ?? []).flatMap((row): Finding[] =>
    row.ask?.(view) === true && view.record.readings?.[row.rule] === undefined
      ? [
          {
            rule: row.rule,
            severity: 'warn',
            message: both(
              `${row.title.zh}：条文未写明，须由人确定读法`,
              `${row.title.en}: the clause does not say; a person has to decide`,
            ),
            path: `readings.${row.rule}`,
            clause: row.clause,
          },
        ]
      : [],
  );
}
