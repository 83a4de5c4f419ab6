import path from 'node:path/posix';
import { fillReference, type ArchiveProfile } from '../../../shared/archive/profile.ts';
import type { ArchiveInput, Planned } from './archive-input.ts';

/** What stands on the cover of a volume (案卷); an empty text where nobody said it. */
export interface Volume {
  title: string;
  number: string;
  reference: string;
  retention: string;
  secrecy: string;
  unit: string;
  /** `20240603—20251230`, from the dated facts. */
  period: string;
  files: number;
  pages: number;
  /** Files whose pages nobody counted. */
  unpaged: number;
  bytes: number;
}

export function describeVolume(input: ArchiveInput, files: readonly Planned[]): Volume {
  const { title, number, definition, record, today, organization } = input;
  const profile: ArchiveProfile | undefined = input.profile;
  const dates = record.events.map(({ date }) => date).toSorted();
  const [first, last] = [dates[0], dates.at(-1)].map((date) => date?.replaceAll('-', '') ?? '');
  return {
    title: title || definition.title.zh,
    number,
    reference:
      profile === undefined
        ? ''
        : fillReference(profile, { number, year: input.year ?? today.slice(0, 4), item: null }),
    retention: profile?.retention ?? '',
    secrecy: profile?.secrecy ?? '',
    unit: organization ?? profile?.unit ?? '',
    period: first === '' ? '' : `${first}—${last}`,
    files: files.length,
    pages: files.reduce((sum, { pages }) => sum + (pages ?? 0), 0),
    unpaged: files.filter(({ pages }) => pages === null).length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  };
}

/** 题名 and 日期 of a file: of the event that it proves; else its own name, and no date. */
export function titlesOf({
  record,
  definition,
}: ArchiveInput): (file: Planned) => { title: string; date: string } {
  const proved = new Map(
    record.events.flatMap((event) => event.evidence.map((object) => [object as string, event])),
  );
  return ({ object, name }) => {
    const event = proved.get(object);
    const own = path.parse(name).name || name;
    if (event === undefined) return { title: own, date: '' };
    const what = definition.events.find(({ key }) => key === event.key)?.title.zh ?? event.key;
    return { title: `${what}（${own}）`, date: event.date };
  };
}
