import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Setting, setting, type Writer } from '../../support/network-setting.ts';

interface Lesson {
  id: string;
  agency: string;
  sharedBy: { code: string } | null;
}
const learned = {
  ...{ incidentKind: 'FALL', harm: 'LOW', whatHappened: 'Somebody slipped on a wet floor at breakfast.' },
  ...{ whatWeLearned: 'Floors were mopped too early.', whatWeChanged: 'We mop after breakfast.' },
};

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

describe('a shared lesson', () => {
  const share = (more: object, viewer = s.writers.home) =>
    s.tell<Lesson>(viewer, 'shareLesson', { ...learned, ...more }, 'id agency sharedBy { code }');

  it('is shared by any agency, unnamed if three of its kind are there, and leads to no incident and nobody', async () => {
    for (const writer of Object.keys(s.writers) as Writer[])
      expect((await share({}, s.writers[writer])).record).toMatchObject({
        agency: writer,
        sharedBy: expect.anything(),
      });
    const few = [['unnamed', 'NOT_POSSIBLE']];
    for (const writer of ['trust', 'home'] as const)
      expect((await share({ unnamed: true }, s.writers[writer])).problems).toEqual(few);
    await s.make.home({ council: s.council });
    const { record } = await share({ unnamed: true });
    expect(record).toMatchObject({ agency: 'home', sharedBy: null });
    const lessons = await s.read<{ nodes: Lesson[] }>(
      s.dashboard,
      '{ sharedLessons(incidentKind: FALL) { nodes { id agency sharedBy { code } } } }',
    );
    expect(lessons.nodes[0]).toEqual(record);
    const { rows } = await s.database.owner.query(
      `select column_name from information_schema.columns where table_name = 'shared_lesson'
         and (column_name like '%resident%' or column_name like '%incident_id%')`,
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ['an NHS number', 'It befell 999 000 0018 at night.'],
    ['a birthday', 'She was born on 4 March 1938.'],
    ['a birthday in figures', 'dob 04/03/38'],
    ['a day', 'On 2026-10-04 it happened.'],
    ['the name of a resident', 'Then Philippa fell.'],
    ['the family name of a resident', "MRS QUILTER'S chair."],
  ])('is not shared if it holds %s, which is said with the place', async (_, text) => {
    await s.make.resident({ home: s.home, givenName: 'Philippa', familyName: 'Quilter-Smythe' });
    expect((await share({ whatWeChanged: text })).problems).toEqual([['whatWeChanged', 'IDENTIFYING']]);
    const all = await share({ whatHappened: text, whatWeLearned: text });
    expect(all.problems).toEqual([
      ['whatHappened', 'IDENTIFYING'],
      ['whatWeLearned', 'IDENTIFYING'],
    ]);
  });

  it('tells nobody the names of residents whom the author may not see', async () => {
    await s.make.resident({ home: s.otherHome, givenName: 'Zebedee', familyName: 'Only' });
    expect((await share({ whatWeChanged: 'As Zebedee would.' })).problems).toEqual([]);
    expect((await share({ whatWeChanged: 'As Zebedee would.' }, s.neighbour)).problems).toEqual([
      ['whatWeChanged', 'IDENTIFYING'],
    ]);
  });

  it('is read by its author alone once it is withdrawn, and withdrawn by nobody else', async () => {
    const { record } = await share({});
    const lesson = record?.id;
    expect((await s.tell(s.neighbour, 'withdrawLesson', { lesson })).problems).toEqual([['lesson', 'UNKNOWN']]);
    expect((await s.tell(s.writers.home, 'withdrawLesson', { lesson })).problems).toEqual([]);
    expect((await s.tell(s.writers.home, 'withdrawLesson', { lesson })).problems).toEqual([
      ['lesson', 'ALREADY_ENDED'],
    ]);
    expect((await s.tell(s.neighbour, 'withdrawLesson', { lesson })).problems).toEqual([['lesson', 'UNKNOWN']]);
    const node = `{ node(id: "${lesson}") { id } }`;
    expect(await s.read(s.writers.home, node)).toEqual({ id: lesson });
    expect(await s.read(s.writers.trust, node)).toBeNull();
    expect(await s.refusalOf(s.dashboard, 'shareLesson', learned)).toBe('NOT_SHARED');
    const officer = await s.hub.as(s.home.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    expect(await s.refusalOf(officer, 'shareLesson', learned)).toBe('FORBIDDEN');
  });
});
