import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Secret } from '../../electron/crypto/secret.ts';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { unlock } from '../../electron/store/raw-key.ts';
import type { AuditEntry } from '../../electron/store/audit.ts';
import type { ItemId } from '../../shared/model/ids.ts';
import { createTestApp } from '../support/app.ts';
import { at, makeBench } from '../support/store-bench.ts';
import { kind } from '../support/path.ts';
import type { Bench, Context } from './bench.ts';
import type { Subject } from './rounds.ts';

const saves = 50;
const work = { amount: saves, unit: 'saves' };
/** What an event with its note weighs. */
const value = {
  key: 'midterm_submitted',
  date: '2024-07-08',
  evidence: [],
  note: '中期报告已送达。'.repeat(24),
};
const plainPeer = 'better-sqlite3 without a cipher, one INSERT a transaction';

/** A plain table with the store's durability and nothing else of it. */
function plainDatabase({ folder, defer }: Context, name: string, key?: Secret): () => void {
  const db = new Database(path.join(folder, `${name}.db`));
  defer(() => void db.close());
  if (key !== undefined) unlock(db, key);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, json TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO t (json) VALUES (?)');
  const json = JSON.stringify(value);
  return () => {
    for (let nth = 0; nth < saves; nth += 1) insert.run(json);
  };
}

function syncs({ folder, defer }: Context): () => void {
  const file = openSync(path.join(folder, 'sync.bin'), 'w');
  defer(() => closeSync(file));
  const page = Buffer.alloc(4096, 7);
  return () => {
    for (let nth = 0; nth < saves; nth += 1) {
      writeSync(file, page);
      fdatasyncSync(file);
    }
  };
}

/** The store's own saves, without the application above it. */
function storeSaves({ defer }: Context): Subject[] {
  const bench = makeBench();
  defer(() => bench.cleanUp());
  const store = bench.open();
  const dossier = bench.dossier(store);
  const write = { dossier, noun: 'event' as const, author: bench.account, at, value };
  const entry: AuditEntry = {
    at,
    account: bench.account,
    channel: 'event.record',
    stage: 'single',
    outcome: 'ok',
    dossier,
    details: { event: 'midterm_submitted' },
  };
  let row: ItemId | undefined;
  const each = (save: () => void) => () => {
    for (let nth = 0; nth < saves; nth += 1) save();
  };
  return [
    { name: 'store: save an event, sealed', peer: plainPeer, work, run: each(() => store.items.save(write)) },
    {
      name: 'store: save an event, sealed, with its audit row',
      peer: plainPeer,
      work,
      run: each(() =>
        store.transaction(() => {
          store.items.save(write);
          store.audit.append(entry);
        }),
      ),
    },
    {
      name: 'store: save a draft over its last version',
      peer: plainPeer,
      work,
      run: each(() => {
        row = store.items.save({ ...write, noun: 'draft', ...(row ? { row } : {}) }).row;
      }),
    },
    { name: 'store: append an audit row', peer: plainPeer, work, run: each(() => store.audit.append(entry)) },
  ];
}

/** As the wizard saves while a person types: gate, policy, checks, sealing, audit, answer. */
async function gateSave({ defer }: Context): Promise<Subject> {
  const app = await createTestApp();
  defer(() => app.close());
  await app.setUp();
  const { id } = await app.ok('dossier.create', { kind });
  let typed = 0;
  return {
    name: 'application: dossier.saveDraft through the gate',
    peer: plainPeer,
    work,
    async run() {
      for (let nth = 0; nth < saves; nth += 1) {
        typed += 1;
        await app.ok('dossier.saveDraft', { dossier: id, fields: { project_title: `课题 ${typed}` } });
      }
    },
  };
}

const chainRows = 2000;

/** Following the whole log is what the first check after an unlock waits for; later ones go on from there. */
async function measureChain({ defer, measure }: Context): Promise<void> {
  const bench = makeBench();
  defer(() => bench.cleanUp());
  let store = bench.open();
  store.transaction(() => {
    for (let nth = 0; nth < chainRows; nth += 1) {
      const details = { nth, note: '记录' };
      store.audit.append({
        at,
        account: bench.account,
        channel: 'event.record',
        stage: 'single',
        outcome: 'ok',
        details,
      });
    }
  });
  const exported = store.audit.export().entries.map((entry) => JSON.stringify(entry));
  const peer = 'SHA-256 of the same rows as JSON, in C';
  const rows = { amount: chainRows, unit: 'rows' };
  await measure({
    title: `audit: follow a log of ${chainRows.toLocaleString('en-US')} rows`,
    subjects: [
      {
        name: 'store: verifyChain, store newly opened',
        peer,
        work: rows,
        before() {
          // What held is remembered while the store is open: a second call would follow nothing.
          store.close();
          store = bench.open();
        },
        run: () => {
          const check = store.audit.verifyChain();
          if (!check.ok || check.checked < chainRows) throw new Error('the log does not hold');
        },
      },
      {
        name: peer,
        work: rows,
        run: () => {
          for (const row of exported) createHash('sha256').update(row).digest();
        },
      },
    ],
  });
}

/** Durable saves: how much of a save is the disk, and how much is ours. */
export const bench: Bench = {
  about: 'durable saves and the audit',
  async run(context) {
    await initCrypto();
    const key = Secret.random();
    context.defer(() => key.destroy());
    await context.measure({
      title: `store: ${saves} durable saves, one transaction each`,
      subjects: [
        { name: plainPeer, work, run: plainDatabase(context, 'plain') },
        {
          name: 'better-sqlite3 with the store’s cipher',
          peer: plainPeer,
          work,
          run: plainDatabase(context, 'cipher', key),
        },
        ...storeSaves(context),
        await gateSave(context),
        { name: 'write of 4 KiB and fdatasync, no database', peer: plainPeer, work, run: syncs(context) },
      ],
      notes: [
        'WAL, synchronous = FULL, exclusive lock in all databases. Every save is on the disk when it returns.',
      ],
    });
    await measureChain(context);
  },
};
