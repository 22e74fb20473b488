import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALERTS, type Alert, type Setting, setting } from '../claim/setting.ts';

describe('a new relationship', () => {
  let s: Setting;

  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  const toldOf = async (organisation: Parameters<Setting['alertsOf']>[0], { nhsNumber }: { nhsNumber: string }) =>
    (await s.alertsOf(organisation, { first: 100 }))
      .filter((alert) => alert.nhsNumber === nhsNumber)
      .map(({ kind, relationship, organisation: about }) => [kind, relationship, about.code]);

  it('is told to the privacy officers of those who look after the resident, and not to its own', async () => {
    const person = await s.someone();
    const placement = (await s.database.owner.query('select id from placement where resident_id = $1', [person.id]))
      .rows[0];
    const council = await s.make.organisation('council');
    await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    await s.make.funding({ resident: person, home: s.home, placement, source: 'COUNCIL', payer: council });
    const expected = [
      ['NEW_RELATIONSHIP', 'council.funder', council.code],
      ['NEW_RELATIONSHIP', 'trust.inpatient', s.trust.code],
    ];
    expect(await toldOf(s.practice.organisation, person)).toEqual(expected);
    // The home was told first that a practice had registered its resident.
    expect(await toldOf(s.home.organisation, person)).toEqual([
      ...expected,
      ['NEW_RELATIONSHIP', 'practice.registered', s.practice.organisation.code],
    ]);
    expect(await toldOf(s.trust, person)).toEqual([]);
    expect(await toldOf(council, person)).toEqual([]);
  });

  it('is told once a day', async () => {
    const person = await s.someone();
    const stay = await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    await s.make.change('hospital_stay', stay, { admitted_at: new Date('2026-11-01T11:00Z') });
    expect(await toldOf(s.practice.organisation, person)).toEqual([
      ['NEW_RELATIONSHIP', 'trust.inpatient', s.trust.code],
    ]);
  });

  it('by an enquiry about the resident’s safety is told to nobody', async () => {
    const person = await s.someone();
    const council = await s.make.organisation('council');
    await s.make.enquiry({ resident: person, council, openedOn: '2026-11-01' });
    const kinds = [s.home.organisation, s.practice.organisation].map((place) => toldOf(place, person));
    expect((await Promise.all(kinds)).flat().map(([, relationship]) => relationship)).not.toContain(
      'council.safeguarding',
    );
  });

  it('that has ended already is told to nobody', async () => {
    const person = await s.someone();
    await s.make.registration({ resident: person, practice: s.otherPractice, from: '2018-01-01', to: '2019-01-01' });
    expect(await toldOf(s.home.organisation, person)).toHaveLength(1);
  });

  it('is read under no other purpose than information governance, and by no dashboard', async () => {
    const clinician = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const { errors } = await clinician.ask(ALERTS);
    expect(errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
    const dashboard = await s.hub.as((await s.make.organisation('dashboard')).code, 'service', 'PLANNING');
    expect((await dashboard.ask(ALERTS)).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });

  it('is paged, each alert once', async () => {
    const officer = await s.officer(s.home.organisation);
    const PAGE = `query ($after: String) { privacyAlerts(first: 2, after: $after) {
      totalCount nodes { id } pageInfo { hasNextPage endCursor }
    } }`;
    interface Page {
      privacyAlerts: {
        totalCount: number;
        nodes: Pick<Alert, 'id'>[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    }
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: { data: Page } = await officer.ask<Page>(PAGE, { after });
      ids.push(...data.privacyAlerts.nodes.map(({ id }) => id));
      after = data.privacyAlerts.pageInfo.endCursor;
      more = data.privacyAlerts.pageInfo.hasNextPage;
      expect(data.privacyAlerts.totalCount).toBeGreaterThan(4);
      if (!more) expect(ids).toHaveLength(data.privacyAlerts.totalCount);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });
});
