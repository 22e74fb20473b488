import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation, MadePlace } from '../../support/factories.ts';
import { type Setting, setting } from './setting.ts';

const ALERTS = `{ privacyAlerts(first: 100) {
  nodes { kind organisation { code } relationship nhsNumber madeBy role reason until awaitsReview }
} }`;
interface Alert {
  kind: string;
  organisation: { code: string } | null;
  relationship: string | null;
  nhsNumber: string | null;
  madeBy: string | null;
  role: string | null;
}

describe('an objection to sharing for care', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  /** What a privacy officer is told of objections: who recorded, what it ended, of whom, and which user of one's own. */
  async function told(place: MadeOrganisation | MadePlace) {
    const { code } = 'organisation' in place ? place.organisation : place;
    const officer = await s.hub.as(code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    const { data, errors } = await officer.ask<{ privacyAlerts: { nodes: Alert[] } }>(ALERTS);
    expect(errors).toBeUndefined();
    return data.privacyAlerts.nodes
      .filter(({ kind }) => kind === 'OBJECTION')
      .map(({ organisation, relationship, nhsNumber, madeBy, role }) => [
        ...[organisation?.code ?? null, relationship, nhsNumber, madeBy, role],
      ]);
  }
  const of = async (place: MadeOrganisation | MadePlace, { nhsNumber }: { nhsNumber: string }) =>
    (await told(place)).filter(([, , number]) => number === nhsNumber);
  const objection = (more: object = {}) => ({ kind: 'DIRECT_CARE_SHARING', ...more });

  it('is told to whom it shuts out, and to whoever recorded it', async () => {
    const person = await s.someone();
    const home = s.home.organisation.code;
    await s.record(s.manager, person.nhsNumber, objection({ against: s.trust.code }));
    expect(await of(s.trust, person)).toEqual([[home, 'trust.inpatient', person.nhsNumber, null, null]]);
    expect(await of(s.home, person)).toEqual([[home, null, person.nhsNumber, 'somebody', 'manager']]);
    expect(await of(s.practice, person)).toEqual([]);
    // The trust was shut out already.
    await s.record(s.clinician, person.nhsNumber, objection());
    expect(await of(s.trust, person)).toHaveLength(1);
    expect(await of(s.practice, person)).toEqual([
      [s.practice.organisation.code, null, person.nhsNumber, 'somebody', 'clinician'],
    ]);
  });

  it('is told once to the organisation that shuts itself out, and to nobody whom it leaves in', async () => {
    const person = await s.someone();
    await s.record(s.hospital, person.nhsNumber, objection());
    expect(await of(s.trust, person)).toEqual([[s.trust.code, null, person.nhsNumber, 'somebody', 'clinician']]);
    expect([await of(s.home, person), await of(s.practice, person)]).toEqual([[], []]);
  });

  it('is told to whoever recorded it also where it shuts nobody out: that would tell who sees the resident', async () => {
    const [person, stranger] = [await s.someone(), await s.make.organisation('trust')];
    await s.record(s.manager, person.nhsNumber, objection({ against: stranger.code }));
    expect(await of(s.home, person)).toHaveLength(1);
    expect(await told(stranger)).toEqual([]);
  });

  it('names nobody who recorded it in an enquiry to those shut out, and is not told to the colleagues of the enquirer', async () => {
    const [trust, council] = [await s.make.organisation('trust'), await s.make.organisation('council')];
    const person = await s.make.resident({ home: s.home });
    await s.make.stay({ resident: person, trust, admittedAt: '2026-11-01T10:00Z' });
    await s.make.enquiry({ resident: person, council, openedOn: '2026-11-01' });
    const social = await s.hub.as(council.code, 'social-worker', 'SAFEGUARDING');
    expect((await s.record(social, person.nhsNumber, objection({ against: trust.code }))).problems).toEqual([]);
    expect(await told(trust)).toEqual([[null, 'trust.inpatient', person.nhsNumber, null, null]]);
    expect(await told(council)).toEqual([]);
  });

  it('is not told to the officer of the council that enquires and pays, but to that of one that only pays', async () => {
    const person = await s.someone();
    await s.make.enquiry({ resident: person, council: s.council, openedOn: '2026-11-01' });
    const social = await s.hub.as(s.council.code, 'social-worker', 'SAFEGUARDING');
    expect((await s.record(social, person.nhsNumber, objection())).problems).toEqual([]);
    expect(await told(s.council)).toEqual([]);
    const paid = await s.someone();
    const finance = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    expect((await s.record(finance, paid.nhsNumber, objection())).problems).toEqual([]);
    expect(await told(s.council)).toEqual([[s.council.code, null, paid.nhsNumber, 'somebody', 'finance']]);
  });

  it('is told without a number to a practice that sees residents of an aligned home without one', async () => {
    const [home, lead] = [await s.make.home(), await s.make.practice()];
    const network = await s.make.network();
    await s.make.alignment({ home, leadPractice: lead, network });
    const person = await s.make.resident({ home, registeredWith: s.practice });
    const manager = await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    await s.record(manager, person.nhsNumber, objection());
    expect(await told(lead)).toEqual([[home.organisation.code, 'practice.aligned', null, null, null]]);
  });

  it('is told without a number to the officer of a former home, who learns from the access record neither whom nor the identifier', async () => {
    const former = await s.make.home();
    const person = await s.make.resident({ registeredWith: s.practice });
    await s.make.placement({ resident: person, home: former, from: '2026-01-01', to: '2026-11-01' });
    await s.make.placement({ resident: person, home: s.home, from: '2026-11-01' });
    expect((await s.record(s.manager, person.nhsNumber, objection())).problems).toEqual([]);
    expect(await told(former)).toEqual([[s.home.organisation.code, 'home.past', null, null, null]]);
    const officer = await s.hub.as(former.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    const looks = await officer.ask<{ ownAccesses: { nodes: object[] } }>(
      '{ ownAccesses(filter: { operation: "privacyAlerts" }) { nodes { residentCount residents { id } } } }',
    );
    expect(looks.data.ownAccesses.nodes).toEqual([{ residentCount: 0, residents: [] }]);
    const found = await officer.ask<{ accessesTo: { totalCount: number } }>(
      'query ($nhsNumber: NhsNumber!) { accessesTo(resident: { nhsNumber: $nhsNumber }) { totalCount } }',
      person,
    );
    expect(found.data.accessesTo.totalCount).toBe(0);
  });

  it('is told, and other objections are not: they end no care', async () => {
    const person = await s.someone();
    for (const kind of ['ARTICLE_21', 'NATIONAL_DATA_OPT_OUT']) {
      await s.record(s.manager, person.nhsNumber, { kind, against: s.trust.code });
    }
    expect([await of(s.trust, person), await of(s.home, person)]).toEqual([[], []]);
  });

  it('is told once: neither its withdrawal nor its former version is another', async () => {
    const person = await s.someone();
    const { record } = await s.record(s.manager, person.nhsNumber, objection());
    await s.withdraw(s.manager, record?.id ?? '');
    expect(await of(s.trust, person)).toHaveLength(1);
    expect(await s.find(s.hospital, person.nhsNumber)).not.toBeNull();
  });
});
