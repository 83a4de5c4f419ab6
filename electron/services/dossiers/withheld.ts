import type { z } from 'zod';
import type { Column, Definition, Shape } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { Finding, Obligation } from '../../../shared/model/derived.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { columnsOf } from '../../../shared/model/exchange.ts';
import type { Exposure } from '../../../shared/model/exposure.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { DossierRecord, Fields, FieldValue } from '../../../shared/model/record.ts';
import { fieldShapes } from '../../../shared/model/typed-value.ts';
import type { Bilingual } from '../../../shared/model/units.ts';
import { replaceWithheld, type Withheld } from '../../../shared/model/withheld.ts';
import { maskAmounts, maskedAmount } from '../../../shared/money/mask.ts';
import { randomId } from '../../crypto/random.ts';
import type { Draft } from './draft.ts';
import type { HistoryRow } from './history.ts';
import type { ReadingValue } from './shelf.ts';

/** How long amounts stay in sight once they were asked for. */
export const shownForMs = 10 * 60 * 1000;

/** What main remembers of the amounts of a session: which are in sight, and which name stands for which value. */
export class Amounts {
  readonly #shown = new Map<DossierId, number>();
  /** Until when the secret cells of one ledger are in sight, by dossier and ledger. */
  readonly #cells = new Map<string, number>();
  readonly #values = new Map<string, { dossier: DossierId; place: string; value: FieldValue }>();
  readonly #names = new Map<string, string>();

  /** Amounts of a dossier are in sight from now on, for a while; answers until when. */
  show(dossier: DossierId, now: Date): string {
    const until = now.getTime() + shownForMs;
    this.#shown.set(dossier, until);
    return new Date(until).toISOString();
  }

  hide(dossier: DossierId): void {
    this.#shown.delete(dossier);
  }

  /** The secret cells of one ledger are in sight from now on, for as long. */
  showCells(dossier: DossierId, ledger: string, now: Date): void {
    this.#cells.set(`${dossier} ${ledger}`, now.getTime() + shownForMs);
  }

  areCellsShown(dossier: DossierId, ledger: string, now: Date): boolean {
    return (this.#cells.get(`${dossier} ${ledger}`) ?? 0) > now.getTime();
  }

  areShown(dossier: DossierId, now: Date): boolean {
    return (this.#shown.get(dossier) ?? 0) > now.getTime();
  }

  /** The stand-in for a value: the same value in the same place has the same name for the whole session. */
  standIn(dossier: DossierId, place: string, value: FieldValue, words: string): Withheld {
    const known = JSON.stringify([dossier, place, value]);
    let name = this.#names.get(known);
    if (name === undefined) {
      name = randomId();
      this.#names.set(known, name);
      this.#values.set(name, { dossier, place, value });
    }
    return { withheld: name, words };
  }

  /**
   * What was sent, each stand-in replaced by its value; a stand-in goes back only to where it came from, so that no
   * amount is read by writing it elsewhere.
   * @throws AppError `bad_input` {path}
   */
  putBack<T extends FieldValue>(dossier: DossierId, place: string, sent: T): T {
    return replaceWithheld(sent, place, ({ withheld }, at) => {
      const kept = this.#values.get(withheld);
      if (kept === undefined || kept.dossier !== dossier || kept.place !== at) {
        throw new AppError('bad_input', { rule: 'E-09', params: { path: at, reason: 'withheld' } });
      }
      return kept.value;
    }) as T;
  }
}

/** How a withheld value crosses: by a name that finds its way back, or for a paper as words alone. */
type StandIn = (place: string, value: FieldValue, words: string) => FieldValue;

/** Keeps the amounts of one dossier back from whatever leaves main. Nothing else is changed. */
export class Withholding {
  readonly #definition: Definition;
  readonly #standIn: StandIn;

  constructor(definition: Definition, standIn: StandIn) {
    this.#definition = definition;
    this.#standIn = standIn;
  }

  /** For papers and files: words, which nothing puts back. */
  inWords(): Withholding {
    return new Withholding(this.#definition, (_place, _value, words) => words);
  }

  fields(fields: Fields): Fields {
    return this.#row(fields, fieldShapes(this.#definition), 'fields');
  }

  record(record: DossierRecord): DossierRecord {
    return {
      ...record,
      fields: this.fields(record.fields),
      events: record.events.map(({ note, ...event }) => ({
        ...event,
        ...(note === undefined ? {} : { note: maskAmounts(note) }),
        ...(event.values === undefined ? {} : { values: this.event(event.key, event.values) }),
      })),
      entries: Object.fromEntries(
        Object.entries(record.entries).map(([ledger, rows]) => [
          ledger,
          rows.map(({ id, values }) => ({ id, values: this.entry(ledger, values) })),
        ]),
      ),
    };
  }

  event(key: string, values: Fields): Fields {
    const columns = this.#definition.events.find((event) => event.key === key)?.values ?? [];
    return this.#row(values, byKey(columns), placeOfEvent(key));
  }

  entry(ledger: string, values: Fields): Fields {
    const columns = this.#definition.ledgers.find((one) => one.key === ledger)?.columns ?? [];
    return this.#row(values, byKey(columns), placeOfEntry(ledger));
  }

  finding<F extends Finding>(finding: F): F {
    return { ...finding, message: inWords(finding.message) };
  }

  obligation<O extends Obligation>(obligation: O): O {
    const { amount, title, on_miss, reading } = obligation;
    return {
      ...obligation,
      title: inWords(title),
      on_miss: inWords(on_miss),
      amount: amount === null ? null : 'withheld',
      reading: reading === null ? null : { ...reading, text: inWords(reading.text) },
    };
  }

  exposure({ date, rows, totals }: Exposure): Exposure {
    const kept = <A>(amount: A | null) => (amount === null ? null : ('withheld' as const));
    return {
      date,
      rows: rows.map((row) => ({
        ...row,
        amount: kept(row.amount),
        otherwise: kept(row.otherwise),
        formula: inWords(row.formula),
      })),
      totals: totals.map((total) => ({ ...total, incurred: 'withheld', at_most: 'withheld' })),
    };
  }

  view(view: z.input<typeof DossierView>): z.input<typeof DossierView> {
    return {
      ...view,
      title: maskAmounts(view.title),
      record: this.record(view.record as DossierRecord),
      obligations: (view.obligations as Obligation[]).map((one) => this.obligation(one)),
      findings: (view.findings as Finding[]).map((one) => this.finding(one)),
    };
  }

  /** The wizard's state: fields, what was read of them, and the lines they were read from. */
  draft(draft: Draft): Draft {
    return {
      ...draft,
      fields: this.fields(draft.fields),
      findings: draft.findings.map((one) => this.finding(one)),
      reading: draft.reading === null ? null : this.#reading(draft.reading),
    };
  }

  #reading<R extends Pick<ReadingValue, 'lines' | 'result'>>(reading: R): R {
    const { result } = reading;
    return {
      ...reading,
      lines: reading.lines.map(maskAmounts),
      result: {
        ...result,
        findings: result.findings.map((one) => this.finding(one)),
        fields: result.fields.map(({ alternatives, ...read }) => ({
          ...read,
          value: this.#field(read.key, read.value),
          text: maskAmounts(read.text),
          ...(alternatives === undefined
            ? {}
            : {
                alternatives: alternatives.map((one) => ({
                  ...one,
                  value: this.#field(read.key, one.value),
                  why: maskAmounts(one.why),
                })),
              }),
        })),
      },
    };
  }

  /** What earlier versions said. */
  history(row: HistoryRow): HistoryRow {
    const value = row.value as { [key: string]: FieldValue } | null;
    if (value === null || typeof value !== 'object') return row;
    const own: unknown =
      row.noun === 'fields'
        ? { ...value, fields: this.fields(value['fields'] as Fields) }
        : row.noun === 'event'
          ? {
              ...value,
              ...(typeof value['note'] === 'string' ? { note: maskAmounts(value['note']) } : {}),
              values: this.event(row.what, (value['values'] ?? {}) as Fields),
            }
          : row.noun === 'entry'
            ? { ...value, values: this.entry(row.what, value['values'] as Fields) }
            : row.noun === 'reading'
              ? this.#reading(row.value as ReadingValue)
              : deeply(value);
    return { ...row, reason: row.reason === null ? null : maskAmounts(row.reason), value: own };
  }

  #field(key: string, value: FieldValue): FieldValue {
    return this.#value(value, fieldShapes(this.#definition).get(key), `fields.${key}`);
  }

  #row(row: Fields, shapes: ReadonlyMap<string, Shape>, place: string): Fields {
    return Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        this.#value(value, shapes.get(key), `${place}.${key}`),
      ]),
    );
  }

  #value(value: FieldValue, shape: Shape | undefined, place: string): FieldValue {
    if (value === null || value === '' || typeof value === 'boolean') return value;
    if (shape?.type === 'money' || (shape?.secret === true && typeof value !== 'object')) {
      return this.#standIn(place, value, maskedAmount);
    }
    if (typeof value === 'string') {
      const words = maskAmounts(value);
      return words === value ? value : this.#standIn(place, value, words);
    }
    if (Array.isArray(value)) {
      const [only] = shape === undefined ? [] : columnsOf(shape);
      return value.map((row) => this.#value(row, typeof row === 'object' ? shape : only, place));
    }
    if (typeof value === 'object') {
      return this.#row(value, byKey(shape === undefined ? [] : columnsOf(shape)), place);
    }
    return value;
  }
}

export function placeOfEvent(key: string): string {
  return `events.${key}`;
}

export function placeOfEntry(ledger: string): string {
  return `entries.${ledger}`;
}

function byKey(columns: readonly Column[]): ReadonlyMap<string, Shape> {
  return new Map(columns.map((column) => [column.key, column]));
}

function inWords(text: Bilingual): Bilingual {
  return { zh: maskAmounts(text.zh), en: maskAmounts(text.en) };
}

function deeply(value: FieldValue): FieldValue {
  if (typeof value === 'string') return maskAmounts(value);
  if (Array.isArray(value)) return value.map(deeply);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deeply(inner)]));
}
