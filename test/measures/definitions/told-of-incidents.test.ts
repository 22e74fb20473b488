import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fallsAdmissions } from '../../../src/measures/definitions/hospital/falls-admissions.ts';
import { falls } from '../../../src/measures/definitions/incidents.ts';
import { outbreaks } from '../../../src/measures/definitions/outbreaks.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { type Asked, countedBy, monthsAgo } from '../support/counting.ts';

let database: TestDatabase;
let make: ReturnType<typeof factoriesOn>;
const [month, next] = [monthsAgo(4), monthsAgo(3)];
const asked: Asked = [`${month}-01`, `${next}-01`];
/** The code of each home, by what it told of the month. */
const homes = new Map<string, string>();

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const { owner } = database;
  make = factoriesOn(owner);
  const trust = await make.organisation('trust');
  const lived = async (told: string): Promise<[MadePlace, MadeResident]> => {
    const home = await make.home();
    const { rows } = await owner.query<{ code: string }>(
      'select cqc_location_id as code from care_home where id = $1',
      [home.id],
    );
    homes.set(told, rows[0]?.code as string);
    return [home, await make.resident({ home, since: '2015-01-01' })];
  };
  const submit = ({ id }: MadePlace, of: string, reopened = false) =>
    owner.query(
      `insert into hub.return_submission (home_id, month, version, figures, submitted_at, submitted_by, reopened_at, reopening_reason)
       values ($1, $2, 1, '[]', now() - interval '1 day', 'manager', $3, $4)`,
      [id, `${of}-01`, reopened ? new Date() : null, reopened ? 'Falls are missing.' : null],
    );
  const fell = ([home, resident]: [MadePlace, MadeResident], occurredAt: string) =>
    make.incident({ home, resident, occurredAt, columns: { kind: 'FALL', conveyed: true } });

  await submit((await lived('a return alone'))[0], month);
  await fell(await lived('a fall alone'), `${month}-14T12:00:00Z`);
  await submit((await lived('a return that was sent back'))[0], month, true);
  const takenBack = await fell(await lived('a fall that was taken back'), `${month}-14T12:00:00Z`);
  await make.withdraw('incident', takenBack);
  await submit((await lived('the month after'))[0], next);
  await lived('nothing');
  // Who fell on the last evening of the month was in hospital on the first of the next.
  const late = await lived('a fall of the last evening');
  const first = Date.parse(`${next}-01T12:00:00Z`);
  await fell(late, new Date(first - 20 * 3_600_000).toISOString());
  await make.stay({ resident: late[1], trust, admittedAt: new Date(first).toISOString() });
});
afterAll(() => database?.drop());

const codes = (...told: string[]) => told.map((one) => homes.get(one)).sort();
const homesIn = async (population: string, of: Asked) =>
  [...new Set((await countedBy(database.owner, population, of)).map(({ CARE_HOME }) => CARE_HOME))].sort();

it('knows of homes that recorded an incident of the month or submitted its return, and of no others', async () => {
  const told = codes('a return alone', 'a fall alone', 'a fall of the last evening');
  for (const { population } of [falls, fallsAdmissions]) expect(await homesIn(population, asked)).toEqual(told);
  for (const { reporting } of [falls, fallsAdmissions, outbreaks])
    expect(await countedBy(database.owner, reporting as string, asked)).toEqual([
      { MONTH: month, expected: 7, reporting: 3 },
    ]);
});

it('counts no admission after a fall in a month of which the home told nothing', async () => {
  const after: Asked = [`${next}-01`, `${monthsAgo(2)}-01`];
  expect(await countedBy(database.owner, fallsAdmissions.events, after)).toEqual([]);
  expect(await homesIn(fallsAdmissions.population, after)).toEqual(codes('the month after'));
  await database.owner.query(
    `insert into hub.return_submission (home_id, month, version, figures, submitted_at, submitted_by)
     select id, $2, 1, '[]', now(), 'manager' from care_home where cqc_location_id = $1`,
    [homes.get('a fall of the last evening'), `${next}-01`],
  );
  expect(await countedBy(database.owner, fallsAdmissions.events, after)).toHaveLength(1);
});

it('waits for the returns of a month until they are due, and for none without a reward scheme', async () => {
  const lastOf = async () => (await countedBy(database.owner, falls.coverage))[0]?.last as string;
  const home = await make.home();
  const resident = await make.resident({ home, since: '2015-01-01' });
  await make.incident({ home, resident, occurredAt: new Date(Date.now() - 60_000).toISOString() });
  const today = await lastOf();
  await database.owner.query(
    'insert into hub.reward_terms (return_days, working, initiatives, council_weekly, nhs_weekly) values (10, false, 1, 10, 10)',
  );
  const waiting = await lastOf();
  expect(waiting < today).toBe(true);
  expect(waiting >= `${monthsAgo(2)}-01`).toBe(true);
});
