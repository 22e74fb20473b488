import { registerEnumType } from 'type-graphql';
import { aheadMinutes } from '../public-policies.ts';
import { staleAfterHours } from './stale.ts';

export enum Freshness {
  FRESH = 'FRESH',
  AGEING = 'AGEING',
  STALE = 'STALE',
}
registerEnumType(Freshness, {
  name: 'Freshness',
  description: 'How old a figure is.',
  valuesConfig: {
    FRESH: { description: 'At most 24 hours.' },
    AGEING: { description: 'At most seven days.' },
    STALE: { description: 'Older, or of a moment still to come: beds are not counted as free unless asked for.' },
  },
});

const minute = 60_000;
const hour = 60 * minute;

export function freshnessOf(asOf: Date, now: Date): Freshness {
  const age = now.getTime() - asOf.getTime();
  if (age < -aheadMinutes * minute) return Freshness.STALE;
  if (age <= 24 * hour) return Freshness.FRESH;
  return age <= staleAfterHours * hour ? Freshness.AGEING : Freshness.STALE;
}
