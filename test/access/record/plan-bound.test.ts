import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlanBound } from '../../../src/access/record/plan-bound.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const plan = (n: number) => Buffer.from(`plan ${n}`);

describe('what is kept of questions', () => {
  it('is bounded for each organisation and hour, and asking the same again costs nothing', () => {
    let now = 0;
    const alarms: string[] = [];
    const bound = new PlanBound({ most: 3, now: () => now, alarm: (organisation) => alarms.push(organisation) });
    const admitted = (organisation: string) => [1, 2, 3, 1, 4, 5, 2].map((n) => bound.admits(plan(n), organisation));
    expect(admitted('one')).toEqual([true, true, true, true, false, false, true]);
    // What one has asked is kept already, and costs the other nothing either.
    expect(admitted('two')).toEqual([true, true, true, true, true, true, true]);
    expect(alarms).toEqual(['one']);
    expect(bound.admits(plan(6), 'one')).toBe(false);
    now = 3_600_000;
    expect(bound.admits(plan(6), 'one')).toBe(true);
  });
});

describe('an organisation that varies its questions without end', () => {
  const fields = ['nhsNumber', 'givenName', 'familyName', 'dateOfBirth', 'sex', 'ethnicity', 'language', 'dateOfDeath'];
  /** Every set of some fields, each a question of another shape. */
  const questions = Array.from({ length: 255 }, (_, n) => {
    const asked = fields.filter((_field, place) => (n + 1) & (1 << place));
    return [
      `{ residents(first: 1) { nodes { ${asked.join(' ')} } } }`,
      `{ residents { nodes { id ${asked.join(' ')} } } }`,
    ];
  }).flat();
  let database: TestDatabase;
  let hub: HubUnderTest;
  let clinician: Asking;
  let analyst: Asking;
  let other: Asking;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    const [practice, another] = [await make.practice(), await make.practice()];
    hub = await startHub({ database, limits: {} });
    clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    analyst = await hub.as(practice.organisation.code, 'analyst', 'PLANNING');
    other = await hub.as(another.organisation.code, 'clinician', 'DIRECT_CARE');
  });
  afterAll(async () => {
    await hub?.close();
    await database?.drop();
  });
  const plans = async () => (await database.owner.query('select from hub.access_plan')).rowCount;

  it('is refused after three hundred in an hour, on record and without what it asked; others are not', async () => {
    const codes: (string | undefined)[] = [];
    for (const question of questions.slice(0, 310)) {
      const { errors } = await clinician.ask(question);
      codes.push(errors?.[0]?.extensions.code);
    }
    expect(codes.slice(0, 300).filter(Boolean)).toEqual([]);
    expect(codes.slice(300)).toEqual(Array.from({ length: 10 }, () => 'TOO_MANY_REQUESTS'));
    expect(await plans()).toBe(300);
    const { rows } = await database.owner.query(
      `select count(*)::int as refused, count(plan)::int as kept from hub.access_entry where outcome = 'TOO_MANY_REQUESTS'`,
    );
    expect(rows).toEqual([{ refused: 10, kept: 0 }]);
    expect((await clinician.ask(questions[0] as string)).errors).toBeUndefined();
    expect((await other.ask(questions[301] as string)).errors).toBeUndefined();
  });

  it('cannot do so by what is refused either', async () => {
    const before = await plans();
    for (const question of questions.slice(400, 405)) await analyst.ask(question);
    expect(await plans()).toBe(before);
  });
});
