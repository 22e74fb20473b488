/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type GraphQLClient, type RequestOptions } from 'graphql-request';
import { gql } from 'graphql-request';
type GraphQLClientRequestHeaders = RequestOptions['requestHeaders'];
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

export type AdmissionsQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type AdmissionsQuery = { measure: { sentence: string, unit: string, note: string | null, dataThrough: string, period: { from: string, to: string }, rows: Array<{ value: number | null, lower: number | null, upper: number | null, suppression: Suppression, key: Array<{ dimension: Dimension, value: string }> }> } };

export type FreeBedsQueryVariables = Exact<{
  careType: CareType;
  after?: string | null | undefined;
}>;


export type FreeBedsQuery = { careHomes: { totalCount: number, nodes: Array<{ id: string, name: string, capacity: { available: number, asOf: string, freshness: Freshness } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };


export const AdmissionsDocument = gql`
    query Admissions($from: Date!, $to: Date!) {
  measure(of: EMERGENCY_ADMISSIONS, from: $from, to: $to, groupBy: [MONTH]) {
    sentence
    unit
    period {
      from
      to
    }
    note
    dataThrough
    rows {
      key {
        dimension
        value
      }
      value
      lower
      upper
      suppression
    }
  }
}
    `;
export const FreeBedsDocument = gql`
    query FreeBeds($careType: CareType!, $after: String) {
  careHomes(
    filter: {careType: $careType, availableAtLeast: 1}
    first: 50
    after: $after
  ) {
    totalCount
    nodes {
      id
      name
      capacity(careType: $careType) {
        available
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

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    Admissions(variables: AdmissionsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<AdmissionsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<AdmissionsQuery>({ document: AdmissionsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Admissions', 'query', variables);
    },
    FreeBeds(variables: FreeBedsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<FreeBedsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<FreeBedsQuery>({ document: FreeBedsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'FreeBeds', 'query', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;