import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registrations } from '../../src/imports/registrations/registrations.ts';
import { type Factories, factoriesOn, type MadePlace, type MadeResident } from '../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { table } from './support/council-file.ts';
import { columns, patient } from './support/practice-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

const WHO = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  registeredPractice { odsCode } registrations(first: 5) { nodes { practice { odsCode } from to } } } }`;
const LIST = '{ residents(first: 50) { totalCount } }';
const ALERTS = `{ privacyAlerts(first: 50) { nodes { kind relationship nhsNumber organisation { code } } } }`;

/** Somebody registers with another practice, whose list says so. */
describe('the practice that somebody has left for another', () => {
  let taking: Taking;
  let hub: HubUnderTest;
  let make: Factories;
  let former: MadePlace;
  let next: MadePlace;
  let home: MadePlace;
  let known: MadeResident;
  beforeAll(async () => {
    taking = await takingFiles();
    make = factoriesOn(taking.database.owner);
    [former, next, home] = [await make.practice(), await make.practice(), await make.home()];
    known = await make.resident({ registeredWith: former, since: '2019-05-01' });
    await make.placement({ resident: known, home, from: '2020-01-01' });
    hub = await startHub({ database: taking.database });
  });
  afterAll(async () => {
    await hub?.close();
    await taking?.database.drop();
  });

  const as = (place: MadePlace, agency: 'home' | 'practice') => {
    const role = agency === 'home' ? 'manager' : 'clinician';
    return hub.as(place.organisation.code, role, 'DIRECT_CARE', role);
  };
  const alerts = async (place: MadePlace) => {
    const officer = await hub.as(place.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer');
    const { data } = await officer.ask<{ privacyAlerts: { nodes: { relationship: string }[] } }>(ALERTS);
    return data.privacyAlerts.nodes.filter(({ relationship }) => relationship === 'practice.registered');
  };
  const shown = async (viewer: Asking) =>
    (await viewer.ask<{ resident: object | null }>(WHO, { nhsNumber: known.nhsNumber })).data.resident;
  const listed = (line: object, how = {}, who = known) =>
    taking.take(registrations, table([{ ...patient(who.nhsNumber), ...line }], columns), {
      ...{ organisation: next.organisation.id, asOf: new Date(), ...how },
    });

  it('sees and lists the resident no more, and its officer is told by whom the registration was ended', async () => {
    const clinician = await as(former, 'practice');
    expect(await shown(clinician)).toMatchObject({ registeredPractice: { odsCode: former.code } });
    expect(await listed({ 'Registered from': '2024-02-29' }, { dryRun: true })).toMatchObject({ ended: 1 });
    expect(await alerts(former)).toEqual([]);

    expect(await listed({ 'Registered from': '2024-02-29' })).toMatchObject({ state: 'DONE', added: 1, ended: 1 });
    expect(await shown(clinician)).toBeNull();
    expect((await clinician.ask<object>(LIST)).data).toEqual({ residents: { totalCount: 0 } });
    expect(await alerts(former)).toEqual([
      {
        ...{ kind: 'NEW_RELATIONSHIP', relationship: 'practice.registered', nhsNumber: known.nhsNumber },
        organisation: { code: next.organisation.code },
      },
    ]);
    const now = {
      registeredPractice: { odsCode: next.code },
      registrations: {
        nodes: [
          { practice: { odsCode: next.code }, from: '2024-02-29', to: null },
          { practice: { odsCode: former.code }, from: '2019-05-01', to: '2024-02-29' },
        ],
      },
    };
    expect([await shown(await as(next, 'practice')), await shown(await as(home, 'home'))]).toEqual([now, now]);
    expect(await taking.rows('select * from hub.relationship_drift()')).toEqual([]);
  });

  it('is told of nothing where it had let the resident go before', async () => {
    const gone = await make.resident({ registeredWith: former, since: '2019-05-01' });
    await taking.rows(`update gp_registration set to_on = '2024-06-01' where resident_id = $1`, gone.id);
    const before = await alerts(former);
    // It ends some days earlier than the practice had it.
    expect(await listed({ 'Registered from': '2024-05-01' }, {}, gone)).toMatchObject({ added: 1, ended: 1 });
    expect(await alerts(former)).toEqual(before);
  });
});
