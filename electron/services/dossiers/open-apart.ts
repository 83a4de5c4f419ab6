import type { DossierId } from '../../../shared/model/ids.ts';
import { spawnWorker } from '../../jobs/spawn.ts';
import type { PackedSnapshot } from '../../store/packed.ts';

/** Dossiers that go to the thread together: some milliseconds of work. */
const batchSize = 25;
/** Batches that are asked for before the first is taken: the thread never waits. */
const ahead = 2;

export interface OpenedApart {
  dossier: DossierId;
  mark: string;
  /** UTF-8; zeroed after its batch. */
  json: Uint8Array;
}

/**
 * Opens the snapshots of many dossiers in a thread of their own, while this one reads what has come: an unlock waits
 * for the longer of the two and not for their sum. Gives them batch by batch; one that does not open is left out.
 * @param packed asked for just before the thread gets it; null leaves the dossier out
 * @throws Error where the thread cannot be started or dies
 */
export async function* openApart(
  dossiers: readonly DossierId[],
  packed: (dossier: DossierId) => PackedSnapshot | null,
): AsyncGenerator<OpenedApart[]> {
  const worker = spawnWorker('open-snapshots', null);
  const waiting: PromiseWithResolvers<(Uint8Array | null)[]>[] = [];
  const fail = (error: unknown) => {
    for (const one of waiting.splice(0)) one.reject(error);
  };
  worker.on('message', (answers: (Uint8Array | null)[]) => waiting.shift()?.resolve(answers));
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`open-snapshots: exit ${code}`)));
  const asked: { batch: Omit<OpenedApart, 'json'>[]; answers: Promise<(Uint8Array | null)[]> }[] = [];
  let next = 0;
  const ask = () => {
    const batch: Omit<OpenedApart, 'json'>[] = [];
    const sealed: PackedSnapshot[] = [];
    for (; next < dossiers.length && batch.length < batchSize; next += 1) {
      const dossier = dossiers[next] as DossierId;
      const one = packed(dossier);
      if (one === null) continue;
      batch.push({ dossier, mark: one.mark });
      sealed.push(one);
    }
    if (batch.length === 0) return;
    const answer = Promise.withResolvers<(Uint8Array | null)[]>();
    // Whoever waits for an earlier one learns of a failure first; this one must not be an unhandled one meanwhile.
    answer.promise.catch(() => undefined);
    waiting.push(answer);
    asked.push({ batch, answers: answer.promise });
    worker.postMessage(sealed);
    for (const { key } of sealed) key.fill(0);
  };
  try {
    for (;;) {
      while (asked.length < ahead && next < dossiers.length) ask();
      const first = asked.shift();
      if (first === undefined) return;
      const answers = await first.answers;
      yield first.batch.flatMap((each, at) => {
        const json = answers[at] ?? null;
        return json === null ? [] : [{ ...each, json }];
      });
      for (const json of answers) json?.fill(0);
    }
  } finally {
    await worker.terminate();
  }
}
