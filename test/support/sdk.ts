/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type GraphQLClient, type RequestOptions } from 'graphql-request';
import { gql } from 'graphql-request';
type GraphQLClientRequestHeaders = RequestOptions['requestHeaders'];
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

/** Where to search from: exactly one of these. */
export type NearInput =
  {   /** The id or the CQC location id of a care home. */
  careHome: string | number; point?: never; postcode?: never; }
  |  { careHome?: never;   /** A place by its coordinates. */
  point: PointInput; postcode?: never; }
  |  { careHome?: never; point?: never;   /** A postcode, however it is spaced. */
  postcode: string; };

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

/** A day of the week, Europe/London. */
export type Weekday =
  | 'FRIDAY'
  | 'MONDAY'
  | 'SATURDAY'
  | 'SUNDAY'
  | 'THURSDAY'
  | 'TUESDAY'
  | 'WEDNESDAY';

export type AdmissionProfileQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type AdmissionProfileQuery = { measure: { unit: string, dataThrough: string, period: { from: string, to: string }, rows: Array<{ value: number | null, numerator: number | null, denominator: number | null, suppression: Suppression, key: Array<{ dimension: Dimension, value: string }> }>, total: { value: number | null, suppression: Suppression } } };

export type BedSearchQueryVariables = Exact<{
  careType: CareType;
  near: NearInput;
  at: string;
}>;


export type BedSearchQuery = { careHomes: { totalCount: number, excluded: Array<{ condition: SearchCondition, homes: number }>, nodes: Array<{ id: string, cqcLocationId: string, name: string, postcode: string, distanceKm: number | null, acceptsTrustedAssessor: boolean, dutyContact: { name: string | null, telephone: string | null } | null, dischargeHours: Array<{ weekday: Weekday, from: string, until: string }>, rating: { overall: RatingGrade, publishedOn: string, inherited: boolean } | null, capacity: { available: number, reserved: number, status: AdmissionStatus, asOf: string, freshness: Freshness } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type HomeRoundQueryVariables = Exact<{
  since: string;
}>;


export type HomeRoundQuery = { alignedHomes: { nodes: Array<{ id: string, name: string, cqcLocationId: string, clinicalLead: { name: string } | null, residents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, nhsNumber: string | null, givenName: string | null, familyName: string | null, dateOfBirth: string | null, sex: Sex | null, registeredPractice: { id: string, odsCode: string, name: string, telephone: string | null } | null, currentPlacement: { id: string, careType: CareType | null, room: string | null, from: string | null } | null, carePlan: { id: string, status: PlanStatus | null, dueOn: string | null } | null, incidents: { totalCount: number, nodes: Array<{ id: string, kind: IncidentKind | null, harm: Harm | null, occurredAt: string | null, narrative: string | null, withheld: Array<{ field: string, form: string | null, clause: string }> }> } | null, hospitalStays: { totalCount: number, nodes: Array<{ id: string, admittedAt: string | null, dischargedAt: string | null, primaryDiagnosis: string | null, withheld: Array<{ field: string, form: string | null, clause: string }> }> } | null, withheld: Array<{ field: string, form: string | null, clause: string }> }> } | null }> } };

export type HomesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type HomesQuery = { careHomes: { nodes: Array<{ id: string, name: string, rating: { overall: RatingGrade } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { agency: string, role: string, purpose: Purpose, organisation: { code: string, name: string } } };

export type OneResidentQueryVariables = Exact<{
  nhsNumber: string;
}>;


export type OneResidentQuery = { resident: { id: string, familyName: string | null, currentPlacement: { home: { name: string } | null } | null } | null };


export const AdmissionProfileDocument = gql`
    query AdmissionProfile($from: Date!, $to: Date!) {
  measure(
    of: EMERGENCY_ADMISSIONS
    from: $from
    to: $to
    groupBy: [WEEKDAY, TIME_BAND]
  ) {
    unit
    period {
      from
      to
    }
    dataThrough
    rows {
      key {
        dimension
        value
      }
      value
      numerator
      denominator
      suppression
    }
    total {
      value
      suppression
    }
  }
}
    `;
export const BedSearchDocument = gql`
    query BedSearch($careType: CareType!, $near: NearInput!, $at: DateTime!) {
  careHomes(
    filter: {careType: $careType, availableAtLeast: 1, acceptsDischargeAt: $at, near: $near, withinKm: 15, ratingAtLeast: GOOD, asOfWithinHours: 72}
    orderBy: {field: DISTANCE, direction: ASC}
    first: 20
  ) {
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
        publishedOn
        inherited
      }
      capacity(careType: $careType) {
        available
        reserved
        status
        asOf
        freshness
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `;
export const HomeRoundDocument = gql`
    query HomeRound($since: DateTime!) {
  alignedHomes(first: 20) {
    nodes {
      id
      name
      cqcLocationId
      clinicalLead {
        name
      }
      residents(first: 100) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          nhsNumber
          givenName
          familyName
          dateOfBirth
          sex
          registeredPractice {
            id
            odsCode
            name
            telephone
          }
          currentPlacement {
            id
            careType
            room
            from
          }
          carePlan {
            id
            status
            dueOn
          }
          incidents(since: $since, first: 5) {
            totalCount
            nodes {
              id
              kind
              harm
              occurredAt
              narrative
              withheld {
                field
                form
                clause
              }
            }
          }
          hospitalStays(since: $since, first: 5) {
            totalCount
            nodes {
              id
              admittedAt
              dischargedAt
              primaryDiagnosis
              withheld {
                field
                form
                clause
              }
            }
          }
          withheld {
            field
            form
            clause
          }
        }
      }
    }
  }
}
    `;
export const HomesDocument = gql`
    query Homes($after: String) {
  careHomes(first: 10, after: $after) {
    nodes {
      id
      name
      rating {
        overall
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `;
export const MeDocument = gql`
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
    `;
export const OneResidentDocument = gql`
    query OneResident($nhsNumber: NhsNumber!) {
  resident(nhsNumber: $nhsNumber) {
    id
    familyName
    currentPlacement {
      home {
        name
      }
    }
  }
}
    `;

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    AdmissionProfile(variables: AdmissionProfileQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AdmissionProfileQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<AdmissionProfileQuery>({ document: AdmissionProfileDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'AdmissionProfile', 'query', variables);
    },
    BedSearch(variables: BedSearchQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<BedSearchQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<BedSearchQuery>({ document: BedSearchDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'BedSearch', 'query', variables);
    },
    HomeRound(variables: HomeRoundQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<HomeRoundQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<HomeRoundQuery>({ document: HomeRoundDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'HomeRound', 'query', variables);
    },
    Homes(variables?: HomesQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<HomesQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<HomesQuery>({ document: HomesDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Homes', 'query', variables);
    },
    Me(variables?: MeQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<MeQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<MeQuery>({ document: MeDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Me', 'query', variables);
    },
    OneResident(variables: OneResidentQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<OneResidentQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<OneResidentQuery>({ document: OneResidentDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'OneResident', 'query', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;