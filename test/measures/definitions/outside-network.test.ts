import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { outsideNetwork } from '../../../src/measures/definitions/outside-network.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace } from '../../support/factories.ts';
import { type Asked, countedBy, monthsAgo, tally, within } from '../support/counting.ts';
import { daysOfMonth, type Lives, livesIn, met, residentOn } from '../support/lives.ts';
import { covers } from '../support/recount.ts';

interface Dated {
  from: string;
  to: string | null;
}

let database: TestDatabase;
let lives: Lives;
let registrations: (Dated & { resident: string; practice: string })[];
let members: (Dated & { practice: string; network: string })[];
let alignments: (Dated & { home: string; network: string })[];
const months = Array.from({ length: 8 }, (_, place) => monthsAgo(10 - place));
const asked: Asked = [`${months[0]}-01`, `${monthsAgo(2)}-01`];
const lastOf = (month = '') => daysOfMonth(month).at(-1) ?? '';

beforeAll(async () => {
  database = await databaseOfOwn();
  const make = factoriesOn(database.owner);
  const [network, other] = [await make.network(), await make.network()];
  const [inside, outside] = [await make.practice(), await make.practice()];
  const [home, unaligned] = [await make.home(), await make.home()];
  await make.membership({ practice: inside, network, from: '2020-01-01' });
  // A member until the last day of a month, which it is not a part of any more.
  await make.membership({ practice: outside, network, from: '2020-01-01', to: lastOf(months[2]) });
  await make.membership({ practice: outside, network: other, from: lastOf(months[2]) });
  await make.alignment({ home, network, leadPractice: inside, from: '2020-01-01' });
  const living = async (where: MadePlace, practice: MadePlace, from: string, to?: string) => {
    const resident = await make.resident({ home: where, since: '2020-01-01' });
    await make.registration({ resident, practice, from, ...(to && { to }) });
  };
  await living(home, inside, '2020-01-01');
  await living(home, outside, '2020-01-01');
  // Registered from the last day of a month, and until it.
  await living(home, outside, lastOf(months[3]));
  await living(home, inside, '2020-01-01', lastOf(months[5]));
  await living(unaligned, outside, '2020-01-01');
  const left = await make.resident();
  await make.placement({ resident: left, home, from: '2020-01-01', to: lastOf(months[4]) });
  await make.registration({ resident: left, practice: outside, from: '2020-01-01' });
  lives = await livesIn(database.owner);
  const all = async <One>(text: string) => (await database.owner.query(text)).rows as One[];
  const dated = 'from_on::text as from, to_on::text as to';
  registrations = await all(
    `select resident_id as resident, practice_id as practice, ${dated} from gp_registration where valid_until is null`,
  );
  members = await all(`select practice_id as practice, network_id as network, ${dated} from network_membership`);
  alignments = await all(
    `select h.cqc_location_id as home, a.network_id as network, a.from_on::text as from, a.to_on::text as to
     from alignment a join care_home h on h.id = a.home_id`,
  );
});
afterAll(() => database?.drop());

it('counts who is registered outside the network of the home on the last day of each month', async () => {
  const expected = months.map(lastOf).flatMap((day) =>
    registrations
      .filter((one) => covers(one, day))
      .flatMap(({ resident, practice }) => residentOn(lives, resident, day).map((of) => ({ of, practice })))
      .flatMap(({ of, practice }) => {
        const [aligned] = alignments.filter((one) => one.home === of.CARE_HOME && covers(one, day));
        if (!aligned) return [];
        const inside = members.some(
          (one) => one.practice === practice && one.network === aligned.network && covers(one, day),
        );
        return [{ ...of, ...met(!inside) }];
      }),
  );
  const those = within(expected, asked);
  expect(tally(await countedBy(database.owner, outsideNetwork.events, asked))).toEqual(tally(those));
  for (const is of ['YES', 'NO']) expect(those.filter(({ MET }) => MET === is).length).toBeGreaterThan(8);
});
