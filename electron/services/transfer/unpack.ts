import { namesTaken, safeName } from '../../../shared/archive/names.ts';
import type { HandOverOffer } from '../../../shared/model/transfer.ts';
import type { Open } from '../../app/open.ts';
import type { Context } from '../../ipc/context.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { handOverHead, type OfferedHandOver } from './hand-over-payload.ts';
import { knownKeys, printOf } from './keys.ts';
import { readSealed } from './open-transfer.ts';
import { transferRefused } from './refuse.ts';

/** What the page may know of a sealed hand-over before it is written anywhere. */
export function handOverOffer(open: Open, { id, name, sender, head }: OfferedHandOver): HandOverOffer {
  const print = printOf(sender);
  const known = knownKeys(open).find((key) => key.print === print)?.name ?? null;
  const { number, recipient, why, act, back_by, at, files } = head;
  return {
    offer: id,
    file: name,
    from: { ...head.from, print, known },
    at,
    hand_over: { number, recipient, why, act, back_by },
    files: files.map((file) => ({ name: file.name, size: file.size })),
  };
}

/**
 * Writes the files of a sealed hand-over into a new folder of the person's, which appears whole or not at all and only
 * after the sender's signature over the last byte was checked. No path is made of a name in it.
 * @throws AppError `sealed_refused` {reason}, `destination_unwritable`, `disk_full`, `cancelled`
 */
export async function unpackHandOver(context: Context, offered: OfferedHandOver, folder: string) {
  const { open, job, app } = context;
  const { head } = offered;
  const name = safeName(`${head.number}_${head.from.unit || head.from.name}`, 80, 'hand-over');
  const free = namesTaken();
  const written = await withOutFolder(folder, name, { signal: job.signal }, async (out) => {
    const facts = await readSealed(open, offered, app.environment.userData, job, {
      parse: (value) => handOverHead(value) ?? refuseHead(),
      // What is read now must be what was looked at.
      onHead(read) {
        if (JSON.stringify(read) !== JSON.stringify(head)) refuseHead();
      },
      async take(file, bytes) {
        await out.write(free(safeName(file.name)), bytes);
      },
    });
    if (facts.id !== offered.id) throw transferRefused('inconsistent', 'id');
    return { name, files: out.files.length, bytes: facts.bytes };
  });
  context.note({ transfer: offered.id, from: head.from.name, print: printOf(offered.sender) });
  context.note({ request: head.number, files: written.files, bytes: written.bytes });
  return written;
}

function refuseHead(): never {
  throw transferRefused('inconsistent', 'head');
}
