import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { adt } from '../../../../src/imports/adt/events.ts';
import { driftOf } from '../../../register/register.ts';
import { factoriesOn, type MadeOrganisation, type MadeResident } from '../../../support/factories.ts';
import { file } from '../../support/adt-file.ts';
import { type Taking, takingFiles } from '../../support/taking.ts';
import { historyOf, randomOf, shuffled, split } from './history.ts';
import { Model, promised } from './model.ts';

const written = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYYMMDDHH24MI"+0000"')`;

/**
 * Histories of a trust, each in several orders and cuts: after each file the visits that the rules make of it, and in the end, of
 * people of whom nothing impossible was told, always those that one message after the other would make.
 */
export function shuffledHistories({
  histories,
  orders,
  seed,
}: {
  histories: number;
  orders: number;
  seed: number;
}): void {
  let taking: Taking;
  let trust: MadeOrganisation;
  let patients: MadeResident[];
  beforeAll(async () => {
    taking = await takingFiles();
    const make = factoriesOn(taking.database.owner);
    trust = await make.organisation('trust');
    patients = [await make.resident(), await make.resident(), await make.resident()];
  });
  afterAll(() => taking?.database.drop());

  const standing = async () =>
    (
      await taking.rows<{ visit: string }>(
        `select concat_ws(' ', l.visit, ${written('r.began')}, coalesce(${written('r.ended')}, '…')) as visit
         from (
           select id, admitted_at as began, discharged_at as ended from hospital_stay where valid_until is null
           union all
           select id, arrived_at, departed_at from emergency_attendance where valid_until is null
         ) r left join hub.adt_visit l on l.record_id = r.id`,
      )
    )
      .map(({ visit }) => visit)
      .sort();
  const forget = () =>
    taking.rows(`
      begin; delete from hub.record_source; delete from hub.adt_visit; delete from hub.adt_event; delete from hospital_stay;
      delete from emergency_attendance; delete from hub.import_reject; delete from hub.import; commit`);

  it(`comes to the same visits in whatever order and files it arrives, of people of whom it is sound as a whole (seed ${seed})`, async () => {
    const random = randomOf(seed);
    let sound = 0;
    for (let number = 0; number < histories; number++) {
      const history = historyOf(patients, random);
      const { visits, of } = promised(history);
      sound += visits.length;
      for (let order = 0; order < orders; order++) {
        const model = new Model();
        const files = split(order === 0 ? history : shuffled(history, random), random);
        for (const [place, events] of files.entries()) {
          const format = { ...adt, slices: { ...adt.slices, lines: 1 + random(20) } };
          const how = { organisation: trust.id, allowLargeChange: true };
          const { state } = await taking.take(format, file(...events), how);
          expect(['DONE', 'BEFORE']).toContain(state);
          if (state === 'DONE') model.take(events);
          const told = `history ${number}, order ${order}, file ${place}:\n${files
            .slice(0, place + 1)
            .map((one) =>
              one
                .map((event) => `${event['EVN-2']} ${event['MSH-9']} ${event['PV1-19']} ${event['PV1-44'] ?? ''}`)
                .join('\n'),
            )
            .join('\n--\n')}`;
          expect([told, await standing()]).toEqual([told, model.visits]);
        }
        expect((await standing()).filter(of)).toEqual(visits);
        expect(await driftOf(taking.database.owner)).toEqual([]);
        await forget();
      }
    }
    expect(sound).toBeGreaterThan(histories);
  }, 7_200_000);
}
