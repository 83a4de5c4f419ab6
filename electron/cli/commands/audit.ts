import { verifyFile } from '../../services/audit/audit-file.ts';
import { initCrypto } from '../../crypto/sm3.ts';
import { type Command, exitCodes, UsageError } from '../command.ts';

/** Proves an exported log without the store and without a key of the application (E-10). */
export const command: Command = {
  name: 'audit',
  usage: 'audit verify <audit.jsonl> [--root <SM3>]',
  summary: { zh: '核验导出的审计记录', en: 'verify an exported log' },
  help: {
    zh: [
      '核验审计导出（docs/audit-format.md）：先逐条核链，再核导出人对全文的SM2签名，最后核每个签名链头。',
      '任何一个字节被改，任何一条被改、删、换位、截断，都会指出行号和条目。',
      '--root 给出另行留存的信任根SM3；不给则只能说明文件自身一致，信任根取自文件本身。',
      '输出 {valid, fault:{line, seq, reason}|null, store, from, to, entries, heads, signer, at, root}；',
      'reason 为 malformed、gap、link、hash、details、head、cut、no_end、bytes、root、untrusted、signature 之一。',
      '退出码：0 有效；1 无效；2 用法有误。',
    ].join('\n'),
    en: [
      'Verifies an exported log (docs/audit-format.md): the chain entry by entry, then the exporter’s SM2 signature over',
      'every byte, then each signed head. Any changed byte and any entry changed, removed, moved or cut is told with its',
      'line. --root is the SM3 of the root of trust as known from elsewhere; without it the file’s own is taken on trust.',
      'Prints {valid, fault:{line, seq, reason}|null, store, from, to, entries, heads, signer, at, root}; reason is one of',
      'malformed, gap, link, hash, details, head, cut, no_end, bytes, root, untrusted, signature.',
      'Exit: 0 valid; 1 invalid; 2 wrong usage.',
    ].join('\n'),
  },
  options: { root: 'value' },
  takes: [2, 2],
  async run(args, terminal) {
    const [verb = '', file = ''] = args.positionals;
    const root = args.values['root']?.toLowerCase();
    if (verb !== 'verify')
      throw new UsageError({ zh: `没有 audit ${verb}`, en: `There is no audit ${verb}` });
    if (root !== undefined && !/^[0-9a-f]{64}$/.test(root))
      throw new UsageError({ zh: '--root 应为64位十六进制', en: '--root has 64 hexadecimal digits' });
    await initCrypto();
    const check = verifyFile(await terminal.readBytes(file), root);
    if (check.fault !== null) {
      const { line, reason } = check.fault;
      terminal.say({ zh: `无效：第 ${line} 行，${reason}`, en: `Invalid: line ${line}, ${reason}` });
    } else {
      terminal.say({
        zh: `有效：${check.entries} 条，${check.heads} 个签名链头，${check.signer ?? ''} 签名${root ? '' : '；信任根未与外部比对'}`,
        en: `Valid: ${check.entries} entries, ${check.heads} signed heads, signed by ${check.signer ?? ''}${root ? '' : '; the root of trust was not compared'}`,
      });
    }
    terminal.json(check);
    return check.valid ? exitCodes.answered : exitCodes.refused;
  },
};
