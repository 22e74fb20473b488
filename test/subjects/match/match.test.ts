import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { residentNumbered } from '../../../src/cli/resident-numbered.ts';
import { withClient } from '../../../src/database/client.ts';
import { driftOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { Made, MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const done = (state: string, survivor: MadeResident, superseded: MadeResident | null) => ({
  record: {
    state,
    survivor: { nhsNumber: survivor.nhsNumber },
    superseded: superseded && { nhsNumber: superseded.nhsNumber },
  },
  problems: [],
});
const refused = (code: string, field = 'match') => ({ record: null, problems: [{ path: ['input', field], code }] });
const rows: Setting['rows'] = (...of) => s.rows(...of);

/** Lives in the home and is known to it; and was registered with the practice under another number until a year ago. */
async function two(): Promise<[MadeResident, MadeResident]> {
  const survivor = await s.make.resident({ home: s.home, registeredWith: s.practice, since: day(-100) });
  const superseded = await s.make.resident({ familyName: 'Exampel' });
  await s.make.practiceAgreement({ resident: superseded, practice: s.practice, from: day(-400) });
  return [survivor, superseded];
}

/** Every row of every table about residents but the register, as text, with whose it is. */
async function everything(): Promise<string[]> {
  const tables = await rows(
    `select distinct name::text as name from hub.tables_about_residents()
     where not name = any (array['hub.relationship', 'hub.person_match']::regclass[]) order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const { row } of await rows(`select t::text as row from ${name} t`)) found.push(`${name} ${row}`);
  }
  return found.sort();
}
const register = () =>
  rows(
    'select organisation_id, resident_id, kind, since, until, evidence, objections from hub.relationship order by 1, 2, 3, 4, 6',
  );
const NUMBERED = `query ($n: NhsNumber!) { resident(nhsNumber: $n) { nhsNumber incidents(first: 9) { nodes { narrative } } } }`;
const numbered = async (viewer: Asking, { nhsNumber }: { nhsNumber: string }) =>
  (
    await viewer.ask<{ resident: { nhsNumber: string; incidents: { nodes: { narrative: string }[] } | null } | null }>(
      NUMBERED,
      { n: nhsNumber },
    )
  ).data.resident;

describe('two NHS numbers that a hospital calls one person', () => {
  it('wait for somebody who cares for both, and nothing is merged by the message', async () => {
    const [survivor, superseded] = await two();
    const before = await everything();
    expect((await s.told(survivor, superseded)).lines).toEqual(['1 MRG-1 MERGE_OF_TWO']);
    expect(await everything()).toEqual(before);
    expect(await s.matches()).toContainEqual({
      id: expect.any(String),
      state: 'WAITING',
      survivor: { id: expect.any(String), nhsNumber: survivor.nhsNumber, familyName: 'Example' },
      superseded: { nhsNumber: superseded.nhsNumber },
    });
  });

  it('are told once, whether or not the hub knows the other number', async () => {
    const [survivor, superseded] = await two();
    const told = await s.told(survivor, superseded);
    await s.told(survivor, superseded, '202603011100');
    expect((await s.matches()).filter((match) => match.survivor?.nhsNumber === survivor.nhsNumber)).toHaveLength(1);
    const alone = await s.make.resident({ registeredWith: s.practice });
    const unknown = await s.told(alone, { nhsNumber: '9990000018' });
    expect({ ...unknown, id: '', doneAt: null }).toEqual({ ...told, id: '', doneAt: null });
    expect(await s.matchOf(alone)).toBe('none');
  });

  it('are shown to nobody who does not see both', async () => {
    const [survivor, superseded] = await two();
    await s.told(survivor, superseded);
    const other = await s.make.practice();
    await s.make.practiceAgreement({ resident: superseded, practice: other, from: day(-10) });
    const elsewhere = await s.hub.as(other.organisation.code, 'clinician', 'DIRECT_CARE');
    expect(await s.matches(elsewhere)).toEqual([]);
    const match = await s.matchOf(survivor);
    expect(await s.confirm(match, elsewhere)).toEqual(refused('UNKNOWN'));
    const { errors } = await s.worker.ask('{ matchCandidates(first: 1) { totalCount } }');
    expect(errors?.[0]?.extensions?.code).toBe('NOT_SHARED');
  });

  it('are settled by a clinician, for direct care, with a reason, and by nobody else', async () => {
    const [survivor, superseded] = await two();
    await s.told(survivor, superseded);
    const match = await s.matchOf(survivor);
    const before = await everything();
    for (const [role, purpose] of [
      ['care-coordinator', 'DIRECT_CARE'],
      ['clinician', 'DISCHARGE'],
    ] as const) {
      const viewer = await s.hub.as(s.practice.organisation.code, role, purpose);
      const { errors } = await s.ask('confirmMatch', match, viewer, {});
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
    }
    expect((await s.ask('splitMatch', match, s.worker, {})).errors?.[0]?.extensions?.code).toBe('NOT_SHARED');
    expect(await s.confirm(match, s.clinician, { reason: ' ' })).toEqual(refused('REQUIRED', 'reason'));
    expect(await s.confirm(match, s.clinician, { reason: 'a'.repeat(501) })).toEqual(refused('TOO_LONG', 'reason'));
    expect(await s.confirm('none')).toEqual(refused('UNKNOWN'));
    expect(await s.split(match)).toEqual(refused('ALREADY_ENDED'));
    expect(await everything()).toEqual(before);
  });

  it('are one once that is confirmed: both histories are read by whoever cares for either, under either number', async () => {
    const [survivor, superseded] = await two();
    await s.make.incident({ resident: superseded, home: s.home, narrative: 'Fell as Exampel.' });
    await s.told(survivor, superseded);
    expect(await s.confirm(await s.matchOf(survivor))).toEqual(done('CONFIRMED', survivor, null));
    for (const nhsNumber of [survivor.nhsNumber, superseded.nhsNumber]) {
      expect(await numbered(s.worker, { nhsNumber })).toEqual({
        nhsNumber: survivor.nhsNumber,
        incidents: { nodes: [{ narrative: 'Fell as Exampel.' }] },
      });
    }
    expect(await driftOf(s.database.owner)).toEqual([]);
    expect(await rows('select from hub.relationship where resident_id = $1', superseded.id)).toEqual([]);
    const found = await withClient(s.database.ownerUrl, (owner) => residentNumbered(owner, superseded.nhsNumber));
    expect(found.id).toBe(survivor.id);
    // Whoever stands in no relationship finds by the old number what the new one would show: nobody.
    const stranger = await s.hub.as((await s.make.practice()).organisation.code, 'clinician', 'DIRECT_CARE');
    expect(await numbered(stranger, superseded)).toBeNull();
  });

  it('are found by a later message under the superseded number, by the name of then or of now', async () => {
    const [survivor, superseded] = await two();
    await s.told(survivor, superseded);
    await s.confirm(await s.matchOf(survivor));
    for (const name of ['Exampel', 'EXAMPLE'])
      expect(await rows('select hub.person_named($1, $2, $3) as id', superseded.nhsNumber, '1938-03-04', name)).toEqual(
        [{ id: survivor.id }],
      );
    expect(
      await rows('select hub.person_named($1, $2, $3) as id', superseded.nhsNumber, '1938-03-04', 'Other'),
    ).toEqual([{ id: null }]);
  });

  it('are two again exactly as they were, when that is undone', async () => {
    const survivor = await s.make.resident({ home: s.home, since: day(-100) });
    await s.make.practiceAgreement({ resident: survivor, practice: s.practice, from: day(-400) });
    const superseded = await s.make.resident({ familyName: 'Exampel', registeredWith: s.practice, since: day(-300) });
    await s.make.objection({ resident: superseded, kind: 'ARTICLE_21', author: s.practice.organisation });
    await s.make.incident({ resident: superseded, home: s.home });
    await s.make.stay({ resident: superseded, trust: s.trust, admittedAt: `${day(-50)}T10:00:00Z` });
    await s.make.enquiry({ resident: superseded, council: s.council, openedOn: day(-9) });
    await s.told(survivor, superseded);
    const [before, related] = [await everything(), await register()];
    const match = await s.matchOf(survivor);
    expect(await s.confirm(match)).toEqual(done('CONFIRMED', survivor, null));
    expect(await rows('select from incident where resident_id = $1', superseded.id)).toEqual([]);
    expect(await s.confirm(match)).toEqual(refused('ALREADY_ENDED'));
    expect(await s.split(match)).toEqual(done('SPLIT', survivor, superseded));
    // That the one was open to those who look after the other was told to whoever looks after the resident, and stays told.
    const since = (await everything()).filter((row) => !before.includes(row));
    expect(since.filter((row) => !/^hub\.privacy_alert .*NEW_RELATIONSHIP/.test(row))).toEqual([]);
    expect(await everything()).toEqual(expect.arrayContaining(before));
    expect(await register()).toEqual(related);
    expect(await driftOf(s.database.owner)).toEqual([]);
    expect(await s.split(match)).toEqual(refused('ALREADY_ENDED'));
  });

  it('leave with the survivor what was written since, and take along the versions and parts of what goes back', async () => {
    const [survivor, superseded] = await two();
    const placement = await s.make.placement({
      ...{ resident: superseded, home: s.home, from: day(-300), to: day(-200) },
    });
    await s.told(survivor, superseded);
    const match = await s.matchOf(survivor);
    expect(await s.confirm(match)).toEqual(done('CONFIRMED', survivor, null));
    const later = await s.make.incident({ resident: survivor, home: s.home });
    const absence = await s.make.absence({
      ...{ resident: survivor, home: s.home, placement, from: day(-260), to: day(-250) },
    });
    expect(await s.split(match)).toEqual(done('SPLIT', survivor, superseded));
    const whose = async (table: string, { id }: Made) =>
      (await rows(`select resident_id as id from ${table} where id = $1`, id))[0]?.id;
    expect(await whose('incident', later)).toBe(survivor.id);
    expect(await whose('placement', placement)).toBe(superseded.id);
    expect(await whose('absence', absence)).toBe(superseded.id);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('are not merged where the two histories contradict each other', async () => {
    const twoHomes = await two();
    await s.make.placement({ resident: twoHomes[1], home: await s.make.home(), from: day(-50) });
    const twoPractices = await two();
    await s.make.registration({ resident: twoPractices[1], practice: await s.make.practice(), from: day(-50) });
    const twoStays = await two();
    for (const resident of twoStays)
      await s.make.stay({ resident, trust: s.trust, admittedAt: `${day(-3)}T10:00:00Z` });
    const twoSummaries = await two();
    for (const resident of twoSummaries) await s.make.clinicalSummary({ resident, author: s.practice.organisation });
    for (const [[survivor, superseded], code] of [
      [twoHomes, 'PLACEMENTS_CONTRADICT'],
      [twoPractices, 'REGISTRATIONS_CONTRADICT'],
      [twoStays, 'STAYS_CONTRADICT'],
      [twoSummaries, 'HISTORIES_CONTRADICT'],
    ] as const) {
      await s.told(survivor, superseded);
      const before = await everything();
      expect(await s.confirm(await s.matchOf(survivor))).toEqual(refused(code));
      expect(await everything()).toEqual(before);
    }
  });

  it('follow each other: who was merged with one who is merged goes along, and comes back', async () => {
    const [last, middle] = await two();
    const first = await s.make.resident();
    await s.make.practiceAgreement({ resident: first, practice: s.practice, from: day(-400) });
    await s.make.incident({ resident: first, home: s.home, narrative: 'Of the first.' });
    await s.told(middle, first);
    const before = await everything();
    // The middle one is called Exampel, as the message must say.
    expect(await s.matchOf(middle)).toBe('none');
    await rows("update resident set family_name = 'Example' where id = $1", middle.id);
    await s.told(middle, first, '202603011100');
    const one = await s.matchOf(middle);
    expect(await s.confirm(one)).toEqual(done('CONFIRMED', middle, null));
    await s.told(last, middle);
    const other = await s.matchOf(last);
    expect(await s.confirm(other)).toEqual(done('CONFIRMED', last, null));
    expect((await numbered(s.clinician, first))?.incidents?.nodes).toEqual([{ narrative: 'Of the first.' }]);
    expect(await s.split(one)).toEqual(done('SPLIT', last, first));
    expect(await s.split(other)).toEqual(done('SPLIT', last, middle));
    expect(before.length).toBeGreaterThan(0);
    expect(await rows('select resident_id as id from incident where narrative = $1', 'Of the first.')).toEqual([
      { id: first.id },
    ]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
