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

/** How old a figure is. */
export type Freshness =
  /** At most seven days. */
  | 'AGEING'
  /** At most 24 hours. */
  | 'FRESH'
  /** Older, or of a moment still to come: beds are not counted as free unless asked for. */
  | 'STALE';

/** Where to search from: exactly one of these. */
export type NearInput =
  {   /** The id or the CQC location id of a care home. */
  careHome: string | number; point?: never; postcode?: never; }
  |  { careHome?: never;   /** A place by its coordinates. */
  point: PointInput; postcode?: never; }
  |  { careHome?: never; point?: never;   /** A postcode, however it is spaced. */
  postcode: string; };

/** A place on the map, WGS 84. */
export type PointInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
};

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

export type FreeBedsQueryVariables = Exact<{
  careType: CareType;
  near: NearInput;
}>;


export type FreeBedsQuery = { careHomes: { totalCount: number, excluded: Array<{ condition: SearchCondition, homes: number }>, nodes: Array<{ id: string, name: string, distanceKm: number | null, capacity: { available: number, asOf: string, freshness: Freshness } | null }> } };


export const FreeBedsDocument = gql`
    query FreeBeds($careType: CareType!, $near: NearInput!) {
  careHomes(
    filter: {careType: $careType, availableAtLeast: 1, near: $near, withinKm: 15}
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
      name
      distanceKm
      capacity(careType: $careType) {
        available
        asOf
        freshness
      }
    }
  }
}
    `;

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    FreeBeds(variables: FreeBedsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<FreeBedsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<FreeBedsQuery>({ document: FreeBedsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'FreeBeds', 'query', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;