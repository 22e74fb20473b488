import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import { type Setting, setting, type Writer } from '../../support/network-setting.ts';

interface Guidance {
  id: string;
  title: string;
  edition: number;
  until: string | null;
  supersedes: { id: string } | null;
  supersededBy: { id: string } | null;
  publishedBy: { code: string };
  readings: { totalCount: number; nodes: { organisation: { code: string }; staff: number | null }[] };
}
const shown = `id title edition until supersedes { id } supersededBy { id } publishedBy { code }
  readings { totalCount nodes { organisation { code } staff } }`;
const said = { title: 'Hydration', summary: 'Offer a drink at every visit.', link: 'https://example.org/hydration' };

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const publish = (writer: Writer, more: object = {}) =>
  s.tell<Guidance>(s.writers[writer], 'publishGuidance', { ...said, ...more }, shown);
const unread = async (writer: Writer) =>
  (await s.read<{ nodes: Guidance[] }>(s.writers[writer], '{ unreadGuidance { nodes { id } } }')).nodes.map(
    ({ id }) => id,
  );

describe('guidance', () => {
  it('is published by any agency that looks after residents, homes among them, and read by every one', async () => {
    for (const writer of Object.keys(s.writers) as Writer[]) {
      const { record, problems } = await publish(writer, { title: `Of ${writer}` });
      expect(problems).toEqual([]);
      expect(record).toMatchObject({ edition: 1, supersedes: null, until: null });
      const all = await s.read<{ nodes: Guidance[] }>(s.dashboard, '{ guidance { nodes { id } } }');
      expect(all.nodes).toContainEqual({ id: record?.id });
    }
  });

  it('says where it has been read, by how many and by nobody’s name, and each next edition is unread', async () => {
    const first = (await publish('home')).record as Guidance;
    expect(await unread('practice')).toContain(first.id);
    const reads = (staff: number | null) =>
      s.tell<Guidance>(s.writers.practice, 'readGuidance', { guidance: first.id, staff }, shown);
    await reads(2);
    expect((await reads(5)).record?.readings).toEqual({
      totalCount: 1,
      nodes: [{ organisation: { code: s.practice.organisation.code }, staff: 5 }],
    });
    expect(await unread('practice')).not.toContain(first.id);
    expect(await unread('trust')).toContain(first.id);
    const next = { ...said, guidance: first.id, summary: 'Offer two drinks.' };
    const foreign = await s.tell(s.writers.practice, 'supersedeGuidance', next);
    expect(foreign.problems).toEqual([['guidance', 'UNKNOWN']]);
    const second = (await s.tell<Guidance>(s.writers.home, 'supersedeGuidance', next, shown)).record as Guidance;
    expect(second).toMatchObject({ edition: 2, supersedes: { id: first.id }, readings: { totalCount: 0 } });
    expect(await unread('practice')).toContain(second.id);
    expect(await unread('practice')).not.toContain(first.id);
    const before = await s.read<Guidance>(
      s.writers.icb,
      `{ node(id: "${first.id}") { ... on Guidance { ${shown} } } }`,
    );
    expect(before).toMatchObject({ supersededBy: { id: second.id }, until: expect.any(String) });
    expect((await reads(1)).problems).toEqual([['guidance', 'UNKNOWN']]);
    const ended = [['guidance', 'ALREADY_ENDED']];
    expect((await s.tell(s.writers.home, 'supersedeGuidance', next)).problems).toEqual(ended);
    await s.tell(s.writers.home, 'withdrawGuidance', { guidance: second.id });
    expect((await s.tell(s.writers.home, 'withdrawGuidance', { guidance: second.id })).problems).toEqual(ended);
    expect(await unread('practice')).not.toContain(second.id);
  });

  it.each<[string, object, [string, string][]]>([
    ['a title', { title: ' ' }, [['title', 'REQUIRED']]],
    ['something to read', { link: null }, [['text', 'REQUIRED']]],
    ['an address that is one', { link: 'javascript:alert(1)' }, [['link', 'OUT_OF_RANGE']]],
  ])('has %s, or is not published', async (_, more, problems) => {
    expect((await publish('trust', more)).problems).toEqual(problems);
  });

  it.each([
    ['an NHS number', 'It befell 999 000 0018 at night.', true],
    ['a birthday', 'Born on 4 March 1938.', true],
    ['a birthday in figures', 'dob 04/03/38', true],
    ['the name of a resident', 'As Leontine would have it.', true],
    ['nothing of the kind, but a day of the year', 'In force from 1 April 2026, on paper from 01/04/27.', false],
  ])('that holds %s is refused where it tells of somebody, in each edition', async (_, text, refused) => {
    await s.make.resident({ home: s.home, givenName: 'Leontine', familyName: 'Ashgrove' });
    const problems = refused ? [['text', 'IDENTIFYING']] : [];
    expect((await publish('home', { text })).problems).toEqual(problems);
    const { record } = await publish('home', {});
    const next = await s.tell(s.writers.home, 'supersedeGuidance', { guidance: record?.id, ...said, text });
    expect(next.problems).toEqual(problems);
  });

  it('is neither published nor said to be read by a dashboard, and in the database by nobody for another', async () => {
    expect(await s.refusalOf(s.dashboard, 'publishGuidance', said)).toBe('NOT_SHARED');
    const { record } = await publish('trust');
    expect(await s.refusalOf(s.dashboard, 'readGuidance', { guidance: record?.id })).toBe('NOT_SHARED');
    const insert = (author: string) =>
      asking(
        s.database.pools.write,
        { agency: 'home', organisation: s.home.organisation },
        `insert into guidance (author_id, valid_from, title, summary, text, edition)
         values ('${author}', clock_timestamp(), 'x', 'x', 'x', 1)`,
      );
    await expect(insert(s.trust.id)).rejects.toThrow('row-level security');
    await expect(insert(s.home.organisation.id)).resolves.toEqual([]);
  });
});
