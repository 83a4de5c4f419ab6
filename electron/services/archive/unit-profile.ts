import { ArchiveProfile, unknownWords } from '../../../shared/archive/profile.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { Settings } from '../../store/settings.ts';

const key = 'archive_profile';

/** What the unit's 编制方案 says; null where nobody has said it. */
export function readProfile(settings: Settings): ArchiveProfile | null {
  const parsed = ArchiveProfile.safeParse(settings.get(key));
  return parsed.success ? parsed.data : null;
}

/** Within the caller's transaction. @throws AppError `bad_input` for a word of the template that nobody knows */
export function saveProfile(settings: Settings, profile: ArchiveProfile, at: string): void {
  const [unknown] = unknownWords(profile.template);
  if (unknown !== undefined) throw new AppError('bad_input', { params: { path: `{${unknown}}` } });
  settings.set(key, profile, at);
}
