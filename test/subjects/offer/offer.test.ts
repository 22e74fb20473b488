import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asking } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import { type Setting, setting, type Writer } from '../../support/network-setting.ts';

interface Offer {
  id: string;
  placesLeft: number;
  uptakes: { nodes: { organisation: { code: string }; places: number }[] };
}
const offered = 'id placesLeft uptakes { nodes { organisation { code } places } }';
const training = {
  ...{ kind: 'TRAINING', title: 'Catheter care', description: 'On the ward, for care workers.', places: 3 },
  ...{ beginsAt: `${day(5)}T09:00:00Z`, endsAt: `${day(5)}T16:00:00Z` },
};

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const offer = (writer: Writer, more: object = {}) =>
  s.tell<Offer>(s.writers[writer], 'makeOffer', { ...training, ...more }, offered);
const take = (id: string | undefined, places: number, viewer = s.neighbour) =>
  s.tell<Offer>(viewer, 'takeUpOffer', { offer: id, places }, offered);

describe('an offer', () => {
  it('is made by any agency that looks after residents, homes among them, and found by all until it is over', async () => {
    for (const writer of Object.keys(s.writers) as Writer[]) {
      const { record, problems } = await offer(writer, { kind: 'STUDENT_PLACEMENT' });
      expect(problems).toEqual([]);
      const found = () =>
        s.read<{ nodes: object[] }>(s.dashboard, '{ offers(kind: STUDENT_PLACEMENT) { nodes { id } } }');
      expect((await found()).nodes).toContainEqual({ id: record?.id });
      await s.tell(s.writers[writer], 'withdrawOffer', { offer: record?.id });
      expect((await found()).nodes).not.toContainEqual({ id: record?.id });
    }
  });

  it('that is past is found by nobody, and not taken', async () => {
    const id = (await offer('trust')).record?.id as string;
    await s.database.owner.query(
      `update offer set begins_at = now() - interval '2 hours', ends_at = now() - interval '1 second' where id = $1`,
      [id.slice('Offer:'.length)],
    );
    expect(
      (await s.read<{ nodes: object[] }>(s.dashboard, '{ offers(first: 50) { nodes { id } } }')).nodes,
    ).not.toContainEqual({ id });
    expect((await take(id, 1)).problems).toEqual([['offer', 'UNKNOWN']]);
  });

  it('is not made where it tells who somebody is', async () => {
    const told = { title: 'With Philomela', description: 'Born on 4 March 1938.' };
    await s.make.resident({ home: s.home, givenName: 'Philomela', familyName: 'Ashgrove' });
    expect((await offer('home', told)).problems).toEqual([
      ['title', 'IDENTIFYING'],
      ['description', 'IDENTIFYING'],
    ]);
  });

  it('has no more places taken than there are, which are given back, and taken by no one from the own', async () => {
    const id = (await offer('trust')).record?.id;
    expect((await take(id, 2)).record).toMatchObject({ placesLeft: 1 });
    expect((await take(id, 2, s.writers.home)).problems).toEqual([['places', 'NO_PLACES']]);
    expect((await take(id, 3)).record).toMatchObject({ placesLeft: 0 });
    expect((await take(id, 0)).record).toEqual({ id, placesLeft: 3, uptakes: { nodes: [] } });
    expect((await take(id, 3, s.writers.home)).record?.uptakes.nodes).toEqual([
      { organisation: { code: s.home.organisation.code }, places: 3 },
    ]);
    expect((await take(id, 1, s.writers.trust)).problems).toEqual([['offer', 'UNKNOWN']]);
    expect((await s.tell(s.neighbour, 'withdrawOffer', { offer: id })).problems).toEqual([['offer', 'UNKNOWN']]);
    await s.tell(s.writers.trust, 'withdrawOffer', { offer: id });
    expect((await take(id, 1)).problems).toEqual([['offer', 'UNKNOWN']]);
    const again = await s.tell(s.writers.trust, 'withdrawOffer', { offer: id });
    expect(again.problems).toEqual([['offer', 'ALREADY_ENDED']]);
  });

  it('is taken up by many at once, and the last place once, in the database too', async () => {
    const id = (await offer('icb')).record?.id as string;
    const viewers = [s.neighbour, s.writers.home, s.writers.practice, s.writers.trust, s.writers.council];
    const came = await Promise.all(viewers.map((viewer) => take(id, 1, viewer)));
    expect(came.filter(({ problems }) => problems.length === 0)).toHaveLength(3);
    const other = await s.make.home();
    const insert = asking(
      s.database.pools.write,
      { agency: 'home', organisation: other.organisation },
      `insert into offer_uptake (author_id, valid_from, offer_id, places)
       values ('${other.organisation.id}', clock_timestamp(), '${id.split(':')[1]}', 1)`,
    );
    await expect(insert).rejects.toThrow('not so many places left');
  });

  it.each<[string, object, [string, string][]]>([
    ['a title', { title: '' }, [['title', 'REQUIRED']]],
    ['a place', { places: 0 }, [['places', 'OUT_OF_RANGE']]],
    ['an end after its beginning', { endsAt: training.beginsAt }, [['endsAt', 'TOO_EARLY']]],
    [
      'an end to come',
      { beginsAt: `${day(-9)}T09:00:00Z`, endsAt: `${day(-8)}T09:00:00Z` },
      [['endsAt', 'OUT_OF_RANGE']],
    ],
  ])('has %s, or is not made', async (_, more, problems) => {
    expect((await offer('home', more)).problems).toEqual(problems);
  });

  it('is neither made nor taken up by dashboards', async () => {
    for (const [mutation, input] of [
      ['makeOffer', training],
      ['takeUpOffer', { offer: 'Offer:x', places: 1 }],
    ] as const)
      expect(await s.refusalOf(s.dashboard, mutation, input)).toBe('NOT_SHARED');
  });
});
