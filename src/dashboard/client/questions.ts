import type { Agency } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { type Operation, parse } from './document.ts';
import type { Variables } from './graph.ts';

export type Input = 'home' | 'nhsNumber' | 'bed' | 'none';

/** A question that is ready to be asked of every agency. */
export interface Question {
  id: string;
  title: string;
  /** Who would ask it, and when. */
  occasion: string;
  operation: Operation;
  /** Purposes for which it would be asked, likeliest first. */
  purposes: readonly Purpose[];
  input: Input;
  shows: 'residents' | 'homes' | 'measure';
  /** Where the records stand in the answer. */
  records: string;
  /** Fields that hold a list without pages. */
  lists: ReadonlySet<string>;
}

const why = 'withheld { field form clause because ask }';

const resident = `id familyName givenName nhsNumber dateOfBirth sex
  registeredPractice { name }
  currentPlacement { from careType room funding { source weeklyAmount from to ${why} } ${why} }
  carePlan { status dueOn ${why} }
  clinicalSummary { allergies resuscitation ${why} }
  incidents(since: $since, first: 2) { totalCount nodes { kind harm occurredAt narrative ${why} } }
  hospitalStays(since: $since, first: 2) { totalCount nodes { admittedAt dischargedAt primaryDiagnosis ${why} } }
  ${why}`;

const homeRound: Question = {
  id: 'home-round',
  title: 'Home round',
  occasion: 'Before the weekly round of a home: who lives there, and what has happened to them?',
  operation: parse(`query HomeRound($home: String!, $since: DateTime!) {
    careHome(cqcLocationId: $home) { name residents(first: 100) { totalCount nodes { ${resident} } } }
  }`),
  purposes: ['DIRECT_CARE', 'FUNDING', 'DISCHARGE', 'PLANNING'],
  input: 'home',
  shows: 'residents',
  records: 'careHome.residents.nodes',
  lists: new Set(['funding']),
};

const oneResident: Question = {
  id: 'one-resident',
  title: 'One resident',
  occasion: 'Someone is in front of you, with their NHS number: what may you know?',
  operation: parse(`query OneResident($nhsNumber: NhsNumber!, $since: DateTime!) {
    resident(nhsNumber: $nhsNumber) { ${resident.replace('name }', 'name telephone }')} }
  }`),
  purposes: ['DIRECT_CARE', 'FUNDING', 'DISCHARGE', 'PLANNING'],
  input: 'nhsNumber',
  shows: 'residents',
  records: 'resident',
  lists: new Set(['funding']),
};

const bedSearch: Question = {
  id: 'bed-search',
  title: 'Bed search',
  occasion: 'A patient is ready to leave hospital: which good home near theirs takes people at that hour?',
  operation: parse(`query BedSearch($careType: CareType!, $near: NearInput!, $at: DateTime!) {
    careHomes(
      filter: { careType: $careType, availableAtLeast: 1, acceptsDischargeAt: $at, near: $near, withinKm: 15, ratingAtLeast: GOOD, asOfWithinHours: 72 }
      orderBy: { field: DISTANCE, direction: ASC }, first: 20
    ) {
      totalCount
      excluded { condition homes }
      nodes { id name postcode distanceKm acceptsTrustedAssessor
        dutyContact { name telephone }
        rating { overall }
        capacity(careType: $careType) { available reserved status asOf freshness } }
    }
  }`),
  purposes: ['DISCHARGE', 'DIRECT_CARE', 'FUNDING', 'PLANNING'],
  input: 'bed',
  shows: 'homes',
  records: 'careHomes.nodes',
  lists: new Set(),
};

const admissionProfile: Question = {
  id: 'admission-profile',
  title: 'Admission profile',
  occasion: 'Planning cover: on which days and at what hours are residents admitted as an emergency?',
  operation: parse(`query AdmissionProfile($from: Date!, $to: Date!) {
    measure(of: EMERGENCY_ADMISSIONS, from: $from, to: $to, groupBy: [WEEKDAY, TIME_BAND]) {
      unit period { from to } note dataThrough
      rows { key { dimension value } value numerator denominator suppression }
      total { value suppression }
    }
  }`),
  purposes: ['PLANNING', 'QUALITY_MONITORING', 'DIRECT_CARE', 'FUNDING', 'DISCHARGE'],
  input: 'none',
  shows: 'measure',
  records: 'measure',
  lists: new Set(['rows']),
};

export const questions: readonly [Question, ...Question[]] = [homeRound, oneResident, bedSearch, admissionProfile];

/** Midnight in London three months ago, near enough: what a round looks back on. */
export function since(now = new Date()): string {
  return `${daysBefore(now, 90)}T00:00:00Z`;
}

/** The twelve whole months before this one. */
export function lastYear(now = new Date()): Variables {
  const first = (year: number) => `${year}-${String(now.getUTCMonth() + 1).padStart(2, '0')}-01`;
  return { from: first(now.getUTCFullYear() - 1), to: first(now.getUTCFullYear()) };
}

const daysBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);

/** Agencies as the page names them, in its order. */
export const agencyNames: readonly (readonly [Agency, string])[] = [
  ['home', 'Care home'],
  ['practice', 'GP practice'],
  ['trust', 'Hospital trust'],
  ['council', 'Council'],
  ['icb', 'NHS commissioner'],
  ['dashboard', 'Partner dashboard'],
];
