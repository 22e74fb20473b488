import { type Day, dayLength, type Instant, londonDay, midnight, yearsBefore } from './london.ts';
import type { Town } from './places/geography.ts';
import type { BoroughPlan, HomeKind, Plan, Quirk } from './plan.ts';
import { Random } from './random.ts';
import type { CareType, Tables } from './rows.ts';

/** When the story is told: it starts some years ago and ends yesterday. */
export interface Clock {
  now: Instant;
  today: Day;
  start: Day;
}

export interface Network {
  id: string;
  name: string;
}

export interface Practice {
  id: string;
  organisationId: string;
  name: string;
  network: Network | null;
}

export interface Home {
  id: string;
  organisationId: string;
  code: string;
  name: string;
  kind: HomeKind;
  quirk: Quirk;
  borough: Borough;
  beds: readonly { careType: CareType; count: number }[];
  network: Network;
  lead: Practice;
  /** The first day of its registration: nobody came before it. */
  openedOn: Day;
  /** The registration that it had before, from which it inherits the rating. */
  predecessorId: string | null;
  /** Since when it takes part in the reward scheme; null if it does not. */
  signedUpOn: Day | null;
}

export interface Borough {
  plan: BoroughPlan;
  town: Town;
  councilId: string;
  homes: Home[];
}

export interface World {
  plan: Plan;
  clock: Clock;
  random: Random;
  tables: Tables;
  boroughs: Borough[];
  homes: Home[];
  networks: Network[];
  practices: Practice[];
  acuteTrustId: string;
  communityTrustId: string;
  icbId: string;
}

export function emptyWorld(plan: Plan, now: Date): World {
  const today = londonDay(now.getTime());
  return {
    plan,
    clock: { now: now.getTime(), today, start: yearsBefore(today, plan.yearsOfHistory) },
    random: new Random(plan.seed, plan.oneOfMany),
    tables: emptyTables(),
    boroughs: [],
    homes: [],
    networks: [],
    practices: [],
    acuteTrustId: '',
    communityTrustId: '',
    icbId: '',
  };
}

/** When somebody wrote down what happened on this day: in the days after, never in the future. */
export function recorded(clock: Clock, day: Day, afterDays = 0): { recordedAt: string; validFrom: string } {
  const at = Math.min(midnight(day) + afterDays * dayLength + 9.5 * 3_600_000, clock.now - 3_600_000);
  return recordedAt(at);
}

export function recordedAt(instant: Instant): { recordedAt: string; validFrom: string } {
  const text = new Date(instant).toISOString();
  return { recordedAt: text, validFrom: text };
}

export function emptyTables(): Tables {
  return {
    organisation: [],
    primary_care_network: [],
    practice: [],
    network_membership: [],
    care_home: [],
    rating: [],
    discharge_hours: [],
    capacity: [],
    alignment: [],
    named_contact: [],
    postcode_location: [],
    resident: [],
    gp_registration: [],
    practice_agreement: [],
    placement: [],
    absence: [],
    funding_component: [],
    care_plan: [],
    clinical_summary: [],
    personal_summary: [],
    incident: [],
    concern: [],
    hospital_stay: [],
    emergency_attendance: [],
    red_bag: [],
    trust_contact: [],
    safeguarding_enquiry: [],
    safeguarding_concern: [],
    'hub.release': [],
    objection: [],
    discharge_referral: [],
    referral_request: [],
    'hub.placement_request': [],
    service_request: [],
    feedback: [],
    'hub.feedback_giver': [],
    unnamed_feedback: [],
    quality_visit: [],
    quality_recommendation: [],
    recommendation_step: [],
    home_round: [],
    round_visit: [],
    reward_sign_up: [],
    quality_account: [],
    initiative_adoption: [],
    'hub.return_submission': [],
    reward_run: [],
    reward_statement: [],
    reward_line: [],
    'hub.claim': [],
    'hub.privacy_alert': [],
    'hub.line_match': [],
    'hub.data_complete': [],
  };
}
