import { groupsOf, typedGroups } from '../../../shared/model/transfer.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { safeName } from '../../../shared/archive/names.ts';
import { fromHex } from '../../crypto/random.ts';
import { withholdingOf } from '../../services/dossiers/amounts-of.ts';
import { writeOneFile } from '../../services/export/one-file.ts';
import {
  dropKey,
  keepKey,
  keyFile,
  knownKeys,
  ownKey,
  printOf,
  readKeyFile,
  requireKey,
  unitOf,
} from '../../services/transfer/keys.ts';
import type { Shown } from '../../services/transfer/merge.ts';
import { mergingOf, offerOf, standingHere } from '../../services/transfer/merging.ts';
import { type OfferedTransfer, readTransfer } from '../../services/transfer/open-transfer.ts';
import { requireAmounts, sendTransfer } from '../../services/transfer/send.ts';
import { takeInto, takeNew } from '../../services/transfer/take.ts';
import { handOverOffer, unpackHandOver } from '../../services/transfer/unpack.ts';
import { askForFiles, askForFolder } from '../ask.ts';
import type { Context, Handlers } from '../context.ts';

type Names = Extract<keyof Handlers, `transfer.${string}`>;

export const transferHandlers: Pick<Handlers, Names> = {
  'transfer.keys': ({ open }) => ({
    own: { name: open.keyring.displayName, unit: unitOf(open), print: printOf(ownKey(open)) },
    keys: knownKeys(open).map((key) => ({ ...key, by: open.nameOf(key.by as typeof open.account) })),
  }),
  'transfer.giveKey': async (context, { asks }) => {
    const { open, app } = context;
    const folder = await askForFolder(context, 'export');
    const bytes = keyFile(open, asks, now(context));
    const what = app.environment.language === 'zh' ? '公钥' : 'public-key';
    const name = await writeOneFile(folder, safeName(`${open.keyring.displayName}_${what}`), 'jzkey', bytes);
    context.commit(() => undefined, { print: printOf(ownKey(open)), asks });
    return { name };
  },
  'transfer.readKey': async (context) => {
    const { open, app } = context;
    const chosen = (await askForFiles(context, false))?.[0];
    open.offeredKey = null;
    if (chosen === undefined) return null;
    const file = await readKeyFile(chosen.path, app.environment.userData);
    open.ended.throwIfAborted();
    open.offeredKey = file;
    const print = printOf(fromHex(file.public_key) ?? new Uint8Array(0));
    const groups = groupsOf(print);
    return {
      name: file.name,
      unit: file.unit,
      groups: groups.map((group, at) => (at < groups.length - typedGroups ? group : null)),
      asks: file.asks,
      known: knownKeys(open).some((key) => key.print === print),
    };
  },
  'transfer.keepKey': (context, { typed }) => {
    const { open } = context;
    const file = open.offeredKey;
    if (file === null) throw new AppError('conflict');
    const key = context.commit(() => keepKey(open, file, typed, now(context)), {
      name: file.name,
      print: printOf(fromHex(file.public_key) ?? new Uint8Array(0)),
    });
    open.offeredKey = null;
    return { ...key, by: open.keyring.displayName };
  },
  'transfer.dropKey': (context, { print }) => {
    context.commit(() => dropKey(context.open, print, now(context)), { print });
    return {};
  },
  'transfer.send': async (context, sending) => {
    requireKey(context.open, sending.print);
    requireAmounts(context, sending.dossier);
    const folder = await askForFolder(context, 'export');
    return sendTransfer(context, sending, folder);
  },
  'transfer.open': async (context) => {
    const { open, app, job } = context;
    const chosen = (await askForFiles(context, false))?.[0];
    open.transfer = null;
    open.handOver = null;
    if (chosen === undefined) return null;
    const offered = await readTransfer(open, chosen, app.environment.userData, job);
    open.ended.throwIfAborted();
    if (!('rows' in offered)) {
      open.handOver = offered;
      return handOverOffer(open, offered);
    }
    await open.shelf.warm();
    const dossier = standingHere(open, offered.head);
    const merging = dossier === null ? null : mergingOf(open, offered, dossier, shownIn(context, dossier));
    open.transfer = offered;
    return offerOf(open, offered, merging);
  },
  'transfer.take': async (context, { offer }) => {
    const offered = offeredIn(context, offer);
    // It belongs to a dossier that is here: a second one of the same would part their ways for good.
    if (standingHere(context.open, offered.head) !== null) throw new AppError('conflict');
    return done(context, await takeNew(offered, takingOf(context)));
  },
  'transfer.merge': async (context, { dossier, offer, decisions }) => {
    const offered = offeredIn(context, offer);
    if (standingHere(context.open, offered.head) !== dossier) throw new AppError('conflict');
    return done(context, await takeInto(offered, dossier, decisions, takingOf(context)));
  },
  'transfer.unpack': async (context, { offer }) => {
    const { handOver } = context.open;
    if (handOver === null || handOver.id !== offer) throw new AppError('conflict');
    const written = await unpackHandOver(context, handOver, await askForFolder(context, 'export'));
    context.open.handOver = null;
    return written;
  },
  'transfer.forget': ({ open }) => {
    open.transfer = null;
    open.handOver = null;
    open.offeredKey = null;
    return {};
  },
};

/** @throws AppError `conflict` where another file, or none, was opened last */
function offeredIn({ open }: Context, offer: string): OfferedTransfer {
  if (open.transfer === null || open.transfer.id !== offer) throw new AppError('conflict');
  return open.transfer;
}

function takingOf(context: Context) {
  const { open, job, app } = context;
  return {
    open,
    job,
    store: app.environment.userData,
    now: () => app.environment.now(),
    commit: <T>(write: () => T, detail?: Record<string, unknown>) => context.commit(write, detail),
    report: (error: unknown) => app.environment.report(error),
  };
}

function done(context: Context, taken: { id: DossierId; files: number }) {
  context.open.transfer = null;
  const { notify } = context.app.environment;
  notify.changed({ what: 'dossiers', dossier: taken.id });
  notify.changed({ what: 'dossier', dossier: taken.id });
  return taken;
}

/** What both sides wrote, as the page may see it: amounts that are kept back are words (B-Q16). */
function shownIn(context: Context, dossier: DossierId): Shown {
  const words = withholdingOf(context, dossier)?.inWords();
  if (words === undefined) return (_noun, _what, value) => value;
  return (noun, what, value) =>
    words.history({ noun, what, value, reason: null } as Parameters<typeof words.history>[0]).value;
}

function now({ app }: Context): string {
  return app.environment.now().toISOString();
}
