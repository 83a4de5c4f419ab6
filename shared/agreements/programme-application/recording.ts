import type { IndicatorTarget, WhereRecorded } from '../indicators.ts';
import { countsFor, organisers, platforms } from './ledgers.ts';

/** The ledgers that count by themselves; what else is measured is recorded with its value. */
const places: Readonly<Record<string, WhereRecorded | null>> = {
  papers: { ledger: 'papers', values: {} },
  K02: { ledger: 'papers', values: {} },
  inbound: { ledger: 'visits', values: { direction: '来华' } },
  outbound: { ledger: 'visits', values: { direction: '出访' } },
  'K11-a': { ledger: 'activities', values: { organiser: organisers.geo } },
  'K11-b': { ledger: 'activities', values: { organiser: organisers.china } },
  K12: { ledger: 'activities', values: { organiser: organisers.own, counts_for: countsFor.abroad } },
  K13: { ledger: 'visits', values: { direction: '来华' } },
  K14: { ledger: 'activities', values: { organiser: organisers.own, counts_for: countsFor.workshop } },
  K15: { ledger: 'news', values: {} },
  'K16-a': { ledger: 'deposits', values: { platform: platforms.national } },
  'K16-b': { ledger: 'deposits', values: { platform: platforms.earth } },
  'K16-c': { ledger: 'deposits', values: { platform: platforms.hub } },
  K17: { ledger: 'demonstrations', values: {} },
  // Told to GEO by a dated fact and no row.
  K18: null,
};

/** Where what counts toward a target is recorded, with what is known of the row already. */
export function recordedIn({ key }: Pick<IndicatorTarget, 'key'>): WhereRecorded | null {
  const [group = ''] = key.split('-');
  const name = key in places ? key : group;
  if (name in places) return places[name] ?? null;
  return { ledger: 'measurements', values: { indicator: key }, known: ['indicator'] };
}
