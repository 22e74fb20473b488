import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '../../seeds/borough.ts';
import { demonstrationPlan } from '../../seeds/demonstration.plan.ts';
import type { Tables } from '../../seeds/rows.ts';
import { smallPlan } from '../../seeds/small.plan.ts';
import { isNhsNumber } from '../../src/shared/nhs-number.ts';

const years = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 31_557_600_000;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

/** The main borough of the demonstration: its homes in use, and who lives there. */
function mainBorough(tables: Tables) {
  const council = tables.organisation.find(({ code }) => code === 'E08990001')?.id;
  const homes = tables.care_home.filter((home) => home.councilId === council && home.deregisteredOn === null);
  const ids = new Set(homes.map(({ id }) => id));
  const placements = tables.placement.filter(({ homeId }) => ids.has(homeId));
  return { homes, placements, living: placements.filter(({ toOn }) => toOn === null) };
}

describe.each(['2026-11-21T23:30:00Z', '2027-03-28T01:30:00Z'])('the borough at %s', (text) => {
  const now = new Date(text);
  const tables = rowsOf(demonstrationPlan, now);
  const { homes, placements, living } = mainBorough(tables);
  const residents = new Map(tables.resident.map((resident) => [resident.id, resident]));
  const bornOn = (residentId: string) => residents.get(residentId)?.dateOfBirth ?? '';

  it('has 23 residential and 11 nursing homes with 1,400 beds', () => {
    expect(homes.filter(({ nursing }) => !nursing)).toHaveLength(23);
    expect(homes.filter(({ nursing }) => nursing)).toHaveLength(11);
    expect(homes.reduce((sum, { registeredBeds }) => sum + registeredBeds, 0)).toBe(1400);
  });

  it('has 32 homes rated Good or better, some by a rating that they inherit, and 31 in the reward scheme', () => {
    const ids = new Set(homes.map(({ id }) => id));
    const overall = tables.rating.filter(({ homeId, domain }) => ids.has(homeId) && domain === 'OVERALL');
    expect(overall.filter(({ rating }) => ['GOOD', 'OUTSTANDING'].includes(rating))).toHaveLength(32);
    expect(overall.filter(({ inheritedFromId }) => inheritedFromId !== null)).toHaveLength(2);
    expect(homes.filter(({ rewardSchemeSignedUpOn }) => rewardSchemeSignedUpOn !== null)).toHaveLength(31);
  });

  it('has about 1,250 residents, admitted at 86 on average, some of them under 65', () => {
    expect(living.length).toBeGreaterThan(1225);
    expect(living.length).toBeLessThan(1275);
    const ages = placements.map(({ residentId, fromOn }) => years(bornOn(residentId), fromOn));
    expect(Math.abs(mean(ages) - 86)).toBeLessThan(1);
    const young = living.filter(({ residentId }) => years(bornOn(residentId), text) < 65).length / living.length;
    expect(young).toBeGreaterThan(0.03);
    expect(young).toBeLessThan(0.08);
  });

  it('has about 960 residents paid for by the council', () => {
    const current = new Set(living.map(({ id }) => id));
    const paid = tables.funding_component.filter(
      ({ placementId, source, toOn }) => source === 'COUNCIL' && toOn === null && current.has(placementId),
    );
    expect(Math.abs(paid.length - 960)).toBeLessThan(30);
  });

  it('has three in four residents registered in the network of their home and one in five or more outside it', () => {
    const network = new Map(tables.network_membership.map(({ practiceId, networkId }) => [practiceId, networkId]));
    const aligned = new Map(tables.alignment.filter(({ toOn }) => toOn === null).map((each) => [each.homeId, each]));
    const listed = new Map(tables.gp_registration.filter(({ toOn }) => toOn === null).map((r) => [r.residentId, r]));
    const where = living.map(({ homeId, residentId }) => {
      const practice = listed.get(residentId)?.practiceId ?? '';
      if (practice === aligned.get(homeId)?.leadPracticeId) return 'lead';
      return network.get(practice) === aligned.get(homeId)?.networkId ? 'network' : 'outside';
    });
    const share = (wanted: string) => where.filter((each) => each === wanted).length / where.length;
    expect(share('lead')).toBeGreaterThan(0.55);
    expect(share('network')).toBeGreaterThan(0.08);
    expect(share('lead') + share('network')).toBeCloseTo(0.76, 1);
    expect(share('outside')).toBeGreaterThan(0.2);
  });

  it('has 0.7 emergency admissions a resident and year, enough in each four hours of the week to be published', () => {
    const livedSince = new Map<string, string>();
    for (const { residentId, fromOn } of tables.placement) {
      if (fromOn < (livedSince.get(residentId) ?? '9')) livedSince.set(residentId, fromOn);
    }
    const ofResidents = tables.hospital_stay.filter(
      ({ residentId, admittedAt }) => admittedAt.slice(0, 10) > (livedSince.get(residentId) ?? ''),
    );
    const year = ofResidents.filter(
      ({ admissionMethod, admittedAt }) => admissionMethod.startsWith('2') && admittedAt > daysBefore(now, 365),
    );
    expect(Math.abs(year.length / living.length - 0.7)).toBeLessThan(0.08);
    const clock = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', hourCycle: 'h23' },
    });
    const cells = new Map<string, number>();
    for (const { admittedAt } of year) {
      const part = Object.fromEntries(
        clock.formatToParts(new Date(admittedAt)).map(({ type, value }) => [type, value]),
      );
      const cell = `${part.weekday} ${Math.floor(Number(part.hour) / 4)}`;
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    expect([...cells.values()].filter((count) => count > 7).length).toBeGreaterThanOrEqual(0.9 * 42);
  });

  it('has residents in hospital now, some of them ready to leave', () => {
    const now = tables.hospital_stay.filter(({ dischargedAt }) => dischargedAt === null);
    expect(now.length).toBeGreaterThan(10);
    expect(now.some(({ dischargeReadyOn }) => dischargeReadyOn !== null)).toBe(true);
  });

  it('has objections of each kind', () => {
    expect(new Set(tables.objection.map(({ kind }) => kind)).size).toBe(3);
  });

  it('ends yesterday: nothing happened that is still to come', () => {
    const today = text.slice(0, 10);
    const late = [
      ...tables.incident.filter(({ occurredAt }) => occurredAt >= text),
      ...tables.hospital_stay.filter(({ admittedAt }) => admittedAt >= text),
      ...tables.placement.filter(({ fromOn, toOn }) => fromOn >= today || (toOn !== null && toOn > today)),
      ...Object.values(tables)
        .flat()
        .filter((row) => 'recordedAt' in row && row.recordedAt >= text),
      ...tables.safeguarding_concern.filter(({ raisedAt, decidedOn, endedAt }) =>
        [raisedAt, decidedOn, endedAt].some((at) => at !== null && at >= text),
      ),
      ...tables['hub.release'].filter(({ since }) => since >= text),
    ];
    expect(late).toEqual([]);
  });
});

describe('the seeds', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const tables = rowsOf(demonstrationPlan, now);

  it('give the same rows for the same moment', () => {
    expect(JSON.stringify(rowsOf(demonstrationPlan, now)) === JSON.stringify(tables)).toBe(true);
  });

  it('have of everything in the small borough too, on any day', () => {
    for (let days = 0; days < 400; days += 23) {
      const small = rowsOf(smallPlan, new Date(now.getTime() + days * 86_400_000));
      const kinds = (rows: readonly { kind: string }[]) => [...new Set(rows.map(({ kind }) => kind))].sort();
      expect(kinds(small.objection)).toEqual(['ARTICLE_21', 'DIRECT_CARE_SHARING', 'NATIONAL_DATA_OPT_OUT']);
      const open = small.trust_contact.filter(({ endedAt }) => endedAt === null);
      expect(kinds(open)).toEqual(['ATTENDING', 'CASELOAD', 'REFERRED']);
      expect(small.hospital_stay.some(({ dischargedAt }) => dischargedAt === null)).toBe(true);
      expect(small.safeguarding_enquiry.some(({ closedOn }) => closedOn === null)).toBe(true);
      const concerns = small.safeguarding_concern;
      expect(new Set(concerns.map(({ endedAt }) => endedAt === null)).size).toBe(2);
      expect(new Set(concerns.map(({ authorId }) => authorId)).size).toBeGreaterThan(1);
      expect(small['hub.release']).not.toEqual([]);
      expect(small.practice_agreement).not.toEqual([]);
      const sources = small.funding_component.filter(({ toOn }) => toOn === null).map(({ source }) => source);
      expect([...new Set(sources)]).toEqual(expect.arrayContaining(['COUNCIL', 'SELF', 'CHC', 'FNC']));
    }
  });

  it('keep organisations and homes the same whatever the moment', () => {
    const later = rowsOf(demonstrationPlan, new Date('2028-02-29T12:00:00Z'));
    expect(later.organisation).toEqual(tables.organisation);
  });

  it('give everybody an NHS number that is never issued, valid and used once', () => {
    const numbers = tables.resident.map(({ nhsNumber }) => nhsNumber);
    expect(numbers.every((number) => number.startsWith('999') && isNhsNumber(number))).toBe(true);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('use telephone numbers and postcodes that reach nobody', () => {
    const offices = tables.organisation.map(({ telephone }) => telephone ?? '');
    const families = tables.personal_summary.flatMap(({ nextOfKinTelephone }) => nextOfKinTelephone ?? []);
    expect(offices.filter((number) => !/^01632 960\d{3}$/.test(number))).toEqual([]);
    expect(families.filter((number) => !/^07700 900\d{3}$/.test(number))).toEqual([]);
    const postcodes = tables.postcode_location.map(({ postcode }) => postcode);
    expect(postcodes.filter((postcode) => !/^Z[ZX][1-9] [1-9][A-Z]{2}$/.test(postcode))).toEqual([]);
  });
});
