import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  relationshipBits as bits,
  objectionBits,
  type Relationship,
  recordBits,
} from '../../src/agreement/relationships.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadeOrganisation, type MadePlace } from '../support/factories.ts';
import { asking, type Viewer } from './register.ts';

const personal = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
  and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'former_of') order by relname`;

describe('a row about a person', () => {
  let database: TestDatabase;
  let make: Factories;
  let home: MadePlace;
  let formerHome: MadePlace;
  let practice: MadePlace;
  let council: MadeOrganisation;
  let icb: MadeOrganisation;
  let resident: Made;
  let stranger: Made;
  let ownIncident: Made;
  let otherIncident: Made;
  let placement: Made;
  let funding: Made;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const { owner } = database;
    make = factoriesOn(owner);
    home = await make.home();
    formerHome = await make.home();
    practice = await make.practice();
    [council, icb] = [await make.organisation('council'), await make.organisation('icb')];
    resident = await make.resident({ registeredWith: practice });
    await make.placement({ resident, home: formerHome, to: '2024-01-01' });
    placement = await make.placement({ resident, home, from: '2024-01-01' });
    stranger = await make.resident({ home: await make.home() });
    ownIncident = await make.incident({ resident, home: formerHome, occurredAt: '2023-05-05T05:05Z' });
    otherIncident = await make.incident({ resident, home });
    funding = await make.funding({ resident, home, placement, source: 'FNC', payer: icb });
    await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council });
    for (const { name } of (await owner.query<{ name: string }>(personal)).rows) {
      await owner.query(`grant select, insert, update, delete on ${name} to
        caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard`);
    }
    await owner.query(
      `insert into hub.opening (subject, record_bits, relationships) values
        ('Resident', 0, $1), ('Incident', 0, $2), ('Incident', $3, $4), ('FundingComponent', 0, $5), ('FundingComponent', $6, $7),
        ('Objection', $3, $8)`,
      [
        bits['home.current'] | bits['home.past'] | bits['practice.registered'] | bits['council.funder'],
        bits['home.current'] | bits['practice.registered'],
        ...[recordBits.author, bits['home.past']],
        bits['home.current'],
        ...[recordBits.payer, bits['icb.fnc'] | bits['council.funder']],
        bits['practice.registered'] | bits['home.current'],
      ],
    );
  });
  afterAll(() => database.drop());

  const seen = async (viewer: Viewer, table: string) =>
    (await asking<Made>(database.pools.read, viewer, `select id from ${table}`)).map(({ id }) => id).sort();
  const as = (place: MadePlace, more: Partial<Viewer> = {}): Viewer => ({
    ...{ agency: place.organisation.agency, organisation: place.organisation },
    ...more,
  });

  it('is seen by an organisation that the register relates to that person, and no other person’s is', async () => {
    expect(await seen(as(home), 'resident')).toEqual([resident.id]);
    expect(await seen(as(practice), 'resident')).toEqual([resident.id]);
    expect(await seen(as(home), 'resident')).not.toContain(stranger.id);
  });

  it('is not seen without a relationship', async () => {
    for (const place of [await make.home(), await make.practice()]) {
      expect(await seen(as(place), 'resident')).toEqual([]);
      expect(await seen(as(place), 'incident')).toEqual([]);
    }
    expect(await seen({ agency: 'trust', organisation: await make.organisation('trust') }, 'resident')).toEqual([]);
  });

  it('is not seen by a relationship that the purpose does not allow', async () => {
    expect(await seen(as(practice, { kinds: ['practice.aligned', 'home.current'] }), 'resident')).toEqual([]);
    expect(await seen(as(practice, { kinds: [] }), 'resident')).toEqual([]);
    expect(await seen(as(practice, { kinds: ['practice.registered'] }), 'resident')).toEqual([resident.id]);
  });

  it('is not seen by a relationship to which the agreement does not open its subject', async () => {
    expect(await seen({ agency: 'council', organisation: council }, 'resident')).toEqual([resident.id]);
    expect(await seen({ agency: 'council', organisation: council }, 'incident')).toEqual([]);
    expect(await seen(as(practice), 'placement')).toEqual([]);
  });

  it('is seen by a former home only if that home wrote it', async () => {
    expect(await seen(as(formerHome), 'incident')).toEqual([ownIncident.id]);
    expect(await seen(as(home), 'incident')).toEqual([ownIncident.id, otherIncident.id].sort());
  });

  it('about what is paid is seen by its payer, where the agreement opens it to payers only', async () => {
    expect(await seen({ agency: 'icb', organisation: icb }, 'funding_component')).toEqual([funding.id]);
    expect(await seen({ agency: 'icb', organisation: icb }, 'resident')).toEqual([]);
    expect(await seen(as(home), 'funding_component')).toHaveLength(2);
  });

  it('is not seen before the relationship begins or after it has ended', async () => {
    const future = await make.home();
    const past = await make.practice();
    const person = await make.resident({ home: future, since: '2099-01-01' });
    await make.registration({ resident: person, practice: past, from: '2020-01-01', to: '2024-01-01' });
    expect(await seen(as(future), 'resident')).toEqual([]);
    expect(await seen(as(past), 'resident')).toEqual([]);
  });

  it('is not seen against an objection that ends relationships for the purpose', async () => {
    const place = await make.practice();
    const person = await make.resident({ registeredWith: place });
    await make.objection({ resident: person, author: place.organisation, kind: 'ARTICLE_21' });
    expect(await seen(as(place, { endsWith: objectionBits.ARTICLE_21 }), 'resident')).toEqual([]);
    expect(await seen(as(place, { endsWith: objectionBits.DIRECT_CARE_SHARING }), 'resident')).toEqual([person.id]);
  });

  it('is seen in spite of an objection by a relationship that none ends', async () => {
    const place = await make.practice();
    const person = await make.resident({ registeredWith: place });
    await make.objection({ resident: person, author: home.organisation, kind: 'DIRECT_CARE_SHARING' });
    const endsWith = objectionBits.DIRECT_CARE_SHARING;
    expect(await seen(as(place, { endsWith, neverEnds: ['practice.network'] }), 'resident')).toEqual([]);
    expect(await seen(as(place, { endsWith, neverEnds: ['practice.registered'] }), 'resident')).toEqual([person.id]);
  });

  it('that is an objection is seen by whoever recorded it, though it ended the relationship', async () => {
    const [place, other] = [await make.practice(), await make.home()];
    const person = await make.resident({ registeredWith: place, home: other });
    const kind = 'DIRECT_CARE_SHARING';
    const own = await make.objection({ resident: person, author: place.organisation, kind });
    await make.objection({ resident: person, author: other.organisation, kind });
    const endsWith = objectionBits.DIRECT_CARE_SHARING;
    expect(await seen(as(place, { endsWith }), 'resident')).toEqual([]);
    expect(await seen(as(place, { endsWith }), 'objection')).toEqual([own.id]);
    expect(await seen(as(place, { endsWith, kinds: ['practice.aligned'] }), 'objection')).toEqual([]);
  });

  it('is not seen once it is superseded', async () => {
    const place = await make.practice();
    const person = await make.resident({ registeredWith: place });
    const incident = await make.incident({ resident: person, home });
    expect(await seen(as(place), 'incident')).toEqual([incident.id]);
    await make.withdraw('incident', incident);
    expect(await seen(as(place), 'incident')).toEqual([]);
  });

  it('is seen by no dashboard, whatever it says it is', async () => {
    for (const { name } of (await database.owner.query<{ name: string }>(personal)).rows) {
      expect(await seen({ agency: 'dashboard', organisation: home.organisation }, name)).toEqual([]);
    }
  });

  it('is not seen by a request that has not said who asks, or for what', async () => {
    const silent = { agency: 'home', organisation: { id: '' } } as const;
    expect(await seen(silent, 'resident')).toEqual([]);
  });

  it('cannot be written, changed or deleted by an agency, even with the privilege', async () => {
    const viewer = as(home);
    const write = (sql: string) => asking(database.pools.write, viewer, sql);
    expect(await write(`update resident set family_name = 'X' returning id`)).toEqual([]);
    expect(await write('delete from incident returning id')).toEqual([]);
    await expect(
      write(`insert into personal_summary (author_id, resident_id) select author_id, id from resident`),
    ).rejects.toThrow('row-level security');
  });

  it('lies in a table that forces its policies on the owner too', async () => {
    const { owner } = database;
    const forced = await owner.query(
      `select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity order by relname`,
    );
    // And so do tables that organisations write about themselves.
    expect(forced.rows).toEqual(expect.arrayContaining((await owner.query(personal)).rows));
    const rename = `update resident set language = 'English'`;
    expect((await owner.query(rename)).rowCount).toBeGreaterThan(0);
    // The owner takes part in the register's role, of which functions amend residents, and in those that erase and merge them.
    for (const name of ['owner', 'amended', 'settled', 'eraser', 'merger'])
      await owner.query(`drop policy resident_${name} on resident`);
    expect((await owner.query(rename)).rowCount).toBe(0);
  });

  describe('of the register', () => {
    it('is read by its own organisation only, without the evidence', async () => {
      for (const agency of agencies.filter((name) => name !== 'dashboard')) {
        const viewer = { agency, organisation: practice.organisation };
        const rows = await asking<{ organisation_id: string }>(
          database.pools.read,
          viewer,
          'select organisation_id, resident_id, bit, since, until, objections from hub.relationship',
        );
        expect(new Set(rows.map((row) => row.organisation_id))).toEqual(new Set([practice.organisation.id]));
        await expect(asking(database.pools.read, viewer, 'select evidence from hub.relationship')).rejects.toThrow(
          'permission denied',
        );
      }
    });

    it('is not read by a dashboard, nor by the hub before it has become an agency', async () => {
      const sql = 'select kind from hub.relationship';
      const viewer: Viewer = { agency: 'dashboard', organisation: practice.organisation };
      await expect(asking(database.pools.read, viewer, sql)).rejects.toThrow('permission denied');
      await expect(database.pools.read.query(sql)).rejects.toThrow('permission denied');
      await expect(database.pools.read.query('select id from resident')).rejects.toThrow('permission denied');
    });

    it('is written by nobody but the register, and its functions run for nobody else', async () => {
      const all: Relationship[] = ['practice.registered'];
      for (const agency of agencies) {
        const write = (sql: string) =>
          asking(database.pools.write, { agency, organisation: practice.organisation, kinds: all }, sql);
        for (const sql of [
          `insert into hub.relationship (organisation_id, resident_id, kind, bit, since, evidence)
            values ('${practice.organisation.id}', '${stranger.id}', 'practice.registered', 4, now(), 'x')`,
          'update hub.relationship set until = null',
          'delete from hub.relationship',
          'update hub.opening set relationships = -1',
          'select hub.derive_relationships(null)',
          'select * from hub.relationship_drift()',
          `select * from hub.relationships_due(array['${stranger.id}'::uuid])`,
        ]) {
          await expect(write(sql)).rejects.toThrow('permission denied');
        }
      }
    });
  });
});
