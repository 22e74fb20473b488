import type pg from 'pg';

/** What measures tell of homes, row by row. Days are `YYYY-MM-DD`. */
export interface Homes {
  providers: ReadonlyMap<string, string>;
  alignments: readonly { home: string; network: string; from: string; to: string | null }[];
}

export async function homesIn(owner: pg.Pool): Promise<Homes> {
  const all = async <One>(text: string) => (await owner.query(text)).rows as One[];
  const run = await all<{ home: string; provider: string }>(
    'select cqc_location_id as home, cqc_provider_id as provider from care_home',
  );
  return {
    providers: new Map(run.map(({ home, provider }) => [home, provider])),
    alignments:
      await all(`select h.cqc_location_id as home, n.code as network, a.from_on::text as from, a.to_on::text as to
      from alignment a join care_home h on h.id = a.home_id join primary_care_network n on n.id = a.network_id`),
  };
}

/** A home, who runs it, and the network that served it on a day. */
export function homeOn({ providers, alignments }: Homes, code: string, day: string) {
  const served = alignments.find(({ home, from, to }) => home === code && from <= day && (!to || day < to));
  return { CARE_HOME: code, PROVIDER: providers.get(code) ?? '', NETWORK: served?.network ?? 'NOT_ALIGNED' };
}
