import { hubCode } from '../hub-code.ts';
import type { World } from '../world.ts';

/** Ids as the database has them instead of those that are sealed for one organisation, and no cursors. */
export async function decodeIds(world: World, database: string) {
  const { Identifiers } = await hubCode('access/identifiers');
  const identifiers = new Identifiers(world.key);
  const organisations = new Map(
    (await world.ask<{ code: string; id: string }>(database, 'select code, id from organisation')).map(
      ({ code, id }) => [code, id],
    ),
  );
  return (organisation: string, data: unknown): unknown =>
    JSON.parse(JSON.stringify(data), (key, value: unknown) => {
      if (key !== 'id' || typeof value !== 'string') return value;
      return identifiers.decode(value, organisations.get(organisation) ?? '')?.uuid ?? value;
    });
}
