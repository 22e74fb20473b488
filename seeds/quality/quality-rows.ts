import type { OfResident } from '../personal-rows.ts';
import type { Row } from '../rows.ts';

export type OutcomeLevel = 'IDEAL' | 'NO_NEEDS' | 'SOME_NEEDS' | 'HIGH_NEEDS';

export interface FeedbackRow extends OfResident {
  homeId: string;
  askedId: string | null;
  givenBy: string;
  shownAs: 'NAMED' | 'COUNCIL_ONLY';
  givenOn: string;
  words: string | null;
  controlOverDailyLife: OutcomeLevel | null;
  personalCleanliness: OutcomeLevel | null;
  foodAndDrink: OutcomeLevel | null;
  feelingSafe: OutcomeLevel | null;
  socialParticipation: OutcomeLevel | null;
  occupation: OutcomeLevel | null;
  accommodation: OutcomeLevel | null;
  dignity: OutcomeLevel | null;
}

/** A row of `hub.feedback_giver`. */
export interface FeedbackGiverRow extends Row {
  residentId: string;
  homeId: string;
  authorId: string;
  givenBy: string;
  shownAs: 'NAMED' | 'UNNAMED' | 'COUNCIL_ONLY';
  givenOn: string;
  /** The digest of the receipt, as PostgreSQL writes bytes. */
  receipt: string;
  recordedAt: string;
}

export interface UnnamedFeedbackRow extends Row {
  homeId: string;
  giver: string;
  words: string | null;
  outcome: string | null;
  howItIs: OutcomeLevel | null;
  givenIn: string;
  releasedIn: string | null;
  councilOnly: boolean;
}

export interface QualityVisitRow extends Row {
  homeId: string;
  councilId: string;
  visitedOn: string;
  announced: boolean;
  /** JSON: domain, rating and words. */
  findings: string;
  recordedAt: string;
}

export interface QualityRecommendationRow extends Row {
  visitId: string;
  homeId: string;
  text: string;
  priority: 'HIGH' | 'MEDIUM' | 'LOW';
  dueOn: string;
  state: 'OPEN' | 'ANSWERED' | 'SENT_BACK' | 'ACCEPTED';
  version: number;
}

export interface RecommendationStepRow extends Row {
  recommendationId: string;
  homeId: string;
  saidById: string;
  version: number;
  state: 'ANSWERED' | 'SENT_BACK' | 'ACCEPTED';
  words: string | null;
  doneOn: string | null;
  saidAt: string;
}

export interface QualityTables {
  feedback: FeedbackRow[];
  'hub.feedback_giver': FeedbackGiverRow[];
  unnamed_feedback: UnnamedFeedbackRow[];
  quality_visit: QualityVisitRow[];
  quality_recommendation: QualityRecommendationRow[];
  recommendation_step: RecommendationStepRow[];
}
