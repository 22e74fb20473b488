import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import type { MadeResident } from '../../support/factories.ts';
import { event, file } from '../support/adt-file.ts';
import { emergencyOf, type OneTrust, oneTrust, secondOf } from './support/one-trust.ts';

let taking: OneTrust['taking'];
let make: OneTrust['make'];
let take: OneTrust['take'];
let visits: OneTrust['visits'];
let relations: OneTrust['relations'];
let stayOf: OneTrust['stayOf'];
beforeAll(async () => {
  ({ taking, make, take, visits, relations, stayOf } = await oneTrust());
});
afterAll(() => taking?.database.drop());

describe('messages with slips, under other names, classes and control ids', () => {
  it('leave a visit as it was last recorded where a message with a slip says what cannot be, until that is put right', async () => {
    const patient = await make.resident();
    await take(file(event('A01', '202603010930', patient), event('A03', '202603051600', patient)));
    const slip = await take(file(event('A08', '202603051630', patient, { 'PV1-44': '202603110930' })));
    expect(slip).toMatchObject({ changed: 0, ended: 0, lines: ['1 NOT_POSSIBLE'] });
    expect(await visits(patient)).toEqual(['01 09:30 – 05 16:00 21 54']);
    expect(await relations(patient)).toEqual(['trust.inpatient', 'trust.discharged']);
    await take(file(event('A08', '202603051700', patient, { 'PV1-44': '202603010830' })));
    expect(await visits(patient)).toEqual(['01 08:30 – 05 16:00 21 54']);
  });

  it('leave the present stay where an earlier admission comes late, whose discharge was lost', async () => {
    const patient = await make.resident();
    await take(file(event('A01', '202603101000', patient, secondOf(patient))));
    const { id } = await stayOf(patient);
    const late = await take(file(event('A01', '202603010930', patient)));
    expect(late).toMatchObject({ added: 0, ended: 0, lines: ['1 VISITS_OVERLAP'] });
    expect(await visits(patient)).toEqual(['10 10:00 – 21']);
    await take(file(event('A03', '202603041000', patient)));
    expect(await visits(patient)).toEqual(['01 09:30 – 04 10:00 21 54', '10 10:00 – 21']);
    expect(await taking.rows('select from hospital_stay where id = $1 and valid_until is null', id)).toHaveLength(1);
  });

  it('may move an attendance that is not over to before another one', async () => {
    const patient = await make.resident();
    const second = { ...emergencyOf(patient), 'PV1-19': `E2-${patient.nhsNumber}` };
    await take(file(event('A04', '202603011000', patient, emergencyOf(patient))));
    await take(
      file(
        event('A08', '202603011005', patient, { ...emergencyOf(patient), 'PV1-44': '202603010800' }),
        event('A03', '202603011010', patient, { ...emergencyOf(patient), 'PV1-45': '202603010830', 'PV1-36': '03' }),
        event('A04', '202603011030', patient, second),
      ),
    );
    expect(await visits(patient)).toEqual(['E 01 08:00 – 01 08:30 DISCHARGED_BACK', 'E 01 10:30 –']);
  });

  it('may move two visits of a person past each other, and keep both records', async () => {
    const patient = await make.resident();
    const both = (one: string, two: string, at: string) =>
      file(
        event('A08', `${at}0`, patient, { 'PV1-44': one }),
        event('A08', `${at}1`, patient, { ...secondOf(patient), 'PV1-44': two }),
      );
    await take(
      file(
        event('A01', '202603010900', patient),
        event('A03', '202603020900', patient),
        event('A01', '202603030900', patient, secondOf(patient)),
      ),
    );
    const records = await taking.rows('select id from hospital_stay where resident_id = $1 order by id', patient.id);
    await take(both('202602010900', '202603011200', '20260304100'));
    // The second would begin before the first has ended, and stays.
    expect(await visits(patient)).toEqual(['01 09:00 – 02 09:00 21 54', '03 09:00 – 21']);
    const moved = file(
      event('A13', '202603041100', patient),
      event('A03', '202603041101', patient, { 'PV1-45': '202602200900' }),
    );
    await take(moved);
    expect(await visits(patient)).toEqual(['01 09:00 – 20 09:00 21 54', '01 12:00 – 21']);
    expect(
      await taking.rows(
        'select id from hospital_stay where resident_id = $1 and valid_until is null order by id',
        patient.id,
      ),
    ).toEqual(records);
    expect(await driftOf(taking.database.owner)).toEqual([]);
  });

  it('are told apart by the system that wrote them, the event and its moment, not by the control id alone', async () => {
    const patient = await make.resident();
    const told = file(
      event('A01', '202603010930', patient, { 'MSH-10': '7' }),
      event('A08', '202603011000', patient, { 'MSH-10': '7', 'PV1-4': '2A' }),
      event('A08', '202603011000', patient, { 'MSH-10': '7', 'MSH-3': 'EPR', 'PV1-44': '202603010900' }),
      event('A03', '202603021000', patient, { 'MSH-10': '7' }),
    );
    expect((await take(told)).lines).toEqual([]);
    expect(await visits(patient)).toEqual(['01 09:00 – 02 10:00 2A 54']);
  });

  it('discharge and cancel whoever has another name by then, of the visit that was told of that number', async () => {
    const [patient, other] = [await make.resident(), await make.resident()];
    const married = { 'PID-5': 'SAMPLE^EDITH', 'PID-7': '19380305' };
    await take(file(event('A01', '202603010930', patient)));
    expect((await take(file(event('A03', '202603021000', patient, married)))).lines).toEqual([]);
    expect(await visits(patient)).toEqual(['01 09:30 – 02 10:00 21 54']);
    await take(file(event('A13', '202603021030', patient, { ...married, 'PID-5': '' })));
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    const notHers = { ...married, 'PV1-19': `V1-${patient.nhsNumber}` };
    const refused = file(
      event('A11', '202603021100', other, notHers),
      event('A11', '202603021100', patient, { ...married, 'PV1-19': 'V-OTHER' }),
      event('A11', '202603021100', patient, { ...married, 'PID-32': 'NSTS02' }),
    );
    expect((await take(refused)).lines).toEqual(['1 PID-3 UNKNOWN', '5 PID-3 UNKNOWN', '9 PID-32 NOT_VERIFIED']);
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    expect(await take(file(event('A11', '202603021200', patient, married)))).toMatchObject({ ended: 1, lines: [] });
    const sameFile = file(
      event('A01', '202603050930', other),
      event('A03', '202603051000', other, { ...married, 'PID-7': '' }),
    );
    expect((await take(sameFile)).lines).toEqual([]);
    expect(await visits(other)).toEqual(['05 09:30 – 05 10:00 21 54']);
  });

  it('end and take back whatever stands under the number of the visit, under which class they may come', async () => {
    const [one, other] = [await make.resident(), await make.resident()];
    await take(
      file(
        event('A01', '202603010930', one),
        event('A03', '202603020900', one, { 'PV1-2': 'E', 'PV1-36': '54' }),
        event('A04', '202603010930', other, { 'PV1-2': 'E' }),
        event('A03', '202603011000', other, { 'PV1-2': 'O', 'PV1-36': '03' }),
      ),
    );
    expect(await visits(one)).toEqual(['01 09:30 – 02 09:00 21 54']);
    expect(await visits(other)).toEqual(['E 01 09:30 – 01 10:00 DISCHARGED_BACK']);
    const back = file(
      event('A13', '202603020930', one, { 'PV1-2': 'R' }),
      event('A11', '202603021000', other, { 'PV1-2': '' }),
    );
    expect(await take(back)).toMatchObject({ changed: 1, ended: 1, lines: [] });
    expect(await visits(one)).toEqual(['01 09:30 – 21']);
    expect(await visits(other)).toEqual([]);
    expect(await take(file(event('A11', '202603021000', one, { 'PV1-2': 'O' })))).toMatchObject({ ended: 1 });
    expect(await visits(one)).toEqual([]);
  });

  it('say so where they end or take back nothing that is known, and keep nothing of outpatients', async () => {
    const patient = await make.resident();
    const early = file(
      event('A03', '202603021000', patient),
      event('A11', '202603021000', patient, { 'PV1-2': 'O', 'PV1-19': 'OUT1' }),
      event('A04', '202603010930', patient, emergencyOf(patient)),
      event('A03', '202603011000', patient, { ...emergencyOf(patient), 'PV1-36': '14' }),
    );
    expect((await take(early)).lines).toEqual(['1 PV1-19 NO_VISIT', '5 PV1-19 NO_VISIT', '13 PV1-36 NOT_A_VALUE']);
    expect(await visits(patient)).toEqual(['E 01 09:30 –']);
    expect(await taking.rows(`select from hub.adt_event where visit = 'OUT1'`)).toEqual([]);
    await take(file(event('A01', '202603010900', patient)));
    expect(await visits(patient)).toEqual(['01 09:00 – 02 10:00 21 54', 'E 01 09:30 –']);
  });

  it('leave a visit to its patient where another is named in its end or its cancellation, in whatever order', async () => {
    const [patient, other] = [await make.resident(), await make.resident()];
    const under = (event_: string, at: string, whom: MadeResident) =>
      file(event(event_, at, whom, { 'PV1-19': `R2-${patient.nhsNumber}` }));
    await take(under('A03', '202603021000', other));
    await take(under('A01', '202603010930', patient));
    for (const [name, at] of [
      ['A11', '202603011000'],
      ['A03', '202603031000'],
      ['A13', '202603031100'],
    ] as const) {
      expect(await take(under(name, at, other))).toMatchObject({ ended: 0, changed: 0, lines: ['1 PV1-19 NO_VISIT'] });
    }
    expect(await visits(patient)).toEqual(['01 09:30 – 21']);
    expect(await visits(other)).toEqual([]);
  });

  it('record another admission where the number of a visit is used again, each for whom it names', async () => {
    const [patient, next] = [await make.resident(), await make.resident()];
    const again = { 'PV1-19': `R1-${patient.nhsNumber}` };
    await take(file(event('A01', '202603010930', patient, again), event('A03', '202603051600', patient, again)));
    const used = await take(file(event('A01', '202604010930', next, again)));
    expect(used).toMatchObject({ added: 1, ended: 0, lines: [] });
    const former = ['01 09:30 – 05 16:00 21 54'];
    expect(await visits(patient)).toEqual(former);
    expect(await visits(next)).toEqual(['01 09:30 – 21']);
    await take(file(event('A03', '202604021000', next, again)));
    await take(file(event('A13', '202604021030', next, again)));
    expect(await visits(patient)).toEqual(former);
    expect(await visits(next)).toEqual(['01 09:30 – 21']);
    // What comes late of the former one is hers.
    await take(file(event('A08', '202603051700', patient, { ...again, 'PV1-44': '202603010900' })));
    expect(await take(file(event('A11', '202604021100', next, again)))).toMatchObject({ ended: 1 });
    expect(await visits(patient)).toEqual(['01 09:00 – 05 16:00 21 54']);
    expect(await visits(next)).toEqual([]);
    expect(await driftOf(taking.database.owner)).toEqual([]);
  });

  it('make no second admission of one that is told again, whatever its end is said to be', async () => {
    const patient = await make.resident();
    const slip = event('A03', '202603021000', patient, { 'PV1-45': '202602281000' });
    await take(file(event('A01', '202603010930', patient), slip));
    expect((await take(file(event('A01', '202603021100', patient, { 'PV1-44': '202603010930' })))).lines).toEqual([
      '1 NOT_POSSIBLE',
    ]);
    expect(await visits(patient)).toEqual([]);
  });

  it('come to the same admissions under a number that is used again, whichever came first', async () => {
    const [one, two] = [await make.resident(), await make.resident()];
    const again = { 'PV1-19': `R4-${one.nhsNumber}` };
    const history = [
      event('A01', '202603010930', one, again),
      event('A03', '202603051600', one, again),
      event('A01', '202604010930', two, again),
      event('A03', '202604051600', two, again),
      event('A01', '202605010930', one, again),
    ];
    for (const told of history.reverse()) await take(file(told));
    expect(await visits(one)).toEqual(['01 09:30 – 05 16:00 21 54', '01 09:30 – 21']);
    expect(await visits(two)).toEqual(['01 09:30 – 05 16:00 21 54']);
    expect(await driftOf(taking.database.owner)).toEqual([]);
  });

  it('leave a visit that was moved to whose it is, whatever comes late for whom it was before', async () => {
    const [wrong, right] = [await make.resident(), await make.resident()];
    const moved = { 'PV1-19': `R3-${wrong.nhsNumber}` };
    await take(file(event('A01', '202603010930', wrong, moved)));
    await take(file(event('A08', '202603011000', right, { ...moved, 'PV1-44': '202603010930' })));
    for (const at of ['202603010945', '202603011100']) await take(file(event('A11', at, wrong, moved)));
    expect(await visits(wrong)).toEqual([]);
    expect(await visits(right)).toEqual(['01 09:30 – 21']);
    expect(await take(file(event('A11', '202603011200', right, moved)))).toMatchObject({ ended: 1 });
  });

  it('are told where a moment lies outside all years, or a system calls itself without end, and hold up no other', async () => {
    const patient = await make.resident();
    const { lines, added } = await take(
      file(
        event('A08', '202603010930', patient, { 'PV1-44': '999912312359-1400' }),
        event('A08', '202603010931', patient, { 'PV1-44': '000101010000+1400' }),
        event('A08', '202603010932', patient, { 'MSH-3': 'X'.repeat(6_000) }),
        event('A01', '202603010930', patient),
      ),
    );
    expect({ lines: lines.map((line) => line.replace(/^\d+ /, '')), added }).toEqual({
      lines: ['PV1-44 NOT_A_MOMENT', 'PV1-44 NOT_A_MOMENT', 'MSH-3 TOO_LONG'],
      added: 1,
    });
  });
});
