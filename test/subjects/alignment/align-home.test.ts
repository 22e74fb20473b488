import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { untilSomebodyWaits } from '../../support/waiting.ts';

const told =
  'id from to clinicalLeadName network { code } leadPractice { odsCode } statedBy { code } recordedAt endRecordedAt';
const ALIGN = `mutation ($input: AlignHomeInput!) { alignHome(input: $input) { record { ${told} } problems { path code } } }`;
const END = `mutation ($input: EndAlignmentInput!) { endAlignment(input: $input) { record { ${told} } problems { path code } } }`;

interface Told {
  id: string;
  from: string;
  to: string | null;
  clinicalLeadName: string;
  leadPractice: { odsCode: string };
}

let database: TestDatabase;
let hub: HubUnderTest;
let make: Factories;
let icb: MadeOrganisation;
let network: { id: string; code: string };
let first: MadePlace;
let second: MadePlace;
let outside: MadePlace;
let commissioner: Asking;
let keys = 0;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  icb = await make.organisation('icb');
  network = await make.network({ icb });
  [first, second, outside] = [
    await make.practice({ network }),
    await make.practice({ network }),
    await make.practice(),
  ];
  hub = await startHub({ database });
  commissioner = await hub.as(icb.code, 'commissioner', 'PLANNING');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
const asked = (viewer: Asking, document: string, input: object) =>
  viewer.ask(document, { input: { idempotencyKey: `alignment-${++keys}`, ...input } });
async function write(document: string, input: object, viewer = commissioner) {
  const { data, errors } = await asked(viewer, document, input);
  expect(errors).toBeUndefined();
  const [came] = Object.values(data) as { record: Told; problems: { path: string[]; code: string }[] }[];
  return { record: came?.record as Told, said: came?.problems.map(({ path, code }) => [path.at(-1), code]) };
}
const align = (home: MadePlace, practice: MadePlace, from: string, more: object = {}) =>
  write(ALIGN, {
    ...{
      home: home.code,
      network: network.code,
      leadPractice: practice.code,
      clinicalLeadName: 'Dr Ames',
      from,
      ...more,
    },
  });
const history = async (home: MadePlace) =>
  (
    await commissioner.ask<{ careHome: { alignments: { nodes: Told[] } } }>(
      `{ careHome(cqcLocationId: "${home.code}") { alignments { nodes { ${told} } } } }`,
    )
  ).data.careHome.alignments.nodes.map(({ from, to, leadPractice }) => [from, to, leadPractice.odsCode]);

describe('an alignment that the integrated care board states', () => {
  it('opens and closes what it opens at once, to practice and network, and leaves no drift', async () => {
    const home = await make.home();
    const stranger = await make.resident({ home, registeredWith: outside });
    const colleague = await make.resident({ home, registeredWith: second });
    const clinician = await hub.as(first.organisation.code, 'clinician', 'DIRECT_CARE');
    const seen = async () =>
      (await clinician.ask<{ residents: { nodes: object[] } }>('{ residents { nodes { nhsNumber dateOfBirth } } }'))
        .data.residents.nodes;
    expect(await seen()).toEqual([]);
    const { record, said } = await align(home, first, day(0));
    expect(said).toEqual([]);
    expect(record).toMatchObject({
      statedBy: { code: icb.code },
      to: null,
      endRecordedAt: null,
      recordedAt: expect.any(String),
    });
    expect(await seen()).toEqual(
      expect.arrayContaining([
        { nhsNumber: null, dateOfBirth: '1938' },
        { nhsNumber: colleague.nhsNumber, dateOfBirth: '1938-03-04' },
      ]),
    );
    expect(await driftOf(database.owner)).toEqual([]);
    await align(home, second, day(0));
    expect(await seen()).toEqual([]);
    expect(await relationsOf(database.owner, stranger, first)).toEqual([]);
    expect(await relationsOf(database.owner, stranger, second)).toEqual([['practice.aligned', day(0), '…']]);
    expect(await driftOf(database.owner)).toEqual([]);
  });

  it('ends what held until then, keeps it in the history, and leaves what is planned as it is planned', async () => {
    const home = await make.home();
    await make.alignment({ home, network, leadPractice: first, from: '2024-01-01' });
    await align(home, second, day(60));
    await align(home, first, day(30), { clinicalLeadName: 'Dr Bell' });
    expect(await history(home)).toEqual([
      [day(60), null, second.code],
      [day(30), day(60), first.code],
      ['2024-01-01', day(30), first.code],
    ]);
    const resident = await make.resident({ home, registeredWith: outside });
    expect(await relationsOf(database.owner, resident, first)).toEqual([
      ['practice.aligned', '2024-01-01', day(30)],
      ['practice.aligned', day(30), day(60)],
    ]);
    expect(await relationsOf(database.owner, resident, second)).toEqual([['practice.aligned', day(60), '…']]);
    expect(await driftOf(database.owner)).toEqual([]);
  });

  it('is ended, and taken back before it begins, and never made to last longer', async () => {
    const home = await make.home();
    const { record } = await align(home, first, day(-10));
    const end = (to: string) => write(END, { alignment: record.id, to });
    expect((await end(day(-11))).said).toEqual([['to', 'TOO_EARLY']]);
    expect((await end(day(20))).record).toMatchObject({ to: day(20), endRecordedAt: expect.any(String) });
    expect((await end(day(21))).said).toEqual([['alignment', 'ALREADY_ENDED']]);
    expect((await end(day(0))).record).toMatchObject({ to: day(0) });
    const planned = await align(home, second, day(9));
    await write(END, { alignment: planned.record.id, to: day(9) });
    expect(await history(home)).toEqual([
      [day(9), day(9), second.code],
      [day(-10), day(0), first.code],
    ]);
    const aligned = await commissioner.ask<{ careHome: { alignment: null } }>(
      `{ careHome(cqcLocationId: "${home.code}") { alignment { id } } }`,
    );
    expect(aligned.data.careHome.alignment).toBeNull();
  });

  it.each<[string, object, string[][]]>([
    ['a home that is none', { home: '1-123' }, [['home', 'UNKNOWN']]],
    ['a network that is none', { network: 'Practice:x' }, [['network', 'UNKNOWN']]],
    ['a practice that is none', { leadPractice: 'x' }, [['leadPractice', 'UNKNOWN']]],
    ['nobody who leads', { clinicalLeadName: ' ' }, [['clinicalLeadName', 'REQUIRED']]],
    ['long ago', { from: '2020-01-01' }, [['from', 'OUT_OF_RANGE']]],
    ['far ahead', { from: '2999-01-01' }, [['from', 'IN_FUTURE']]],
  ])('is nothing that cannot be: %s', async (_, more, problems) => {
    expect((await align(await make.home(), first, day(0), more)).said).toEqual(problems);
  });

  it('is of the board’s own networks and their practices, and touches none of another board', async () => {
    const [home, other] = [await make.home(), await make.organisation('icb')];
    const theirs = await make.network({ icb: other });
    const practice = await make.practice({ network: theirs });
    expect((await align(home, outside, day(0))).said).toEqual([['leadPractice', 'UNKNOWN']]);
    expect((await align(home, practice, day(0), { network: theirs.code })).said).toEqual([['network', 'UNKNOWN']]);
    const alignment = await make.alignment({ home, network: theirs, leadPractice: practice });
    expect((await align(home, first, day(0))).said).toEqual([['home', 'NOT_POSSIBLE']]);
    const named = { alignment: `Alignment:${alignment.id}`, to: day(0) };
    expect((await write(END, named)).said).toEqual([['alignment', 'UNKNOWN']]);
    expect((await write(END, named, await hub.as(other.code, 'commissioner', 'PLANNING'))).said).toEqual([]);
    expect((await align(home, first, day(0))).said).toEqual([]);
    expect((await align(home, first, day(5))).said).toEqual([['home', 'ALREADY_RECORDED']]);
  });

  it('is stated by two at once one after the other, and never overlaps', async () => {
    const home = await make.home();
    await Promise.all([align(home, first, day(0)), align(home, second, day(0)), align(home, second, day(3))]);
    const { rows } = await database.owner.query<{ days: number }>(
      `select count(*)::int as days from alignment a join alignment b on a.home_id = b.home_id and a.id < b.id
         and daterange(a.from_on, a.to_on) && daterange(b.from_on, b.to_on) where a.home_id = $1`,
      [home.id],
    );
    expect(rows).toEqual([{ days: 0 }]);
    expect((await history(home)).filter(([from, to]) => from !== to).at(-1)?.[0]).toBe(day(0));
  });

  it('is not held longer by one who plans the next than another, at the same moment, lets it last', async () => {
    const home = await make.home();
    const standing = await make.alignment({ home, network, leadPractice: first, from: '2024-01-01' });
    const other = await database.owner.connect();
    await other.query('begin');
    await other.query('update alignment set to_on = $2 where id = $1', [standing.id, day(0)]);
    const planning = align(home, second, day(30));
    await untilSomebodyWaits(database.owner);
    await other.query('commit');
    other.release();
    expect((await planning).said).toEqual([]);
    expect(await history(home)).toEqual([
      [day(30), null, second.code],
      ['2024-01-01', day(0), first.code],
    ]);
  });

  it('is stated by commissioners alone: not by the practice that it lets in, nor by analysts', async () => {
    const home = await make.home();
    const input = {
      home: home.code,
      network: network.code,
      leadPractice: first.code,
      clinicalLeadName: 'x',
      from: day(0),
    };
    const practice = await hub.as(first.organisation.code, 'clinician', 'DIRECT_CARE');
    const analyst = await hub.as(icb.code, 'analyst', 'PLANNING');
    for (const [viewer, code] of [
      [practice, 'NOT_SHARED'],
      [analyst, 'FORBIDDEN'],
    ] as const)
      expect((await asked(viewer, ALIGN, input)).errors?.[0]?.extensions.code).toBe(code);
  });
});
