import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessesTo } from '../../../src/access/record/accesses.ts';
import { looksAt } from '../../../src/access/record/report/looks.ts';
import { withClient } from '../../../src/database/client.ts';
import { driftOf, relationsOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import { type Named, type Setting, setting, WHO } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

/** Lived in the other home, moved in by the word of this one, and came to its practice. */
async function moved(days: { elsewhere?: { from: number; to?: number }; from: number }) {
  const person = s.newcomer();
  const resident = await s.make.resident({
    ...{ nhsNumber: person.nhsNumber, familyName: person.familyName, bornOn: person.dateOfBirth },
  });
  const { elsewhere, from } = days;
  const to = elsewhere?.to;
  const placement = elsewhere && {
    resident,
    ...{ home: s.otherHome, from: day(elsewhere.from), to: to === undefined ? undefined : day(to) },
  };
  const former = placement && (await s.make.placement(placement));
  await s.admits(person, { from: day(from), room: '7' });
  await s.make.registration({ resident, practice: s.practice, from: day(from) });
  return { ...person, ...resident, former };
}
const lives = (person: { id: string }) => relationsOf(s.database.owner, person, s.home);
const looks = async (person: Named) => (await s.manager.ask<{ resident: object | null }>(WHO, person)).data.resident;

describe('a home whose resident still had a placement elsewhere on the day that it named', () => {
  it('is borne out since the day on which that one ended, when the other home says so, or by then', async () => {
    const person = await moved({ elsewhere: { from: -400 }, from: -20 });
    expect(await s.statesOf(s.manager, person)).toEqual(['PENDING']);
    await s.make.change('placement', person.former as { id: string }, { to_on: day(-15) });
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
    expect(await lives(person)).toEqual([['home.current', day(-15), '…']]);
    const ended = await moved({ elsewhere: { from: -400, to: -15 }, from: -20 });
    expect(await s.statesOf(s.manager, ended)).toEqual(['CONFIRMED']);
    expect(await lives(ended)).toEqual([['home.current', day(-15), '…']]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('waits for an end that is to come, and is borne out on the day, though nobody writes anything then', async () => {
    const person = await moved({ elsewhere: { from: -400, to: 3 }, from: -20 });
    const look = () => s.database.owner.query('select hub.settle_left_elsewhere()');
    await look();
    expect(await s.statesOf(s.manager, person)).toEqual(['PENDING']);
    for (const event of ['disable', 'enable']) {
      await s.database.owner.query(`alter table placement ${event} trigger claims_settled_by_update`);
      if (event === 'disable') await s.make.change('placement', person.former as { id: string }, { to_on: day(0) });
    }
    expect(await s.statesOf(s.manager, person)).toEqual(['PENDING']);
    await look();
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
    expect(await lives(person)).toEqual([['home.current', day(0), '…']]);
  });
});

describe('whoever looked at what a home alone said of a person', () => {
  it('is told of to the person, before and after another organisation bore it out', async () => {
    const person = await moved({ elsewhere: { from: -400 }, from: -20 });
    expect(await looks(person)).not.toBeNull();
    const told = () =>
      withClient(s.database.ownerUrl, async (owner) => {
        await owner.query('begin isolation level repeatable read read only');
        const found = await accessesTo(owner, person.id, { most: 50 });
        const told: unknown[] = [];
        for await (const { user, kind, shown } of looksAt(owner, { resident: person.id }))
          if (kind === 'READ') told.push([user, (shown?.length ?? 0) > 0]);
        return [found.filter(({ kind }) => kind === 'READ').map(({ user }) => user), told];
      });
    expect(await told()).toEqual([['manager'], [['manager', true]]]);
    await s.make.change('placement', person.former as { id: string }, { to_on: day(-15) });
    expect(await told()).toEqual([['manager'], [['manager', true]]]);
  });
});
