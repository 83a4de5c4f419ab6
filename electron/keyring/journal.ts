import { join } from 'node:path';
import { z } from 'zod';
import { Instant } from '../../shared/model/units.ts';
import { frame } from '../crypto/frame.ts';
import { toHex } from '../crypto/random.ts';
import { initCrypto, sm3 } from '../crypto/sm3.ts';
import { diskLayer, type FileLayer, readSmallFile, removeIfThere, withIo } from '../vault/file-layer.ts';

const Line = z.strictObject({
  seq: z.number().int().positive(),
  at: Instant,
  event: z.string().min(1).max(64),
  login: z.string().max(64).nullable(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What happened while nobody was unlocked. */
export interface JournalEvent {
  /** ISO 8601, UTC. */
  at: string;
  /** `start`, `wrong_password`, `wait_before_retry`, `recovery_refused` … */
  event: string;
  login?: string;
}

/** What a drain found. Nothing is lost before `commit`, which the caller runs after its own transaction. */
export interface DrainedJournal {
  entries: (JournalEvent & { seq: number; hash: string })[];
  /** False when a line was changed, cut in the middle, or removed from the middle. */
  intact: boolean;
  commit(): Promise<void>;
}

export interface Journal {
  /** Durable when it resolves. */
  append(event: JournalEvent): Promise<void>;
  drain(): Promise<DrainedJournal>;
}

const GENESIS = '0'.repeat(64);
const MAX_BYTES = 8 * 1024 * 1024;
/** Some five thousand attempts: then one last line says that it is full, and the disc is not filled for anybody. */
const FULL_BYTES = 1024 * 1024;
export const JOURNAL_FULL = 'journal_full';

/**
 * The chained journal beside the keyring, for events before unlock: nobody's key is there to sign or seal, so
 * each line carries SM3 over the one before. Cutting its end off is not found; changing or removing inside is.
 */
export async function openJournal(dir: string, layer: FileLayer = diskLayer): Promise<Journal> {
  await initCrypto();
  const path = join(dir, 'journal.jsonl');
  let queue: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work, work);
    queue = mine.catch(() => undefined);
    return mine;
  };
  return {
    append: (event) => inOrder(() => append(layer, dir, path, event)),
    drain: () => inOrder(() => drain(layer, dir, path, inOrder)),
  };
}

async function append(layer: FileLayer, dir: string, path: string, event: JournalEvent): Promise<void> {
  const bytes = await readSmallFile(layer, path, MAX_BYTES);
  const { entries, whole } = readLines(bytes);
  const last = entries.at(-1);
  const full = (bytes?.length ?? 0) > FULL_BYTES;
  if (full && last?.event === JOURNAL_FULL) return;
  const body = {
    seq: (last?.seq ?? 0) + 1,
    at: event.at,
    event: full ? JOURNAL_FULL : event.event,
    login: full ? null : (event.login?.slice(0, 64) ?? null),
  };
  const line = Line.parse({ ...body, hash: hashOf(last?.hash ?? GENESIS, body) });
  await withIo(async () => {
    await layer.makeDir(dir);
    const file = await layer.append(path);
    try {
      // A crash may have left half a line: it stays as it is, told by the drain, and ours begins anew.
      await file.write(new TextEncoder().encode(`${whole ? '' : '\n'}${JSON.stringify(line)}\n`));
      await file.sync();
    } finally {
      await file.close();
    }
    if (bytes === null) await layer.syncDir(dir);
  });
}

async function drain(
  layer: FileLayer,
  dir: string,
  path: string,
  inOrder: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<DrainedJournal> {
  const bytes = await readSmallFile(layer, path, MAX_BYTES);
  const { entries, intact } = readLines(bytes);
  return {
    entries: entries.map(({ login, ...entry }) => (login === null ? entry : { ...entry, login })),
    intact,
    commit: () =>
      inOrder(() =>
        withIo(async () => {
          const now = readLines(await readSmallFile(layer, path, MAX_BYTES));
          // Something was written since: it stays, chained as it is, and comes with the next drain.
          if (now.entries.length > entries.length) return;
          await removeIfThere(layer, path);
          await layer.syncDir(dir);
        }),
      ),
  };
}

function readLines(bytes: Uint8Array | null) {
  const text = new TextDecoder().decode(bytes ?? new Uint8Array(0));
  const entries: z.infer<typeof Line>[] = [];
  let intact = true;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const parsed = parseLine(line);
    const last = entries.at(-1);
    if (parsed === null) {
      intact = false;
      continue;
    }
    const chained =
      parsed.hash === hashOf(last?.hash ?? GENESIS, parsed) && parsed.seq === (last?.seq ?? 0) + 1;
    intact &&= chained;
    entries.push(parsed);
  }
  return { entries, intact, whole: text === '' || text.endsWith('\n') };
}

function parseLine(line: string): z.infer<typeof Line> | null {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function hashOf(
  previous: string,
  line: { seq: number; at: string; event: string; login: string | null },
): string {
  const has = line.login === null ? 0 : 1;
  return toHex(
    sm3(
      frame(
        'juanzong/journal/1',
        Buffer.from(previous, 'hex'),
        line.seq,
        line.at,
        line.event,
        has,
        line.login ?? '',
      ),
    ),
  );
}
