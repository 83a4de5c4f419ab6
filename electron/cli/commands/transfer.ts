import {
  groupsOf,
  type HandOverOffer,
  type Side,
  sides,
  type TransferOffer,
} from '../../../shared/model/transfer.ts';
import { type Arguments, type Command, exitCodes, type Terminal, UsageError } from '../command.ts';
import { dossierOf, type Headless, requireFolder, storeOptions, unlockStore } from '../store.ts';

type Verb = (store: Headless, args: Arguments, terminal: Terminal) => Promise<number>;

/** What each verb's last argument is, and what it does. */
const verbs: Record<string, { takes: 'folder' | 'file' | 'none'; run: Verb }> = {
  keys: { takes: 'none', run: listKeys },
  key: { takes: 'folder', run: giveKey },
  trust: { takes: 'file', run: trust },
  send: { takes: 'folder', run: send },
  receive: { takes: 'file', run: receive },
};

/** A dossier between machines that no network joins (E-11, E-14). */
export const command: Command = {
  name: 'transfer',
  usage:
    'transfer <keys|key|trust|send|receive> <store> [<folder|file>] [--fingerprint F] [--to W] [--dossier N] [--purpose T] [--decide ours|theirs] [--out F] [--amounts] [--login L] [--password-fd N]',
  summary: {
    zh: '密封转交：把卷宗封给对方的公钥，或接收',
    en: 'seal a dossier to a public key, or take one in',
  },
  help: {
    zh: [
      '没有网络的机器之间转交卷宗（格式见 docs/transfer-format.md）：',
      'keys 列出本人的指纹和已核对的公钥；key 把本人的公钥写进 <folder>（--asks 请对方回送）；',
      'trust 收下公钥文件 <file>，--fingerprint 是向本人问清的指纹（整条或最后两组）；',
      'send 把一份卷宗封给 --to（姓名或指纹）写进 <folder>，--purpose 是用途，--dossier 写编号、题名或 id；',
      '金额保密的卷宗须加 --amounts（会记入审计）；receive 打开并接收 <file>。双方都改过的地方列在输出的',
      'differences 里，由人决定：--decide ours 或 theirs 一律用一边的；没有它就不并入，退出码 1。',
      '一事一议的密封交付写成文件，放进 --out 的文件夹，不并入卷宗。',
      '退出码：0 已办；1 被拒绝或等人决定；2 用法有误。',
    ].join('\n'),
    en: [
      'A dossier between machines that no network joins (docs/transfer-format.md):',
      'keys lists your fingerprint and the keys that were compared; key writes your public key into <folder> (--asks for',
      'theirs); trust takes a key file, --fingerprint is what its owner said (all of it, or the last two groups);',
      'send seals a dossier to --to (a name or a fingerprint) into <folder>, for --purpose; --dossier takes its number,',
      'title or id; where amounts are secret, --amounts shows them first, which is recorded; receive opens <file> and takes',
      'it in. What both sides changed stands in `differences` and is a person’s to decide: --decide ours or theirs takes one',
      'side throughout; without it nothing is merged. A sealed hand-over becomes files in the folder of --out. Exit: 0 done; 1 refused, or to be decided; 2 wrong usage.',
    ].join('\n'),
  },
  options: {
    ...storeOptions,
    fingerprint: 'value',
    to: 'value',
    dossier: 'value',
    purpose: 'value',
    decide: 'value',
    out: 'value',
    amounts: 'switch',
    asks: 'switch',
  },
  takes: [2, 3],
  async run(args, terminal) {
    const [name = '', folder = '', other] = args.positionals;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (verb === undefined)
      throw new UsageError({ zh: `没有 transfer ${name}`, en: `There is no transfer ${name}` });
    if ((verb.takes === 'none') !== (other === undefined))
      throw new UsageError({ zh: '参数个数不对', en: 'Wrong number of arguments' });
    if (verb.takes === 'folder') await requireFolder(other ?? '');
    const out = args.values['out'];
    if (out !== undefined) await requireFolder(out);
    const chosen = verb.takes === 'folder' ? { folder: other } : { file: other, folder: out };
    const store = await unlockStore(folder, chosen, args, terminal);
    try {
      return await verb.run(store, args, terminal);
    } finally {
      await store.close();
    }
  },
};

async function listKeys(store: Headless, _args: Arguments, terminal: Terminal): Promise<number> {
  const { own, keys } = await store.ask('transfer.keys', {});
  terminal.say({ zh: `本人指纹：${spaced(own.print)}`, en: `Your fingerprint: ${spaced(own.print)}` });
  terminal.json({ own: { ...own, fingerprint: spaced(own.print) }, keys });
  return exitCodes.answered;
}

async function giveKey(store: Headless, args: Arguments, terminal: Terminal): Promise<number> {
  const { name } = await store.ask('transfer.giveKey', { asks: args.switches.has('asks') });
  terminal.say({ zh: `已写出：${name}`, en: `Written: ${name}` });
  terminal.json({ name });
  return exitCodes.answered;
}

async function trust(store: Headless, args: Arguments, terminal: Terminal): Promise<number> {
  const typed = required(args, 'fingerprint');
  await store.ask('transfer.readKey', {});
  const key = await store.ask('transfer.keepKey', { typed });
  terminal.say({ zh: `已收下 ${key.name} 的公钥`, en: `The key of ${key.name} was taken` });
  terminal.json(key);
  return exitCodes.answered;
}

async function send(store: Headless, args: Arguments, terminal: Terminal): Promise<number> {
  const [to, purpose] = [required(args, 'to'), required(args, 'purpose')];
  const { keys } = await store.ask('transfer.keys', {});
  const asked = to.replace(/\s/g, '').toLowerCase();
  const found = keys.filter(
    ({ name, print }) => name === to || (asked.length >= 16 && print.startsWith(asked)),
  );
  const [key, second] = found;
  if (key === undefined || second !== undefined)
    throw new UsageError({
      zh: `已核对的公钥里${key === undefined ? '没有' : '不止一把是'}：${to}`,
      en: `${key === undefined ? 'No' : 'More than one'} compared key is of: ${to}`,
    });
  const dossier = await dossierOf(store, args);
  if (args.switches.has('amounts')) await store.ask('dossier.unmask', { dossier });
  const wanted = { dossier, print: key.print, purpose, files: null, ledgers: null };
  const written = await store.ask('transfer.send', wanted);
  terminal.say({ zh: `已写出：${written.name}`, en: `Written: ${written.name}` });
  terminal.json(written);
  return exitCodes.answered;
}

async function receive(store: Headless, args: Arguments, terminal: Terminal): Promise<number> {
  const decide = args.values['decide'];
  const side = sides.find((one) => one === decide);
  if (decide !== undefined && side === undefined)
    throw new UsageError({ zh: '--decide 只能是 ours 或 theirs', en: '--decide is ours or theirs' });
  const offer = await store.ask('transfer.open', {});
  if (offer === null) throw new UsageError({ zh: '没有文件', en: 'There is no file' });
  if (offer.from.known === null)
    terminal.say({ zh: '注意：发送人的公钥没有核对过', en: 'Note: the sender’s key was never compared' });
  if ('hand_over' in offer) return unpack(store, offer, args, terminal);
  const open = offer.into?.differences.length ?? 0;
  if (open > 0 && side === undefined) {
    terminal.say({
      zh: `双方都改过 ${open} 处，没有并入；请在窗口里逐处决定，或用 --decide`,
      en: `Both changed ${open} places; nothing was merged. Decide each in the window, or use --decide`,
    });
    terminal.json(offer);
    return exitCodes.refused;
  }
  const taken = await takeIn(store, offer, side);
  terminal.say({ zh: `已接收：${taken.files} 个文件`, en: `Taken in: ${taken.files} files` });
  terminal.json(taken);
  return exitCodes.answered;
}

async function unpack(
  store: Headless,
  { offer, from, files, hand_over }: HandOverOffer,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  required(args, 'out');
  const written = await store.ask('transfer.unpack', { offer });
  terminal.say({ zh: `已写出：${written.name}`, en: `Written: ${written.name}` });
  terminal.json({ ...written, from, hand_over, contents: files });
  return exitCodes.answered;
}

function takeIn(store: Headless, offer: TransferOffer, side: Side | undefined) {
  const { into } = offer;
  if (into === null) return store.ask('transfer.take', { offer: offer.offer });
  const decisions = Object.fromEntries(into.differences.map(({ id }) => [id, side ?? 'ours']));
  return store.ask('transfer.merge', { dossier: into.dossier, offer: offer.offer, decisions });
}

function required(args: Arguments, name: string): string {
  const value = args.values[name];
  if (value !== undefined) return value;
  throw new UsageError({ zh: `缺少 --${name}`, en: `--${name} is missing` });
}

const spaced = (print: string) => groupsOf(print).join(' ');
