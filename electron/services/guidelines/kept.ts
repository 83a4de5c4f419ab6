import { z } from 'zod';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Fields } from '../../../shared/model/record.ts';
import type { Settings } from '../../store/settings.ts';

const Kept = z.object({ text: z.string(), by: z.string(), at: z.string() });
type Kept = z.infer<typeof Kept>;

/** The text that was taken in last for a kind, who did it and when; null where none ever was. */
export function keptGuideline(settings: Settings, { id }: Definition): Kept | null {
  const found = Kept.safeParse(settings.get(settingOf(id)));
  return found.success ? found.data : null;
}

export function keptText(settings: Settings, definition: Definition): string | null {
  return keptGuideline(settings, definition)?.text ?? null;
}

export function keepGuideline(settings: Settings, { id }: Definition, kept: Kept): void {
  settings.set(settingOf(id), kept, kept.at);
}

/** The fields that a new dossier of the kind begins with: the text in force for new ones, where it is not the built-in. */
export function firstFields(settings: Settings, definition: Definition): Fields {
  const text = keptText(settings, definition);
  const read = text === null ? undefined : definition.guideline?.read(text);
  return read === undefined || 'misfit' in read ? {} : read.adopt();
}

function settingOf(kind: string): string {
  return `guideline.${kind}`;
}
