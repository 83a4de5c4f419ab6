import { sql } from 'drizzle-orm';
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/*
 * Whoever holds the database key can read every column that is not sealed, and all accounts hold it. So only
 * random ids, kinds, key epochs, versions, authors, times, sizes and keyed fingerprints are readable here.
 * Triggers (migrations/triggers.sql) hold the invariants; nothing cascades: a delete is always spelt out.
 */

const sealed = (name: string) => blob(name, { mode: 'buffer' });

/** One row: which store this file is, and whether it is real or a throw-away for demonstration. */
export const storeInfo = sqliteTable(
  'store_info',
  {
    id: integer('id').primaryKey(),
    store: text('store').notNull(),
    mark: text('mark', { enum: ['demo', 'real'] }).notNull(),
    createdAt: text('created_at').notNull(),
  },
  (t) => [
    check('store_info_one', sql`${t.id} = 1`),
    check('store_info_mark', sql`${t.mark} in ('demo', 'real')`),
  ],
);

/** The store's own keys, each wrapped under a key derived from the database key; a rotation re-wraps only these. */
export const storeKey = sqliteTable('store_key', {
  epoch: integer('epoch').primaryKey(),
  sealed: sealed('sealed').notNull(),
  at: text('at').notNull(),
});

export const dossier = sqliteTable(
  'dossier',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    epoch: integer('epoch').notNull(),
    phase: text('phase', { enum: ['draft', 'active'] }).notNull(),
    author: text('author').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (t) => [check('dossier_phase', sql`${t.phase} in ('draft', 'active')`)],
);

/** Wraps of a dossier's keys, one a person and epoch, signed by whoever granted it. */
export const dossierKey = sqliteTable(
  'dossier_key',
  {
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    epoch: integer('epoch').notNull(),
    /** An account, or `recovery`. */
    recipient: text('recipient').notNull(),
    wrap: sealed('wrap').notNull(),
    granter: text('granter').notNull(),
    signature: sealed('signature').notNull(),
    at: text('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.dossier, t.epoch, t.recipient] }),
    index('dossier_key_recipient').on(t.recipient),
  ],
);

/**
 * A key that its holder has opened and checked once, sealed again under a key of that account alone: an unlock
 * opens thousands of these in the time of a few SM2 unwraps. Goes with the wrap it was opened from.
 */
export const ownKey = sqliteTable(
  'own_key',
  {
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    epoch: integer('epoch').notNull(),
    account: text('account').notNull(),
    sealed: sealed('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.dossier, t.epoch, t.account] })],
);

/**
 * The need-to-know list (知悉名单, E-03): dossier × person × role, each signed by whoever granted it. Who holds a
 * dossier's key is readable anyway; role and last day are too, so that anybody's unlock can end what has run out.
 * Classes and purpose are sealed under the dossier's key, together with what is readable here.
 */
export const member = sqliteTable(
  'member',
  {
    id: text('id').primaryKey(),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    account: text('account').notNull(),
    role: text('role').notNull(),
    /** The last civil day, or null without a term. */
    until: text('until'),
    epoch: integer('epoch').notNull(),
    sealed: sealed('sealed').notNull(),
    granter: text('granter').notNull(),
    at: text('at').notNull(),
    signature: sealed('signature').notNull(),
    endedAt: text('ended_at'),
    /** An account, or `term`. */
    endedBy: text('ended_by'),
  },
  (t) => [
    uniqueIndex('member_one').on(t.dossier, t.account).where(sql`${t.endedAt} is null`),
    index('member_account').on(t.account),
  ],
);

/** Dossiers whose key somebody knew who must know it no longer: the next holder to unlock begins a new epoch. */
export const rekey = sqliteTable('rekey', {
  dossier: text('dossier')
    .primaryKey()
    .references(() => dossier.id),
  at: text('at').notNull(),
});

/** Leases of administrator rights (B-S16, E-06): asked for, decided by another, running, handed back. */
export const lease = sqliteTable(
  'lease',
  {
    id: text('id').primaryKey(),
    account: text('account').notNull(),
    role: text('role').notNull(),
    hours: integer('hours').notNull(),
    /** Why, under the store's key. */
    epoch: integer('epoch').notNull(),
    sealed: sealed('sealed').notNull(),
    at: text('at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: text('decided_at'),
    /** The instant at which it ends by itself; null where it was refused. */
    until: text('until'),
    signature: sealed('signature'),
    endedAt: text('ended_at'),
    /** An account, or `term`. */
    endedBy: text('ended_by'),
  },
  (t) => [index('lease_account').on(t.account)],
);

/** The current items of a dossier in one sealed piece: a copy to open quickly, never the truth. */
export const snapshot = sqliteTable('snapshot', {
  dossier: text('dossier')
    .primaryKey()
    .references(() => dossier.id),
  epoch: integer('epoch').notNull(),
  /** How far the rows had come when it was taken; any later row takes it away. */
  mark: text('mark').notNull(),
  sealed: sealed('sealed').notNull(),
});

/** What a row of sealed versions is: its dossier and noun never change. */
export const item = sqliteTable(
  'item',
  {
    row: text('row').primaryKey(),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    noun: text('noun').notNull(),
  },
  (t) => [index('item_dossier_noun').on(t.dossier, t.noun)],
);

export const itemVersion = sqliteTable(
  'item_version',
  {
    row: text('row')
      .notNull()
      .references(() => item.row),
    version: integer('version').notNull(),
    epoch: integer('epoch').notNull(),
    author: text('author').notNull(),
    at: text('at').notNull(),
    size: integer('size').notNull(),
    sealed: sealed('sealed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.row, t.version] })],
);

/** A vault object: what opens its file, and what a person may know of it, both sealed. */
export const object = sqliteTable(
  'object',
  {
    id: text('id').primaryKey(),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    epoch: integer('epoch').notNull(),
    suite: integer('suite').notNull(),
    size: integer('size').notNull(),
    chunks: integer('chunks').notNull(),
    rootTag: sealed('root_tag').notNull(),
    sealedKey: sealed('sealed_key').notNull(),
    sealedMeta: sealed('sealed_meta').notNull(),
    author: text('author').notNull(),
    at: text('at').notNull(),
  },
  (t) => [index('object_dossier').on(t.dossier)],
);

/** The log (E-10): only ever longer, each entry hashed over the one before. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer('seq').primaryKey(),
    at: text('at').notNull(),
    account: text('account'),
    session: text('session'),
    channel: text('channel').notNull(),
    stage: text('stage').notNull(),
    outcome: text('outcome').notNull(),
    code: text('code'),
    rule: text('rule'),
    lifecycle: text('lifecycle'),
    dossier: text('dossier'),
    /** On a result: the entry of its intent. */
    intent: integer('intent'),
    /** Key that seals the details: above 0 the dossier's of that epoch, below 0 the store's of epoch `-n`. */
    detailsEpoch: integer('details_epoch'),
    detailsSealed: sealed('details_sealed'),
    detailsCommit: sealed('details_commit'),
    prevHash: sealed('prev_hash').notNull(),
    hash: sealed('hash').notNull(),
  },
  (t) => [
    index('audit_dossier').on(t.dossier),
    check('audit_stage', sql`${t.stage} in ('intent', 'result', 'single')`),
  ],
);

/** Signed heads of the log: what was signed, by whom and why. */
export const auditHead = sqliteTable('audit_head', {
  id: integer('id').primaryKey(),
  seq: integer('seq')
    .notNull()
    .references(() => audit.seq),
  hash: sealed('hash').notNull(),
  at: text('at').notNull(),
  reason: text('reason').notNull(),
  signer: text('signer').notNull(),
  signature: sealed('signature').notNull(),
});

export const setting = sqliteTable('setting', {
  key: text('key').primaryKey(),
  version: integer('version').notNull(),
  epoch: integer('epoch').notNull(),
  sealed: sealed('sealed').notNull(),
  at: text('at').notNull(),
});

/** Keyed fingerprints of what must be compared across dossiers that nobody may read together. */
export const fingerprint = sqliteTable(
  'fingerprint',
  {
    purpose: text('purpose').notNull(),
    mac: sealed('mac').notNull(),
    epoch: integer('epoch').notNull(),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    row: text('row').notNull(),
    at: text('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.purpose, t.mac, t.row] }), index('fingerprint_row').on(t.dossier, t.row)],
);

/** Recall (收回, E-07): what was taken back, when and by whom. Why, and how much it was, is sealed under the store's key. */
export const recall = sqliteTable(
  'recall',
  {
    id: text('id').primaryKey(),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    scope: text('scope', { enum: ['dossier', 'object'] }).notNull(),
    account: text('account').notNull(),
    at: text('at').notNull(),
    epoch: integer('epoch').notNull(),
    sealed: sealed('sealed').notNull(),
  },
  (t) => [
    index('recall_dossier').on(t.dossier),
    check('recall_scope', sql`${t.scope} in ('dossier', 'object')`),
  ],
);

/** Rows that went with the recall of a file: the only ones of an active dossier that may be deleted. */
export const recalled = sqliteTable('recalled', {
  row: text('row').primaryKey(),
  recall: text('recall')
    .notNull()
    .references(() => recall.id),
});

/**
 * 销毁清册 (E-12): who asked for the destruction of a dossier, who decided, and what the list says of it, sealed under
 * the store's key: it outlives the dossier's. `mark` is how far the rows had come when it was asked for.
 */
export const destruction = sqliteTable(
  'destruction',
  {
    id: text('id').primaryKey(),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.id),
    mark: text('mark').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: text('requested_at').notNull(),
    epoch: integer('epoch').notNull(),
    sealed: sealed('sealed').notNull(),
    signature: sealed('signature').notNull(),
    state: text('state', { enum: ['asked', 'destroyed', 'declined', 'withdrawn'] }).notNull(),
    decidedBy: text('decided_by'),
    decidedAt: text('decided_at'),
    /** The civil day, and why it was declined or withdrawn. */
    answerEpoch: integer('answer_epoch'),
    answerSealed: sealed('answer_sealed'),
    decidedSignature: sealed('decided_signature'),
    recall: text('recall').references(() => recall.id),
  },
  (t) => [
    uniqueIndex('destruction_one').on(t.dossier).where(sql`${t.state} = 'asked'`),
    check('destruction_state', sql`${t.state} in ('asked', 'destroyed', 'declined', 'withdrawn')`),
  ],
);
