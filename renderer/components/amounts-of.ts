import { createContext, useContext } from 'react';
import { maskAmounts } from '../../shared/money/mask.ts';
import { definitionOf } from '../app/definitions.ts';
import { useAmounts } from '../stores/amounts.ts';

/** Whose amounts stand below: a dossier and its kind. */
interface Place {
  id: string;
  kind: string;
}

/** `shown` where they were asked for otherwise; outside of any place no amount is shown. */
export const AmountsOf = createContext<Place | 'shown' | null>(null);

/** Whether amounts of the place are secret by a rule of its kind (E-09, B-Q16) and a person asked to see them. */
export function useAmountsAsked(): { secret: boolean; asked: boolean } {
  const place = useContext(AmountsOf);
  const asked = useAmounts((state) => place !== null && place !== 'shown' && state.shown.has(place.id));
  if (place === 'shown') return { secret: false, asked: true };
  return { secret: place === null || definitionOf(place.kind)?.amountsSecret !== undefined, asked };
}

/** Whether amounts are shown here. */
export function useAmountsShown(): boolean {
  const { secret, asked } = useAmountsAsked();
  return asked || !secret;
}

/** A sentence as it may be shown here: its amounts masked until they are asked for. */
export function useMasked(): (text: string) => string {
  const shown = useAmountsShown();
  return (text) => (shown ? text : maskAmounts(text));
}
