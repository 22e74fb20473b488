import type { SignIn } from '../sign-in.ts';
import { lastYear, since } from './questions.ts';

export interface ReadyQuestion {
  query: string;
  variables: object;
}

const homeRound = `# Before the weekly home round: who lives there, and what has happened to them?
query HomeRound($since: DateTime!) {
  alignedHomes(first: 20) { nodes { id name cqcLocationId clinicalLead { name }
    residents(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes {
      id nhsNumber givenName familyName dateOfBirth sex
      registeredPractice { id odsCode name telephone }
      currentPlacement { id careType room from }
      carePlan { id status dueOn }
      incidents(since: $since, first: 5) { totalCount nodes { id kind harm occurredAt narrative withheld { field form clause } } }
      hospitalStays(since: $since, first: 5) { totalCount nodes { id admittedAt dischargedAt primaryDiagnosis withheld { field form clause } } }
      withheld { field form clause }
    } }
  } }
}
`;

const bedSearch = `# A patient is ready to leave hospital: which good home near theirs takes people at that hour?
query BedSearch($careType: CareType!, $near: NearInput!, $at: DateTime!) {
  careHomes(
    filter: { careType: $careType, availableAtLeast: 1, acceptsDischargeAt: $at, near: $near, withinKm: 15, ratingAtLeast: GOOD, asOfWithinHours: 72 }
    orderBy: { field: DISTANCE, direction: ASC }, first: 20
  ) {
    totalCount
    excluded { condition homes }
    nodes { id cqcLocationId name postcode distanceKm acceptsTrustedAssessor
      dutyContact { name telephone } dischargeHours { weekday from until }
      rating { overall publishedOn inherited }
      capacity(careType: $careType) { available reserved status asOf freshness } }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const admissionProfile = `# When are residents admitted as an emergency?
query AdmissionProfile($from: Date!, $to: Date!) {
  measure(of: EMERGENCY_ADMISSIONS, from: $from, to: $to, groupBy: [WEEKDAY, TIME_BAND]) {
    unit period { from to } note dataThrough
    rows { key { dimension value } value numerator denominator suppression }
    total { value suppression }
  }
}
`;

const ourResidents = `# Whose care do we pay for, or ask after, and where do they live?
query OurResidents($since: DateTime!) {
  residents(first: 20) { totalCount nodes {
    id nhsNumber familyName dateOfBirth
    currentPlacement { home { name } careType from funding { source weeklyAmount from to withheld { field form clause } } }
    incidents(since: $since, first: 3) { totalCount nodes { kind harm occurredAt } }
    withheld { field form clause because ask }
  } }
}
`;

/** The question that whoever signed in is likeliest to ask. */
export function readyQuestion({ agency, role, purpose }: SignIn): ReadyQuestion {
  if (purpose === 'PLANNING' || purpose === 'QUALITY_MONITORING') {
    return { query: admissionProfile, variables: lastYear() };
  }
  if (role === 'discharge-coordinator' || role === 'broker') {
    const at = new Date(Date.now() + 86_400_000).toISOString().replace(/T.*/, 'T15:00:00Z');
    return { query: bedSearch, variables: { careType: 'RESIDENTIAL', near: { postcode: 'ZZ7 8NU' }, at } };
  }
  const query = agency === 'home' || agency === 'practice' ? homeRound : ourResidents;
  return { query, variables: { since: since() } };
}
