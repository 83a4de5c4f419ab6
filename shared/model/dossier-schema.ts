import type { Column, Definition, Shape } from '../agreements/define.ts';
import { columnsOf } from './exchange.ts';

export type Schema = { [key: string]: unknown };

const yuan: Schema = {
  type: 'string',
  description: 'Yuan as a decimal string, e.g. "680000.00".',
  pattern: '^-?[0-9]+(\\.[0-9]{1,2})?$',
};
const date: Schema = { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' };

/** The JSON Schema (2020-12) of one kind's `dossier.json`, from its definition. Unknown keys are allowed: a check tells them. */
export function dossierSchema(definition: Definition): Schema {
  const fields = definition.sections.flatMap((section) => section.fields);
  const events = definition.events.map((event) => ({
    properties: { key: { const: event.key, title: event.title.zh }, ...properties(event.values ?? []) },
  }));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:juanzong:schema:${definition.id}`,
    title: `${definition.title.zh} (${definition.title.en})`,
    type: 'object',
    required: ['kind', 'fields'],
    properties: {
      kind: { const: definition.id },
      definitionVersion: { type: 'integer', minimum: 1, maximum: definition.version },
      our_side: { enum: definition.parties.map((party) => party.key) },
      ...(definition.readings === undefined
        ? {}
        : {
            readings: {
              type: 'object',
              properties: Object.fromEntries(
                definition.readings.map((row) => [
                  row.rule,
                  { title: row.title.zh, enum: row.choices.map((choice) => choice.key) },
                ]),
              ),
            },
          }),
      fields: {
        type: 'object',
        properties: Object.fromEntries(
          fields.map((field) => [
            field.key,
            {
              title: field.title.zh,
              description: [`${field.rule} ${field.clause.article}`, field.help?.zh]
                .filter(Boolean)
                .join('。'),
              ...(field.default === undefined ? {} : { default: field.default }),
              ...nullable(schemaOf(field)),
            },
          ]),
        ),
      },
      events: {
        type: 'array',
        items: {
          type: 'object',
          required: ['key', 'date'],
          properties: {
            key: { type: 'string' },
            date,
            installment: { type: 'integer', minimum: 1 },
            n: { type: 'integer', minimum: 1 },
            evidence: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
            note: { type: 'string' },
          },
          anyOf: [...events, { properties: { key: { type: 'string' } } }],
        },
      },
      entries: {
        type: 'object',
        properties: Object.fromEntries(
          definition.ledgers.map((ledger) => [
            ledger.key,
            {
              title: ledger.title.zh,
              description: ledger.rule,
              type: 'array',
              items: objectOf(ledger.columns),
            },
          ]),
        ),
      },
    },
  };
}

function properties(columns: readonly Column[]): Schema {
  return Object.fromEntries(
    columns.map((column) => [column.key, { title: column.title.zh, ...nullable(schemaOf(column)) }]),
  );
}

function objectOf(columns: readonly Column[]): Schema {
  const required = columns.filter((column) => column.required).map((column) => column.key);
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties: properties(columns) };
}

function nullable(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

function schemaOf(shape: Shape): Schema {
  switch (shape.type) {
    case 'money':
      return yuan;
    case 'percent':
      return { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?[%％]$' };
    case 'date':
      return date;
    case 'month':
      return { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}$' };
    case 'integer':
      return {
        type: 'integer',
        ...(shape.min === undefined ? {} : { minimum: shape.min }),
        ...(shape.max === undefined ? {} : { maximum: shape.max }),
      };
    case 'boolean':
      return shape.options
        ? { enum: [true, false, ...shape.options.map((option) => option.value)] }
        : { type: 'boolean' };
    case 'enum':
      return { enum: ['', ...(shape.options ?? []).map((option) => option.value)] };
    case 'list': {
      const columns = columnsOf(shape);
      const [only] = columns;
      const row = objectOf(columns);
      return { type: 'array', items: columns.length === 1 && only ? { anyOf: [schemaOf(only), row] } : row };
    }
    case 'person':
    case 'file':
      return { anyOf: [{ type: 'string' }, objectOf(columnsOf(shape))] };
    case 'account':
    case 'period':
      return objectOf(columnsOf(shape));
    case 'string':
    case 'text':
      return { type: 'string', ...(shape.pattern ? { pattern: shape.pattern.source } : {}) };
  }
}
