import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { placements } from '../../../src/imports/placements/placements.ts';
import { type Factories, factoriesOn } from '../../support/factories.ts';
import { table } from '../support/council-file.ts';
import { type Taking, takingFiles } from '../support/taking.ts';

let hub: Taking;
let make: Factories;

beforeAll(async () => {
  hub = await takingFiles();
  make = factoriesOn(hub.database.owner);
});
afterAll(async () => {
  await hub?.database.drop();
});

it('is about whoever a superseded number leads to, and says the same thing twice under both', async () => {
  const council = await make.organisation('council');
  const home = await make.home({ council });
  const [kept, superseded] = [await make.resident({ author: council }), await make.resident({ author: council })];
  const placement = await make.placement({ resident: kept, home, from: '2024-01-01', author: council });
  await make.funding({ resident: kept, home, placement, source: 'COUNCIL', payer: council, from: '2024-01-01' });
  await hub.rows(
    `insert into hub.person_match (organisation_id, survivor_resident_id, superseded_resident_id, nhs_number, said_at,
       merged_at, merged_by_id, merged_by, merged_because) values ($1, $2, $3, $4, now(), now(), $1, 'somebody', 'known')`,
    ...[council.id, kept.id, superseded.id, superseded.nhsNumber],
  );
  const line = (number: string, rate: string, ground: string) => ({
    ...{ 'NHS number': number, Home: home.code, From: '2024-01-01', 'Care type': 'Residential' },
    ...{ Source: ground, 'Weekly rate': rate },
  });
  const taken = await hub.take(
    placements,
    table([
      line(superseded.nhsNumber, '812.50', 'Council'),
      line(kept.nhsNumber, '812.50', 'Council'),
      line(kept.nhsNumber, '5', 'Joint'),
    ]),
    { organisation: council.id, asOf: new Date('2100-01-01T06:00:00Z'), allowLargeChange: true },
  );
  expect(taken).toMatchObject({ added: 1, changed: 0, ended: 0, unchanged: 2, lines: ['3 NAMED_TWICE'] });
});
