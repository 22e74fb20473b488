import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day } from '../../support/days.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

async function planOf({ id }: { id: string }): Promise<{ from: string } | undefined> {
  const { rows } = await s.database.owner.query<{ from: string }>(
    'select counted_from::text as from from care_plan where resident_id = $1 and valid_until is null',
    [id],
  );
  return rows[0];
}

describe('the clock of a care plan', () => {
  it('runs from the day on which an arranged placement begins, and until then from where the person lives', async () => {
    const person = await s.someone(day(-30));
    const { rows } = await s.database.owner.query('select id from placement where resident_id = $1', [person.id]);
    const follow = () => s.database.owner.query('select hub.wind_begun_placements()');
    await s.make.change('placement', rows[0], { to_on: day(10) });
    const arranged = await s.make.placement({ resident: person, home: await s.make.home(), from: day(10) });
    await follow();
    expect(await planOf(person)).toMatchObject({ from: day(-30) });
    await s.make.stay({
      resident: person,
      trust: s.trust,
      admittedAt: `${day(-4)}T10:00:00Z`,
      dischargedAt: `${day(-1)}T10:00:00Z`,
    });
    expect(await planOf(person)).toMatchObject({ from: day(-1) });
    // Nobody writes anything on the day itself.
    await s.database.owner.query('alter table placement disable trigger plan_clock_follows_update');
    await s.make.change('placement', rows[0], { to_on: day(0) });
    await s.make.change('placement', arranged, { from_on: day(0) });
    await s.database.owner.query('alter table placement enable trigger plan_clock_follows_update');
    expect(await planOf(person)).toMatchObject({ from: day(-1) });
    await follow();
    expect(await planOf(person)).toMatchObject({ from: day(0) });
  });

  it('does not begin anew where somebody goes on living in the home in another placement, but after a gap it does', async () => {
    const [person, away] = [await s.someone(day(-30)), await s.someone(day(-30))];
    const until = (of: { id: string }, to: string) =>
      s.database.owner.query('update placement set to_on = $2 where resident_id = $1', [of.id, to]);
    await until(person, day(-2));
    await s.make.placement({ resident: person, home: s.home, from: day(-2) });
    expect(await planOf(person)).toMatchObject({ from: day(-30) });
    await until(away, day(-4));
    await s.make.placement({ resident: away, home: s.home, from: day(-2) });
    expect(await planOf(away)).toMatchObject({ from: day(-2) });
  });
});
