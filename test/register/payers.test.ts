import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadeOrganisation, type MadePlace } from '../support/factories.ts';
import { relationsOf } from './register.ts';

describe('the register', () => {
  let database: TestDatabase;
  let make: Factories;
  let home: MadePlace;
  let council: MadeOrganisation;
  let icb: MadeOrganisation;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    home = await make.home();
    council = await make.organisation('council');
    icb = await make.organisation('icb');
  });
  afterAll(() => database.drop());

  async function funded(source: string, payer?: MadeOrganisation): Promise<Made> {
    const resident = await make.resident();
    const placement = await make.placement({ resident, home, from: '2024-01-01' });
    await make.funding({ resident, home, placement, source, payer, from: '2024-02-01', to: '2024-03-01' });
    return resident;
  }

  it('relates a council to whom it funds, while it does', async () => {
    for (const source of ['COUNCIL', 'JOINT', 'DISCHARGE_TO_ASSESS']) {
      const resident = await funded(source, council);
      expect(await relationsOf(database.owner, resident, council)).toEqual([
        ['council.funder', '2024-02-01', '2024-03-01'],
      ]);
    }
  });

  it('relates an ICB to whom it funds by continuing care or a joint package', async () => {
    for (const source of ['CHC', 'CHC_FAST_TRACK', 'JOINT']) {
      const resident = await funded(source, icb);
      expect(await relationsOf(database.owner, resident, icb)).toEqual([['icb.chc', '2024-02-01', '2024-03-01']]);
    }
  });

  it('relates an ICB that pays for nursing care as such, and for aftercare or an assessment not at all', async () => {
    expect(await relationsOf(database.owner, await funded('FNC', icb), icb)).toEqual([
      ['icb.fnc', '2024-02-01', '2024-03-01'],
    ]);
    for (const source of ['SECTION_117', 'DISCHARGE_TO_ASSESS']) {
      expect(await relationsOf(database.owner, await funded(source, icb), icb)).toEqual([]);
    }
  });

  it('relates nobody else to whom pays for himself, nor a home as payer', async () => {
    for (const payer of [undefined, home.organisation]) {
      const resident = await funded('SELF', payer);
      expect(await relationsOf(database.owner, resident, home)).toEqual([['home.current', '2024-01-01', '…']]);
    }
  });

  it('relates a council while its safeguarding enquiry is open', async () => {
    const resident = await make.resident();
    await make.enquiry({ resident, council, openedOn: '2024-02-01', closedOn: '2024-05-01' });
    await make.enquiry({ resident, council, openedOn: '2025-02-01' });
    expect(await relationsOf(database.owner, resident, council)).toEqual([
      ['council.safeguarding', '2024-02-01', '2024-05-01'],
      ['council.safeguarding', '2025-02-01', '…'],
    ]);
  });

  describe('marks with the bits of an objection', () => {
    const objections = async (resident: Made, organisation: Made) =>
      (
        await database.owner.query<{ objections: number }>(
          'select distinct objections from hub.relationship where resident_id = $1 and organisation_id = $2',
          [resident.id, organisation.id],
        )
      ).rows.map((row) => row.objections);

    it('every relationship if it is against everyone, one organisation’s if it names one', async () => {
      const practice = await make.practice();
      const resident = await make.resident({ home, registeredWith: practice });
      const author = home.organisation;
      await make.objection({ resident, author, kind: 'NATIONAL_DATA_OPT_OUT' });
      await make.objection({ resident, author, kind: 'DIRECT_CARE_SHARING', against: practice.organisation });
      expect(await objections(resident, home.organisation)).toEqual([objectionBits.NATIONAL_DATA_OPT_OUT]);
      expect(await objections(resident, practice.organisation)).toEqual([
        objectionBits.NATIONAL_DATA_OPT_OUT | objectionBits.DIRECT_CARE_SHARING,
      ]);
    });

    it('only until it is withdrawn', async () => {
      const resident = await make.resident({ home });
      const objection = await make.objection({ resident, author: home.organisation, kind: 'ARTICLE_21' });
      expect(await objections(resident, home.organisation)).toEqual([objectionBits.ARTICLE_21]);
      await make.change('objection', objection, { withdrawn_on: '2025-05-01' });
      expect(await objections(resident, home.organisation)).toEqual([0]);
    });

    it('also what somebody claimed in an emergency, which is otherwise left alone', async () => {
      const trust = await make.organisation('trust');
      const resident = await make.resident({ home });
      await database.owner.query(
        `insert into hub.relationship (organisation_id, resident_id, kind, bit, since, until, evidence, reason)
          select $1, $2, name, bit, now(), now() + interval '4 hours', 'claim:1', 'unconscious'
          from hub.relationship_kind where name = 'trust.emergency'`,
        [trust.id, resident.id],
      );
      await make.objection({ resident, author: home.organisation, kind: 'DIRECT_CARE_SHARING' });
      expect(await objections(resident, trust)).toEqual([objectionBits.DIRECT_CARE_SHARING]);
    });
  });

  it('lets nobody claim an emergency without a reason, an end, or for longer than 24 hours', async () => {
    const resident = await make.resident();
    const claim = (until: string | null, reason: string | null) =>
      database.owner.query(
        `insert into hub.relationship (organisation_id, resident_id, kind, bit, since, until, evidence, reason)
          select $1, $2, name, bit, now(), now() + $3::interval, 'claim:1', $4
          from hub.relationship_kind where name = 'practice.emergency'`,
        [council.id, resident.id, until, reason],
      );
    await expect(claim('4 hours', null)).rejects.toThrow('relationship_emergency_ends');
    await expect(claim(null, 'collapsed')).rejects.toThrow('relationship_emergency_ends');
    await expect(claim('25 hours', 'collapsed')).rejects.toThrow('relationship_emergency_ends');
    await expect(claim('24 hours', 'collapsed')).resolves.toBeDefined();
  });
});
