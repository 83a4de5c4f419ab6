import { z } from 'zod';
import { ArchiveProfile } from '../../archive/profile.ts';
import { DossierId } from '../../model/ids.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
} as const;

export const VerifyReport = z.object({
  valid: z.boolean(),
  name: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  findings: z.array(
    z.object({
      code: z.enum([
        'missing',
        'changed',
        'extra',
        'bad_manifest',
        'bad_declaration',
        'bad_oxum',
        'unsafe_path',
        'unreadable',
      ]),
      path: z.string(),
      detail: z.string().optional(),
    }),
  ),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

/** The archive: written, verified, brought back. */
export const archive = {
  'archive.export': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-T07', 'A-S02', 'E-14'],
    job: true,
    // The whole of it, which is the client's at any time (B-S20).
    papers: { of: 'all', need: ['return'] },
    input: z.object({ dossier: DossierId }),
    output: Exported,
  }),
  /** Late papers go into a bag of their own beside the archive that the person chooses; it stays as it is. */
  'archive.supplement': channel({
    ...inDossier,
    capability: 'export',
    audit: 'intent_and_result',
    clauses: ['A-T07', 'A-S02', 'E-14'],
    job: true,
    papers: { of: 'all', need: ['return'] },
    input: z.object({ dossier: DossierId }),
    output: Exported,
  }),
  'archive.verify': channel({
    ...inDossier,
    scope: 'application',
    infoClass: 'internal',
    capability: 'view',
    audit: 'none',
    clauses: ['E-10'],
    job: true,
    input: Empty,
    output: VerifyReport.nullable(),
  }),
  /** What the unit's 编制方案 says of 全宗号, 档号 and 保管期限; null where nobody has said it. */
  'archive.profile': channel({
    ...inDossier,
    scope: 'store',
    infoClass: 'internal',
    capability: 'view',
    audit: 'none',
    clauses: ['A-T07', 'E-01'],
    input: Empty,
    output: ArchiveProfile.nullable(),
  }),
  'archive.setProfile': channel({
    ...inDossier,
    scope: 'store',
    infoClass: 'internal',
    // One for the whole unit: its machine's affair and no member's.
    capability: 'administer',
    purpose: 'administration',
    audit: 'write',
    clauses: ['A-T07', 'E-06'],
    input: ArchiveProfile,
    output: Empty,
  }),
  /** Brings an archive back as a dossier of its own, with its history; null where no folder was chosen. */
  'archive.import': channel({
    ...inDossier,
    scope: 'store',
    capability: 'edit',
    audit: 'write',
    lifecycle: 'collect',
    clauses: ['E-14', 'E-02', 'E-03'],
    job: true,
    input: Empty,
    output: z.object({ id: DossierId, files: z.number().int() }).nullable(),
  }),
} as const;
