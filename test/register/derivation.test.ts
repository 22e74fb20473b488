import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadeOrganisation, type MadePlace } from '../support/factories.ts';
import { relationsOf } from './register.ts';

describe('the register relates', () => {
  let database: TestDatabase;
  let make: Factories;
  let network: Made;
  let otherNetwork: Made;
  let lead: MadePlace;
  let neighbour: MadePlace;
  let outsider: MadePlace;
  let home: MadePlace;
  let trust: MadeOrganisation;
  const of = (resident: Made, organisation: MadePlace | MadeOrganisation) =>
    relationsOf(database.owner, resident, organisation);

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    network = await make.network();
    otherNetwork = await make.network();
    lead = await make.practice({ network });
    neighbour = await make.practice({ network });
    outsider = await make.practice({ network: otherNetwork });
    home = await make.home();
    trust = await make.organisation('trust');
    await make.alignment({ home, network, leadPractice: lead, from: '2022-01-01' });
  });
  afterAll(() => database.drop());

  it('a home to its resident from the first day, and to a former resident for good', async () => {
    const resident = await make.resident();
    await make.placement({ resident, home, from: '2023-03-01', to: '2024-06-01' });
    expect(await of(resident, home)).toEqual([
      ['home.current', '2023-03-01', '2024-06-01'],
      ['home.past', '2024-06-01', '…'],
    ]);
  });

  it('a home to a former resident only until the return', async () => {
    const resident = await make.resident();
    await make.placement({ resident, home, from: '2023-03-01', to: '2023-06-01' });
    await make.placement({ resident, home: await make.home(), from: '2023-06-01', to: '2023-09-01' });
    await make.placement({ resident, home, from: '2023-09-01' });
    expect(await of(resident, home)).toEqual([
      ['home.current', '2023-03-01', '2023-06-01'],
      ['home.past', '2023-06-01', '2023-09-01'],
      ['home.current', '2023-09-01', '…'],
    ]);
  });

  it('a home without a gap when the resident changes the room', async () => {
    const resident = await make.resident();
    await make.placement({ resident, home, room: '1', from: '2023-03-01', to: '2023-06-01' });
    await make.placement({ resident, home, room: '2', from: '2023-06-01' });
    expect(await of(resident, home)).toEqual([
      ['home.current', '2023-03-01', '2023-06-01'],
      ['home.current', '2023-06-01', '…'],
    ]);
  });

  it('a home to somebody who moves in next year, from then on', async () => {
    const resident = await make.resident({ home, since: '2099-01-01' });
    expect(await of(resident, home)).toEqual([['home.current', '2099-01-01', '…']]);
  });

  it('a practice to whom it has on its list, and no longer', async () => {
    const resident = await make.resident();
    await make.registration({ resident, practice: outsider, from: '2021-01-01', to: '2023-01-01' });
    expect(await of(resident, outsider)).toEqual([['practice.registered', '2021-01-01', '2023-01-01']]);
  });

  it('the lead practice of an aligned home to a resident on the list of another practice of the network', async () => {
    const resident = await make.resident({ home, registeredWith: neighbour, since: '2023-03-01' });
    expect(await of(resident, lead)).toEqual([['practice.network', '2023-03-01', '…']]);
    expect(await of(resident, neighbour)).toEqual([['practice.registered', '2023-03-01', '…']]);
  });

  it('the lead practice as aligned only to a resident on a list outside the network, or on none', async () => {
    const elsewhere = await make.resident({ home, registeredWith: outsider, since: '2023-03-01' });
    const nowhere = await make.resident({ home, since: '2021-03-01' });
    expect(await of(elsewhere, lead)).toEqual([['practice.aligned', '2023-03-01', '…']]);
    expect(await of(nowhere, lead)).toEqual([['practice.aligned', '2022-01-01', '…']]);
  });

  it('the lead practice by registration alone while the resident is on its own list', async () => {
    const resident = await make.resident({ home, registeredWith: lead, since: '2023-03-01' });
    expect(await of(resident, lead)).toEqual([['practice.registered', '2023-03-01', '…']]);
  });

  it('the lead practice day by day, as the resident changes the list', async () => {
    const resident = await make.resident({ home, since: '2022-06-01' });
    await make.registration({ resident, practice: outsider, from: '2022-01-01', to: '2022-08-01' });
    await make.registration({ resident, practice: neighbour, from: '2022-08-01', to: '2022-10-01' });
    await make.registration({ resident, practice: lead, from: '2022-10-01', to: '2022-12-01' });
    expect(await of(resident, lead)).toEqual([
      ['practice.aligned', '2022-06-01', '2022-08-01'],
      ['practice.network', '2022-08-01', '2022-10-01'],
      ['practice.registered', '2022-10-01', '2022-12-01'],
      ['practice.aligned', '2022-12-01', '…'],
    ]);
  });

  it('the lead practice as aligned from the day on which the registered practice leaves the network', async () => {
    const mover = await make.practice();
    await make.membership({ practice: mover, network, to: '2024-04-01' });
    await make.membership({ practice: mover, network: otherNetwork, from: '2024-04-01' });
    const resident = await make.resident({ home, registeredWith: mover, since: '2023-01-01' });
    expect(await of(resident, lead)).toEqual([
      ['practice.network', '2023-01-01', '2024-04-01'],
      ['practice.aligned', '2024-04-01', '…'],
    ]);
  });

  it('a practice that the resident agreed to', async () => {
    const resident = await make.resident();
    await make.practiceAgreement({ resident, practice: outsider, from: '2024-01-01', to: '2024-02-01' });
    expect(await of(resident, outsider)).toEqual([['practice.agreed', '2024-01-01', '2024-02-01']]);
  });

  it('a trust to its inpatient, and for 30 days of the calendar in England after the discharge', async () => {
    const resident = await make.resident();
    await make.stay({ resident, trust, admittedAt: '2024-03-10T10:00Z', dischargedAt: '2024-03-15T12:00Z' });
    const { rows } = await database.owner.query(
      'select kind, since, until from hub.relationship where resident_id = $1 order by since',
      [resident.id],
    );
    expect(rows).toEqual([
      { kind: 'trust.inpatient', since: new Date('2024-03-10T10:00Z'), until: new Date('2024-03-15T12:00Z') },
      { kind: 'trust.discharged', since: new Date('2024-03-15T12:00Z'), until: new Date('2024-04-14T11:00Z') },
    ]);
  });

  it('a trust to whom it attends or has on a caseload', async () => {
    const resident = await make.resident();
    await make.trustContact({ resident, trust, kind: 'ATTENDING', startedAt: '2024-03-10', endedAt: '2024-03-11' });
    await make.trustContact({ resident, trust, kind: 'CASELOAD', startedAt: '2024-05-01' });
    expect(await of(resident, trust)).toEqual([
      ['trust.attending', '2024-03-10', '2024-03-11'],
      ['trust.caseload', '2024-05-01', '…'],
    ]);
  });

  it('a trust to whom it was referred only while the resident is in its hospital', async () => {
    const resident = await make.resident();
    await make.trustContact({ resident, trust, kind: 'REFERRED', startedAt: '2024-03-01', endedAt: '2024-06-01' });
    expect(await of(resident, trust)).toEqual([]);
    await make.trustContact({ resident, trust, kind: 'ATTENDING', startedAt: '2024-04-01', endedAt: '2024-04-02' });
    await make.stay({ resident, trust, admittedAt: '2024-05-20', dischargedAt: '2024-06-10' });
    const referred = (await of(resident, trust)).filter(([kind]) => kind === 'trust.referred');
    expect(referred).toEqual([
      ['trust.referred', '2024-04-01', '2024-04-02'],
      ['trust.referred', '2024-05-20', '2024-06-01'],
    ]);
  });

  it('no other trust than the one where the resident is', async () => {
    const resident = await make.resident();
    const other = await make.organisation('trust');
    await make.trustContact({ resident, trust: other, kind: 'REFERRED', startedAt: '2024-03-01' });
    await make.stay({ resident, trust, admittedAt: '2024-05-20' });
    expect(await of(resident, other)).toEqual([]);
  });
});
