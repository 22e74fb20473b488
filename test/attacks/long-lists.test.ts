import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn } from '../support/database.ts';
import { type Factories, factoriesOn, type MadePlace } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';

const question = '{ residents { nodes { currentPlacement { absences { from } } } } }';
type Answer = { residents: { nodes: { currentPlacement: { absences: unknown[] | null } }[] } };

describe('a list without pages', () => {
  let hub: HubUnderTest;
  let make: Factories;
  let home: MadePlace;
  beforeAll(async () => {
    hub = await startHub({ database: await databaseOfOwn('empty') });
    make = factoriesOn(hub.database.owner);
    home = await make.home();
    const resident = await make.resident();
    const placement = await make.placement({ resident, home });
    await hub.database.owner.query(
      `insert into absence (author_id, resident_id, placement_id, reason, from_on, to_on)
        select $1, $2, $3, 'FAMILY', day, day + 1 from (select date '2020-01-01' + 2 * n as day from generate_series(1, 150) n) days`,
      [home.organisation.id, resident.id, placement.id],
    );
  });
  afterAll(async () => {
    await hub.close();
    await hub.database.drop();
  });

  it('is never cut short without a word', async () => {
    const manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    const { data, errors } = await manager.ask<Answer>(question);
    expect(errors).toBeUndefined();
    expect(data.residents.nodes[0]?.currentPlacement.absences).toHaveLength(150);

    await hub.database.owner.query(
      `insert into absence (author_id, resident_id, placement_id, reason, from_on, to_on)
        select author_id, resident_id, placement_id, 'FAMILY', day, day + 1
        from (select * from absence limit 1) one, (select date '2021-06-01' + n as day from generate_series(1, 900) n) days`,
    );
    const long = await manager.ask<Answer>(question);
    expect(long.errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COSTLY']);
    expect(long.data.residents.nodes[0]?.currentPlacement.absences).toBeNull();
  });
});
