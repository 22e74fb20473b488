import type { AdmissionStatus, CareType, RatingGrade } from './rows.ts';

export type HomeKind = 'RESIDENTIAL' | 'NURSING' | 'LEARNING_DISABILITY';

/** What sets one home apart from the ordinary one: open, fresh figures, rated Good, signed up, daytime hours. */
export interface Quirk {
  /** Takes people at any hour of any day, and keeps a bed of each kind free for that. */
  anyHour?: true;
  status?: AdmissionStatus;
  /** How old the newest capacity figure is whenever the hub starts, in hours. */
  figuresAgedHours?: number;
  rating?: RatingGrade;
  /** Does not take part in the reward scheme. */
  notSignedUp?: true;
  /** All beds, or this many of them, are for younger adults. */
  youngerAdults?: { careType: CareType; beds: number };
  /** Beds for stays of weeks. */
  shortStay?: { careType: CareType; beds: number };
  /** Runs under a new registration of some years; the rating was given to the one before. */
  reRegistered?: true;
}

export interface HomeGroup {
  kind: HomeKind;
  names: readonly string[];
  /** Beds of each home, in the order of the names. */
  beds: readonly number[];
  quirks: Readonly<Record<number, Quirk>>;
}

export interface BoroughPlan {
  town: string;
  councilCode: string;
  councilName: string;
  /** No such area exists: no postcode of the seeds is anybody's. */
  postcodeArea: string;
  latitude: number;
  longitude: number;
  radiusKm: number;
  /** Where the numbers of its postcode districts begin; 1 unless another town has those. */
  firstDistrict?: number;
  homes: readonly HomeGroup[];
}

/** Who is there once in a world, beside its councils. */
export interface PlannedOrganisation {
  code: string;
  name: string;
}

export interface Plan {
  seed: string;
  /** One of so many worlds that their random numbers would meet (`Random`). */
  oneOfMany?: true;
  /** Keeps the codes of homes, practices and networks apart from those of other worlds in the same database. */
  number: number;
  /** With an `id` it is there already, from another world. */
  icb: PlannedOrganisation & { id?: string };
  acuteTrust: PlannedOrganisation;
  communityTrust: PlannedOrganisation;
  dashboard: PlannedOrganisation | null;
  boroughs: readonly BoroughPlan[];
  /** Practices in each primary care network, and the borough (by index) where each network's last practices lie. */
  networks: readonly { practices: number; inSecondBorough: number }[];
  practicesOutside: number;
  yearsOfHistory: number;
  /** One in so many residents is in hospital for some days now, beside those whom chance sends there. */
  oneInHospitalOf: number;
  /** How much likelier than in life the seldom is (objections, enquiries), so that a small world has some of it. */
  seldomTimes: number;
  /** With what agencies do with each other besides: attendances, rounds, returns, referrals; or without, where tests make their own. */
  wholeStory: boolean;
}
