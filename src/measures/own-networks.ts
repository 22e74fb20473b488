import type { HubContext } from '../access/context.ts';
import { peersTogether } from '../shared/peers.ts';
import { notAligned, servedDuring } from './definitions/home-on.ts';
import type { Days } from './periods.ts';

/** A home, who runs it, and every network that served it in a period, with `NOT_ALIGNED` if none did for some of it. */
export interface ServedHome {
  readonly home: string;
  readonly provider: string;
  readonly networks: readonly string[];
}

/** The networks of which a home is told over these days, as `severalElse` has it; none where the agreement hides who serves whom. */
export async function networksTold(
  { viewer, read, agreement }: Pick<HubContext, 'viewer' | 'read' | 'agreement'>,
  { from, to }: Days,
): Promise<ReadonlySet<string>> {
  const open = agreement.subjects.get('CareHome')?.open;
  const isTold = ['cqcLocationId', 'cqcProviderId', 'alignments'].every((field) =>
    open?.get(field)?.agencies.includes('home'),
  );
  if (!isTold) return new Set();
  const homes = await read.query<ServedHome>(
    `select home.cqc_location_id as home, home.cqc_provider_id as provider, array_agg(distinct served.code) as networks
      from public.care_home as home ${servedDuring('daterange($1, $2)')}
      group by home.cqc_location_id, home.cqc_provider_id`,
    [from, to],
  );
  return severalElse(homes, viewer.organisation.code);
}

/**
 * The networks of a home whose numbers stand for several homes of others. A manager takes away from a network's number that
 * of the own provider's homes, and from the borough's those of all networks that the provider is told of: what is left
 * is of five homes or more, each of which was there all the time, or of none.
 */
export function severalElse(homes: readonly ServedHome[], code: string): ReadonlySet<string> {
  const own = homes.find(({ home }) => home === code);
  const others = homes.filter(({ provider }) => provider !== own?.provider);
  const throughout = (network: string) => others.filter(({ networks }) => networks.join() === network).length;
  const ofProvider = homes.filter(({ provider }) => provider === own?.provider).flatMap(({ networks }) => networks);
  const told = new Set(ofProvider.filter((name) => name !== notAligned && throughout(name) >= peersTogether));
  const left = others.filter(({ networks }) => networks.some((name) => !told.has(name)));
  const elsewhere = left.filter(({ networks }) => !networks.some((name) => name === notAligned || told.has(name)));
  if (left.length > 0 && elsewhere.length < peersTogether) return new Set();
  return new Set(own?.networks.filter((name) => told.has(name)));
}
