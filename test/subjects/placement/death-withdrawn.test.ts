import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { Asking } from '../../support/hub.ts';
import { telling } from '../../support/telling.ts';
import { type Setting, setting } from './setting.ts';

interface Placement {
  id: string;
  version: number;
  to: string | null;
  endReason: string | null;
}
interface Lives {
  id: string;
  dateOfDeath: string | null;
  placements: { nodes: (Placement & { absences: { to: string | null }[] })[] };
}
const shown = 'id version to endReason';
const lived = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id dateOfDeath placements { nodes { ${shown} absences { to } } } } }`;

describe('a death that was said by mistake', () => {
  const { tell, refusalOf } = telling('no-death');
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s?.end());

  type Person = { id: string; nhsNumber: string };
  const resident = (more: object = {}): Promise<Person> =>
    s.make.resident({ home: s.home, since: '2025-01-01', registeredWith: s.practice, ...more });
  const lives = async ({ nhsNumber }: Person, viewer: Asking = s.manager) =>
    (await viewer.ask<{ resident: Lives | null }>(lived, { nhsNumber })).data.resident;
  const placementOf = async (person: Person) => ((await lives(person)) as Lives).placements.nodes[0] as Placement;
  async function dies(person: Person, on = day(0)): Promise<Placement> {
    const { id, version } = await placementOf(person);
    return (await tell<Placement>(s.manager, 'endPlacement', { placement: id, version, on, reason: 'DIED' }, shown))
      .record;
  }
  const withdraw = ({ id, version }: Placement, more: object = {}) =>
    tell<Placement>(s.manager, 'withdrawDeath', { placement: id, version, ...more }, shown);

  it('is taken back by the home, and the resident lives there as before, for all who look', async () => {
    const person = await resident();
    const before = await lives(person);
    await tell(s.manager, 'recordAbsence', { resident: before?.id, from: day(-1), reason: 'HOSPITAL' });
    const dead = await dies(person);
    expect(dead).toMatchObject({ to: day(0), endReason: 'DIED' });
    expect(await lives(person)).toBeNull();
    const { record, problems } = await withdraw(dead);
    expect([problems, record]).toEqual([[], { id: dead.id, version: dead.version + 1, to: null, endReason: null }]);
    const doctor = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    for (const viewer of [s.manager, doctor]) {
      expect(await lives(person, viewer)).toMatchObject({
        dateOfDeath: null,
        placements: { nodes: [{ to: null, endReason: null, absences: [{ to: null }] }] },
      });
    }
    expect(
      (await relationsOf(s.database.owner, person, s.home)).map(([kind, , until]) => [kind, until]),
    ).toContainEqual(['home.current', '…']);
    expect(await driftOf(s.database.owner)).toEqual([]);
    const versions = await s.database.owner.query(
      'select date_of_death::text as died from resident where nhs_number = $1 order by version',
      [person.nhsNumber],
    );
    expect(versions.rows.map(({ died }) => died)).toEqual([null, day(0), null]);
  });

  it('leaves the day of death that somebody else had told before', async () => {
    const person = await resident();
    await s.database.owner.query('update resident set date_of_death = $2 where nhs_number = $1', [
      person.nhsNumber,
      day(0),
    ]);
    expect((await withdraw(await dies(person))).problems).toEqual([]);
    expect(await lives(person)).toMatchObject({ dateOfDeath: day(0) });
  });

  it('leaves an end in place that was planned before', async () => {
    const person = await resident();
    const { id, version } = await placementOf(person);
    await tell(s.manager, 'endPlacement', { placement: id, version, on: day(9), reason: 'MOVED' });
    expect((await withdraw(await dies(person))).record).toMatchObject({ to: day(9), endReason: 'MOVED' });
  });

  it('stays where it is not the home’s own, not a death, too long ago or read before', async () => {
    const dead = await dies(await resident());
    expect((await withdraw(dead, { version: dead.version - 1 })).problems).toEqual([['version', 'STALE_VERSION']]);
    expect((await withdraw(dead, { placement: 'nothing' })).problems).toEqual([['placement', 'UNKNOWN']]);
    const other = await s.make.home({ council: s.council });
    const neighbour = await s.hub.as(other.organisation.code, 'manager', 'DIRECT_CARE');
    const foreign = { placement: dead.id, version: dead.version };
    expect((await tell(neighbour, 'withdrawDeath', foreign)).problems).toEqual([['placement', 'UNKNOWN']]);
    const worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
    expect(await refusalOf(worker, 'withdrawDeath', foreign)).toBe('FORBIDDEN');
    const living = await placementOf(await resident());
    expect((await withdraw(living)).problems).toEqual([['placement', 'NOT_OF_THIS_KIND']]);
    const later = await dies(await resident());
    await s.database.owner.query(
      `update placement set valid_until = valid_until - interval '8 days', valid_from = valid_from - interval '8 days'
       where former_of is not null`,
    );
    expect((await withdraw(later)).problems).toEqual([['placement', 'OUT_OF_RANGE']]);
  });

  it('stays where the person lives elsewhere by now, and is looked at twice where the bed is taken', async () => {
    const moved = await resident();
    const dead = await dies(moved);
    await s.make.placement({ resident: moved, home: await s.make.home({ council: s.council }), from: day(0) });
    expect((await withdraw(dead)).problems).toEqual([['placement', 'NOT_POSSIBLE']]);
    const stays = await dies(await resident());
    const { rows } = await s.database.owner.query<{ beds: number }>(
      'select registered_beds as beds from care_home where id = $1',
      [s.home.id],
    );
    for (let bed = 0; bed < (rows[0]?.beds ?? 0); bed += 1) await resident();
    expect((await withdraw(stays)).problems).toEqual([['placement', 'CONFIRM']]);
    expect((await withdraw(stays, { confirm: true })).problems).toEqual([]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
