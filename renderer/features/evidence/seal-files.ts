import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import type { Sealed } from '../../../shared/ipc/contract/evidence.ts';
import type { Result } from '../../../shared/model/errors.ts';
import type { DossierId, JobId } from '../../../shared/model/ids.ts';
import { bridge, newJob, settle, showRefusal } from '../../bridge.ts';

/**
 * Seals dropped files, or those that a person chooses in main's dialog (`files` null), into a dossier. Answers
 * what was sealed, or undefined after a refusal or cancel; refused files are told, the others stay.
 */
export async function sealFiles(
  dossier: string,
  files: File[] | null,
  options: { many: boolean; started(job: string): void },
): Promise<EvidenceItem[] | undefined> {
  const job = newJob();
  options.started(job);
  const answer: Result<Sealed> = await settle(
    files === null
      ? bridge().evidence.choose({ dossier: dossier as DossierId, many: options.many }, { job })
      : bridge().drop(files, { dossier, job: job as JobId }),
  );
  if (!answer.ok) {
    if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
    return undefined;
  }
  const [refused] = answer.value.refused;
  if (refused !== undefined) showRefusal({ ok: false, code: refused.code, params: { name: refused.name } });
  return answer.value.items;
}
