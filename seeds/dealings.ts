import { addNewPlacements } from './discharge/new-placements.ts';
import { addOpenReferrals } from './discharge/now.ts';
import { addReturnsHome } from './discharge/returns-home.ts';
import type { RecordedStay } from './hospital/hospital-stays.ts';
import { addRedBags } from './hospital/red-bags.ts';
import type { Person } from './people/people.ts';
import { addClaims } from './privacy/claims.ts';
import { addLineMatches } from './privacy/line-matches.ts';
import { addFeedback } from './quality/feedback.ts';
import { addQualityVisits } from './quality/quality-visits.ts';
import { addInitiatives } from './reward/initiatives.ts';
import { addMemberships } from './reward/membership.ts';
import { addPayments } from './reward/payments.ts';
import { addReturns } from './reward/returns.ts';
import { addHomeRounds } from './rounds/home-rounds.ts';
import { addServiceRequests } from './services/service-requests.ts';
import type { World } from './world.ts';

/** What agencies do with each other about residents and homes, beside keeping records: the whole story. */
export function addDealings(world: World, people: readonly Person[], stays: readonly RecordedStay[]): void {
  addMemberships(world);
  addInitiatives(world);
  addRedBags(world, stays);
  addReturnsHome(world, stays);
  addNewPlacements(world, people);
  addOpenReferrals(world, stays);
  addHomeRounds(world, people);
  addServiceRequests(world, people);
  addFeedback(world, people);
  addQualityVisits(world);
  addClaims(world, people);
  addLineMatches(world, people);
  addReturns(world);
  addPayments(world);
}
