import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadePlace } from '../support/factories.ts';
import { driftOf, relationsOf } from './register.ts';

describe('a change of the facts', () => {
  let database: TestDatabase;
  let make: Factories;
  let network: Made;
  let lead: MadePlace;
  let outsider: MadePlace;
  let home: MadePlace;
  const kindsOf = async (resident: Made, place: MadePlace) =>
    (await relationsOf(database.owner, resident, place)).map(([kind]) => kind);

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    network = await make.network();
    lead = await make.practice({ network });
    outsider = await make.practice();
    home = await make.home();
  });
  afterAll(() => database.drop());

  it('closes at once what a withdrawn fact had opened', async () => {
    const resident = await make.resident();
    const placement = await make.placement({ resident, home });
    const registration = await make.registration({ resident, practice: outsider });
    expect(await kindsOf(resident, home)).toEqual(['home.current']);
    await make.withdraw('placement', placement);
    await make.withdraw('gp_registration', registration);
    expect(await kindsOf(resident, home)).toEqual([]);
    expect(await kindsOf(resident, outsider)).toEqual([]);
  });

  it('closes what a deleted fact had opened', async () => {
    const resident = await make.resident({ home });
    await database.owner.query('delete from placement where resident_id = $1', [resident.id]);
    expect(await kindsOf(resident, home)).toEqual([]);
  });

  it('closes everything about a resident whose record is withdrawn', async () => {
    const resident = await make.resident({ home, registeredWith: outsider });
    await make.withdraw('resident', resident);
    expect(await kindsOf(resident, home)).toEqual([]);
    expect(await kindsOf(resident, outsider)).toEqual([]);
  });

  it('moves a fact from one resident to another', async () => {
    const [one, other] = [await make.resident(), await make.resident()];
    const registration = await make.registration({ resident: one, practice: outsider });
    await make.change('gp_registration', registration, { resident_id: other.id });
    expect(await kindsOf(one, outsider)).toEqual([]);
    expect(await kindsOf(other, outsider)).toEqual(['practice.registered']);
  });

  it('reaches all residents of a home that is aligned, changes its lead practice or ends the alignment', async () => {
    const aligned = await make.home();
    const residents = [await make.resident({ home: aligned }), await make.resident({ home: aligned })];
    const kinds = (practice: MadePlace) => Promise.all(residents.map((resident) => kindsOf(resident, practice)));
    const alignment = await make.alignment({ home: aligned, network, leadPractice: lead });
    expect(await kinds(lead)).toEqual([['practice.aligned'], ['practice.aligned']]);
    await make.change('alignment', alignment, { lead_practice_id: outsider.id });
    expect(await kinds(lead)).toEqual([[], []]);
    expect(await kinds(outsider)).toEqual([['practice.aligned'], ['practice.aligned']]);
    await database.owner.query('delete from alignment where id = $1', [alignment.id]);
    expect(await kinds(outsider)).toEqual([[], []]);
  });

  it('reaches all residents on the list of a practice that joins or leaves a network', async () => {
    const aligned = await make.home();
    await make.alignment({ home: aligned, network, leadPractice: lead });
    const joining = await make.practice();
    const resident = await make.resident({ home: aligned, registeredWith: joining });
    expect(await kindsOf(resident, lead)).toEqual(['practice.aligned']);
    const membership = await make.membership({ practice: joining, network });
    expect(await kindsOf(resident, lead)).toEqual(['practice.network']);
    await database.owner.query('delete from network_membership where id = $1', [membership.id]);
    expect(await kindsOf(resident, lead)).toEqual(['practice.aligned']);
  });

  it('gives a home’s residents to the organisation that takes the home over', async () => {
    const taken = await make.home();
    const resident = await make.resident({ home: taken });
    const successor = await make.organisation('home');
    await make.change('care_home', taken, { organisation_id: successor.id });
    expect(await kindsOf(resident, taken)).toEqual([]);
    expect(await relationsOf(database.owner, resident, successor)).toEqual([['home.current', '2020-01-01', '…']]);
  });

  it('is followed once for a statement about many', async () => {
    const many = await make.home();
    for (let count = 0; count < 5; count++) await make.resident({ home: many });
    await database.owner.query(`update placement set to_on = '2026-01-01' where home_id = $1`, [many.id]);
    const { rows } = await database.owner.query(
      'select kind, count(*)::int from hub.relationship where organisation_id = $1 group by kind order by kind',
      [many.organisation.id],
    );
    expect(rows).toEqual([
      { kind: 'home.current', count: 5 },
      { kind: 'home.past', count: 5 },
    ]);
  });

  it('by two at once about one resident leaves out neither', async () => {
    const resident = await make.resident();
    const [one, other] = await Promise.all([database.owner.connect(), database.owner.connect()]);
    try {
      await one.query('begin');
      await other.query('begin');
      const insert = `insert into gp_registration (author_id, resident_id, practice_id, from_on, to_on)
        values ($1, $2, $3, $4, $5)`;
      await one.query(insert, [lead.organisation.id, resident.id, lead.id, '2021-01-01', '2022-01-01']);
      const waiting = other.query(insert, [outsider.organisation.id, resident.id, outsider.id, '2022-01-01', null]);
      await one.query('commit');
      await waiting;
      await other.query('commit');
    } finally {
      one.release();
      other.release();
    }
    expect(await kindsOf(resident, lead)).toEqual(['practice.registered']);
    expect(await kindsOf(resident, outsider)).toEqual(['practice.registered']);
    expect(await driftOf(database.owner)).toEqual([]);
  });

  describe('loaded in bulk', () => {
    it('by the owner waits for one derivation of all', async () => {
      const client = await database.owner.connect();
      const resident = await make.resident();
      try {
        await client.query('begin');
        await client.query(`set local hub.bulk = 'on'`);
        await factoriesOn(client).placement({ resident, home });
        await client.query('commit');
        expect(await driftOf(database.owner)).toEqual([
          expect.objectContaining({ problem: 'missing', resident_id: resident.id, kind: 'home.current' }),
        ]);
        await client.query('select hub.derive_relationships(null)');
        expect(await driftOf(database.owner)).toEqual([]);
      } finally {
        client.release();
      }
    });

    it('by anyone else is followed all the same', async () => {
      const resident = await make.resident();
      await database.owner.query('grant insert, select on gp_registration to caregraph_practice');
      await database.owner.query(
        'create policy test on gp_registration for insert to caregraph_practice with check (true)',
      );
      const client = await database.pools.write.connect();
      try {
        await client.query('begin');
        await client.query('set local role caregraph_practice');
        await client.query(`set local hub.bulk = 'on'`);
        await client.query(
          `insert into gp_registration (author_id, resident_id, practice_id, from_on) values ($1, $2, $3, '2024-01-01')`,
          [outsider.organisation.id, resident.id, outsider.id],
        );
        await client.query('commit');
      } finally {
        client.release();
      }
      expect(await kindsOf(resident, outsider)).toEqual(['practice.registered']);
    });
  });

  it('that empties a table empties the register of it', async () => {
    await make.resident({ registeredWith: outsider });
    await database.owner.query('truncate gp_registration');
    const { rows } = await database.owner.query(
      `select count(*)::int from hub.relationship where kind = 'practice.registered'`,
    );
    expect(rows).toEqual([{ count: 0 }]);
    expect(await driftOf(database.owner)).toEqual([]);
  });
});
