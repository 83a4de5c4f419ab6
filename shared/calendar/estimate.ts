import type { CivilDate } from '../model/units.ts';
import { addDays, civil } from './civil.ts';
import { festivals } from './festivals.generated.ts';

const cache = new Map<number, ReadonlyMap<CivilDate, string>>();

/**
 * The statutory holidays of a year whose arrangement is not published (G-008): New Year's Day, Spring Festival
 * with its eve (four days since 2025), Tomb-sweeping Day, 1–2 May, Dragon Boat, Mid-Autumn, 1–3 October; lunar
 * ones up to 2100. Days moved by a notice (调休, 补假) cannot be known and are not guessed: whoever uses this
 * says “provisional”.
 */
export function estimatedHolidays(year: number): ReadonlyMap<CivilDate, string> {
  const known = cache.get(year);
  if (known) return known;
  const days = new Map<CivilDate, string>();
  const add = (date: CivilDate, name: string) => days.set(date, name);
  const [spring, brightness, dragonBoat, midAutumn] = (festivals[year] ?? '')
    .split(' ')
    .filter(Boolean)
    .map((text) => civil(year, Number(text.slice(0, 2)), Number(text.slice(3))));
  add(civil(year, 1, 1), '元旦');
  if (spring) for (const offset of [-1, 0, 1, 2]) add(addDays(spring, offset), '春节');
  if (brightness) add(brightness, '清明');
  for (const day of [1, 2]) add(civil(year, 5, day), '劳动节');
  if (dragonBoat) add(dragonBoat, '端午');
  if (midAutumn) add(midAutumn, '中秋');
  for (const day of [1, 2, 3]) add(civil(year, 10, day), '国庆节');
  cache.set(year, days);
  return days;
}
