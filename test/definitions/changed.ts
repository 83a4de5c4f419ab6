/** A change to a sample, by path; `events` and `entries` are added to it. */
export interface Change {
  set?: Record<string, unknown>;
  /** A field that is taken away. */
  unset?: string;
  /** A row, or a ledger, that is taken away. */
  drop?: string;
  dropLedger?: string;
  /** Events of a key that are taken away, once the places of `set` have been found. */
  without?: string;
  unevent?: string;
  entries?: Record<string, unknown[]>;
  /** Ledgers that the sample does not have. */
  add?: Record<string, unknown[]>;
  events?: unknown[];
}

type Sample = {
  fields: Record<string, unknown>;
  entries: Record<string, unknown[]>;
  events: { key: string }[];
};

/** Follows `fields.a.b` or `events[3].date` to the object that holds the last part. */
export function holder(value: unknown, path: string): [Record<string, unknown>, string] {
  const parts = path.replaceAll('[', '.').replaceAll(']', '').split('.');
  const last = parts.pop() ?? '';
  let at = value as Record<string, unknown>;
  for (const part of parts) at = at[part] as Record<string, unknown>;
  return [at, last];
}

/** The sample with a change made to it. */
export function changed(sample: unknown, change: Change): unknown {
  const copy = structuredClone(sample) as Sample;
  for (const [path, value] of Object.entries(change.set ?? {})) {
    const [at, key] = holder(copy, path);
    at[key] = value;
  }
  if (change.unset) delete copy.fields[change.unset];
  if (change.drop) {
    const [at, key] = holder(copy, change.drop);
    if (Array.isArray(at)) at.splice(Number(key), 1);
    else delete at[key];
  }
  if (change.dropLedger) delete copy.entries[change.dropLedger];
  for (const key of [change.without, change.unevent]) {
    if (key) copy.events = copy.events.filter((event) => event.key !== key);
  }
  for (const [ledger, rows] of Object.entries(change.entries ?? {})) copy.entries[ledger]?.push(...rows);
  Object.assign(copy.entries, change.add ?? {});
  copy.events.push(...((change.events ?? []) as Sample['events']));
  return copy;
}
