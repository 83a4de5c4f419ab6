import type { Command } from './command.ts';

/** Every command, loaded only when asked for; a new command is a file in `commands/` and a line here. */
export const registry: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  workday: () => import('./commands/workday.ts'),
  amount: () => import('./commands/amount.ts'),
  schedule: () => import('./commands/schedule.ts'),
  exposure: () => import('./commands/exposure.ts'),
  read: () => import('./commands/read.ts'),
  check: () => import('./commands/check.ts'),
  package: () => import('./commands/package.ts'),
  archive: () => import('./commands/archive.ts'),
  transfer: () => import('./commands/transfer.ts'),
  discs: () => import('./commands/discs.ts'),
  inspect: () => import('./commands/inspect.ts'),
  verify: () => import('./commands/verify.ts'),
  audit: () => import('./commands/audit.ts'),
  health: () => import('./commands/health.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
};
