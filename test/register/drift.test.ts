import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DatabaseError } from 'pg';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadeOrganisation, type MadePlace } from '../support/factories.ts';
import { driftOf } from './register.ts';

/** Constraints of the tables, which refuse some of the random changes. */
const refusals = ['23P01', '23503', '23505', '23514'];
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => new Date(Date.UTC(2022, 0, 1 + days)).toISOString().slice(0, 10));
const tables = [
  ...(['placement', 'gp_registration', 'alignment', 'network_membership', 'funding_component'] as const),
  ...(['hospital_stay', 'trust_contact', 'objection', 'practice_agreement', 'safeguarding_enquiry'] as const),
  ...(['safeguarding_concern', 'emergency_attendance'] as const),
];
const change = fc.record({
  table: fc.constantFrom(...tables),
  act: fc.constantFrom('add', 'add', 'add', 'end', 'move', 'withdraw', 'delete'),
  who: fc.nat({ max: 7 }),
  where: fc.nat({ max: 3 }),
  from: day,
  to: fc.option(day, { nil: null }),
  pick: fc.nat(),
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;
/** One fact of each table before the random ones, so that what the register can tell does not hang on chance. */
const first = tables.map((table, who): [Change] => [
  { table, act: 'add', who, where: who, from: '2022-01-01', to: null, pick: who },
]);

const undated = [
  'hospital_stay',
  'emergency_attendance',
  'trust_contact',
  'objection',
  'safeguarding_enquiry',
  'safeguarding_concern',
];
const unversioned = ['alignment', 'network_membership'];

describe('the register', () => {
  let database: TestDatabase;
  let make: Factories;
  let residents: Made[];
  let homes: MadePlace[];
  let practices: MadePlace[];
  let networks: Made[];
  let trusts: MadeOrganisation[];
  let payers: MadeOrganisation[];

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    const four = <Value>(one: () => Promise<Value>) => Promise.all([one(), one(), one(), one()]);
    residents = [...(await four(() => make.resident())), ...(await four(() => make.resident()))];
    homes = await four(() => make.home());
    networks = await four(() => make.network());
    practices = await four(() => make.practice());
    trusts = await four(() => make.organisation('trust'));
    payers = [
      ...(await four(() => make.organisation('council'))).slice(2),
      ...(await four(() => make.organisation('icb'))),
    ];
  });
  afterAll(() => database.drop());

  const at = <Value>(list: readonly Value[], place: number) => list[place % list.length] as Value;

  async function add({ table, who, where, from, to, pick }: Change): Promise<unknown> {
    const resident = at(residents, who);
    const home = at(homes, where);
    const practice = at(practices, where);
    const trust = at(trusts, where);
    const dated = { resident, from, to };
    switch (table) {
      case 'placement':
        return make.placement({ ...dated, home });
      case 'gp_registration':
        return make.registration({ ...dated, practice });
      case 'practice_agreement':
        return make.practiceAgreement({ ...dated, practice });
      case 'alignment':
        return make.alignment({ home, network: at(networks, pick), leadPractice: at(practices, pick), from, to });
      case 'network_membership':
        return make.membership({ practice, network: at(networks, pick), from, to });
      case 'hospital_stay':
        return make.stay({ resident, trust, admittedAt: from, dischargedAt: to });
      case 'emergency_attendance':
        return make.attendance({ resident, trust, arrivedAt: from, departedAt: to });
      case 'trust_contact':
        return make.trustContact({
          ...{ resident, trust, startedAt: from, endedAt: to },
          kind: at(['ATTENDING', 'REFERRED', 'CASELOAD'] as const, pick),
        });
      case 'safeguarding_enquiry':
        return make.enquiry({ resident, council: at(payers, where), openedOn: from, closedOn: to });
      case 'safeguarding_concern': {
        const council = at(payers.slice(0, 2), where);
        const author = pick % 2 ? council : home.organisation;
        return make.concern({ resident, author, council, raisedAt: from, endedAt: to });
      }
      case 'objection':
        return make.objection({
          ...{ resident, author: home.organisation, kind: at(['NATIONAL_DATA_OPT_OUT', 'ARTICLE_21'], pick) },
          against: pick % 3 ? home.organisation : undefined,
        });
      case 'funding_component': {
        const placement = await make.placement({ resident, home, from, to });
        const source = at(['COUNCIL', 'CHC', 'FNC', 'JOINT', 'SECTION_117'], pick);
        return make.funding({ ...dated, home, placement, source, payer: at(payers, where) });
      }
    }
  }

  async function apply(wanted: Change): Promise<unknown> {
    const { table, act, who, to, pick } = wanted;
    if (act === 'add') return add(wanted);
    const { rows } = await database.owner.query<Made>(`select id from ${table} order by id`);
    if (rows.length === 0) return;
    const row = at(rows, pick);
    if (act === 'delete' && table !== 'placement')
      return database.owner.query(`delete from ${table} where id = $1`, [row.id]);
    if (act === 'move' && !unversioned.includes(table)) {
      return make.change(table, row, { resident_id: at(residents, who).id });
    }
    if (act === 'end' && !undated.includes(table)) return make.change(table, row, { to_on: to });
    if (!unversioned.includes(table)) return make.withdraw(table, row);
  }

  it('does not drift from the facts over 200 random changes', async () => {
    let applied = 0;
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(change, async (wanted) => {
        try {
          await apply(wanted);
          applied++;
        } catch (error) {
          if (!refusals.includes((error as DatabaseError).code ?? '')) throw error;
        }
        expect(await driftOf(database.owner)).toEqual([]);
        const { rows } = await database.owner.query<{ kind: string }>('select distinct kind from hub.relationship');
        for (const { kind } of rows) kinds.add(kind);
      }),
      { numRuns: 200, examples: first },
    );
    expect(applied).toBeGreaterThan(100);
    // The changes moved through most of what the register can tell.
    expect(kinds.size).toBeGreaterThan(8);
  });

  it('says what is missing, what is there without a fact and what differs', async () => {
    const home = await make.home();
    const [one, two, three] = [
      await make.resident({ home }),
      await make.resident({ home }),
      await make.resident({ home }),
    ];
    const change = (sql: string, resident: Made) => database.owner.query(sql, [home.organisation.id, resident.id]);
    await change('delete from hub.relationship where organisation_id = $1 and resident_id = $2', one);
    await change('update hub.relationship set objections = 1 where organisation_id = $1 and resident_id = $2', two);
    await change(`update hub.relationship set evidence = 'x' where organisation_id = $1 and resident_id = $2`, three);
    const problems = (await driftOf(database.owner)) as { problem: string; resident_id: string }[];
    expect(problems.map(({ problem, resident_id }) => [problem, resident_id]).sort()).toEqual(
      [
        ['missing', one.id],
        ['different', two.id],
        ['missing', three.id],
        ['surplus', three.id],
      ].sort(),
    );
    await database.owner.query('select hub.derive_relationships(null)');
    expect(await driftOf(database.owner)).toEqual([]);
  });
});
