import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const patient = (person: string, more: Record<string, string> = {}) => ({
  ...{ 'NHS number': '', 'NHS number status': '02', Person: person, 'Family name': 'Weaver', 'Given name': 'Edith' },
  ...{ 'Date of birth': '1941-05-06', Sex: 'F', 'Registered from': '2024-01-01', ...more },
});
const take = (lines: readonly Record<string, string>[], whole = false) =>
  s.take(lines, s.practice.organisation, { whole });
const ends = ({ id }: { id: string }) =>
  s.rows('select to_on::text from gp_registration where resident_id = $1 and valid_until is null', id);

describe('a line of a practice whose NHS number is not verified', () => {
  it('is about the patient whom a clinician of the practice says it means, whatever else it calls her', async () => {
    const edith = await s.make.resident({
      ...{ familyName: 'Weaver', bornOn: '1941-05-06', home: s.home, registeredWith: s.practice, since: '2024-01-01' },
    });
    // Whoever it is, she may be one whom the practice has: it is told, and not passed over.
    expect((await take([patient('7001')])).lines).toEqual(['2 MATCH_WANTED']);
    const [candidate] = await s.candidates(s.clinician);
    expect(candidate).toMatchObject({ score: 85, survivor: { nhsNumber: edith.nhsNumber }, line: { person: '7001' } });
    expect(await s.candidates()).toEqual([]);
    expect((await s.settle('confirmMatch', candidate?.id ?? '', s.clinician)).problems).toEqual([]);
    const married = patient('7001', { 'Family name': 'Fuller', 'Date of birth': '1940-05-06' });
    expect(await take([married])).toMatchObject({ lines: [], unchanged: 1 });
    expect(await take([{ ...married, 'Registered to': '2026-01-31' }])).toMatchObject({ lines: [], ended: 1 });
    expect(await ends(edith)).toEqual([{ to_on: '2026-01-31' }]);
  });

  it('lets a whole list end nobody as long as it may mean anybody', async () => {
    const person = { bornOn: '1933-07-08', registeredWith: s.practice, since: '2024-01-01' };
    const [ann, joan] = [await s.make.resident({ ...person, familyName: 'Ann' }), await s.make.resident(person)];
    const line = patient('7002', { 'Date of birth': '1933-07-08', 'Family name': 'Ann' });
    expect((await take([line], true)).lines).toEqual(['2 MATCH_WANTED']);
    expect([...(await ends(ann)), ...(await ends(joan))]).toEqual([{ to_on: null }, { to_on: null }]);
    const found = (await s.candidates(s.clinician)).find(({ survivor }) => survivor?.nhsNumber === ann.nhsNumber);
    await s.settle('confirmMatch', found?.id ?? '', s.clinician);
    expect((await take([line], true)).lines).toEqual([]);
    expect([...(await ends(ann)), ...(await ends(joan))]).toEqual([{ to_on: null }, { to_on: expect.any(String) }]);
  });

  it('of a stranger is passed over, and without a key of the practice it is as it was', async () => {
    const stranger = patient('7003', { 'Date of birth': '1950-01-01', 'Family name': 'Nobody' });
    expect(await take([stranger])).toMatchObject({ lines: [], passed: 1 });
    expect(await s.rows("select from hub.line_match where person_key = '7003'")).toEqual([]);
    const { nhsNumber } = await s.make.resident({ bornOn: '1933-07-08', registeredWith: s.practice });
    const keyless = patient('', { 'NHS number': nhsNumber, 'Date of birth': '1933-07-08' });
    expect((await take([keyless])).lines).toEqual(['2 NHS number status NOT_VERIFIED']);
  });
});
