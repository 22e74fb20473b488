/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which entries of the access record are wanted. Every condition must hold. */
export type AccessFilter = {
  /** From this moment on. */
  from?: string | null | undefined;
  /** Of this kind. */
  kind?: AccessKind | null | undefined;
  /** That asked this among others, such as `residents`. */
  operation?: string | null | undefined;
  /** With this outcome, such as `ANSWERED` or `FORBIDDEN`. */
  outcome?: string | null | undefined;
  /** For this purpose. */
  purpose?: Purpose | null | undefined;
  /** In this role. */
  role?: string | null | undefined;
  /** Before this moment. */
  to?: string | null | undefined;
  /** Of this user, as the token names it. */
  user?: string | null | undefined;
};

/** What happened, as the access record calls it. */
export type AccessKind =
  /** A record was opened in an emergency, or somebody tried. */
  | 'BREAK_GLASS'
  /** Somebody said that a person is registered or in hospital, to be let in. */
  | 'CLAIM'
  /** Records went out to another system. */
  | 'EXPORT'
  /** Records came in from another system. */
  | 'IMPORT'
  /** Records of residents were shown, or looked for. */
  | 'READ'
  /** A question or a write was refused, or a write was not possible. */
  | 'REFUSAL'
  /** Somebody read the access record itself. */
  | 'REPORT'
  /** Something about a resident was written. */
  | 'WRITE';

/** Whether a home admits anyone now, and why not. */
export type AdmissionStatus =
  /** Closed by council or NHS, who place nobody there for now. */
  | 'CLOSED_BY_COMMISSIONER'
  /** Closed for another reason. */
  | 'CLOSED_OTHER'
  /** Closed for an infection in the home. */
  | 'CLOSED_OUTBREAK'
  /** Closed by the regulator. */
  | 'CLOSED_REGULATORY'
  /** Closed for want of staff. */
  | 'CLOSED_STAFFING'
  /** Admits. */
  | 'OPEN'
  /** Admits, on conditions: ring first. */
  | 'OPEN_WITH_RESTRICTIONS';

/** What a home asked back, and what it is answered. */
export type AnswerQuestionInput = {
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** The answer, in at most 1,000 characters. Name nobody: the home is not to know for whom it is asked. */
  reply: string;
  /** A request of a referral of yours, in which the home asked something. */
  request: string | number;
  /** The `version` that you read. If another stands by now, nothing is changed, and the problem is `STALE_VERSION`. */
  version: number;
};

/** Which homes are wanted. Every condition must hold. */
export type CareHomeFilter = {
  /** Homes that take somebody discharged from hospital at this moment, by their hours in Europe/London. Leaves out homes that are closed to admissions. */
  acceptsDischargeAt?: string | null | undefined;
  /** Homes that stated their beds within so many hours. */
  asOfWithinHours?: number | null | undefined;
  /** At least so many free beds, reserved ones not counted. Leaves out homes that are closed to admissions, and figures older than seven days unless `asOfWithinHours` allows them. */
  availableAtLeast?: number | null | undefined;
  /** Homes that give this kind of care; beds are then counted for it alone. */
  careType?: CareType | null | undefined;
  /** Part of the name, in any case. */
  name?: string | null | undefined;
  /** Where distances are measured from. */
  near?: NearInput | null | undefined;
  /** Rated so by the CQC, or better. A home that was not rated is left out. */
  ratingAtLeast?: RatingGrade | null | undefined;
  /** At most so many kilometres from `near`, as the crow flies. */
  withinKm?: number | null | undefined;
};

/** In which order homes are listed. */
export type CareHomeOrder = {
  /** Which end comes first. */
  direction?: OrderDirection;
  /** What decides the order. */
  field: CareHomeOrderField;
};

/** What homes may be ordered by. */
export type CareHomeOrderField =
  /** Free beds, of `careType` if given; figures that are too old count as none. */
  | 'AVAILABLE'
  /** From `near`, which must be given. */
  | 'DISTANCE'
  | 'NAME';

/** The kind of care that a bed is for. */
export type CareType =
  /** A short stay after hospital, while it is assessed what is needed. */
  | 'DISCHARGE_TO_ASSESS'
  /** For people with a learning disability. */
  | 'LEARNING_DISABILITY'
  /** For people with mental ill health. */
  | 'MENTAL_HEALTH'
  /** Care with a nurse on duty at all hours. */
  | 'NURSING'
  /** Nursing for people with dementia. */
  | 'NURSING_DEMENTIA'
  /** For people with a physical disability. */
  | 'PHYSICAL_DISABILITY'
  /** Personal care without nursing. */
  | 'RESIDENTIAL'
  /** Personal care for people with dementia. */
  | 'RESIDENTIAL_DEMENTIA'
  /** A short stay, to relieve those who care at home. */
  | 'RESPITE';

/** How many beds of one care type the home has now, and how many are free. */
export type CareTypeCapacityInput = {
  /** Free beds that somebody can have; reserved ones are not among them. */
  available: number;
  /** The kind of care that these beds are for: one that the home gives. */
  careType: CareType;
  /** Whom the free beds suit; absent: as it stands, or anyone. */
  gendersSuited?: GendersSuited | null | undefined;
  /** Beds of this care type. */
  maximum: number;
  /** Beds in use or held for somebody in hospital. */
  occupied: number;
  /** Free beds promised to somebody. */
  reserved: number;
  /** Lowest rate, pounds a week; absent: as it stands, null: not stated. */
  weeklyRateFrom?: number | null | undefined;
  /** Highest rate, pounds a week; absent: as it stands, null: not stated. */
  weeklyRateUntil?: number | null | undefined;
};

/** Which of the offers is chosen. */
export type ChooseOfferInput = {
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** A request of a referral of yours, in which the home offers a bed. */
  request: string | number;
  /** Until when the bed is to be reserved: after now, `earliest` and `answerBy`, by seven days at most; absent: as referred. */
  reserveUntil?: string | null | undefined;
  /** The `version` that you read. If another stands by now, nothing is changed, and the problem is `STALE_VERSION`. */
  version: number;
};

/** Which round is over. */
export type CloseHomeRoundInput = {
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** A round of your own practice that is not over. */
  round: string | number;
};

/** What came of a concern. */
export type ConcernOutcome =
  /** The home was told what to do and what to watch. */
  | 'ADVICE_GIVEN'
  /** A medicine was begun, changed or stopped. */
  | 'MEDICINES_CHANGED'
  /** Looked into, and nothing more is needed. */
  | 'NO_ACTION'
  /** Another service was asked to see the resident. */
  | 'REFERRED'
  /** The resident was sent to hospital. */
  | 'SENT_TO_HOSPITAL'
  /** Somebody comes to see the resident, or will on the next round. */
  | 'VISIT_ARRANGED';

/** How soon an answer is needed. */
export type ConcernUrgency =
  /** Due within 7 days. */
  | 'ROUTINE'
  /** Due within 2 days. */
  | 'SOON'
  /** Due within 4 hours. Nobody is rung up by the hub: where life may be in danger, ring 999. */
  | 'URGENT';

/** What a measure is grouped by. The agreement says which groupings are published. */
export type Dimension =
  /** Age in years: UNDER_65, AGE_65_74, AGE_75_84, AGE_85_94, AGE_95_UP. */
  | 'AGE_BAND'
  /** What might have made an admission unnecessary: a name for what the trust wrote in the words of a list, or OTHER. */
  | 'AVOIDABLE_FACTOR'
  /** The CQC location id of the home. */
  | 'CARE_HOME'
  /** The kind of care of the placement. */
  | 'CARE_TYPE'
  /** Chapter of the primary diagnosis in ICD-10, or NOT_CODED. */
  | 'CONDITION'
  /** Who was to end the delay, as `DelayAgency` says, or NOT_TOLD. */
  | 'DELAY_AGENCY'
  /** Why somebody was still in hospital, as `DelayReason` says, or NOT_TOLD. */
  | 'DELAY_REASON'
  /** By whom it is paid: COUNCIL, or NHS, which is the integrated care board. */
  | 'FUNDING_ROUTE'
  /** The kind of infection, as `IncidentSubtype` says. */
  | 'INFECTION'
  /** A calendar month, as 2026-04. */
  | 'MONTH'
  /** The ODS code of the primary care network (PCN) to which the home was aligned then, or NOT_ALIGNED; not that of the practices of its residents. */
  | 'NETWORK'
  /** What care comes to for a resident, as `CareOutcome` says. */
  | 'OUTCOME'
  /** The CQC id of the provider that runs the home. */
  | 'PROVIDER'
  /** Whole days since it was made: UNDER_7_DAYS, DAYS_7_27, DAYS_28_83, DAYS_84_UP. */
  | 'REQUEST_AGE'
  /** WAITING at the end of the month, or how it ended in it: DELIVERED, DECLINED or WITHDRAWN. */
  | 'REQUEST_STANDING'
  /** What was asked for, as `ServiceKind` says. */
  | 'SERVICE_KIND'
  /** Four hours of the day, Europe/London: T00_04 to T20_24. */
  | 'TIME_BAND'
  /** How soon an answer was needed, as `ConcernUrgency` says. */
  | 'URGENCY'
  /** MONDAY to SUNDAY, Europe/London. */
  | 'WEEKDAY';

/** How old a figure is. */
export type Freshness =
  /** At most seven days. */
  | 'AGEING'
  /** At most 24 hours. */
  | 'FRESH'
  /** Older, or of a moment still to come: beds are not counted as free unless asked for. */
  | 'STALE';

/** Who is expected to pay for the care that is looked for. */
export type FundingRoute =
  /** The NHS, by continuing healthcare. */
  | 'CHC'
  /** The NHS, by continuing healthcare for a person who is rapidly declining. */
  | 'CHC_FAST_TRACK'
  /** The council. */
  | 'COUNCIL'
  /** The discharge fund, while it is assessed what is needed. */
  | 'DISCHARGE_TO_ASSESS'
  /** Council and NHS together. */
  | 'JOINT'
  /** Aftercare by section 117 of the Mental Health Act 1983. */
  | 'SECTION_117'
  /** The person or the family. */
  | 'SELF'
  /** Not decided yet. */
  | 'UNDECIDED';

/** Whom the free beds suit. */
export type GendersSuited =
  /** Anyone. */
  | 'ANY'
  /** Women. */
  | 'FEMALE'
  /** Men. */
  | 'MALE';

/** Physical harm, by the scale of NHS England (LFPSE). */
export type Harm =
  /** Death. */
  | 'FATAL'
  /** Minor treatment or extra observation. */
  | 'LOW'
  /** Further treatment, no lasting harm. */
  | 'MODERATE'
  /** No harm. */
  | 'NONE'
  /** Lasting harm, or life was in danger. */
  | 'SEVERE';

/** What follows for a resident who was seen on a home round. */
export type HomeRoundOutcome =
  /** The resident was sent to hospital. */
  | 'ADMITTED'
  /** A medicine was begun, changed or stopped. */
  | 'MEDICINES_CHANGED'
  /** Nothing more is needed: with no other outcome. */
  | 'NO_ACTION'
  /** The care plan was changed. */
  | 'PLAN_UPDATED'
  /** The multidisciplinary team is to look at it together. */
  | 'REFERRED_TO_MDT'
  /** Somebody is to see the resident before the next round. */
  | 'URGENT_REVIEW';

/** What happened. A safeguarding concern is no incident kind: the kind alone would disclose it. */
export type IncidentKind =
  | 'BEHAVIOUR'
  | 'CHOKING'
  | 'DEATH'
  | 'EQUIPMENT'
  | 'FALL'
  | 'INFECTION'
  | 'MEDICATION_ERROR'
  | 'MISSING_PERSON'
  | 'OTHER'
  | 'PRESSURE_ULCER';

/** What a home must know to keep an infection from spreading. */
export type InfectionStatus =
  /** A test was taken; its result is not known yet. */
  | 'AWAITING_RESULT'
  /** Carries an organism such as MRSA without being ill. */
  | 'COLONISED'
  /** Must be isolated. */
  | 'INFECTIOUS'
  /** No infection is known. */
  | 'NONE_KNOWN'
  /** Had an infection that is over. */
  | 'RECOVERED';

/** What homes adopt to improve care, as the Care Home Excellence Programme lists it. */
export type Initiative =
  /** Better access of residents to primary care. */
  | 'ENHANCED_PRIMARY_CARE'
  /** Preventing falls, and responding to them better. */
  | 'FALLS'
  /** One contract with the council and the NHS commissioner. */
  | 'JOINT_CONTRACTING'
  /** Preventing pressure ulcers, and responding to them better. */
  | 'PRESSURE_ULCERS'
  /** A bag with documents and belongings goes to hospital and comes back. */
  | 'RED_BAG'
  /** Technology that improves the health of residents. */
  | 'TELEHEALTH'
  /** Volunteers of the neighbourhood help residents to activities. */
  | 'VOLUNTEERS'
  /** Opportunities for staff to learn and improve. */
  | 'WORKFORCE';

/** How long the published periods of a grouping are. They follow on one another and never change. */
export type MeasureBlock =
  /** A calendar month. */
  | 'MONTH'
  /** Three calendar months. */
  | 'QUARTER'
  /** Twelve calendar months, not from January: they end where the data ended at first. */
  | 'YEAR';

/** What a number of a measure is. */
export type MeasureKind =
  /** How many there were, or the sum of an amount that each of them has. */
  | 'AMOUNT'
  /** The mean of an amount that each of them has. */
  | 'MEAN'
  /** So many events for each so many residents or bed-days, as the unit says. */
  | 'RATE'
  /** Of how many of them something is so, in per cent. */
  | 'SHARE';

/** What is measured; `measures` tells what each one means. */
export type MeasureName =
  /** Requests of hospitals for a place that homes answered in time. */
  | 'ANSWERED_WITHIN'
  /** Free beds, as homes told them. */
  | 'AVAILABLE_BEDS'
  /** Emergency admissions that something might have made unnecessary. */
  | 'AVOIDABLE_ADMISSIONS'
  /** What might have made emergency admissions unnecessary, by how often it was named. */
  | 'AVOIDABLE_FACTORS'
  /** Weeks in which the figures of a home about its beds were not out of date. */
  | 'CAPACITY_FRESH'
  /** Care plans that were made or gone through in time after an admission or a return from hospital. */
  | 'CARE_PLANS_IN_TIME'
  /** Concerns of homes that the clinic answered in time. */
  | 'CONCERNS_ANSWERED'
  /** Arrivals of residents at emergency departments by ambulance. */
  | 'CONVEYANCES'
  /** What emergency stays of residents in hospital cost, together and on average. */
  | 'COST_OF_STAY'
  /** Days in hospital after the one on which somebody was ready to leave for a care home. */
  | 'DELAY_DAYS'
  /** Discharges from hospital to care homes. */
  | 'DISCHARGES'
  /** Emergency admissions to hospital of residents of care homes. */
  | 'EMERGENCY_ADMISSIONS'
  /** Attendances of residents at emergency departments. */
  | 'EMERGENCY_ATTENDANCES'
  /** Falls of residents, with and without harm. */
  | 'FALLS'
  /** Emergency admissions to hospital after a fall in the care home. */
  | 'FALLS_ADMISSIONS'
  /** Infections of residents. */
  | 'INFECTIONS'
  /** Falls of residents with physical harm. */
  | 'INJURIOUS_FALLS'
  /** Nights that emergency stays of residents in hospital lasted. */
  | 'LENGTH_OF_STAY'
  /** Emergency stays of residents in hospital of more than 21 nights. */
  | 'LONG_STAYS'
  /** Medication errors about residents. */
  | 'MEDICATION_ERRORS'
  /** Reviews of medicines in time after an admission or a return from hospital. */
  | 'MEDICATION_REVIEWS_IN_TIME'
  /** Pressure ulcers that residents did not bring with them. */
  | 'NEW_PRESSURE_ULCERS'
  /** Beds that were in use. */
  | 'OCCUPANCY'
  /** Outbreaks of infections in homes. */
  | 'OUTBREAKS'
  /** Residents registered outside the network to which their home is aligned. */
  | 'OUTSIDE_NETWORK'
  /** Residents who were admitted to hospital as an emergency, each once in a month. */
  | 'PATIENTS_ADMITTED'
  /** Discharges to care homes followed by an emergency admission within 30 days. */
  | 'READMISSIONS'
  /** Answers of residents by which nothing is missing in an outcome of their care. */
  | 'RESIDENT_OUTCOMES'
  /** Monthly returns that came in time. */
  | 'RETURNS_IN_TIME'
  /** What homes were paid by the reward scheme. */
  | 'REWARD_PAYMENTS'
  /** Weeks in which the practice that leads for a home held its home round. */
  | 'ROUND_COVERAGE'
  /** Requests for services that ended or waited, by how long. */
  | 'SERVICE_REQUESTS'
  /** Staff whose mandatory training was up to date. */
  | 'STAFF_TRAINED'
  /** Staff who left. */
  | 'STAFF_TURNOVER'
  /** Vacant posts of homes. */
  | 'STAFF_VACANCIES'
  /** Hours after which homes answered requests of hospitals for a place. */
  | 'TIME_TO_ANSWER'
  /** Discharges to care homes on a Saturday or Sunday. */
  | 'WEEKEND_DISCHARGES';

/** How somebody moves about. */
export type Mobility =
  /** Needs one carer to move. */
  | 'ASSISTANCE_OF_ONE'
  /** Needs two carers to move. */
  | 'ASSISTANCE_OF_TWO'
  /** Stays in bed. */
  | 'CARED_FOR_IN_BED'
  /** Walks without help. */
  | 'INDEPENDENT'
  /** Walks with a stick, frame or the like. */
  | 'WALKING_AID';

/** Where to search from: exactly one of these. */
export type NearInput =
  {   /** The id or the CQC location id of a care home. */
  careHome: string | number; point?: never; postcode?: never; }
  |  { careHome?: never;   /** A place by its coordinates. */
  point: PointInput; postcode?: never; }
  |  { careHome?: never; point?: never;   /** A postcode, however it is spaced. */
  postcode: string; };

/** What a home must know to say whether it can take somebody, and nothing of who it is. */
export type NeedInput = {
  /** The kind of care that is needed. */
  careType: CareType;
  /** Who is expected to pay. */
  fundingRoute: FundingRoute;
  /** For whom the bed must suit. */
  gender: Sex;
  /** Whether a hoist is needed. */
  hoist: boolean;
  /** Whether the person carries an infection. */
  infectionStatus: InfectionStatus;
  /** Whether the medicines to take along are ready. */
  medicinesReady: boolean;
  /** How the person moves about. */
  mobility: Mobility;
  /** Whether the person comes with oxygen. */
  oxygen: boolean;
  /** How the person comes to the home. */
  transport: TransportNeed;
};

/** Which end of an order comes first. */
export type OrderDirection =
  | 'ASC'
  | 'DESC';

/** How a plan or review stands today; after the resident has left, how it stood then. */
export type PlanStatus =
  /** The resident, or who decides for the resident, wants none. */
  | 'DECLINED'
  /** To be made, or gone through anew after a return from hospital, within the time set. */
  | 'DUE'
  /** Made, and not due for review. */
  | 'IN_PLACE'
  /** Not made, or not reviewed, by the day on which it was due. */
  | 'OVERDUE'
  /** Made, and due for review within 30 days. */
  | 'REVIEW_DUE';

/** A place on the map, WGS 84. */
export type PointInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
};

/** What a privacy officer is told of. */
export type PrivacyAlertKind =
  /** A record was opened in an emergency, or somebody tried. */
  | 'BREAK_GLASS'
  /** A user said that a person is registered or in hospital, to be let in. */
  | 'CLAIM'
  /** An organisation sees the record from now on, by what is on record. */
  | 'NEW_RELATIONSHIP'
  /** A resident objects to sharing for care. Your organisation recorded it, or no longer sees the record because of it. */
  | 'OBJECTION';

/** Why a mutation changed nothing. */
export type ProblemCode =
  /** This has ended already. */
  | 'ALREADY_ENDED'
  /** Your organisation has recorded this already. */
  | 'ALREADY_RECORDED'
  /** The home does not give this kind of care. */
  | 'CARE_NOT_GIVEN'
  /** This is unusual. Look again, and if it is so, send it again with "confirm": true. */
  | 'CONFIRM'
  /** The council lets nobody be placed in this home for now: choose another. */
  | 'EMBARGOED'
  /** Of each of the two something stands of which a person has one: who recorded it puts it right first. Nothing was merged. */
  | 'HISTORIES_CONTRADICT'
  /** This may tell who somebody is: leave out names, NHS numbers and full dates. */
  | 'IDENTIFYING'
  /** This lies in the future. */
  | 'IN_FUTURE'
  /** This is named twice. */
  | 'NAMED_TWICE'
  /** As far as the hub knows, this organisation does not look after the resident nor pay for the care, so that it would not read this: ask it in another way. */
  | 'NOT_INVOLVED'
  /** This belongs to another kind than the one that was named. */
  | 'NOT_OF_THIS_KIND'
  /** This cannot be recorded beside what is recorded already. */
  | 'NOT_POSSIBLE'
  /** The patient is not ready to leave: say first since when. */
  | 'NOT_READY'
  /** The resident did not live in your home at this time. */
  | 'NOT_RESIDENT_THEN'
  /** The home has not submitted this return. */
  | 'NOT_SUBMITTED'
  /** It is too early for this month: homes can still submit their returns in time. */
  | 'NOT_YET_DUE'
  /** The home has no free bed of this kind any more: choose another offer. */
  | 'NO_BED'
  /** There are not so many places left: ask for fewer, or look again later. */
  | 'NO_PLACES'
  /** What stands is of a later moment: read it again. */
  | 'OUTDATED'
  /** This lies outside what is allowed here. */
  | 'OUT_OF_RANGE'
  /** Nobody reviews what they did themselves: ask a colleague. */
  | 'OWN_DEED'
  /** The two lived in two homes at the same time, as it stands: who recorded that puts it right first. Nothing was merged. */
  | 'PLACEMENTS_CONTRADICT'
  /** The two were registered twice at the same time, as it stands: the practices put it right first. Nothing was merged. */
  | 'REGISTRATIONS_CONTRADICT'
  /** This must be said. */
  | 'REQUIRED'
  /** Figures that the hub does not count are missing: state them first. */
  | 'RETURN_INCOMPLETE'
  /** The return is submitted and locked: ask the council to reopen it. */
  | 'RETURN_SUBMITTED'
  /** Somebody has changed this since you read it: read it again. */
  | 'STALE_VERSION'
  /** The two were in one hospital twice at the same time, as it stands: the trust puts it right first. Nothing was merged. */
  | 'STAYS_CONTRADICT'
  /** This lies before what it must follow. */
  | 'TOO_EARLY'
  /** This is longer than it may be. */
  | 'TOO_LONG'
  /** In use, promised and free, beds come to no more than the maximum, and all maxima to no more than the CQC registered. */
  | 'TOO_MANY_BEDS'
  /** There is no such record that you may write about. */
  | 'UNKNOWN';

/** What a question is asked for. Who may ask for what is the agreement’s to say. */
export type Purpose =
  /** To decide whether a resident may be deprived of liberty (DoLS). */
  | 'DEPRIVATION_OF_LIBERTY'
  /** To care for the resident. */
  | 'DIRECT_CARE'
  /** To find the place to which a patient who is ready can go. */
  | 'DISCHARGE'
  /** To decide and pay what the care costs. */
  | 'FUNDING'
  /** To watch over who sees records, and to act on what residents ask about them. */
  | 'INFORMATION_GOVERNANCE'
  /** To check invoices, apart from all other staff. */
  | 'INVOICE_VALIDATION'
  /** To plan services from counts. */
  | 'PLANNING'
  /** To watch the quality of care from counts. */
  | 'QUALITY_MONITORING'
  /** To answer a question of research that was approved. */
  | 'RESEARCH'
  /** To protect the resident from abuse and neglect. */
  | 'SAFEGUARDING';

/** The CQC's grades, best first. */
export type RatingGrade =
  | 'GOOD'
  | 'INADEQUATE'
  | 'NOT_RATED'
  | 'OUTSTANDING'
  | 'REQUIRES_IMPROVEMENT';

/** What came of it that a resident was on the list. */
export type RecordRoundOutcomeInput = {
  /** For the staff of the home, in at most 4,000 characters: what to do and watch, or why the resident was not seen. */
  followUp?: string | null | undefined;
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** By when the resident is to be seen again: not before the day on which the resident was seen. */
  nextOn?: string | null | undefined;
  /** What follows: at least one if the resident was seen. `NO_ACTION` stands alone. */
  outcomes?: Array<HomeRoundOutcome> | null | undefined;
  /** The resident’s place on the list of a round of your own practice. */
  roundVisit: string | number;
  /** Whether the resident was seen. If not, nothing but `followUp` may be said. */
  seen: boolean;
  /** When; absent: now. Not in the future, and at most a week before the day on which the list was made. */
  seenAt?: string | null | undefined;
  /** In which role somebody saw the resident: needed if one did. */
  seenBy?: SeenByRole | null | undefined;
  /** The `version` that you read. If another stands by now, nothing is changed, and the problem is `STALE_VERSION`. */
  version: number;
};

/** Who is to leave hospital, what is needed, and which homes are asked. */
export type ReferDischargeInput = {
  /** Until when homes can answer, within 14 days. */
  answerBy: string;
  /** The earliest moment at which the person can come, within 28 days. */
  earliest: string;
  /** CQC location ids of the homes to ask, 20 at most. Of a return none need be named: it is the own home. */
  homes: Array<string>;
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** To a new home, or back to the own one. */
  kind: ReferralKind;
  /** What is needed. */
  need: NeedInput;
  /** Until when an offer can be chosen and its bed stays reserved: after `earliest` and `answerBy`, by seven days at most; absent: by one day. */
  reserveUntil?: string | null | undefined;
  /** The resident who is to leave hospital. */
  resident: string | number;
};

/** Where somebody who leaves hospital is to go. */
export type ReferralKind =
  /** To a home in which the person does not live yet. */
  | 'NEW_PLACEMENT'
  /** Back to the home where the resident lives, whose bed is held. */
  | 'RETURN';

/** How far a referral from hospital has come. */
export type ReferralState =
  /** The person has moved in, or is back. */
  | 'ADMITTED'
  /** A home is chosen; its bed is reserved until the stated moment. */
  | 'CHOSEN'
  /** The chosen home can take the person no more, and has said why. */
  | 'DECLINED'
  /** No home offered in time, none of the offers was chosen, or the reservation ran out before anyone came. */
  | 'EXPIRED'
  /** Homes are asked, and none is chosen yet. */
  | 'OPEN'
  /** Whoever referred took it back. */
  | 'WITHDRAWN';

/** Which list is to be made anew. */
export type RenewRoundListInput = {
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** A round of your own practice that is not over. */
  round: string | number;
};

/** What has become of asking one home for a place. */
export type RequestState =
  /** The person has moved in, or is back. */
  | 'ADMITTED'
  /** This offer was chosen, and the bed is reserved. */
  | 'CHOSEN'
  /** The home cannot take the person, or no more after it was chosen. */
  | 'DECLINED'
  /** The moment passed until which it could be answered, chosen or used. */
  | 'EXPIRED'
  /** Another home was chosen. */
  | 'NOT_CHOSEN'
  /** The home, or a trusted assessor in its place, offers the bed. */
  | 'OFFERED'
  /** The home asks something back. */
  | 'QUESTIONED'
  /** The home has not answered yet, or its question has been answered. */
  | 'WAITING'
  /** Whoever asked took it back. */
  | 'WITHDRAWN';

/** Whether cardiopulmonary resuscitation is to be attempted (DNACPR). */
export type Resuscitation =
  /** To be attempted. */
  | 'ATTEMPT'
  /** Not to be attempted (DNACPR). */
  | 'DO_NOT_ATTEMPT'
  /** Nobody has recorded a decision. */
  | 'NOT_RECORDED';

/** How far the return of a month has come. */
export type ReturnState =
  /** The home has not submitted it. That is not zero: its figures are null. */
  | 'NOT_SUBMITTED'
  /** Submitted once, and reopened by the council; the home is to submit it again. */
  | 'REOPENED'
  /** Submitted and locked. */
  | 'SUBMITTED';

/** What a privacy officer found of an emergency. */
export type ReviewBreakGlassInput = {
  /** An alert that awaits review. */
  alert: string | number;
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** For your own records, in at most 500 characters. */
  note?: string | null | undefined;
  /** What you found. */
  outcome: ReviewOutcome;
};

/** What a review of an emergency found. */
export type ReviewOutcome =
  /** There was need. */
  | 'JUSTIFIED'
  /** There was none: what is still open is closed at once. */
  | 'NOT_JUSTIFIED';

/** What a line of a statement pays. */
export type RewardLineKind =
  /** What became known of an earlier month since that was reckoned; below nothing, it is taken back. */
  | 'ADJUSTMENT'
  /** The days of the month of the run. */
  | 'PAYMENT';

/** What a home must have done to be rewarded for a month. */
export type RewardRule =
  /** It has adopted initiatives. */
  | 'INITIATIVES'
  /** The council had placed no embargo on it. */
  | 'NO_EMBARGO'
  /** It has published a quality account. */
  | 'QUALITY_ACCOUNT'
  /** It submitted its return in time. That the council reopened it later changes nothing. */
  | 'RETURN_IN_TIME'
  /** It takes part in the scheme. */
  | 'SIGNED_UP';

/** Why a resident is on the list of a home round. "Since" is since the resident was last seen on one, and at most 28 days. */
export type RoundReason =
  /** The home asked since that the resident be seen on the next round. */
  | 'ASKED_BY_HOME'
  /** There is no care plan, or it or its review is due. */
  | 'CARE_PLAN_DUE'
  /** A concern of the home waits for its answer. */
  | 'CONCERN_WAITING'
  /** Came back from hospital since. */
  | 'DISCHARGED_FROM_HOSPITAL'
  /** The last round asked that the resident be seen again by now. */
  | 'FOLLOW_UP_DUE'
  /** Something befell the resident since. */
  | 'INCIDENT'
  /** The review of medicines is due. */
  | 'MEDICATION_REVIEW_DUE'
  /** Moved into the home since. */
  | 'NEW_RESIDENT'
  /** Lived in the home before, and moved in again since. */
  | 'READMITTED'
  /** A concern was answered since by the promise of a visit. */
  | 'VISIT_ARRANGED';

/** What became of a resident on the list of a home round. */
export type RoundVisitState =
  /** Not seen: what was the reason for this round is one for the next. */
  | 'NOT_SEEN'
  /** Seen, in person or by video. */
  | 'SEEN'
  /** Nobody has said yet. */
  | 'WAITING';

/** Why a home is not in a list of homes. */
export type SearchCondition =
  /** Gives this kind of care, and has too few free beds by its latest figure. */
  | 'BEDS'
  /** Does not give this kind of care. */
  | 'CARE_TYPE'
  /** Closed to admissions. */
  | 'CLOSED'
  /** Too far away. */
  | 'DISTANCE'
  /** Takes nobody discharged at that moment. */
  | 'HOURS'
  /** Another name. */
  | 'NAME'
  /** Rated below, or not rated. */
  | 'RATING'
  /** Gives this kind of care, and its figure is too old to count on, or it never gave one. */
  | 'TOO_OLD';

/** In which role somebody saw a resident on a home round. No name: the access record knows who wrote it. */
export type SeenByRole =
  | 'GENERAL_PRACTITIONER'
  | 'GERIATRICIAN'
  | 'NURSE'
  | 'OTHER_CLINICIAN'
  | 'PARAMEDIC'
  | 'PHARMACIST'
  | 'THERAPIST';

/** What is asked for. */
export type ServiceKind =
  /** A profiling bed, or a mattress that relieves pressure. */
  | 'BED_OR_MATTRESS'
  /** A review of needs and of the placement. */
  | 'CARE_REVIEW'
  /** An assessment of continence, or products for it. */
  | 'CONTINENCE_PRODUCTS'
  /** A dentist. */
  | 'DENTISTRY'
  /** A dietitian. */
  | 'DIETETICS'
  /** A visit of a district nurse. */
  | 'DISTRICT_NURSE'
  /** Eyes or glasses. */
  | 'EYE_CARE'
  /** Ears or hearing aids. */
  | 'HEARING'
  /** A hoist or sling, or its fitting. */
  | 'HOIST_OR_SLING'
  /** A mental health or memory team. */
  | 'MENTAL_HEALTH'
  /** An occupational therapist. */
  | 'OCCUPATIONAL_THERAPY'
  /** Something else, as the details say. */
  | 'OTHER'
  /** Other equipment. */
  | 'OTHER_EQUIPMENT'
  /** A palliative care team. */
  | 'PALLIATIVE_CARE'
  /** A physiotherapist. */
  | 'PHYSIOTHERAPY'
  /** Care of the feet. */
  | 'PODIATRY'
  /** Special seating. */
  | 'SEATING'
  /** A speech and language therapist, also for swallowing. */
  | 'SPEECH_AND_LANGUAGE_THERAPY'
  /** A wheelchair, or its fitting or repair. */
  | 'WHEELCHAIR'
  /** Advice on a wound or pressure ulcer. */
  | 'WOUND_CARE';

/** How a request for a service stands. */
export type ServiceRequestState =
  /** The organisation that was asked will do it. */
  | 'ACCEPTED'
  /** It will not do it, and says why. The request waits no more. */
  | 'DECLINED'
  /** Done. The request waits no more. */
  | 'DELIVERED'
  /** Nobody has answered yet. */
  | 'REQUESTED'
  /** It says for when. */
  | 'SCHEDULED'
  /** Whoever asked does not need it any more. The request waits no more. */
  | 'WITHDRAWN';

/** Sex as the NHS records it (codes 2, 1, 9 and X). */
export type Sex =
  /** NHS code 2. */
  | 'FEMALE'
  /** NHS code 9: neither can be told. */
  | 'INDETERMINATE'
  /** NHS code 1. */
  | 'MALE'
  /** NHS code X: not recorded. */
  | 'NOT_KNOWN';

/** Where a round is to be held, and on which day. */
export type StartHomeRoundInput = {
  /** The id of the home or its CQC location id: one aligned to your practice, or where somebody lives for whom you care. */
  home: string | number;
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** The day of the round, at most a week back and four weeks ahead; absent: today. */
  plannedFor?: string | null | undefined;
};

/** What was done to a number so that it tells of nobody. */
export type Suppression =
  /** Shown as it is: zero, or a number about what organisations did. */
  | 'NONE'
  /** Hidden because it is small. */
  | 'PRIMARY'
  /** Rounded to the multiple that the agreement names. */
  | 'ROUNDED'
  /** Not small, and hidden because another hidden number could be told from it. */
  | 'SECONDARY'
  /** Hidden because another hidden number could be told from it; it may be zero, small or large. */
  | 'WITHHELD';

/** How somebody comes from the hospital. */
export type TransportNeed =
  /** Family or a taxi brings the person. */
  | 'NOT_NEEDED'
  /** Patient transport, sitting. */
  | 'SEATED'
  /** Patient transport, lying. */
  | 'STRETCHER'
  /** Patient transport, in a wheelchair. */
  | 'WHEELCHAIR';

/** What is out of the ordinary, and no proof of anything wrong. */
export type UnusualPattern =
  /** Looked up at least 30 residents, five or fewer at a time, whom no answer had shown the user in the 90 days before. */
  | 'NEVER_MET'
  /** Broke the glass more than 72 hours ago without a review since, or claimed a registration or stay that ended without anything bearing it out. */
  | 'NOT_REVIEWED'
  /** At least five times between 23:00 and 06:00 in England, though less than a fifth of the user’s work in the period and the 90 days before was at night. */
  | 'OUT_OF_HOURS'
  /** Was refused at least ten times within an hour what the agreement does not give, or somebody who is not there. */
  | 'REFUSED'
  /** Was shown the family name of residents with a name that the user’s own name, as the token has it before any @, holds. Users whom tokens call by a number are not found. */
  | 'SAME_NAME';

/** The beds of your home, of one care type or several. Those left out stay as they stand. */
export type UpdateCapacityInput = {
  /** When it was so; absent: now. Not before the moment of which the home has stated these beds already. */
  asOf?: string | null | undefined;
  /** Each care type once. All are recorded, or none. */
  careTypes: Array<CareTypeCapacityInput>;
  /** True: record it also where the answer to it was the problem `CONFIRM`. */
  confirm?: boolean | null | undefined;
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
};

/** A day of the week, Europe/London. */
export type Weekday =
  | 'FRIDAY'
  | 'MONDAY'
  | 'SATURDAY'
  | 'SUNDAY'
  | 'THURSDAY'
  | 'TUESDAY'
  | 'WEDNESDAY';

/** Which referral is taken back, and why. */
export type WithdrawReferralInput = {
  /** Made up by you for this one request, 8 to 100 characters. Sent again by the same user in the same role for the same purpose with the same input, it has one effect and the same answer. */
  idempotencyKey: string;
  /** Why, in at most 500 characters. */
  reason: string;
  /** A referral of yours that has not ended. */
  referral: string | number;
  /** The `version` that you read. If another stands by now, nothing is changed, and the problem is `STALE_VERSION`. */
  version: number;
};

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { agency: string, role: string, purpose: Purpose, organisation: { code: string, name: string } } };

export type FreeBedsQueryVariables = Exact<{
  filter: CareHomeFilter;
  orderBy: CareHomeOrder;
  careType: CareType;
}>;


export type FreeBedsQuery = { careHomes: { totalCount: number, excluded: Array<{ condition: SearchCondition, homes: number }>, nodes: Array<{ id: string, cqcLocationId: string, name: string, postcode: string, distanceKm: number | null, acceptsTrustedAssessor: boolean, dutyContact: { name: string | null, telephone: string | null } | null, dischargeHours: Array<{ weekday: Weekday, from: string, until: string }>, rating: { overall: RatingGrade } | null, capacity: { available: number, reserved: number, status: AdmissionStatus, asOf: string, freshness: Freshness } | null }> } };

export type LeavingQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type LeavingQuery = { residents: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, givenName: string | null, familyName: string | null, nhsNumber: string | null, sex: Sex | null, hospitalStays: { nodes: Array<{ dischargedAt: string | null, dischargeReadyOn: string | null }> } | null, dischargeReferrals: { nodes: Array<{ state: ReferralState | null }> } | null }> } };

export type LeaverNumberedQueryVariables = Exact<{
  nhsNumber: string;
}>;


export type LeaverNumberedQuery = { resident: { id: string, givenName: string | null, familyName: string | null, nhsNumber: string | null, sex: Sex | null, hospitalStays: { nodes: Array<{ dischargedAt: string | null, dischargeReadyOn: string | null }> } | null, dischargeReferrals: { nodes: Array<{ state: ReferralState | null }> } | null } | null };

export type LeaverFragment = { id: string, givenName: string | null, familyName: string | null, nhsNumber: string | null, sex: Sex | null, hospitalStays: { nodes: Array<{ dischargedAt: string | null, dischargeReadyOn: string | null }> } | null, dischargeReferrals: { nodes: Array<{ state: ReferralState | null }> } | null };

export type ReferMutationVariables = Exact<{
  input: ReferDischargeInput;
}>;


export type ReferMutation = { referDischarge: { record: { id: string, requests: Array<{ id: string }> | null } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type BedsChangedSubscriptionVariables = Exact<{
  since?: string | null | undefined;
}>;


export type BedsChangedSubscription = { capacityChanged: { cursor: string } | null };

export type ToldFragment = { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number };

export type HomeBedsFragment = { name: string, careTypes: Array<CareType>, RESIDENTIAL: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, NURSING: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, RESIDENTIAL_DEMENTIA: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, NURSING_DEMENTIA: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, RESPITE: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, DISCHARGE_TO_ASSESS: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, LEARNING_DISABILITY: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, MENTAL_HEALTH: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, PHYSICAL_DISABILITY: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null };

export type OwnBedsQueryVariables = Exact<{
  home: string;
}>;


export type OwnBedsQuery = { careHome: { name: string, careTypes: Array<CareType>, RESIDENTIAL: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, NURSING: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, RESIDENTIAL_DEMENTIA: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, NURSING_DEMENTIA: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, RESPITE: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, DISCHARGE_TO_ASSESS: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, LEARNING_DISABILITY: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, MENTAL_HEALTH: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, PHYSICAL_DISABILITY: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null } | null };

export type TellBedsMutationVariables = Exact<{
  input: UpdateCapacityInput;
}>;


export type TellBedsMutation = { updateCapacity: { record: { name: string, careTypes: Array<CareType>, RESIDENTIAL: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, NURSING: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, RESIDENTIAL_DEMENTIA: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, NURSING_DEMENTIA: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, RESPITE: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, DISCHARGE_TO_ASSESS: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, LEARNING_DISABILITY: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, MENTAL_HEALTH: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null, PHYSICAL_DISABILITY: { careType: CareType, asOf: string, freshness: Freshness, maximum: number, occupied: number, reserved: number, available: number } | null } | null, problems: Array<{ path: Array<string>, code: ProblemCode, message: string }> } };

export type MeasuresQueryVariables = Exact<{ [key: string]: never; }>;


export type MeasuresQuery = { measures: Array<{ name: MeasureName, sentence: string, unit: string, kind: MeasureKind, numerator: string, denominator: string, exclusions: string, source: string, groupings: Array<{ dimensions: Array<Dimension>, block: MeasureBlock, periods: Array<{ from: string, to: string }> }> }> };

export type MeasureByQueryVariables = Exact<{
  of: MeasureName;
  from: string;
  to: string;
  groupBy: Array<Dimension> | Dimension;
}>;


export type MeasureByQuery = { measure: { name: MeasureName, unit: string, kind: MeasureKind, note: string | null, dataThrough: string, agreement: string, rule: string, period: { from: string, to: string }, homes: { reporting: number, expected: number } | null, cells: { hidden: number }, hiddenLess: Array<{ dimensions: Array<Dimension>, period: { from: string, to: string } }>, rows: Array<{ value: number | null, lower: number | null, upper: number | null, numerator: number | null, denominator: number | null, suppression: Suppression, key: Array<{ dimension: Dimension, value: string }> }>, total: { value: number | null, lower: number | null, upper: number | null, numerator: number | null, denominator: number | null, suppression: Suppression } } };

export type AlertsQueryVariables = Exact<{
  awaitingReview: boolean;
  first: number;
  after?: string | null | undefined;
}>;


export type AlertsQuery = { privacyAlerts: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: PrivacyAlertKind, relationship: string | null, nhsNumber: string | null, reason: string | null, madeBy: string | null, role: string | null, raisedAt: string, until: string | null, awaitsReview: boolean, outcome: ReviewOutcome | null, note: string | null, reviewedAt: string | null, reviewedBy: string | null, organisation: { name: string } | null }> } };

export type AlertFragment = { id: string, kind: PrivacyAlertKind, relationship: string | null, nhsNumber: string | null, reason: string | null, madeBy: string | null, role: string | null, raisedAt: string, until: string | null, awaitsReview: boolean, outcome: ReviewOutcome | null, note: string | null, reviewedAt: string | null, reviewedBy: string | null, organisation: { name: string } | null };

export type ReviewMutationVariables = Exact<{
  input: ReviewBreakGlassInput;
}>;


export type ReviewMutation = { reviewBreakGlass: { record: { id: string, kind: PrivacyAlertKind, relationship: string | null, nhsNumber: string | null, reason: string | null, madeBy: string | null, role: string | null, raisedAt: string, until: string | null, awaitsReview: boolean, outcome: ReviewOutcome | null, note: string | null, reviewedAt: string | null, reviewedBy: string | null, organisation: { name: string } | null } | null, problems: Array<{ message: string }> } };

export type OwnLooksQueryVariables = Exact<{
  filter: AccessFilter;
  after?: string | null | undefined;
}>;


export type OwnLooksQuery = { ownAccesses: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ requestId: string, at: string, kind: AccessKind, operation: string | null, outcome: string, count: number, user: string | null, authority: string | null, device: string | null, role: string | null, purpose: Purpose | null, residentCount: number, residents: Array<{ id: string, relationships: Array<string> | null, shown: Array<{ field: string }> | null }> }> } };

export type LooksAtQueryVariables = Exact<{
  nhsNumber: string;
  filter: AccessFilter;
  after?: string | null | undefined;
}>;


export type LooksAtQuery = { accessesTo: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ requestId: string, at: string, kind: AccessKind, operation: string | null, outcome: string, count: number, user: string | null, authority: string | null, device: string | null, role: string | null, purpose: Purpose | null, residentCount: number, residents: Array<{ id: string, relationships: Array<string> | null, shown: Array<{ field: string }> | null }> }> } };

export type LooksFragment = { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ requestId: string, at: string, kind: AccessKind, operation: string | null, outcome: string, count: number, user: string | null, authority: string | null, device: string | null, role: string | null, purpose: Purpose | null, residentCount: number, residents: Array<{ id: string, relationships: Array<string> | null, shown: Array<{ field: string }> | null }> }> };

export type LookFragment = { requestId: string, at: string, kind: AccessKind, operation: string | null, outcome: string, count: number, user: string | null, authority: string | null, device: string | null, role: string | null, purpose: Purpose | null, residentCount: number, residents: Array<{ id: string, relationships: Array<string> | null, shown: Array<{ field: string }> | null }> };

export type UnusualQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type UnusualQuery = { unusualAccesses: Array<{ pattern: UnusualPattern, user: string, count: number, since: string, sample: Array<{ requestId: string, at: string, kind: AccessKind, operation: string | null, outcome: string, count: number, user: string | null, authority: string | null, device: string | null, role: string | null, purpose: Purpose | null, residentCount: number, residents: Array<{ id: string, relationships: Array<string> | null, shown: Array<{ field: string }> | null }> }> }> };

export type OwnReferralsQueryVariables = Exact<{
  state: ReferralState;
  after?: string | null | undefined;
}>;


export type OwnReferralsQuery = { dischargeReferrals: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, version: number | null, state: ReferralState | null, kind: ReferralKind | null, referredAt: string | null, answerBy: string | null, reserveUntil: string | null, chosenHome: { name: string, telephone: string | null } | null, resident: { givenName: string | null, familyName: string | null, nhsNumber: string | null } | null, requests: Array<{ id: string, version: number | null, state: RequestState | null, askedAt: string | null, answeredAt: string | null, question: string | null, reply: string | null, reason: string | null, takesDischargesThen: boolean | null, home: { name: string, telephone: string | null } | null }> | null }> } };

export type ReferralFragment = { id: string, version: number | null, state: ReferralState | null, kind: ReferralKind | null, referredAt: string | null, answerBy: string | null, reserveUntil: string | null, chosenHome: { name: string, telephone: string | null } | null, resident: { givenName: string | null, familyName: string | null, nhsNumber: string | null } | null, requests: Array<{ id: string, version: number | null, state: RequestState | null, askedAt: string | null, answeredAt: string | null, question: string | null, reply: string | null, reason: string | null, takesDischargesThen: boolean | null, home: { name: string, telephone: string | null } | null }> | null };

export type RequestFragment = { id: string, version: number | null, state: RequestState | null, askedAt: string | null, answeredAt: string | null, question: string | null, reply: string | null, reason: string | null, takesDischargesThen: boolean | null, home: { name: string, telephone: string | null } | null };

export type ChooseMutationVariables = Exact<{
  input: ChooseOfferInput;
}>;


export type ChooseMutation = { chooseOffer: { record: { id: string } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type ReplyMutationVariables = Exact<{
  input: AnswerQuestionInput;
}>;


export type ReplyMutation = { answerQuestion: { record: { id: string } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type TakeBackMutationVariables = Exact<{
  input: WithdrawReferralInput;
}>;


export type TakeBackMutation = { withdrawReferral: { record: { id: string } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type ReferralsChangedSubscriptionVariables = Exact<{
  since?: string | null | undefined;
}>;


export type ReferralsChangedSubscription = { referralChanged: { cursor: string, node: { id: string } } | null };

export type ReturnedFragment = { month: string, state: ReturnState, dueOn: string | null, submissions: Array<{ version: number, submittedAt: string, reopenedAt: string | null }> };

export type HomeReturnedFragment = { cqcLocationId: string, name: string, rewardSchemeSignedUpOn: string | null, monthlyReturns: Array<{ month: string, state: ReturnState, dueOn: string | null, submissions: Array<{ version: number, submittedAt: string, reopenedAt: string | null }> }> | null };

export type ReturnsOfHomesQueryVariables = Exact<{
  from: string;
  to: string;
  after?: string | null | undefined;
}>;


export type ReturnsOfHomesQuery = { careHomes: { nodes: Array<{ cqcLocationId: string, name: string, rewardSchemeSignedUpOn: string | null, monthlyReturns: Array<{ month: string, state: ReturnState, dueOn: string | null, submissions: Array<{ version: number, submittedAt: string, reopenedAt: string | null }> }> | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReturnsOfHomeQueryVariables = Exact<{
  home: string;
  from: string;
  to: string;
}>;


export type ReturnsOfHomeQuery = { careHome: { cqcLocationId: string, name: string, rewardSchemeSignedUpOn: string | null, monthlyReturns: Array<{ month: string, state: ReturnState, dueOn: string | null, submissions: Array<{ version: number, submittedAt: string, reopenedAt: string | null }> }> | null } | null };

export type StatedFragment = { id: string, month: string, eligible: boolean, unmet: Array<RewardRule>, total: number, approvedAt: string | null, home: { cqcLocationId: string, name: string }, payer: { name: string } };

export type OwnStatementsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type OwnStatementsQuery = { rewardStatements: { nodes: Array<{ id: string, month: string, eligible: boolean, unmet: Array<RewardRule>, total: number, approvedAt: string | null, home: { cqcLocationId: string, name: string }, payer: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RewardRunsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RewardRunsQuery = { rewardRuns: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StatementsOfRunQueryVariables = Exact<{
  run: string | number;
  after?: string | null | undefined;
}>;


export type StatementsOfRunQuery = { node:
    | { statements: { nodes: Array<{ id: string, month: string, eligible: boolean, unmet: Array<RewardRule>, total: number, approvedAt: string | null, home: { cqcLocationId: string, name: string }, payer: { name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type LinesOfStatementQueryVariables = Exact<{
  statement: string | number;
  after?: string | null | undefined;
}>;


export type LinesOfStatementQuery = { node:
    | { lines: { nodes: Array<{ id: string, kind: RewardLineKind, month: string, days: number, weeklyRate: number, amount: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type WhyRewardedQueryVariables = Exact<{
  home: string | number;
  cqcLocationId: string;
  month: string;
}>;


export type WhyRewardedQuery = { rewardEligibility: { rules: Array<{ rule: RewardRule, sentence: string, met: boolean }> } | null, careHome: { initiatives: { nodes: Array<{ initiative: Initiative, from: string, to: string | null }> } } | null };

export type RoundHomesQueryVariables = Exact<{ [key: string]: never; }>;


export type RoundHomesQuery = { alignedHomes: { nodes: Array<{ id: string, cqcLocationId: string, name: string, postcode: string, telephone: string | null, homeRounds: { nodes: Array<{ id: string, plannedFor: string, closedAt: string | null, visits: { totalCount: number } | null, practice: { organisation: { code: string } } }> } | null }> } };

export type RoundPlacesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RoundPlacesQuery = { careHomes: { nodes: Array<{ cqcLocationId: string, name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RoundsInHomeQueryVariables = Exact<{
  home: string;
}>;


export type RoundsInHomeQuery = { careHome: { id: string, name: string, telephone: string | null, homeRounds: { nodes: Array<{ id: string, plannedFor: string, closedAt: string | null, practice: { organisation: { code: string } } }> } | null } | null };

export type HeldFragment = { id: string, plannedFor: string, closedAt: string | null, practice: { organisation: { code: string } } };

export type RoundListQueryVariables = Exact<{
  round: string | number;
  since: string;
}>;


export type RoundListQuery = { node:
    | { __typename: 'Absence' }
    | { __typename: 'ActionProgress' }
    | { __typename: 'AdmissionStatement' }
    | { __typename: 'Alignment' }
    | { __typename: 'Capacity' }
    | { __typename: 'CareHome' }
    | { __typename: 'CarePlan' }
    | { __typename: 'ClinicalSummary' }
    | { __typename: 'Concern' }
    | { __typename: 'DischargeArrangement' }
    | { __typename: 'DischargeReferral' }
    | { __typename: 'EmergencyAttendance' }
    | { __typename: 'Feedback' }
    | { __typename: 'FileImport' }
    | { __typename: 'FileImportReject' }
    | { __typename: 'FundingComponent' }
    | { __typename: 'GpRegistration' }
    | { __typename: 'Guidance' }
    | { __typename: 'GuidanceReading' }
    | { __typename: 'HomeRound', id: string, visits: { totalCount: number, nodes: Array<{ reasons: Array<RoundReason> | null, id: string, version: number | null, state: RoundVisitState | null, seenBy: SeenByRole | null, outcomes: Array<HomeRoundOutcome> | null, followUp: string | null, nextOn: string | null, resident: { id: string, familyName: string | null, givenName: string | null, dateOfBirth: string | null, nhsNumber: string | null, communicationNeeds: string | null, currentPlacement: { room: string | null, withheld: Array<{ field: string, form: string | null }> } | null, clinicalSummary: { allergies: Array<string> | null, medicines: Array<string> | null, frailty: number | null, resuscitation: Resuscitation | null, escalationPlan: string | null, withheld: Array<{ field: string, form: string | null }> } | null, carePlan: { dueOn: string | null, status: PlanStatus | null, medicationReviewDueOn: string | null, medicationReviewStatus: PlanStatus | null, withheld: Array<{ field: string, form: string | null }> } | null, concerns: { nodes: Array<{ id: string, text: string | null, urgency: ConcernUrgency | null, raisedAt: string | null, forNextRound: boolean | null, answeredAt: string | null, outcome: ConcernOutcome | null }> } | null, hospitalStays: { nodes: Array<{ id: string, admittedAt: string | null, dischargedAt: string | null, trust: { name: string } | null }> } | null, roundVisits: { nodes: Array<{ id: string, seenAt: string | null, followUp: string | null, nextOn: string | null }> } | null, serviceRequests: { nodes: Array<{ id: string, kind: ServiceKind | null, state: ServiceRequestState | null, ageDays: number | null, asked: { name: string } | null }> } | null, incidents: { nodes: Array<{ id: string, kind: IncidentKind | null, harm: Harm | null, occurredAt: string | null }> } | null, withheld: Array<{ field: string, form: string | null }> } | null }> } | null }
    | { __typename: 'HospitalStay' }
    | { __typename: 'Incident' }
    | { __typename: 'InitiativeAdoption' }
    | { __typename: 'JointAction' }
    | { __typename: 'NamedContact' }
    | { __typename: 'Objection' }
    | { __typename: 'Offer' }
    | { __typename: 'OfferUptake' }
    | { __typename: 'Organisation' }
    | { __typename: 'PersonalSummary' }
    | { __typename: 'Placement' }
    | { __typename: 'Practice' }
    | { __typename: 'PrimaryCareNetwork' }
    | { __typename: 'QualityAccount' }
    | { __typename: 'QualityRecommendation' }
    | { __typename: 'QualityVisit' }
    | { __typename: 'RecommendationStep' }
    | { __typename: 'RedBag' }
    | { __typename: 'ReferralRequest' }
    | { __typename: 'Resident' }
    | { __typename: 'RewardLine' }
    | { __typename: 'RewardRun' }
    | { __typename: 'RewardSignUp' }
    | { __typename: 'RewardStatement' }
    | { __typename: 'RoundVisit' }
    | { __typename: 'SafeguardingConcern' }
    | { __typename: 'ServiceRequest' }
    | { __typename: 'SharedLesson' }
    | { __typename: 'UnnamedFeedback' }
   | null };

export type CameFragment = { id: string, version: number | null, state: RoundVisitState | null, seenBy: SeenByRole | null, outcomes: Array<HomeRoundOutcome> | null, followUp: string | null, nextOn: string | null };

export type ListedFragment = { reasons: Array<RoundReason> | null, id: string, version: number | null, state: RoundVisitState | null, seenBy: SeenByRole | null, outcomes: Array<HomeRoundOutcome> | null, followUp: string | null, nextOn: string | null, resident: { id: string, familyName: string | null, givenName: string | null, dateOfBirth: string | null, nhsNumber: string | null, communicationNeeds: string | null, currentPlacement: { room: string | null, withheld: Array<{ field: string, form: string | null }> } | null, clinicalSummary: { allergies: Array<string> | null, medicines: Array<string> | null, frailty: number | null, resuscitation: Resuscitation | null, escalationPlan: string | null, withheld: Array<{ field: string, form: string | null }> } | null, carePlan: { dueOn: string | null, status: PlanStatus | null, medicationReviewDueOn: string | null, medicationReviewStatus: PlanStatus | null, withheld: Array<{ field: string, form: string | null }> } | null, concerns: { nodes: Array<{ id: string, text: string | null, urgency: ConcernUrgency | null, raisedAt: string | null, forNextRound: boolean | null, answeredAt: string | null, outcome: ConcernOutcome | null }> } | null, hospitalStays: { nodes: Array<{ id: string, admittedAt: string | null, dischargedAt: string | null, trust: { name: string } | null }> } | null, roundVisits: { nodes: Array<{ id: string, seenAt: string | null, followUp: string | null, nextOn: string | null }> } | null, serviceRequests: { nodes: Array<{ id: string, kind: ServiceKind | null, state: ServiceRequestState | null, ageDays: number | null, asked: { name: string } | null }> } | null, incidents: { nodes: Array<{ id: string, kind: IncidentKind | null, harm: Harm | null, occurredAt: string | null }> } | null, withheld: Array<{ field: string, form: string | null }> } | null };

export type StartRoundMutationVariables = Exact<{
  input: StartHomeRoundInput;
}>;


export type StartRoundMutation = { startHomeRound: { record: { id: string } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type RenewRoundMutationVariables = Exact<{
  input: RenewRoundListInput;
}>;


export type RenewRoundMutation = { renewRoundList: { record: { id: string } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type CloseRoundMutationVariables = Exact<{
  input: CloseHomeRoundInput;
}>;


export type CloseRoundMutation = { closeHomeRound: { record: { id: string } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type TellOutcomeMutationVariables = Exact<{
  input: RecordRoundOutcomeInput;
}>;


export type TellOutcomeMutation = { recordRoundOutcome: { record: { id: string, version: number | null, state: RoundVisitState | null, seenBy: SeenByRole | null, outcomes: Array<HomeRoundOutcome> | null, followUp: string | null, nextOn: string | null } | null, problems: Array<{ path: Array<string>, message: string }> } };

export type HomesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type HomesQuery = { careHomes: { nodes: Array<{ cqcLocationId: string, name: string, cqcProviderId: string, providerName: string, rewardSchemeSignedUpOn: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type NetworksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type NetworksQuery = { primaryCareNetworks: { nodes: Array<{ code: string, name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const LeaverFragmentDoc = new TypedDocumentString(`
    fragment Leaver on Resident {
  id
  givenName
  familyName
  nhsNumber
  sex
  hospitalStays(first: 1) {
    nodes {
      dischargedAt
      dischargeReadyOn
    }
  }
  dischargeReferrals(first: 1) {
    nodes {
      state
    }
  }
}
    `, {"fragmentName":"Leaver"}) as unknown as TypedDocumentString<LeaverFragment, unknown>;
export const ToldFragmentDoc = new TypedDocumentString(`
    fragment Told on Capacity {
  careType
  asOf
  freshness
  maximum
  occupied
  reserved
  available
}
    `, {"fragmentName":"Told"}) as unknown as TypedDocumentString<ToldFragment, unknown>;
export const HomeBedsFragmentDoc = new TypedDocumentString(`
    fragment HomeBeds on CareHome {
  name
  careTypes
  RESIDENTIAL: capacity(careType: RESIDENTIAL) {
    ...Told
  }
  NURSING: capacity(careType: NURSING) {
    ...Told
  }
  RESIDENTIAL_DEMENTIA: capacity(careType: RESIDENTIAL_DEMENTIA) {
    ...Told
  }
  NURSING_DEMENTIA: capacity(careType: NURSING_DEMENTIA) {
    ...Told
  }
  RESPITE: capacity(careType: RESPITE) {
    ...Told
  }
  DISCHARGE_TO_ASSESS: capacity(careType: DISCHARGE_TO_ASSESS) {
    ...Told
  }
  LEARNING_DISABILITY: capacity(careType: LEARNING_DISABILITY) {
    ...Told
  }
  MENTAL_HEALTH: capacity(careType: MENTAL_HEALTH) {
    ...Told
  }
  PHYSICAL_DISABILITY: capacity(careType: PHYSICAL_DISABILITY) {
    ...Told
  }
}
    fragment Told on Capacity {
  careType
  asOf
  freshness
  maximum
  occupied
  reserved
  available
}`, {"fragmentName":"HomeBeds"}) as unknown as TypedDocumentString<HomeBedsFragment, unknown>;
export const AlertFragmentDoc = new TypedDocumentString(`
    fragment Alert on PrivacyAlert {
  id
  kind
  organisation {
    name
  }
  relationship
  nhsNumber
  reason
  madeBy
  role
  raisedAt
  until
  awaitsReview
  outcome
  note
  reviewedAt
  reviewedBy
}
    `, {"fragmentName":"Alert"}) as unknown as TypedDocumentString<AlertFragment, unknown>;
export const LookFragmentDoc = new TypedDocumentString(`
    fragment Look on AccessEvent {
  requestId
  at
  kind
  operation
  outcome
  count
  user
  authority
  device
  role
  purpose
  residentCount
  residents {
    id
    relationships
    shown {
      field
    }
  }
}
    `, {"fragmentName":"Look"}) as unknown as TypedDocumentString<LookFragment, unknown>;
export const LooksFragmentDoc = new TypedDocumentString(`
    fragment Looks on AccessEventConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    ...Look
  }
}
    fragment Look on AccessEvent {
  requestId
  at
  kind
  operation
  outcome
  count
  user
  authority
  device
  role
  purpose
  residentCount
  residents {
    id
    relationships
    shown {
      field
    }
  }
}`, {"fragmentName":"Looks"}) as unknown as TypedDocumentString<LooksFragment, unknown>;
export const RequestFragmentDoc = new TypedDocumentString(`
    fragment Request on ReferralRequest {
  id
  version
  state
  askedAt
  answeredAt
  question
  reply
  reason
  takesDischargesThen
  home {
    name
    telephone
  }
}
    `, {"fragmentName":"Request"}) as unknown as TypedDocumentString<RequestFragment, unknown>;
export const ReferralFragmentDoc = new TypedDocumentString(`
    fragment Referral on DischargeReferral {
  id
  version
  state
  kind
  referredAt
  answerBy
  reserveUntil
  chosenHome {
    name
    telephone
  }
  resident {
    givenName
    familyName
    nhsNumber
  }
  requests {
    ...Request
  }
}
    fragment Request on ReferralRequest {
  id
  version
  state
  askedAt
  answeredAt
  question
  reply
  reason
  takesDischargesThen
  home {
    name
    telephone
  }
}`, {"fragmentName":"Referral"}) as unknown as TypedDocumentString<ReferralFragment, unknown>;
export const ReturnedFragmentDoc = new TypedDocumentString(`
    fragment Returned on MonthlyReturn {
  month
  state
  dueOn
  submissions {
    version
    submittedAt
    reopenedAt
  }
}
    `, {"fragmentName":"Returned"}) as unknown as TypedDocumentString<ReturnedFragment, unknown>;
export const HomeReturnedFragmentDoc = new TypedDocumentString(`
    fragment HomeReturned on CareHome {
  cqcLocationId
  name
  rewardSchemeSignedUpOn
  monthlyReturns(from: $from, to: $to) {
    ...Returned
  }
}
    fragment Returned on MonthlyReturn {
  month
  state
  dueOn
  submissions {
    version
    submittedAt
    reopenedAt
  }
}`, {"fragmentName":"HomeReturned"}) as unknown as TypedDocumentString<HomeReturnedFragment, unknown>;
export const StatedFragmentDoc = new TypedDocumentString(`
    fragment Stated on RewardStatement {
  id
  month
  eligible
  unmet
  total
  approvedAt
  home {
    cqcLocationId
    name
  }
  payer {
    name
  }
}
    `, {"fragmentName":"Stated"}) as unknown as TypedDocumentString<StatedFragment, unknown>;
export const HeldFragmentDoc = new TypedDocumentString(`
    fragment Held on HomeRound {
  id
  plannedFor
  closedAt
  practice {
    organisation {
      code
    }
  }
}
    `, {"fragmentName":"Held"}) as unknown as TypedDocumentString<HeldFragment, unknown>;
export const CameFragmentDoc = new TypedDocumentString(`
    fragment Came on RoundVisit {
  id
  version
  state
  seenBy
  outcomes
  followUp
  nextOn
}
    `, {"fragmentName":"Came"}) as unknown as TypedDocumentString<CameFragment, unknown>;
export const ListedFragmentDoc = new TypedDocumentString(`
    fragment Listed on RoundVisit {
  ...Came
  reasons
  resident {
    id
    familyName
    givenName
    dateOfBirth
    nhsNumber
    communicationNeeds
    currentPlacement {
      room
      withheld {
        field
        form
      }
    }
    clinicalSummary {
      allergies
      medicines
      frailty
      resuscitation
      escalationPlan
      withheld {
        field
        form
      }
    }
    carePlan {
      dueOn
      status
      medicationReviewDueOn
      medicationReviewStatus
      withheld {
        field
        form
      }
    }
    concerns(first: 10) {
      nodes {
        id
        text
        urgency
        raisedAt
        forNextRound
        answeredAt
        outcome
      }
    }
    hospitalStays(first: 1, since: $since) {
      nodes {
        id
        admittedAt
        dischargedAt
        trust {
          name
        }
      }
    }
    roundVisits(first: 5) {
      nodes {
        id
        seenAt
        followUp
        nextOn
      }
    }
    serviceRequests(first: 20) {
      nodes {
        id
        kind
        state
        ageDays
        asked {
          name
        }
      }
    }
    incidents(first: 3, since: $since) {
      nodes {
        id
        kind
        harm
        occurredAt
      }
    }
    withheld {
      field
      form
    }
  }
}
    fragment Came on RoundVisit {
  id
  version
  state
  seenBy
  outcomes
  followUp
  nextOn
}`, {"fragmentName":"Listed"}) as unknown as TypedDocumentString<ListedFragment, unknown>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  viewer {
    agency
    role
    purpose
    organisation {
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const FreeBedsDocument = new TypedDocumentString(`
    query FreeBeds($filter: CareHomeFilter!, $orderBy: CareHomeOrder!, $careType: CareType!) {
  careHomes(filter: $filter, orderBy: $orderBy, first: 50) {
    totalCount
    excluded {
      condition
      homes
    }
    nodes {
      id
      cqcLocationId
      name
      postcode
      distanceKm
      acceptsTrustedAssessor
      dutyContact {
        name
        telephone
      }
      dischargeHours {
        weekday
        from
        until
      }
      rating {
        overall
      }
      capacity(careType: $careType) {
        available
        reserved
        status
        asOf
        freshness
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FreeBedsQuery, FreeBedsQueryVariables>;
export const LeavingDocument = new TypedDocumentString(`
    query Leaving($after: String) {
  residents(first: 100, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Leaver
    }
  }
}
    fragment Leaver on Resident {
  id
  givenName
  familyName
  nhsNumber
  sex
  hospitalStays(first: 1) {
    nodes {
      dischargedAt
      dischargeReadyOn
    }
  }
  dischargeReferrals(first: 1) {
    nodes {
      state
    }
  }
}`) as unknown as TypedDocumentString<LeavingQuery, LeavingQueryVariables>;
export const LeaverNumberedDocument = new TypedDocumentString(`
    query LeaverNumbered($nhsNumber: NhsNumber!) {
  resident(nhsNumber: $nhsNumber) {
    ...Leaver
  }
}
    fragment Leaver on Resident {
  id
  givenName
  familyName
  nhsNumber
  sex
  hospitalStays(first: 1) {
    nodes {
      dischargedAt
      dischargeReadyOn
    }
  }
  dischargeReferrals(first: 1) {
    nodes {
      state
    }
  }
}`) as unknown as TypedDocumentString<LeaverNumberedQuery, LeaverNumberedQueryVariables>;
export const ReferDocument = new TypedDocumentString(`
    mutation Refer($input: ReferDischargeInput!) {
  referDischarge(input: $input) {
    record {
      id
      requests {
        id
      }
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReferMutation, ReferMutationVariables>;
export const BedsChangedDocument = new TypedDocumentString(`
    subscription BedsChanged($since: String) {
  capacityChanged(since: $since) {
    cursor
  }
}
    `) as unknown as TypedDocumentString<BedsChangedSubscription, BedsChangedSubscriptionVariables>;
export const OwnBedsDocument = new TypedDocumentString(`
    query OwnBeds($home: String!) {
  careHome(cqcLocationId: $home) {
    ...HomeBeds
  }
}
    fragment Told on Capacity {
  careType
  asOf
  freshness
  maximum
  occupied
  reserved
  available
}
fragment HomeBeds on CareHome {
  name
  careTypes
  RESIDENTIAL: capacity(careType: RESIDENTIAL) {
    ...Told
  }
  NURSING: capacity(careType: NURSING) {
    ...Told
  }
  RESIDENTIAL_DEMENTIA: capacity(careType: RESIDENTIAL_DEMENTIA) {
    ...Told
  }
  NURSING_DEMENTIA: capacity(careType: NURSING_DEMENTIA) {
    ...Told
  }
  RESPITE: capacity(careType: RESPITE) {
    ...Told
  }
  DISCHARGE_TO_ASSESS: capacity(careType: DISCHARGE_TO_ASSESS) {
    ...Told
  }
  LEARNING_DISABILITY: capacity(careType: LEARNING_DISABILITY) {
    ...Told
  }
  MENTAL_HEALTH: capacity(careType: MENTAL_HEALTH) {
    ...Told
  }
  PHYSICAL_DISABILITY: capacity(careType: PHYSICAL_DISABILITY) {
    ...Told
  }
}`) as unknown as TypedDocumentString<OwnBedsQuery, OwnBedsQueryVariables>;
export const TellBedsDocument = new TypedDocumentString(`
    mutation TellBeds($input: UpdateCapacityInput!) {
  updateCapacity(input: $input) {
    record {
      ...HomeBeds
    }
    problems {
      path
      code
      message
    }
  }
}
    fragment Told on Capacity {
  careType
  asOf
  freshness
  maximum
  occupied
  reserved
  available
}
fragment HomeBeds on CareHome {
  name
  careTypes
  RESIDENTIAL: capacity(careType: RESIDENTIAL) {
    ...Told
  }
  NURSING: capacity(careType: NURSING) {
    ...Told
  }
  RESIDENTIAL_DEMENTIA: capacity(careType: RESIDENTIAL_DEMENTIA) {
    ...Told
  }
  NURSING_DEMENTIA: capacity(careType: NURSING_DEMENTIA) {
    ...Told
  }
  RESPITE: capacity(careType: RESPITE) {
    ...Told
  }
  DISCHARGE_TO_ASSESS: capacity(careType: DISCHARGE_TO_ASSESS) {
    ...Told
  }
  LEARNING_DISABILITY: capacity(careType: LEARNING_DISABILITY) {
    ...Told
  }
  MENTAL_HEALTH: capacity(careType: MENTAL_HEALTH) {
    ...Told
  }
  PHYSICAL_DISABILITY: capacity(careType: PHYSICAL_DISABILITY) {
    ...Told
  }
}`) as unknown as TypedDocumentString<TellBedsMutation, TellBedsMutationVariables>;
export const MeasuresDocument = new TypedDocumentString(`
    query Measures {
  measures {
    name
    sentence
    unit
    kind
    numerator
    denominator
    exclusions
    source
    groupings {
      dimensions
      block
      periods {
        from
        to
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MeasuresQuery, MeasuresQueryVariables>;
export const MeasureByDocument = new TypedDocumentString(`
    query MeasureBy($of: MeasureName!, $from: Date!, $to: Date!, $groupBy: [Dimension!]!) {
  measure(of: $of, from: $from, to: $to, groupBy: $groupBy) {
    name
    unit
    kind
    note
    dataThrough
    agreement
    rule
    period {
      from
      to
    }
    homes {
      reporting
      expected
    }
    cells {
      hidden
    }
    hiddenLess {
      dimensions
      period {
        from
        to
      }
    }
    rows {
      key {
        dimension
        value
      }
      value
      lower
      upper
      numerator
      denominator
      suppression
    }
    total {
      value
      lower
      upper
      numerator
      denominator
      suppression
    }
  }
}
    `) as unknown as TypedDocumentString<MeasureByQuery, MeasureByQueryVariables>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($awaitingReview: Boolean!, $first: Int!, $after: String) {
  privacyAlerts(awaitingReview: $awaitingReview, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...Alert
    }
  }
}
    fragment Alert on PrivacyAlert {
  id
  kind
  organisation {
    name
  }
  relationship
  nhsNumber
  reason
  madeBy
  role
  raisedAt
  until
  awaitsReview
  outcome
  note
  reviewedAt
  reviewedBy
}`) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const ReviewDocument = new TypedDocumentString(`
    mutation Review($input: ReviewBreakGlassInput!) {
  reviewBreakGlass(input: $input) {
    record {
      ...Alert
    }
    problems {
      message
    }
  }
}
    fragment Alert on PrivacyAlert {
  id
  kind
  organisation {
    name
  }
  relationship
  nhsNumber
  reason
  madeBy
  role
  raisedAt
  until
  awaitsReview
  outcome
  note
  reviewedAt
  reviewedBy
}`) as unknown as TypedDocumentString<ReviewMutation, ReviewMutationVariables>;
export const OwnLooksDocument = new TypedDocumentString(`
    query OwnLooks($filter: AccessFilter!, $after: String) {
  ownAccesses(filter: $filter, first: 50, after: $after) {
    ...Looks
  }
}
    fragment Looks on AccessEventConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    ...Look
  }
}
fragment Look on AccessEvent {
  requestId
  at
  kind
  operation
  outcome
  count
  user
  authority
  device
  role
  purpose
  residentCount
  residents {
    id
    relationships
    shown {
      field
    }
  }
}`) as unknown as TypedDocumentString<OwnLooksQuery, OwnLooksQueryVariables>;
export const LooksAtDocument = new TypedDocumentString(`
    query LooksAt($nhsNumber: NhsNumber!, $filter: AccessFilter!, $after: String) {
  accessesTo(
    resident: {nhsNumber: $nhsNumber}
    filter: $filter
    first: 50
    after: $after
  ) {
    ...Looks
  }
}
    fragment Looks on AccessEventConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    ...Look
  }
}
fragment Look on AccessEvent {
  requestId
  at
  kind
  operation
  outcome
  count
  user
  authority
  device
  role
  purpose
  residentCount
  residents {
    id
    relationships
    shown {
      field
    }
  }
}`) as unknown as TypedDocumentString<LooksAtQuery, LooksAtQueryVariables>;
export const UnusualDocument = new TypedDocumentString(`
    query Unusual($from: DateTime!, $to: DateTime!) {
  unusualAccesses(from: $from, to: $to) {
    pattern
    user
    count
    since
    sample {
      ...Look
    }
  }
}
    fragment Look on AccessEvent {
  requestId
  at
  kind
  operation
  outcome
  count
  user
  authority
  device
  role
  purpose
  residentCount
  residents {
    id
    relationships
    shown {
      field
    }
  }
}`) as unknown as TypedDocumentString<UnusualQuery, UnusualQueryVariables>;
export const OwnReferralsDocument = new TypedDocumentString(`
    query OwnReferrals($state: ReferralState!, $after: String) {
  dischargeReferrals(own: true, state: $state, first: 50, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
    nodes {
      ...Referral
    }
  }
}
    fragment Referral on DischargeReferral {
  id
  version
  state
  kind
  referredAt
  answerBy
  reserveUntil
  chosenHome {
    name
    telephone
  }
  resident {
    givenName
    familyName
    nhsNumber
  }
  requests {
    ...Request
  }
}
fragment Request on ReferralRequest {
  id
  version
  state
  askedAt
  answeredAt
  question
  reply
  reason
  takesDischargesThen
  home {
    name
    telephone
  }
}`) as unknown as TypedDocumentString<OwnReferralsQuery, OwnReferralsQueryVariables>;
export const ChooseDocument = new TypedDocumentString(`
    mutation Choose($input: ChooseOfferInput!) {
  chooseOffer(input: $input) {
    record {
      id
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChooseMutation, ChooseMutationVariables>;
export const ReplyDocument = new TypedDocumentString(`
    mutation Reply($input: AnswerQuestionInput!) {
  answerQuestion(input: $input) {
    record {
      id
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReplyMutation, ReplyMutationVariables>;
export const TakeBackDocument = new TypedDocumentString(`
    mutation TakeBack($input: WithdrawReferralInput!) {
  withdrawReferral(input: $input) {
    record {
      id
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TakeBackMutation, TakeBackMutationVariables>;
export const ReferralsChangedDocument = new TypedDocumentString(`
    subscription ReferralsChanged($since: String) {
  referralChanged(since: $since) {
    cursor
    node {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ReferralsChangedSubscription, ReferralsChangedSubscriptionVariables>;
export const ReturnsOfHomesDocument = new TypedDocumentString(`
    query ReturnsOfHomes($from: Date!, $to: Date!, $after: String) {
  careHomes(first: 100, after: $after) {
    nodes {
      ...HomeReturned
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Returned on MonthlyReturn {
  month
  state
  dueOn
  submissions {
    version
    submittedAt
    reopenedAt
  }
}
fragment HomeReturned on CareHome {
  cqcLocationId
  name
  rewardSchemeSignedUpOn
  monthlyReturns(from: $from, to: $to) {
    ...Returned
  }
}`) as unknown as TypedDocumentString<ReturnsOfHomesQuery, ReturnsOfHomesQueryVariables>;
export const ReturnsOfHomeDocument = new TypedDocumentString(`
    query ReturnsOfHome($home: String!, $from: Date!, $to: Date!) {
  careHome(cqcLocationId: $home) {
    ...HomeReturned
  }
}
    fragment Returned on MonthlyReturn {
  month
  state
  dueOn
  submissions {
    version
    submittedAt
    reopenedAt
  }
}
fragment HomeReturned on CareHome {
  cqcLocationId
  name
  rewardSchemeSignedUpOn
  monthlyReturns(from: $from, to: $to) {
    ...Returned
  }
}`) as unknown as TypedDocumentString<ReturnsOfHomeQuery, ReturnsOfHomeQueryVariables>;
export const OwnStatementsDocument = new TypedDocumentString(`
    query OwnStatements($after: String) {
  rewardStatements(first: 100, after: $after) {
    nodes {
      ...Stated
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Stated on RewardStatement {
  id
  month
  eligible
  unmet
  total
  approvedAt
  home {
    cqcLocationId
    name
  }
  payer {
    name
  }
}`) as unknown as TypedDocumentString<OwnStatementsQuery, OwnStatementsQueryVariables>;
export const RewardRunsDocument = new TypedDocumentString(`
    query RewardRuns($after: String) {
  rewardRuns(first: 100, after: $after) {
    nodes {
      id
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<RewardRunsQuery, RewardRunsQueryVariables>;
export const StatementsOfRunDocument = new TypedDocumentString(`
    query StatementsOfRun($run: ID!, $after: String) {
  node(id: $run) {
    ... on RewardRun {
      statements(first: 100, after: $after) {
        nodes {
          ...Stated
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    fragment Stated on RewardStatement {
  id
  month
  eligible
  unmet
  total
  approvedAt
  home {
    cqcLocationId
    name
  }
  payer {
    name
  }
}`) as unknown as TypedDocumentString<StatementsOfRunQuery, StatementsOfRunQueryVariables>;
export const LinesOfStatementDocument = new TypedDocumentString(`
    query LinesOfStatement($statement: ID!, $after: String) {
  node(id: $statement) {
    ... on RewardStatement {
      lines(first: 100, after: $after) {
        nodes {
          id
          kind
          month
          days
          weeklyRate
          amount
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LinesOfStatementQuery, LinesOfStatementQueryVariables>;
export const WhyRewardedDocument = new TypedDocumentString(`
    query WhyRewarded($home: ID!, $cqcLocationId: String!, $month: Date!) {
  rewardEligibility(home: $home, month: $month) {
    rules {
      rule
      sentence
      met
    }
  }
  careHome(cqcLocationId: $cqcLocationId) {
    initiatives(first: 100) {
      nodes {
        initiative
        from
        to
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WhyRewardedQuery, WhyRewardedQueryVariables>;
export const RoundHomesDocument = new TypedDocumentString(`
    query RoundHomes {
  alignedHomes(first: 100) {
    nodes {
      id
      cqcLocationId
      name
      postcode
      telephone
      homeRounds(first: 10) {
        nodes {
          ...Held
          visits(first: 1) {
            totalCount
          }
        }
      }
    }
  }
}
    fragment Held on HomeRound {
  id
  plannedFor
  closedAt
  practice {
    organisation {
      code
    }
  }
}`) as unknown as TypedDocumentString<RoundHomesQuery, RoundHomesQueryVariables>;
export const RoundPlacesDocument = new TypedDocumentString(`
    query RoundPlaces($after: String) {
  careHomes(first: 100, after: $after) {
    nodes {
      cqcLocationId
      name
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<RoundPlacesQuery, RoundPlacesQueryVariables>;
export const RoundsInHomeDocument = new TypedDocumentString(`
    query RoundsInHome($home: String!) {
  careHome(cqcLocationId: $home) {
    id
    name
    telephone
    homeRounds(first: 50) {
      nodes {
        ...Held
      }
    }
  }
}
    fragment Held on HomeRound {
  id
  plannedFor
  closedAt
  practice {
    organisation {
      code
    }
  }
}`) as unknown as TypedDocumentString<RoundsInHomeQuery, RoundsInHomeQueryVariables>;
export const RoundListDocument = new TypedDocumentString(`
    query RoundList($round: ID!, $since: DateTime!) {
  node(id: $round) {
    __typename
    ... on HomeRound {
      id
      visits(first: 100) {
        totalCount
        nodes {
          ...Listed
        }
      }
    }
  }
}
    fragment Came on RoundVisit {
  id
  version
  state
  seenBy
  outcomes
  followUp
  nextOn
}
fragment Listed on RoundVisit {
  ...Came
  reasons
  resident {
    id
    familyName
    givenName
    dateOfBirth
    nhsNumber
    communicationNeeds
    currentPlacement {
      room
      withheld {
        field
        form
      }
    }
    clinicalSummary {
      allergies
      medicines
      frailty
      resuscitation
      escalationPlan
      withheld {
        field
        form
      }
    }
    carePlan {
      dueOn
      status
      medicationReviewDueOn
      medicationReviewStatus
      withheld {
        field
        form
      }
    }
    concerns(first: 10) {
      nodes {
        id
        text
        urgency
        raisedAt
        forNextRound
        answeredAt
        outcome
      }
    }
    hospitalStays(first: 1, since: $since) {
      nodes {
        id
        admittedAt
        dischargedAt
        trust {
          name
        }
      }
    }
    roundVisits(first: 5) {
      nodes {
        id
        seenAt
        followUp
        nextOn
      }
    }
    serviceRequests(first: 20) {
      nodes {
        id
        kind
        state
        ageDays
        asked {
          name
        }
      }
    }
    incidents(first: 3, since: $since) {
      nodes {
        id
        kind
        harm
        occurredAt
      }
    }
    withheld {
      field
      form
    }
  }
}`) as unknown as TypedDocumentString<RoundListQuery, RoundListQueryVariables>;
export const StartRoundDocument = new TypedDocumentString(`
    mutation StartRound($input: StartHomeRoundInput!) {
  startHomeRound(input: $input) {
    record {
      id
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartRoundMutation, StartRoundMutationVariables>;
export const RenewRoundDocument = new TypedDocumentString(`
    mutation RenewRound($input: RenewRoundListInput!) {
  renewRoundList(input: $input) {
    record {
      id
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RenewRoundMutation, RenewRoundMutationVariables>;
export const CloseRoundDocument = new TypedDocumentString(`
    mutation CloseRound($input: CloseHomeRoundInput!) {
  closeHomeRound(input: $input) {
    record {
      id
    }
    problems {
      path
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CloseRoundMutation, CloseRoundMutationVariables>;
export const TellOutcomeDocument = new TypedDocumentString(`
    mutation TellOutcome($input: RecordRoundOutcomeInput!) {
  recordRoundOutcome(input: $input) {
    record {
      ...Came
    }
    problems {
      path
      message
    }
  }
}
    fragment Came on RoundVisit {
  id
  version
  state
  seenBy
  outcomes
  followUp
  nextOn
}`) as unknown as TypedDocumentString<TellOutcomeMutation, TellOutcomeMutationVariables>;
export const HomesDocument = new TypedDocumentString(`
    query Homes($after: String) {
  careHomes(first: 100, after: $after) {
    nodes {
      cqcLocationId
      name
      cqcProviderId
      providerName
      rewardSchemeSignedUpOn
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<HomesQuery, HomesQueryVariables>;
export const NetworksDocument = new TypedDocumentString(`
    query Networks($after: String) {
  primaryCareNetworks(first: 100, after: $after) {
    nodes {
      code
      name
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<NetworksQuery, NetworksQueryVariables>;