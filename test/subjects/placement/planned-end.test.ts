import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { day } from '../../support/days.ts';
import type { MadeResident } from '../../support/factories.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

interface Stands {
  id: string;
  version: number;
  to: string | null;
}
const tell = async (mutation: string, input: object) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, text } = await s.manager.ask<Record<string, { problems: { code: string }[] }> | null>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { problems { code } } }`,
    { input: { idempotencyKey: s.key(), ...input } },
  );
  if (!data?.[mutation]) throw new Error(text);
  return data[mutation].problems.map(({ code }) => code);
};
async function lives({ nhsNumber }: MadeResident) {
  type Lives = { resident: { id: string; currentPlacement: Stands & { absences: Stands[] } } };
  const { data } = await s.manager.ask<Lives>(
    `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id
      currentPlacement { id version to absences { id version to } } } }`,
    { nhsNumber },
  );
  const [absence] = data.resident.currentPlacement.absences;
  return { resident: data.resident.id, placement: data.resident.currentPlacement, absence: absence as Stands };
}
async function willLeave(person: MadeResident, on: string) {
  const { placement } = await lives(person);
  return tell('endPlacement', { placement: placement.id, version: placement.version, on, reason: 'HOME' });
}
const goes = async (person: MadeResident) =>
  tell('recordAbsence', { resident: (await lives(person)).resident, from: day(0), reason: 'HOSPITAL' });

it('an absence that begins when the end of the placement is planned ends with it, whichever day is planned at last', async () => {
  const person = await s.make.resident({ home: s.home, since: '2025-01-01' });
  expect(await willLeave(person, day(5))).toEqual([]);
  expect(await goes(person)).toEqual([]);
  expect((await lives(person)).absence.to).toBe(day(5));
  expect(await willLeave(person, day(3))).toEqual([]);
  expect((await lives(person)).absence.to).toBe(day(3));
  expect(await willLeave(person, day(9))).toEqual([]);
  expect((await lives(person)).absence.to).toBe(day(9));
});

it('somebody who will leave is back before, where the home says so, and once', async () => {
  const person = await s.make.resident({ home: s.home, since: '2025-01-01' });
  await goes(person);
  await willLeave(person, day(5));
  const { absence } = await lives(person);
  const back = { absence: absence.id, version: absence.version, on: day(0) };
  expect(await tell('endAbsence', back)).toEqual([]);
  expect((await lives(person)).absence.to).toBe(day(0));
  expect(await tell('endAbsence', { ...back, version: absence.version + 1 })).toEqual(['ALREADY_ENDED']);
});
