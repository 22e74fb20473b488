import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demonstrationAccounts } from '../../src/access/demonstration-accounts.ts';
import { Organisations, organisationsIn } from '../../src/access/organisations.ts';
import { readAgreement } from '../../src/agreement/read.ts';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

/** Two practices of one network with two homes each; one resident of C3 is registered outside it, one with each lead. */
const borough = `
  truncate organisation cascade;
  insert into organisation (agency, code, name)
    select split_part(org, ' ', 1), split_part(org, ' ', 2), 'The ' || org from unnest(array['practice P1', 'practice P2',
      'practice P3', 'home C1', 'home C2', 'home C3', 'home C4', 'home C5', 'trust T1', 'trust T2', 'trust T3',
      'council L1', 'council L2', 'icb I1', 'dashboard D1']) org;
  insert into primary_care_network (code, name, icb_id) select 'U1', 'Network', id from organisation where code = 'I1';
  insert into practice (organisation_id, ods_code, name, telephone, address, postcode, latitude, longitude)
    select id, code, name, '', '', '', 0, 0 from organisation where agency = 'practice';
  insert into network_membership (practice_id, network_id, from_on)
    select practice.id, network.id, '2020-01-01' from practice, primary_care_network network where ods_code <> 'P3';
  insert into care_home (organisation_id, cqc_location_id, cqc_provider_id, provider_name, ods_code, name, address, postcode,
    latitude, longitude, telephone, council_id, registered_on, nursing, registered_beds, care_types, admission_status, admission_status_as_of)
    select home.id, home.code, '', '', '', home.name, '', '', 0, 0, '', council.id, '2020-01-01', false, 10, '{}', 'OPEN', now()
    from organisation home, organisation council where home.agency = 'home' and council.code = 'L1';
  insert into alignment (home_id, network_id, lead_practice_id, clinical_lead_name, from_on)
    select care_home.id, network.id, practice.id, '', '2020-01-01'
    from (values ('C1', 'P1'), ('C2', 'P2'), ('C3', 'P2'), ('C4', 'P1')) led (home, lead)
    join care_home on cqc_location_id = home join practice on practice.ods_code = lead, primary_care_network network;`;

const resident = `
  with person as (
    insert into resident (author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, sex)
    select id, $1, 'VERIFIED', 'A', 'B', '1940-01-01', 'FEMALE' from organisation where code = $2 returning id, author_id
  ), placed as (
    insert into placement (author_id, resident_id, home_id, care_type, from_on)
    select author_id, person.id, care_home.id, 'RESIDENTIAL', '2024-01-01' from person, care_home where cqc_location_id = $2
  )
  insert into gp_registration (author_id, resident_id, practice_id, from_on)
  select author_id, person.id, practice.id, '2024-01-01' from person, practice where ods_code = $3`;

beforeAll(async () => {
  database = await databaseOfOwn();
  await database.owner.query(borough);
  const lives = [
    ['C1', 'P1'],
    ['C1', 'P1'],
    ['C1', 'P1'],
    ['C2', 'P2'],
    ['C3', 'P2'],
    ['C3', 'P1'],
    ['C3', 'P3'],
    ['C5', 'P3'],
  ];
  const numbers = madeUpNhsNumbers();
  for (const [home, practice] of lives) await database.owner.query(resident, [numbers.next().value, home, practice]);
});
afterAll(() => database.drop());

describe('organisations', () => {
  it('are looked up with what the hub itself may read, and nothing of them but code, name and agency', async () => {
    const organisations = new Organisations(organisationsIn(database.pools.read));
    const found = await organisations.byCode('P1');
    expect(found).toEqual({ id: expect.any(String), code: 'P1', name: 'The practice P1', agency: 'practice' });
    expect(await organisations.byCode("P1' or true --")).toBeNull();
    await expect(database.pools.read.query('select telephone from organisation')).rejects.toThrow('permission denied');
  });
});

describe('the accounts of a demonstration', () => {
  it('begin with the practices that know residents in most ways, and the fullest homes that those lead', async () => {
    const accounts = await demonstrationAccounts(database.owner, readAgreement('schema/agreement.yml'));
    const codesOf = (agency: string) => [
      ...new Set(accounts.filter((a) => a.agency === agency).map(({ code }) => code)),
    ];
    expect(codesOf('practice')).toEqual(['P2', 'P1']);
    expect(codesOf('home')).toEqual(['C3', 'C1']);
    expect(codesOf('trust')).toHaveLength(2);
    expect(codesOf('council')).toHaveLength(1);
  });

  it('have every role that the first questions need, each with a purpose that the agreement gives it', async () => {
    const accounts = await demonstrationAccounts(database.owner, readAgreement('schema/agreement.yml'));
    const roles = new Set(accounts.map(({ agency, role, purpose }) => `${agency} ${role} ${purpose}`));
    expect([...roles]).toEqual([
      'home manager DIRECT_CARE',
      'home care-worker DIRECT_CARE',
      'home analyst PLANNING',
      'home privacy-officer INFORMATION_GOVERNANCE',
      'practice clinician DIRECT_CARE',
      'practice care-coordinator DIRECT_CARE',
      'practice analyst PLANNING',
      'practice privacy-officer INFORMATION_GOVERNANCE',
      'trust discharge-coordinator DISCHARGE',
      'trust clinician DIRECT_CARE',
      'trust privacy-officer INFORMATION_GOVERNANCE',
      'council finance FUNDING',
      'council social-worker SAFEGUARDING',
      'council broker DISCHARGE',
      'council dols-signatory DEPRIVATION_OF_LIBERTY',
      'council quality-officer FUNDING',
      'council analyst PLANNING',
      'council privacy-officer INFORMATION_GOVERNANCE',
      'icb finance FUNDING',
      'icb chc-assessor FUNDING',
      'icb commissioner PLANNING',
      'icb analyst PLANNING',
      'icb privacy-officer INFORMATION_GOVERNANCE',
      'dashboard service PLANNING',
    ]);
    expect(await demonstrationAccounts(database.owner, { purposes: new Map() })).toEqual([]);
  });
});
