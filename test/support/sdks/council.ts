/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type GraphQLClient, type RequestOptions } from 'graphql-request';
import { gql } from 'graphql-request';
type GraphQLClientRequestHeaders = RequestOptions['requestHeaders'];
/** On what ground somebody pays a part of the care. */
export type FundingSource =
  /** NHS continuing healthcare. */
  | 'CHC'
  /** NHS continuing healthcare for a person who is rapidly declining. */
  | 'CHC_FAST_TRACK'
  | 'COUNCIL'
  | 'DEFERRED_PAYMENT'
  | 'DISCHARGE_TO_ASSESS'
  /** NHS-funded nursing care, on top of other components. */
  | 'FNC'
  /** A package that council and NHS pay together. */
  | 'JOINT'
  /** Aftercare by section 117 of the Mental Health Act 1983. */
  | 'SECTION_117'
  | 'SELF'
  | 'THIRD_PARTY_TOP_UP';

export type PaidForQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type PaidForQuery = { residents: { totalCount: number, nodes: Array<{ id: string, familyName: string | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PayersQueryVariables = Exact<{
  resident: string | number;
  from: string;
  to: string;
}>;


export type PayersQuery = { fundingOf: Array<{ from: string, to: string, days: number, total: number | null, component: { source: FundingSource | null, weeklyAmount: number | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> } | null }> | null };


export const PaidForDocument = gql`
    query PaidFor($after: String) {
  residents(first: 50, after: $after) {
    totalCount
    nodes {
      id
      familyName
      withheld {
        field
        form
        clause
        because
        ask
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `;
export const PayersDocument = gql`
    query Payers($resident: ID!, $from: Date!, $to: Date!) {
  fundingOf(resident: $resident, from: $from, to: $to) {
    from
    to
    days
    total
    component {
      source
      weeklyAmount
      withheld {
        field
        form
        clause
        because
        ask
      }
    }
  }
}
    `;

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    PaidFor(variables?: PaidForQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PaidForQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<PaidForQuery>({ document: PaidForDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'PaidFor', 'query', variables);
    },
    Payers(variables: PayersQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PayersQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<PayersQuery>({ document: PayersDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Payers', 'query', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;