/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type GraphQLClient, type RequestOptions } from 'graphql-request';
import { gql } from 'graphql-request';
type GraphQLClientRequestHeaders = RequestOptions['requestHeaders'];
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


export type AdmissionsQuery = { measure: { unit: string, dataThrough: string, rows: Array<{ value: number | null, lower: number | null, upper: number | null, suppression: Suppression, key: Array<{ value: string }> }> } };

export type RewardRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardRunsQuery = { rewardRuns: { totalCount: number, nodes: Array<{ id: string, month: string, preparedAt: string, approvedAt: string | null }> } };


export const AdmissionsDocument = gql`
    query Admissions($from: Date!, $to: Date!) {
  measure(of: EMERGENCY_ADMISSIONS, from: $from, to: $to, groupBy: [CARE_HOME]) {
    unit
    dataThrough
    rows {
      key {
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
export const RewardRunsDocument = gql`
    query RewardRuns {
  rewardRuns(first: 12) {
    totalCount
    nodes {
      id
      month
      preparedAt
      approvedAt
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
    RewardRuns(variables?: RewardRunsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RewardRunsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<RewardRunsQuery>({ document: RewardRunsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'RewardRuns', 'query', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;