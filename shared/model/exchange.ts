import type { Column, Definition, EventType, Shape } from '../agreements/define.ts';
import { parseCivil } from '../calendar/civil.ts';
import { parsePercent, formatPercent } from '../money/percent.ts';
import { readAmount } from '../money/amount.ts';
import { asFen, formatYuan } from '../money/fen.ts';
import { AppError } from './errors.ts';
import { stableId } from './stable-id.ts';
import type { ItemId, ObjectId } from './ids.ts';
import type { DossierRecord, Entry, EventFact, Fields, FieldValue } from './record.ts';
import type { Fen } from './units.ts';

type Json = { readonly [key: string]: unknown };

/** The usual members of the composite types, where a field does not name its own. */
const members: Readonly<Record<string, readonly Column[]>> = {
  account: ['name', 'bank', 'account', 'credit_code'].map(text),
  person: ['name', 'phone', 'email', 'id'].map(text),
  file: ['object', 'name'].map(text),
  period: ['start', 'end'].map(text),
};

function text(key: string): Column {
  return { key, type: 'string', title: { zh: key, en: key } };
}

/** The columns of a list, or the members of an account, a person, a file or a period. */
export function columnsOf(shape: Shape): readonly Column[] {
  return shape.columns ?? members[shape.type] ?? [];
}

/**
 * Reads a `dossier.json` (design section 9): yuan strings become fen, dates are checked, usual shapes of several
 * fields are taken apart. Unknown keys are kept for the check to tell.
 * @throws AppError `bad_input` {path, reason}; `unknown_kind` where no definition is given for the kind.
 */
export function parseDossier(input: unknown, find: (kind: string) => Definition | undefined): DossierRecord {
  const json = object(input, '');
  const kind = json['kind'];
  if (typeof kind !== 'string') throw bad('kind', 'missing');
  const definition = find(kind);
  if (!definition) throw new AppError('unknown_kind', { params: { kind } });
  const version = versionOf(json['definitionVersion'], definition);
  const record: DossierRecord = {
    kind,
    definitionVersion: version,
    ...sideOf(json['our_side'], definition),
    ...readingsOf(json['readings'], definition),
    fields: parseFields(json['fields'], definition),
    events: list(json['events'], 'events').map((event, index) => parseEvent(event, index, definition)),
    entries: parseEntries(json['entries'], definition),
  };
  return upgrade(record, definition);
}

/** Brings a record of an older version up to the definition's; the record given is not changed. */
export function upgrade(record: DossierRecord, definition: Definition): DossierRecord {
  let current = record;
  while (current.definitionVersion < definition.version) {
    const step = definition.upgrade[current.definitionVersion];
    if (!step) throw bad('definitionVersion', 'no_upgrade');
    current = { ...step(current), definitionVersion: current.definitionVersion + 1 };
  }
  return current;
}

/** The `dossier.json` of a record: fen become yuan strings, everything else stays. */
export function formatDossier(record: DossierRecord, definition: Definition): Json {
  const shapes = new Map<string, Shape>(
    definition.sections.flatMap((section) => section.fields.map((field) => [field.key, field])),
  );
  const events = new Map(definition.events.map((event) => [event.key, event]));
  const ledgers = new Map(definition.ledgers.map((ledger) => [ledger.key, ledger.columns]));
  return {
    kind: record.kind,
    definitionVersion: record.definitionVersion,
    ...(record.our_side === undefined ? {} : { our_side: record.our_side }),
    ...(record.readings === undefined ? {} : { readings: record.readings }),
    fields: Object.fromEntries(
      Object.entries(record.fields).map(([key, value]) => [key, formatValue(value, shapes.get(key))]),
    ),
    events: record.events.map(({ values, evidence, ...event }) => ({
      ...event,
      ...(evidence.length > 0 ? { evidence } : {}),
      ...formatRow(values ?? {}, events.get(event.key)?.values ?? []),
    })),
    entries: Object.fromEntries(
      Object.entries(record.entries).map(([key, entries]) => [
        key,
        entries.map((entry) => ({ id: entry.id, ...formatRow(entry.values, ledgers.get(key) ?? []) })),
      ]),
    ),
  };
}

function versionOf(value: unknown, definition: Definition): number {
  if (value === undefined || value === null) return definition.version;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw bad('definitionVersion', 'not_a_version');
  if (value > definition.version) {
    throw new AppError('bad_input', {
      params: { path: 'definitionVersion', reason: 'from_future', version: value, known: definition.version },
    });
  }
  return value;
}

function sideOf(value: unknown, definition: Definition): { our_side?: string } {
  if (value === undefined || value === null || value === '') return {};
  if (typeof value !== 'string' || !definition.parties.some((party) => party.key === value)) {
    throw bad('our_side', 'unknown_party');
  }
  return { our_side: value };
}

/** Chosen readings of ambiguous clauses, by rule. */
function readingsOf(value: unknown, definition: Definition): { readings?: Record<string, string> } {
  if (value === undefined || value === null) return {};
  const readings = Object.entries(object(value, 'readings')).map(([rule, choice]) => {
    const row = definition.readings?.find((each) => each.rule === rule);
    const known = row?.choices.find((each) => each.key === choice);
    if (known === undefined) throw bad(`readings.${rule}`, 'unknown_reading');
    return [rule, known.key] as const;
  });
  return readings.length === 0 ? {} : { readings: Object.fromEntries(readings) };
}

function parseFields(value: unknown, definition: Definition): Fields {
  const json = value === undefined || value === null ? {} : object(value, 'fields');
  const shapes = new Map<string, Shape>(
    definition.sections.flatMap((section) => section.fields.map((field) => [field.key, field])),
  );
  const fields: Record<string, FieldValue> = {};
  for (const [key, raw] of Object.entries(json)) {
    const path = `fields.${key}`;
    const parts = definition.aliases?.[key];
    const shape = shapes.get(key);
    if (!shape && parts && (raw === null || raw === '')) continue;
    if (!shape && parts && typeof raw === 'object' && raw !== null) {
      for (const [member, field] of Object.entries(parts)) {
        const part = object(raw, path)[member];
        const target = shapes.get(field);
        if (part !== undefined && part !== null && target && fields[field] === undefined) {
          fields[field] = parseValue(part, target, `${path}.${member}`);
        }
      }
      continue;
    }
    if (shape?.type === 'money') {
      Object.assign(fields, withWords(key, parseMoney(raw, path), shapes, fields));
      continue;
    }
    fields[key] = shape ? parseValue(raw, shape, path) : plain(raw, path);
  }
  return fields;
}

interface Money {
  fen: Fen | null;
  words?: string;
}

/** An amount written both ways keeps its words, so that the check can compare them (G-015). */
function withWords(key: string, money: Money, shapes: ReadonlyMap<string, unknown>, fields: Fields): Fields {
  const sibling = `${key}_words`;
  const words =
    money.words !== undefined && shapes.has(sibling) && fields[sibling] === undefined
      ? { [sibling]: money.words }
      : {};
  return { [key]: money.fen, ...words };
}

function parseMoney(raw: unknown, path: string): Money {
  if (raw === null || raw === '') return { fen: null };
  if (typeof raw === 'number') {
    // A JSON number is a float: only whole yuan are exact.
    const fen = Number.isSafeInteger(raw) ? asFen(raw * 100) : null;
    if (fen === null) throw bad(path, 'money_must_be_text');
    return { fen };
  }
  if (typeof raw === 'object') {
    const json = object(raw, path);
    const figures = json['figures'] ?? json['amount'];
    const words = json['words'];
    const { fen } = parseMoney(figures ?? words, path);
    return typeof words === 'string' ? { fen, words } : { fen };
  }
  if (typeof raw !== 'string') throw bad(path, 'not_money');
  const reading = readAmount(raw);
  if (reading.ok)
    return reading.words !== null && reading.figures !== null
      ? { fen: reading.fen, words: wordsIn(raw) }
      : { fen: reading.fen };
  if (reading.reason === 'contradiction' && reading.words !== null && reading.figures !== null) {
    return { fen: reading.figures, words: wordsIn(raw) };
  }
  throw bad(path, 'not_money');
}

/** The words of an amount written both ways, as printed. */
function wordsIn(raw: string): string {
  return /[^\s¥￥\d,.，（）()：:小大写人民币]+[元圆圓][角分整正\p{Script=Han}]*/u.exec(raw)?.[0] ?? raw;
}

function parseEvent(raw: unknown, index: number, definition: Definition): EventFact {
  const path = `events[${index}]`;
  const { key: rawKey, date, id, installment, n, evidence, note, values, ...rest } = object(raw, path);
  if (typeof rawKey !== 'string' || rawKey === '') throw bad(`${path}.key`, 'missing');
  // `acceptance_failed(2)` is the second of its kind.
  const numbered = /^(.+)\((\d+)\)$/u.exec(rawKey);
  const key = numbered?.[1] ?? rawKey;
  const type: EventType | undefined = definition.events.find((event) => event.key === key);
  const civil = parseCivil(date);
  if (civil === null) throw bad(`${path}.date`, date === undefined ? 'missing' : 'not_a_date');
  const nth = n ?? (numbered ? Number(numbered[2]) : undefined);
  const extra = {
    ...(values === undefined || values === null ? {} : object(values, `${path}.values`)),
    ...rest,
  };
  const parsed = parseRow(extra, type?.values ?? [], path);
  return {
    id: (hexId(id) ?? stableId(path)) as ItemId,
    key,
    date: civil,
    ...(installment === undefined || installment === null
      ? {}
      : { installment: positive(installment, `${path}.installment`) }),
    ...(nth === undefined || nth === null ? {} : { n: positive(nth, `${path}.n`) }),
    evidence: evidenceOf(evidence, `${path}.evidence`),
    ...(note === undefined || note === null ? {} : { note: string(note, `${path}.note`) }),
    ...(Object.keys(parsed).length > 0 ? { values: parsed } : {}),
  };
}

/** Evidence may be named by an object's id or, outside a store, by any text such as a file name. */
function evidenceOf(raw: unknown, path: string): ObjectId[] {
  if (raw === undefined || raw === null || raw === false || raw === '') return [];
  const items = Array.isArray(raw) ? raw : [raw];
  return items.map((item, index) => {
    const name =
      typeof item === 'object' && item !== null ? JSON.stringify(item) : item === true ? path : item;
    if (typeof name !== 'string' || name === '') throw bad(`${path}[${index}]`, 'not_text');
    return (hexId(name) ?? stableId(`evidence ${name}`)) as ObjectId;
  });
}

function parseEntries(value: unknown, definition: Definition): Record<string, Entry[]> {
  const json = value === undefined || value === null ? {} : object(value, 'entries');
  const ledgers = new Map(definition.ledgers.map((ledger) => [ledger.key, ledger.columns]));
  return Object.fromEntries(
    Object.entries(json).map(([key, raw]) => [
      key,
      list(raw, `entries.${key}`).map((row, index) => {
        const path = `entries.${key}[${index}]`;
        const { id, ...values } = object(row, path);
        return {
          id: (hexId(id) ?? stableId(path)) as ItemId,
          values: parseRow(values, ledgers.get(key) ?? [], path),
        };
      }),
    ]),
  );
}

function parseRow(row: Json, columns: readonly Column[], path: string): Fields {
  const shapes = new Map(columns.map((column) => [column.key, column]));
  const fields: Record<string, FieldValue> = {};
  for (const [key, raw] of Object.entries(row)) {
    const shape = shapes.get(key);
    const at = `${path}.${key}`;
    if (shape?.type === 'money') Object.assign(fields, withWords(key, parseMoney(raw, at), shapes, fields));
    else fields[key] = shape ? parseValue(raw, shape, at) : plain(raw, at);
  }
  return fields;
}

function parseValue(raw: unknown, shape: Shape, path: string): FieldValue {
  if (raw === null) return null;
  // A form's empty cell is nothing, whatever stands in it otherwise.
  if (raw === '' && ['list', 'account', 'period'].includes(shape.type)) return null;
  switch (shape.type) {
    case 'money':
      return parseMoney(raw, path).fen;
    case 'percent': {
      if (raw === '') return null;
      const percent = typeof raw === 'string' ? parsePercent(raw) : null;
      if (!percent) throw bad(path, 'not_a_percentage');
      return formatPercent(percent);
    }
    case 'date': {
      if (raw === '') return null;
      const date = parseCivil(raw);
      if (!date) throw bad(path, 'not_a_date');
      return date;
    }
    case 'month': {
      if (raw === '') return null;
      const month = typeof raw === 'string' ? /^(\d{4}-\d{2})(?:-\d{2})?$/u.exec(raw)?.[1] : undefined;
      if (!month || !parseCivil(`${month}-01`)) throw bad(path, 'not_a_month');
      return month;
    }
    case 'integer': {
      if (raw === '') return null;
      const number = typeof raw === 'string' && /^-?\d+$/u.test(raw) ? Number(raw) : raw;
      if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw bad(path, 'not_an_integer');
      return number;
    }
    case 'boolean':
      if (typeof raw === 'boolean' || shape.options?.some((option) => option.value === raw))
        return raw as FieldValue;
      throw bad(path, 'not_a_boolean');
    case 'list': {
      const columns = columnsOf(shape);
      return list(raw, path).map((row, index) => {
        const at = `${path}[${index}]`;
        // A list of one column may hold bare values: units: ["…"].
        if (columns.length === 1 && columns[0] && (typeof row !== 'object' || row === null))
          return parseValue(row, columns[0], at);
        if (typeof row === 'string' && columns[0])
          return { [columns.find((c) => c.required)?.key ?? columns[0].key]: row };
        return parseRow(object(row, at), columns, at);
      });
    }
    case 'person':
    case 'file':
      if (typeof raw === 'string' || typeof raw === 'boolean') return raw;
      return parseRow(object(raw, path), columnsOf(shape), path);
    case 'account':
    case 'period':
      return parseRow(object(raw, path), columnsOf(shape), path);
    case 'string':
    case 'text':
    case 'enum':
      return string(raw, path);
  }
}

function formatValue(value: FieldValue, shape: Shape | undefined): unknown {
  if (!shape || value === null) return value;
  if (shape.type === 'money') return asFen(value) === null ? value : formatYuan(value as Fen);
  if (Array.isArray(value)) {
    return value.map((row) =>
      typeof row === 'object' && row !== null && !Array.isArray(row) ? formatRow(row, columnsOf(shape)) : row,
    );
  }
  return typeof value === 'object' ? formatRow(value, columnsOf(shape)) : value;
}

function formatRow(row: Fields, columns: readonly Column[]): Json {
  const shapes = new Map(columns.map((column) => [column.key, column]));
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, formatValue(value, shapes.get(key))]),
  );
}

function plain(raw: unknown, path: string): FieldValue {
  if (raw === null || typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean')
    return raw;
  if (Array.isArray(raw)) return raw.map((item, index) => plain(item, `${path}[${index}]`));
  return Object.fromEntries(
    Object.entries(object(raw, path)).map(([key, value]) => [key, plain(value, `${path}.${key}`)]),
  );
}

function object(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(path, 'not_an_object');
  // A key that would become a prototype is no key of a record.
  if (Object.hasOwn(value, '__proto__')) throw bad(path, 'forbidden_key');
  return value as Json;
}

function list(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw bad(path, 'not_a_list');
  return value;
}

function string(value: unknown, path: string): string {
  if (typeof value !== 'string') throw bad(path, 'not_text');
  return value;
}

function positive(raw: unknown, path: string): number {
  const value = typeof raw === 'string' && /^\d{1,9}$/u.test(raw) ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw bad(path, 'not_a_number_from_1');
  return value;
}

function hexId(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{32}$/u.test(value) ? value : null;
}

function bad(path: string, reason: string): AppError {
  return new AppError('bad_input', { params: { path, reason } });
}
