import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../../src/database/client.ts';
import { driftOf, relationsOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import { factoriesOn, type MadeOrganisation, type MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import type { Owner } from '../../support/insert.ts';
import { untilSomebodyWaits } from '../../support/waiting.ts';
import { type Setting, setting } from './setting.ts';

const MINE = '{ myClaims(first: 50) { nodes { nhsNumber state } } }';
const CLAIMS = {
  claimAttendance: 'ClaimAttendanceInput',
  claimStay: 'ClaimStayInput',
  claimRegistration: 'ClaimRegistrationInput',
} as const;
type Fact = (owner: Owner) => Promise<unknown>;
interface Standing {
  id: string;
  version: number;
}

let s: Setting;
let trust: Asking;
let practice: Asking;
beforeAll(async () => {
  s = await setting();
  trust = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-a');
  practice = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-b');
});
afterEach(async () => expect(await driftOf(s.database.owner)).toEqual([]));
afterAll(() => s?.end());

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const claim = (viewer: Asking, mutation: keyof typeof CLAIMS, person: MadeResident, more: object) =>
  viewer.ask(`mutation ($input: ${CLAIMS[mutation]}!) { ${mutation}(input: $input) { outcome problems { code } } }`, {
    input: s.typed(person, more),
  });
const stateOf = async (viewer: Asking, { nhsNumber }: MadeResident) =>
  (await viewer.ask<{ myClaims: { nodes: { nhsNumber: string; state: string }[] } }>(MINE)).data.myClaims.nodes
    .filter((one) => one.nhsNumber === nhsNumber)
    .map(({ state }) => state);
const kinds = async (person: MadeResident, organisation: MadeOrganisation) =>
  (await relationsOf(s.database.owner, person, organisation)).map(([kind]) => kind);
const bag =
  (person: MadeResident): Fact =>
  (owner) =>
    owner.query(
      `insert into red_bag (author_id, resident_id, home_id, items, sent_at) values ($1, $2, $3, '{GLASSES}', $4)`,
      [s.home.organisation.id, person.id, s.home.id, ago(2.5)],
    );
const absent =
  (person: MadeResident): Fact =>
  async (owner) => {
    const { rows } = await owner.query('select id from placement where resident_id = $1', [person.id]);
    const away = { resident: person, home: s.home, placement: rows[0], from: day(-2) };
    return factoriesOn(owner).absence(away);
  };

/** `first` is said and not committed before what `then` says has been heard, or waits for it. */
async function atOnce(signedIn: Owner, first: Fact, then: () => Promise<unknown>): Promise<void> {
  await signedIn.query('begin');
  await first(signedIn);
  const second = then();
  await Promise.race([second, untilSomebodyWaits(s.database.owner)]);
  await signedIn.query('commit');
  await second;
}
const afterAFact = (fact: Fact, then: () => Promise<unknown>) =>
  withClient(s.database.ownerUrl, (owner) => atOnce(owner, fact, then));
/** What the trust says of somebody who has been there for two hours, as the database takes it. */
const claimed =
  (wanted: 'ATTENDANCE' | 'STAY', person: MadeResident): Fact =>
  async (hub) => {
    await hub.query(`select set_config('role', 'caregraph_trust', true), set_config('hub.organisation', $1, true)`, [
      s.trust.id,
    ]);
    await hub.query(
      `select from hub.enter_claim($1, 'dr-a', 'clinician', $2, '1938-03-04', 'O''Brien-Smith', 'Here.', 24, $3, $4)`,
      [wanted, person.nhsNumber, ago(2), wanted === 'STAY' ? '21' : null],
    );
  };
const afterAClaim = (wanted: 'ATTENDANCE' | 'STAY', person: MadeResident, then: () => Promise<unknown>) =>
  withClient(s.database.hubUrl, (hub) => atOnce(hub, claimed(wanted, person), then));
const told = (fact: Fact) => () => withClient(s.database.ownerUrl, fact);

describe('of a claim and what bears it out, recorded at the same moment, the later hears the earlier', () => {
  it('a red bag that leaves while the trust says that the resident is in its emergency department', async () => {
    const [person, other] = [await s.someone(), await s.someone()];
    await afterAFact(bag(person), () => claim(trust, 'claimAttendance', person, { arrivedAt: ago(2) }));
    await afterAClaim('ATTENDANCE', other, told(bag(other)));
    for (const each of [person, other]) {
      expect(await stateOf(trust, each)).toEqual(['CONFIRMED']);
      expect(await kinds(each, s.trust)).toContain('trust.attending');
    }
  });

  it('an absence in hospital that the home records while the trust says that it has admitted the resident', async () => {
    const [person, other] = [await s.someone(), await s.someone()];
    const admitted = { admittedAt: ago(2), admissionMethod: '21' };
    await afterAFact(absent(person), () => claim(trust, 'claimStay', person, admitted));
    await afterAClaim('STAY', other, told(absent(other)));
    for (const each of [person, other]) {
      expect(await stateOf(trust, each)).toEqual(['CONFIRMED']);
      expect(await kinds(each, s.trust)).toContain('trust.inpatient');
    }
  });

  it('an attendance or a registration that a feed brings while it is claimed', async () => {
    const person = await s.someone();
    await afterAFact(
      (owner) => factoriesOn(owner).attendance({ resident: person, trust: s.trust, arrivedAt: ago(2) }),
      () => claim(trust, 'claimAttendance', person, { arrivedAt: ago(2) }),
    );
    expect(await stateOf(trust, person)).toEqual(['CONFIRMED']);
    const moved = await s.make.resident({ home: s.home, familyName: 'O’Brien-Smith', bornOn: '1938-03-04' });
    await afterAFact(
      (owner) => factoriesOn(owner).registration({ resident: moved, practice: s.otherPractice, from: day(-3) }),
      () => claim(practice, 'claimRegistration', moved, { from: day(-3) }),
    );
    expect(await stateOf(practice, moved)).toEqual(['CONFIRMED']);
  });

  it('two trusts that claim the same patient: a bag bears out neither against the other', async () => {
    const person = await s.someone();
    const second = await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE', 'dr-z');
    await bag(person)(s.database.owner);
    await afterAClaim('ATTENDANCE', person, () => claim(second, 'claimAttendance', person, { arrivedAt: ago(2) }));
    expect(await stateOf(trust, person)).toEqual(['CONFIRMED']);
    expect(await stateOf(second, person)).toEqual(['PENDING']);
    expect(await kinds(person, s.otherTrust)).toEqual([]);
  });

  it('who ends an absence and who ends the placement at once: each waits for the person, and holds nothing meanwhile', async () => {
    const person = await s.someone();
    await withClient(s.database.ownerUrl, absent(person));
    const manager = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', 'manager');
    type Lives = { resident: { currentPlacement: Standing & { absences: Standing[] } } };
    const { data } = await manager.ask<Lives>(
      `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
         currentPlacement { id version absences { id version } } } }`,
      { nhsNumber: person.nhsNumber },
    );
    const { absences, ...placement } = data.resident.currentPlacement;
    const ends = (mutation: string, type: string, input: object) =>
      manager.ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { problems { code } } }`, {
        input: { idempotencyKey: `at-once-${mutation}`, on: day(0), ...input },
      });
    const held = await withClient(s.database.hubUrl, async (hub) => {
      await hub.query('begin');
      await hub.query(`select set_config('role', 'caregraph_home', true)`);
      await hub.query('select hub.hold_people(array[$1::uuid])', [person.id]);
      const [absence] = absences as [Standing];
      const both = [
        ends('endAbsence', 'EndAbsenceInput', { absence: absence.id, version: absence.version }),
        ends('endPlacement', 'EndPlacementInput', {
          placement: placement.id,
          version: placement.version,
          reason: 'HOME',
        }),
      ];
      await untilSomebodyWaits(s.database.owner, both.length);
      const { rows } = await s.database.owner.query(
        `select relation::regclass::text, mode from pg_locks join pg_database on pg_database.oid = database
         where datname = current_database() and relation in ('absence'::regclass, 'placement'::regclass)
           and mode <> 'AccessShareLock'`,
      );
      await hub.query('commit');
      expect((await Promise.all(both)).map(({ errors }) => errors)).toEqual([undefined, undefined]);
      return rows;
    });
    expect(held).toEqual([]);
  });
});
