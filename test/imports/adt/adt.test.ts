import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adt } from '../../../src/imports/adt/events.ts';
import { driftOf, relationsOf } from '../../register/register.ts';
import type { MadeResident } from '../../support/factories.ts';
import { event, file } from '../support/adt-file.ts';
import { emergencyOf, type OneTrust, oneTrust, secondOf } from './support/one-trust.ts';

let taking: OneTrust['taking'];
let make: OneTrust['make'];
let trust: OneTrust['trust'];
let take: OneTrust['take'];
let visits: OneTrust['visits'];
let relations: OneTrust['relations'];
let stayOf: OneTrust['stayOf'];
beforeAll(async () => {
  ({ taking, make, trust, take, visits, relations, stayOf } = await oneTrust());
});
afterAll(() => taking?.database.drop());

describe("a trust's messages", () => {
  it('admit, move, correct and discharge an inpatient in one stay, which opens the record and shuts it', async () => {
    const patient = await make.resident();
    const admitted = await take(file(event('A01', '202603010930', patient)));
    expect(admitted).toMatchObject({ state: 'DONE', read: 1, rejected: 0, added: 1, changed: 0, lines: [] });
    expect(await relationsOf(taking.database.owner, patient, trust)).toEqual([['trust.inpatient', '2026-03-01', '…']]);
    const more = file(
      event('A02', '202603011100', patient, { 'PV1-3': 'OAK^B1' }),
      event('A12', '202603011200', patient),
      event('A08', '202603011300', patient, { 'PV1-44': '202603010915', 'PV1-4': '2A' }),
      event('A31', '202603011310', patient),
      event('A28', '202603011320', patient),
    );
    expect(await take(more)).toMatchObject({ read: 5, rejected: 0, added: 0, changed: 1, ended: 0 });
    expect(await visits(patient)).toEqual(['01 09:15 – 2A']);
    expect(await take(file(event('A03', '202603051600', patient)))).toMatchObject({ added: 1, changed: 0 });
    expect(await visits(patient)).toEqual(['01 09:15 – 05 16:00 2A 54']);
    expect(await relations(patient)).toEqual(['trust.inpatient', 'trust.discharged']);
    expect(await driftOf(taking.database.owner)).toEqual([]);
    expect(
      await taking.rows(
        'select line, resident_id from hub.record_source where resident_id = $1 order by line',
        patient.id,
      ),
    ).toEqual([
      { line: 1, resident_id: patient.id },
      { line: 1, resident_id: patient.id },
      { line: 9, resident_id: patient.id },
    ]);
  });

  it('open an attendance at the emergency department, and end it by what came of it, or by the admission', async () => {
    const [one, other] = [await make.resident(), await make.resident()];
    await take(
      file(
        event('A04', '202603011805', one, emergencyOf(one)),
        event('A03', '202603012350', one, { ...emergencyOf(one), 'PV1-36': '03' }),
        event('A04', '202603020700', other, { 'PV1-2': 'E' }),
        event('A01', '202603020945', other),
      ),
    );
    expect(await visits(one)).toEqual(['E 01 18:05 – 01 23:50 DISCHARGED_BACK']);
    expect(await visits(other)).toEqual(['02 09:45 – 21', 'E 02 07:00 – 02 09:45 ADMITTED']);
    expect(await relations(other)).toEqual(['trust.attending', 'trust.discharged', 'trust.inpatient']);
  });

  it('take an admission, a discharge and an attendance back, and shut what they opened', async () => {
    const patient = await make.resident();
    await take(file(event('A01', '202603010930', patient), event('A03', '202603021000', patient)));
    const reopened = file(event('A13', '202603021030', patient));
    expect(await take(reopened)).toMatchObject({ added: 0, changed: 1, ended: 0 });
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    // Discharged once more, and later than before: that a discharge was cancelled is the one way to put an end off.
    await take(
      file(event('A03', '202603041500', patient), event('A08', '202603041600', patient, { 'PV1-45': '202603041700' })),
    );
    expect(await visits(patient)).toEqual(['01 09:30 – 04 15:00 21 54']);
    expect(await take(file(event('A11', '202603041800', patient)))).toMatchObject({ ended: 1 });
    expect(await visits(patient)).toEqual([]);
    expect(await relations(patient)).toEqual([]);
    expect(
      await taking.rows(
        'select withdrawal_reason from hospital_stay where resident_id = $1 and withdrawal_reason is not null',
        patient.id,
      ),
    ).toEqual([{ withdrawal_reason: "Cancelled by the hospital's own messages." }]);
    await take(
      file(
        event('A04', '202603050900', patient, emergencyOf(patient)),
        event('A11', '202603050930', patient, emergencyOf(patient)),
      ),
    );
    expect(await visits(patient)).toEqual([]);
    expect(await driftOf(taking.database.owner)).toEqual([]);
  });

  it('reopen a stay for as long as nobody is discharged anew, whatever end an update still bears', async () => {
    const patient = await make.resident();
    const stale = { 'PV1-45': '202603021000', 'PV1-36': '19' };
    await take(
      file(
        event('A01', '202603010930', patient),
        event('A08', '202603010940', patient, { 'PV1-45': '202603030900' }),
        event('A03', '202603021000', patient),
        event('A13', '202603021030', patient),
        event('A08', '202603021100', patient, { ...stale, 'PV1-4': '2A' }),
      ),
    );
    expect(await visits(patient)).toEqual(['01 09:30 – 2A']);
    await take(file(event('A03', '202603041500', patient)));
    expect(await visits(patient)).toEqual(['01 09:30 – 04 15:00 2A 54']);
    await take(file(event('A08', '202603041600', patient, { 'PV1-45': '202603041430' })));
    expect(await visits(patient)).toEqual(['01 09:30 – 04 14:30 2A 54']);
  });

  it('of one minute: who had left comes back and leaves anew, who had not leaves and comes back', async () => {
    const [left, there] = [await make.resident(), await make.resident()];
    for (const patient of [left, there]) await take(file(event('A01', '202603010930', patient)));
    await take(file(event('A03', '202603021000', left)));
    const anew = { 'PV1-45': '202603021015' };
    const together = (patient: MadeResident) => [
      event('A13', '202603021030', patient),
      event('A03', '202603021030', patient, anew),
    ];
    await take(file(...together(left), ...together(there).reverse()));
    expect(await visits(left)).toEqual(['01 09:30 – 02 10:15 21 54']);
    expect(await visits(there)).toEqual(['01 09:30 – 21']);
  });

  it('of the hour that comes twice in the autumn, in whichever of both, reopen and end a stay in turn', async () => {
    const [zoneless, zoned] = [await make.resident(), await make.resident()];
    const night = (patient: MadeResident, ...zones: readonly string[]) => {
      const at = (place: number, time: string) => `20251026${time}${zones[place] ?? ''}`;
      return file(
        event('A01', '202510250930', patient),
        event('A03', '202510251800', patient),
        event('A13', at(0, '0150'), patient),
        event('A03', at(1, '0110'), patient, { 'PV1-45': at(1, '0105') }),
      );
    };
    await take(night(zoneless));
    await take(night(zoned, '+0100', '+0000'));
    expect(await visits(zoneless)).toEqual(['25 09:30 – 26 01:05 21 54']);
    expect(await visits(zoned)).toEqual(['25 09:30 – 26 01:05 21 54']);
    const earlier = event('A13', '202510260120+0000', zoned);
    await take(file(earlier, event('A03', '202510260140+0100', zoned)));
    // By their zones the discharge was recorded first.
    expect(await visits(zoned)).toEqual(['25 09:30 – 21']);
  });

  it('bear out what a user of the trust claimed, until they take it back', async () => {
    const patient = await make.resident();
    await taking.rows(
      `insert into hub.claim (id, organisation_id, made_by, role, kind, nhs_number, date_of_birth, family_name, reason,
         since, admission_method, opens_until, opened, conflict, resident_id)
       values (gen_random_uuid(), $1, 'd.octor', 'clinician', 'STAY', $2, '1938-03-04', 'Example', 'Inpatient.',
         '2026-03-01T09:00:00Z', '21', now() + interval '1 day', true, false, $3)`,
      trust.id,
      patient.nhsNumber,
      patient.id,
    );
    const claim = async () =>
      (
        await taking.rows<{ is: boolean[] }>(
          'select array[confirmed_at is not null, withdrawn_at is not null] as is from hub.claim where resident_id = $1',
          patient.id,
        )
      )[0]?.is;
    expect(await claim()).toEqual([false, false]);
    await take(file(event('A01', '202603010930', patient)));
    expect(await claim()).toEqual([true, false]);
    await take(file(event('A11', '202603011000', patient)));
    expect(await claim()).toEqual([true, true]);
  });

  it('go on with a stay that stands already, and make no second one of it', async () => {
    const patient = await make.resident();
    const { id } = await make.stay({ resident: patient, trust, admittedAt: '2026-03-01T09:00:00Z' });
    expect(await take(file(event('A01', '202603010930', patient)))).toMatchObject({ added: 0, changed: 1 });
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    const linked = await taking.rows('select record_id from hub.adt_visit where resident_id = $1', patient.id);
    expect(linked).toEqual([{ record_id: id }]);
  });

  it('leave what a user of the trust has put in since: an end, and that a stay never was', async () => {
    const [left, never] = [await make.resident(), await make.resident()];
    await take(file(event('A01', '202603010930', left), event('A01', '202603010930', never)));
    await taking.rows(
      `update hospital_stay set discharged_at = '2026-03-03T14:00Z', destination = '19' where resident_id = $1`,
      left.id,
    );
    await taking.rows(
      `update hospital_stay set valid_until = now(), withdrawal_reason = 'Another patient.' where resident_id = $1`,
      never.id,
    );
    const later = (patient: MadeResident) => [
      event('A08', '202603031200', patient, { 'PV1-4': '2A' }),
      event('A03', '202603031500', patient),
    ];
    expect(await take(file(...later(left), ...later(never)))).toMatchObject({ added: 0, changed: 1, ended: 0 });
    expect(await visits(left)).toEqual(['01 09:30 – 03 14:00 2A 19']);
    expect(await visits(never)).toEqual([]);
  });

  it('record the next visit of somebody whose last one a user has ended, or taken back', async () => {
    const [left, never] = [await make.resident(), await make.resident()];
    await take(file(event('A01', '202603010930', left), event('A01', '202603010930', never)));
    await make.change('hospital_stay', await stayOf(left), { discharged_at: '2026-03-03T14:00Z', destination: '19' });
    await make.change('hospital_stay', await stayOf(never), {
      valid_until: new Date(Date.now() + 1_000),
      withdrawal_reason: 'Not this one.',
    });
    const next = file(
      event('A01', '202603051000', left, secondOf(left)),
      event('A01', '202603011000', never, secondOf(never)),
    );
    expect(await take(next)).toMatchObject({ added: 2, changed: 0, ended: 0, lines: [] });
    expect(await visits(left)).toEqual(['01 09:30 – 03 14:00 21 19', '05 10:00 – 21']);
    expect(await visits(never)).toEqual(['01 10:00 – 21']);
  });

  it('are of a person whom the hub knows by verified NHS number, birthday and name; of others nothing is kept', async () => {
    const patient = await make.resident();
    const stranger = { nhsNumber: '9990000018' };
    const before = await taking.rows('select count(*) from hub.adt_event');
    const taken = await take(
      file(
        event('A01', '202603010930', stranger),
        event('A28', '202603010930', stranger),
        event('A01', '202603010930', patient, { 'PID-7': '19380403' }),
        event('A01', '202603010930', patient, { 'PID-5': 'SAMPLE^EDITH' }),
        event('A01', '202603010930', patient, { 'PID-32': 'NSTS02' }),
        event('A01', '202603010930', patient, { 'PID-32': '' }),
        event('A01', '202603010930', patient, { 'PID-3': '9990000019^^^NHS^NH' }),
        event('A01', '202603010930', patient, { 'PID-3': 'RF4-1^^^RF4^MR' }),
        event('A01', '202603010930', patient, { 'PID-3': `${patient.nhsNumber}^^^NHS^NH~9990000018^^^NHS^NH` }),
      ),
    );
    expect(taken.lines).toEqual([
      ...['1 PID-3 UNKNOWN', '5 PID-3 UNKNOWN', '8 PID-3 UNKNOWN', '12 PID-3 UNKNOWN'],
      ...['16 PID-32 NOT_VERIFIED', '20 PID-32 NOT_VERIFIED', '24 PID-3 NOT_AN_NHS_NUMBER', '28 PID-3 NO_NHS_NUMBER'],
      '32 PID-3 NOT_AN_NHS_NUMBER',
    ]);
    expect(await taking.rows('select count(*) from hub.adt_event')).toEqual(before);
    expect(await taking.rows('select from hub.import_row')).toEqual([]);
    expect(await visits(patient)).toEqual([]);
    const { nhsNumber } = patient;
    const known = {
      'PID-3': `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}^^^^NH01`,
      'PID-32': '',
    };
    expect(await take(file(event('A01', '202603010930', patient, known)))).toMatchObject({ added: 1, lines: [] });
  });

  it('merge nobody: an end of a number of the hospital changes nothing, that of an NHS number is for people to settle', async () => {
    const [one, other] = [await make.resident(), await make.resident()];
    await take(file(event('A01', '202603010930', other)));
    const merges = file(
      event('A40', '202603011000', one, { 'MRG-1': 'RF4-9^^^RF4^MR' }),
      event('A40', '202603011000', one, { 'MRG-1': `${other.nhsNumber}^^^NHS^NH` }),
    );
    expect((await take(merges)).lines).toEqual(['5 MRG-1 MERGE_OF_TWO']);
    expect(await visits(one)).toEqual([]);
    expect(await visits(other)).toEqual(['01 09:30 – 21']);
  });

  it('that turn out to be of another person move the visit to that one', async () => {
    const [wrong, right] = [await make.resident(), await make.resident()];
    await take(file(event('A01', '202603010930', wrong, { 'PV1-19': 'V50' })));
    await take(file(event('A08', '202603011000', right, { 'PV1-19': 'V50' })));
    expect(await visits(wrong)).toEqual([]);
    expect(await relations(wrong)).toEqual([]);
    expect(await visits(right)).toEqual(['01 09:30 – 21']);
  });

  it('count once when they are sent again; of two with one control id that say different things, the later written one', async () => {
    const patient = await make.resident();
    const first = event('A01', '202603010930', patient, { 'MSH-10': 'C1' });
    await take(file(first));
    expect(await take(`${file(first)}\r\n`)).toMatchObject({ state: 'DONE', added: 0, changed: 0, lines: [] });
    const second = { ...first, 'MSH-7': '202603010931', 'PV1-4': '2B' };
    expect((await take(file(second))).lines).toEqual(['1 MSH-10 CONTROL_ID_TWICE']);
    expect(await visits(patient)).toEqual(['01 09:30 – 2B']);
  });

  it('that would have somebody there twice wait until the first visit has an end', async () => {
    const patient = await make.resident();
    const again = secondOf(patient);
    const both = file(event('A01', '202603010930', patient), event('A01', '202603050900', patient, again));
    expect((await take(both)).lines).toEqual(['5 VISITS_OVERLAP']);
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    await take(file(event('A03', '202603040900', patient)));
    expect(await visits(patient)).toEqual(['01 09:30 – 04 09:00 21 54', '05 09:00 – 21']);
    const other = await make.organisation('trust');
    await take(file(event('A01', '202603021000', patient)), { organisation: other.id });
    expect(await visits(patient)).toHaveLength(3);
  });

  it('are as many discharges as a day has, without asking, and more cancellations than that only if somebody says so', async () => {
    const patients = await Promise.all(Array.from({ length: 25 }, () => make.resident()));
    const usual = { allowLargeChange: false };
    const all = (kind: string, at: string) => file(...patients.map((patient) => event(kind, at, patient)));
    expect(await take(all('A01', '202603010930'), usual)).toMatchObject({ state: 'DONE', added: 25 });
    expect(await take(all('A03', '202603020930'), usual)).toMatchObject({ state: 'DONE', added: 25, changed: 0 });
    expect(await take(all('A11', '202603021000'), usual)).toMatchObject({ state: 'ASKING', ended: 25 });
    expect(await visits(patients[0] as MadeResident)).toEqual(['01 09:30 – 02 09:30 21 54']);
    expect(await take(all('A11', '202603021000'), { dryRun: true })).toMatchObject({ state: 'TRIED', ended: 25 });
    expect(await take(all('A11', '202603021000'))).toMatchObject({ state: 'DONE', ended: 25 });
    expect(await visits(patients[0] as MadeResident)).toEqual([]);
  });

  it('say nothing that cannot be: an end before the beginning, or what has not happened yet', async () => {
    const patient = await make.resident();
    const early = file(
      event('A01', '202603010930', patient),
      event('A03', '202603020900', patient, { 'PV1-45': '202602280900' }),
    );
    expect((await take(early)).lines).toEqual(['1 NOT_POSSIBLE', '5 NOT_POSSIBLE']);
    const ahead = file(event('A01', '209903010930', patient, secondOf(patient)));
    expect((await take(ahead)).lines).toEqual(['1 IN_FUTURE']);
    expect(await visits(patient)).toEqual([]);
    await take(file(event('A08', '202603020930', patient, { 'PV1-44': '202602270930' })));
    expect(await visits(patient)).toEqual(['27 09:30 – 28 09:00 21 54']);
  });

  it('may be some minutes ahead of the clock of the hub, as clocks differ', async () => {
    const patient = await make.resident();
    const [clock] = await taking.rows<{ soon: string; later: string }>(
      `select to_char(now() + interval '2 minutes', 'YYYYMMDDHH24MISSTZHTZM') as soon,
         to_char(now() + interval '1 hour', 'YYYYMMDDHH24MISSTZHTZM') as later`,
    );
    const { soon = '', later = '' } = clock ?? {};
    expect((await take(file(event('A01', '202603010930', patient), event('A03', later, patient)))).lines).toEqual([
      '5 IN_FUTURE',
    ]);
    expect(await take(file(event('A03', soon, patient)))).toMatchObject({ added: 1, lines: [] });
    expect(await relations(patient)).toContain('trust.discharged');
    expect(await take(file(event('A01', soon, patient, secondOf(patient))))).toMatchObject({ added: 1, lines: [] });
    expect(await relations(patient)).toContain('trust.inpatient');
    expect(await driftOf(taking.database.owner)).toEqual([]);
  });

  it('wait under the number of whom they are about, by which they are erased with the person', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => make.resident()));
    const all = (kind: string, at: string) => file(...people.map((one) => event(kind, at, one)));
    const own = { organisation: (await make.organisation('trust')).id };
    await take(all('A01', '202603010930'), own);
    const waits = await take(all('A11', '202603011000'), { ...own, allowLargeChange: false });
    expect(waits).toMatchObject({ state: 'ASKING', ended: 4 });
    const about = await taking.rows<{ about: string }>(
      'select about from hub.import_row where import_id = $1',
      waits.id,
    );
    expect(about.map(({ about }) => about).sort()).toEqual(people.map(({ nhsNumber }) => nhsNumber).sort());
  });

  it('are brought by a hospital trust, whose own visits alone they tell of', async () => {
    const [patient, home] = [await make.resident(), await make.organisation('home')];
    const told = file(event('A01', '202603010930', patient));
    await expect(take(told, { organisation: home.id })).rejects.toThrow('adt files are brought by a trust');
    await expect(take(told, { organisation: null })).rejects.toThrow('Say whose adt these are');
    const other = await make.organisation('trust');
    await take(told);
    await take(file(event('A11', '202603011000', patient)), { organisation: other.id });
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    expect(adt.writes).toContain('claimStay');
  });
});
