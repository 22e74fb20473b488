import { expect } from '@jest/globals';
import { Comparison, type Looking } from '../../walls/support/compare.ts';
import { everyPair } from '../../walls/support/matrix.ts';
import type { PlantedResident } from '../../walls/support/residents.ts';
import { routes } from '../../walls/support/routes.ts';
import type { Day } from './day.ts';
import { agencyOf, type Party, parties } from './party.ts';
import { standing } from './standing.ts';

/** How things stand after a step: all that is said of who may see what; the rest is the agreement's. */
export interface Standing {
  /** Why each party may see the resident; a party that is not named sees nobody. */
  stands: Partial<Record<Party, readonly string[]>>;
  /** How many records of each kind there are about the resident. */
  records: Readonly<Record<string, number>>;
}

/**
 * Signs in for every party in every role for every purpose that opens anybody to it, and holds everything that there is to
 * see, what is withheld and who is seen at all, against what another reading of the agreement makes of `stands`. Gives how
 * often a record was shown to somebody. Whom the agreement opens nobody at all is refused whatever happens: `also` them.
 */
export async function everyView(day: Day, { stands, records }: Standing, also = false): Promise<number> {
  const { hub, oracle, ground, organisations, database } = day;
  const { graph, schemas } = hub.contract;
  const now = await standing(database.owner, graph, oracle.subjects, day.resident.id);
  const there = now.records.filter(({ superseded }) => !superseded);
  const counted = Map.groupBy(there, ({ subject }) => subject);
  expect(Object.fromEntries([...counted].map(([subject, found]) => [subject, found.length]))).toEqual(records);
  expect(await registered(day)).toEqual(stands);

  let shown = 0;
  for (const party of parties) {
    const organisation = { ...organisations[party], agency: agencyOf(party) };
    const of: PlantedResident = { organisation, relationships: [...(stands[party] ?? [])], objections: [], ...now };
    for (const { role, purpose } of everyPair(oracle, organisation.agency).filter(({ allowed }) => allowed)) {
      const viewer: Looking = { organisation, role, purpose };
      const asking = await hub.as(organisation.code, role, purpose);
      const schema = schemas[organisation.agency];
      if (!schema.getType('Resident')) {
        const { errors } = await asking.ask('{ residents { totalCount } }');
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_SHARED']);
        continue;
      }
      const comparison = new Comparison(ground, viewer);
      if (comparison.seesNobody && !also) continue;
      const travel = { schema, personal: new Set(oracle.subjects), asking, known: [of], comparison };
      await routes.listed(travel);
      expect(comparison.mismatches).toEqual([]);
      shown += [of.resident, ...there].filter((record) => comparison.sees(of, record)).length;
    }
  }
  return shown;
}

/** What stands in the register now, by party. */
async function registered({ database, organisations, resident }: Day): Promise<Standing['stands']> {
  const { rows } = await database.owner.query<{ organisation_id: string; kind: string }>(
    `select distinct organisation_id, kind from hub.relationship
     where resident_id = $1 and since <= now() and (until is null or until > now()) order by kind`,
    [resident.id],
  );
  const kinds = Map.groupBy(rows, ({ organisation_id }) => organisation_id);
  return Object.fromEntries(
    parties.flatMap((party) => {
      const found = kinds.get(organisations[party].id);
      return found ? [[party, found.map(({ kind }) => kind)]] : [];
    }),
  );
}
