import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../../support/factories.ts';
import { narrative, type Person, type Setting, setting } from './setting.ts';

const RELEASES = `{ safeguardingReleases(first: 50) { nodes {
  id concern organisation { code } reason since until withdrawnAt withdrawalReason
} } }`;
interface Release {
  concern: string;
  organisation: { code: string };
  until: string | null;
  withdrawnAt: string | null;
}

describe('a release of a safeguarding concern', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());

  /** A concern that the practice raised and the council enquires into, as the council names it. */
  async function enquiry(): Promise<{ person: Person; id: string }> {
    const person = await s.someone();
    await s.raise(s.clinician, person);
    const [concern] = await s.concerns(s.worker, person);
    await s.decide(s.worker, concern?.id, 'ENQUIRY', { outcome: 'The son has her bank card.' });
    return { person, id: concern?.id ?? '' };
  }
  const seen = async (viewer: typeof s.manager, person: Person) =>
    (await s.concerns(viewer, person)).map(({ narrative: told, outcome }) => [told, outcome]);
  const whole = [[narrative, 'The son has her bank card.']];
  const releases = async () =>
    (await s.worker.ask<{ safeguardingReleases: { nodes: Release[] } }>(RELEASES)).data.safeguardingReleases.nodes;

  it('shows that organisation that concern, with the findings, and no other organisation and no other concern', async () => {
    const { person, id } = await enquiry();
    await s.raise(s.clinician, person, { narrative: 'Another.' });
    expect(await seen(s.manager, person)).toEqual([]);
    expect(await s.release(s.worker, id, s.home.organisation)).toEqual([]);
    expect(await seen(s.manager, person)).toEqual(whole);
    await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    expect(await seen(s.hospital, person)).toEqual([]);
    expect(await s.finds(s.hospital, person)).toMatchObject({ safeguardingConcerns: { totalCount: 0 } });
    const [raiser] = await s.concerns(s.clinician, person);
    expect(raiser).toMatchObject({ outcome: null });
  });

  it('is read by the manager of a home, not by everybody who works there', async () => {
    const { person, id } = await enquiry();
    await s.release(s.worker, id, s.home.organisation);
    const carer = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
    expect(await seen(carer, person)).toEqual([]);
    const officer = await s.hub.as(s.home.organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE');
    expect((await s.finds(officer, person))?.safeguardingConcerns).toEqual(null);
  });

  it('is read for direct care, and not when a discharge is planned', async () => {
    const { person, id } = await enquiry();
    await s.release(s.worker, id, s.home.organisation);
    await s.release(s.worker, id, s.practice.organisation);
    for (const [{ organisation }, role] of [
      [s.home, 'manager'],
      [s.practice, 'clinician'],
    ] as const) {
      const [caring, planning] = await Promise.all(
        ['DIRECT_CARE', 'DISCHARGE'].map((purpose) => s.hub.as(organisation.code, role, purpose)),
      );
      expect(await seen(caring as typeof s.manager, person)).toEqual(whole);
      expect((await seen(planning as typeof s.manager, person)).flat()).not.toContain('The son has her bank card.');
      const { data } = await (planning as typeof s.manager).ask<{ explainAccess: object }>(
        `query ($nhsNumber: NhsNumber!) { explainAccess(resident: { nhsNumber: $nhsNumber }, field: "SafeguardingConcern.outcome") {
           form opens { purposes relationships records } } }`,
        { nhsNumber: person.nhsNumber },
      );
      expect(data.explainAccess).toMatchObject({
        form: null,
        opens: [{ purposes: ['DIRECT_CARE'], records: 'what was released to it' }],
      });
    }
    expect(await seen(await s.hub.as(s.home.organisation.code, 'manager', 'DISCHARGE'), person)).toEqual([]);
  });

  it('shows a raiser the findings too', async () => {
    const { person, id } = await enquiry();
    await s.release(s.worker, id, s.practice.organisation);
    expect(await seen(s.clinician, person)).toEqual(whole);
  });

  it('withdrawn closes the concern at the very next question', async () => {
    const { person, id } = await enquiry();
    await s.release(s.worker, id, s.home.organisation);
    expect(await seen(s.manager, person)).toEqual(whole);
    expect(await s.withdraw(s.worker, id, s.home.organisation)).toEqual([]);
    expect(await seen(s.manager, person)).toEqual([]);
    expect(await s.withdraw(s.worker, id, s.home.organisation)).toEqual([
      { path: ['input', 'organisation'], code: 'UNKNOWN' },
    ]);
    expect(await s.release(s.worker, id, s.home.organisation)).toEqual([]);
    expect(await seen(s.manager, person)).toEqual(whole);
  });

  it('ends by itself on the day that the council sets', async () => {
    const { person, id } = await enquiry();
    expect(await s.release(s.worker, id, s.home.organisation, { until: '2020-01-01' })).toEqual([
      { path: ['input', 'until'], code: 'TOO_EARLY' },
    ]);
    expect(await s.release(s.worker, id, s.home.organisation, { until: '2999-07-01' })).toEqual([]);
    expect((await releases())[0]).toMatchObject({ until: '2999-06-30T23:00:00.000Z', withdrawnAt: null });
    expect(await seen(s.manager, person)).toEqual(whole);
    await s.database.owner.query(
      `update hub.release set since = now() - interval '2 days', until = now() where resident_id = $1`,
      [person.id],
    );
    expect(await seen(s.manager, person)).toEqual([]);
  });

  it('ends with the relationship to the resident, and begins again with it', async () => {
    const { person, id } = await enquiry();
    await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    await s.release(s.worker, id, s.trust);
    expect(await seen(s.hospital, person)).toEqual(whole);
    await s.database.owner.query(
      `update hospital_stay set discharged_at = now(), recorded_at = now() where resident_id = $1`,
      [person.id],
    );
    expect(await seen(s.hospital, person)).toEqual([]);
  });

  it('to a stranger is answered like any other, and opens nothing until it is none', async () => {
    const { person, id } = await enquiry();
    const strangers: MadeOrganisation[] = [s.trust, s.otherPractice.organisation, s.icb];
    for (const organisation of [s.home.organisation, ...strangers]) {
      expect(await s.release(s.worker, id, organisation)).toEqual([]);
    }
    expect(await s.finds(s.hospital, person)).toBeNull();
    await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    expect(await seen(s.hospital, person)).toEqual(whole);
  });

  it('is made to an organisation that there is, whose agency could read it, and to the same only once', async () => {
    const { person, id } = await enquiry();
    expect(await s.release(s.worker, id, { ...s.trust, code: 'NOBODY' })).toEqual([
      { path: ['input', 'organisation'], code: 'UNKNOWN' },
    ]);
    const dashboard = await s.make.organisation('dashboard');
    expect(await s.release(s.worker, id, dashboard)).toEqual([
      { path: ['input', 'organisation'], code: 'OUT_OF_RANGE' },
    ]);
    expect(await s.release(s.worker, id, s.council)).toEqual([
      { path: ['input', 'organisation'], code: 'OUT_OF_RANGE' },
    ]);
    await s.release(s.worker, id, s.home.organisation);
    expect(await s.release(s.worker, id, s.home.organisation)).toEqual([
      { path: ['input', 'organisation'], code: 'ALREADY_RECORDED' },
    ]);
    expect(await s.release(s.worker, id, s.home.organisation, { reason: ' ' })).toEqual([
      { path: ['input', 'reason'], code: 'REQUIRED' },
    ]);
    expect(await s.finds(s.hospital, person)).toBeNull();
  });

  it('to a funder is read by its finance officers for funding, and by the council’s own only where another released it', async () => {
    const { person, id } = await enquiry();
    const { rows } = await s.database.owner.query<{ id: string }>('select id from placement where resident_id = $1', [
      person.id,
    ]);
    const placement = rows[0] as { id: string };
    const paid = { resident: person, home: s.home, placement };
    await s.make.funding({ ...paid, source: 'CHC', payer: s.icb });
    await s.make.funding({ ...paid, source: 'COUNCIL', payer: s.council });
    const finance = await s.hub.as(s.icb.code, 'finance', 'FUNDING');
    const own = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    expect(await seen(finance, person)).toEqual([]);
    await s.release(s.worker, id, s.icb);
    expect(await seen(finance, person)).toEqual(whole);
    expect(await seen(own, person)).toEqual([]);
  });

  it('can be withdrawn also when the concern has ended', async () => {
    const { person, id } = await enquiry();
    await s.release(s.worker, id, s.home.organisation);
    await s.decide(s.worker, id, 'CLOSED');
    expect(await s.holds(s.council, person)).toEqual(['council.safeguarded']);
    expect(await seen(s.manager, person)).toEqual([[narrative, 'Found and settled.']]);
    expect(await s.withdraw(s.otherWorker, id, s.home.organisation)).toHaveLength(1);
    expect(await s.withdraw(s.worker, id, s.home.organisation)).toEqual([]);
    expect(await seen(s.manager, person)).toEqual([]);
  });

  it('stands in the council’s own list, with reason and end, and in nobody else’s', async () => {
    const { id } = await enquiry();
    await s.release(s.worker, id, s.home.organisation);
    await s.withdraw(s.worker, id, s.home.organisation);
    expect((await releases())[0]).toEqual({
      ...{ id: expect.any(String), concern: id, organisation: { code: s.home.organisation.code } },
      ...{ reason: 'To keep her safe.', since: expect.any(String), until: expect.any(String) },
      ...{ withdrawnAt: expect.any(String), withdrawalReason: 'No longer needed.' },
    });
    const { data } = await s.otherWorker.ask(RELEASES);
    expect(data).toEqual({ safeguardingReleases: { nodes: [] } });
    expect((await s.manager.ask(RELEASES)).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });
});
