import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { roundCoverage } from '../../../src/measures/definitions/home-rounds.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { insert } from '../../support/insert.ts';
import { type Asked, type Counted, countedBy, monthsAgo, tally } from '../support/counting.ts';
import { homeOn } from '../support/homes.ts';
import { daysOfMonth, livedIn, livesIn, met } from '../support/lives.ts';
import { covers, later } from '../support/recount.ts';

let database: TestDatabase;
let code: string;
const months = [6, 5, 4, 3].map(monthsAgo);
const asked: Asked = [`${months[0]}-01`, `${monthsAgo(2)}-01`];
const weekdayOf = (day: string) => new Date(day).getUTCDay();
const sundays = months.flatMap(daysOfMonth).filter((day) => weekdayOf(day) === 0);

beforeAll(async () => {
  database = await databaseOfOwn();
  const { owner } = database;
  const make = factoriesOn(owner);
  const network = await make.network();
  const [lead, next, other] = [
    await make.practice({ network }),
    await make.practice({ network }),
    await make.practice(),
  ];
  const [home, empty, alone] = [await make.home(), await make.home(), await make.home()];
  code = home.code;
  const sunday = (week: number) => sundays[week] as string;
  // Another practice takes over on a Wednesday; in the second home somebody moves in on a Monday; the third is aligned to nobody.
  await make.alignment({ home, leadPractice: lead, network, to: later(sunday(8), -4) });
  await make.alignment({ home, leadPractice: next, network, from: later(sunday(8), -4) });
  await make.alignment({ home: empty, leadPractice: lead, network });
  const resident = await make.resident({ home, since: '2020-01-01' });
  await make.resident({ home: empty, since: later(sunday(3), -6) });
  await make.resident({ home: alone, since: '2020-01-01' });
  const round = (practice: { id: string }, plannedFor: string, closed: boolean) =>
    insert(owner, 'home_round', {
      ...{ home_id: home.id, practice_id: practice.id, planned_for: plannedFor, started_at: '2020-01-01T10:00:00Z' },
      closed_at: closed ? new Date().toISOString() : null,
    });
  const visit = (round_id: string, state: string) =>
    insert(owner, 'round_visit', {
      ...{ author_id: lead.organisation.id, resident_id: resident.id, round_id, reasons: [], state },
      ...(state === 'SEEN' && { seen_at: new Date(), seen_by: 'NURSE', outcomes: ['NO_ACTION'] }),
    });
  // On a Monday and on a Sunday; nobody needed to be seen; not closed, with and without anybody seen; nobody seen of those on it.
  await visit(await round(lead, later(sunday(0), -6), true), 'SEEN');
  await visit(await round(lead, sunday(1), false), 'SEEN');
  await round(lead, later(sunday(2), -3), true);
  await round(lead, later(sunday(3), -3), false);
  await visit(await round(lead, later(sunday(4), -3), true), 'NOT_SEEN');
  await visit(await round(lead, later(sunday(5), -3), false), 'WAITING');
  // Somebody was seen, and that was taken back.
  await make.withdraw('round_visit', { id: await visit(await round(lead, later(sunday(6), -3), false), 'SEEN') });
  await visit(await round(other, later(sunday(7), -3), true), 'SEEN');
  // The practice that leads from that day on; and one that leads no more.
  await visit(await round(next, later(sunday(8), -4), true), 'SEEN');
  await visit(await round(lead, later(sunday(9), -3), true), 'SEEN');
});
afterAll(() => database?.drop());

async function recounted(): Promise<Counted[]> {
  const all = async <One>(text: string) => (await database.owner.query(text)).rows as One[];
  const lives = await livesIn(database.owner);
  const aligned = await all<{ home: string; practice: string; from: string; to: string | null }>(
    `select home_id as home, lead_practice_id as practice, from_on::text as from, to_on::text as to from alignment`,
  );
  const rounds = await all<{ id: string; home: string; practice: string; day: string; closed: boolean }>(
    `select id, home_id as home, practice_id as practice, planned_for::text as day, closed_at is not null as closed from home_round`,
  );
  const visits = await all<{ round: string; state: string }>(
    'select round_id as round, state from round_visit where valid_until is null',
  );
  const held = rounds.filter(({ id, home, practice, day, closed }) => {
    const listed = visits.filter(({ round }) => round === id);
    const leads = aligned.some((one) => one.home === home && one.practice === practice && covers(one, day));
    return leads && (listed.some(({ state }) => state === 'SEEN') || (closed && listed.length === 0));
  });
  return sundays.flatMap((sunday) => {
    const monday = later(sunday, -6);
    return lives.homes
      .filter(({ id }) => aligned.some((one) => one.home === id && covers(one, monday)) && livedIn(lives, id, [monday]))
      .map((home) => ({
        ...{ MONTH: sunday.slice(0, 7), ...homeOn(lives.known, home.code, monday) },
        ...met(held.some((round) => round.home === home.id && round.day >= monday && round.day <= sunday)),
      }));
  });
}

it('counts each week of each home, by its Sunday, as a plain recount does', async () => {
  const expected = await recounted();
  expect(tally(await countedBy(database.owner, roundCoverage.events, asked))).toEqual(tally(expected));
  const own = expected.filter(({ CARE_HOME }) => CARE_HOME === code);
  expect(own.filter(({ MET }) => MET === 'YES')).toHaveLength(4);
  expect(own).toHaveLength(sundays.length);
});

it('tells the days of which there are data', async () => {
  const [days] = await countedBy(database.owner, roundCoverage.coverage);
  expect(days).toEqual({ first: later(sundays[0] as string, -6), last: expect.any(String) });
});
