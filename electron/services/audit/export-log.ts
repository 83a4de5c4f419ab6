import { addDays } from '../../../shared/calendar/civil.ts';
import type { Output, Parsed } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { auditReadme } from '../../../shared/text/audit-readme.ts';
import { fromHex, toHex } from '../../crypto/random.ts';
import { sm3 } from '../../crypto/sm3.ts';
import type { Context } from '../../ipc/context.ts';
import { withOutFolder } from '../archive/out-folder.ts';
import { beginOf } from './audit.ts';
import { exportLines } from './audit-file.ts';

/** What is asked for, and the person's folder. */
type Wanted = Parsed<'audit.export'> & { folder: string };

/**
 * Writes a stretch of the log with everything an inspector needs to verify it alone (E-10). It ends with the
 * entry that was last when it began, its own intent included where no last day was asked for.
 * @throws AppError `not_found` where the days asked for hold no entry; those of the out folder
 */
export async function exportLog(context: Context, wanted: Wanted): Promise<Output<'audit.export'>> {
  const { open, job } = context;
  const { audit } = open.store;
  const last = audit.head()?.seq ?? 0;
  const from = wanted.from === undefined ? 1 : (audit.firstSince(beginOf(wanted.from)) ?? last + 1);
  const next = wanted.to === undefined ? null : audit.firstSince(beginOf(addDays(wanted.to, 1)));
  const to = next === null ? last : next - 1;
  if (to < from) throw new AppError('not_found', { params: { what: 'entries' } });
  const heads = Map.groupBy(audit.headsBetween(from, to), ({ seq }) => seq);
  const { anchor } = open.keyring;
  const root = toHex(sm3(fromHex(anchor) ?? new Uint8Array(0)));
  const name = `juanzong-audit-${open.keyring.storeId.slice(0, 8)}-${from}-${to}`;
  const lines = exportLines({
    store: open.keyring.storeId,
    anchor,
    vouched: open.keyring.vouched(),
    entries: audit.entries({ from, to, disclose: wanted.details }),
    headsOf: (seq) => heads.get(seq) ?? [],
    signer: open.keyring,
    at: context.app.environment.now().toISOString(),
  });
  const entries = to - from + 1;
  const options = {
    signal: job.signal,
    onBytes: (done: number) => job.progress({ done, unit: 'bytes', label: name }),
  };
  const written = await withOutFolder(wanted.folder, name, options, async (out) => {
    const file = await out.write('audit.jsonl', lines);
    const readme = await out.write('README.txt', Buffer.from(auditReadme({ from, to, root }), 'utf8'));
    return { name, files: 2, bytes: file.size + readme.size };
  });
  context.note({ ...written, from, to });
  return { ...written, entries, root };
}
