import { createHash } from 'node:crypto';

/** A migration as it is shipped: `NNNN_name` and the bytes of its file. */
export interface MigrationText {
  name: string;
  sql: string;
}

/** How many rows of an existing table a migration adds (or removes); `any` where it cannot be known. */
export type RowChange = number | 'any';

/** A migration with what its head declares that it does. */
export interface Migration extends MigrationText {
  /** SHA-256 of the bytes, hex. */
  hash: string;
  tables: { added: string[]; dropped: string[] };
  triggers: { added: string[]; dropped: string[] };
  rows: ReadonlyMap<string, RowChange>;
}

/**
 * Reads the declarations in the comment lines of a migration:
 * `-- tables + a b`, `-- tables - c`, `-- triggers + x`, `-- triggers - y`, `-- rows table +1 | -2 | any`.
 * What is not declared must not change. @throws Error for a name, a declaration or a statement we refuse.
 */
export function parseMigration(text: MigrationText): Migration {
  if (!/^\d{4}_[a-z0-9_]+$/.test(text.name)) throw new Error(`${text.name}: not named NNNN_name`);
  const tables = { added: [] as string[], dropped: [] as string[] };
  const triggers = { added: [] as string[], dropped: [] as string[] };
  const rows = new Map<string, RowChange>();
  for (const line of text.sql.split(/\r?\n/)) {
    const set = /^-- (tables|triggers) ([+-])((?: \w+)+)$/.exec(line);
    const change = /^-- rows (\w+) (any|[+-]\d+)$/.exec(line);
    if (set) {
      const target = set[1] === 'tables' ? tables : triggers;
      (set[2] === '+' ? target.added : target.dropped).push(...(set[3] ?? '').trim().split(' '));
    } else if (change) {
      rows.set(change[1] ?? '', change[2] === 'any' ? 'any' : Number(change[2]));
    } else if (/^-- (tables|triggers|rows)\b/.test(line)) {
      throw new Error(`${text.name}: declaration not understood: ${line}`);
    }
  }
  refuseStatements(text);
  return { ...text, hash: hashOf(text.sql), tables, triggers, rows };
}

/** SHA-256 (hex) of a migration's bytes. */
export function hashOf(sql: string): string {
  return createHash('sha256').update(sql, 'utf8').digest('hex');
}

/** `name → statement` of each trigger in the one file that holds them all. */
export function parseTriggers(sql: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of stripComments(sql).matchAll(/CREATE TRIGGER (\w+)[\s\S]*?\bEND(?=;)/g)) {
    const [statement, name = ''] = match;
    if (found.has(name)) throw new Error(`trigger ${name} stands twice`);
    found.set(name, statement);
  }
  return found;
}

// A migration runs inside the wrapper's transaction, where PRAGMA foreign_keys does nothing and a COMMIT would
// end the protection; triggers stand in their own file only.
function refuseStatements({ name, sql }: MigrationText): void {
  for (const statement of stripComments(sql).split(';')) {
    const word = /^\s*(pragma|begin|commit|end|rollback|savepoint|release|attach|detach|vacuum)\b/i.exec(
      statement,
    );
    if (word) throw new Error(`${name}: ${word[1]?.toUpperCase()} has no place in a migration`);
    if (/^\s*(create|drop)\s+(temp\s+|temporary\s+)?trigger\b/i.test(statement)) {
      throw new Error(`${name}: triggers stand in triggers.sql`);
    }
  }
}

/** Good enough for our own files; what hides in a string literal is caught by the comparison afterwards. */
function stripComments(sql: string): string {
  return sql
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/^\s*--.*$/gm, '')
    .replaceAll(/--> statement-breakpoint\s*$/gm, '');
}
