/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type GraphQLClient, type RequestOptions } from 'graphql-request';
import { gql } from 'graphql-request';
type GraphQLClientRequestHeaders = RequestOptions['requestHeaders'];
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

export type RoundQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RoundQuery = { alignedHomes: { nodes: Array<{ name: string, residents: { totalCount: number, nodes: Array<{ id: string, givenName: string | null, familyName: string | null, dateOfBirth: string | null, carePlan: { status: PlanStatus | null, dueOn: string | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> } | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PersonQueryVariables = Exact<{
  id: string | number;
}>;


export type PersonQuery = { node:
    | { id: string, givenName: string | null, familyName: string | null, dateOfBirth: string | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> }
    | Record<PropertyKey, never>
   | null };

export type PersonFragment = { id: string, givenName: string | null, familyName: string | null, dateOfBirth: string | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> };

export const PersonFragmentDoc = gql`
    fragment Person on Resident {
  id
  givenName
  familyName
  dateOfBirth
  withheld {
    field
    form
    clause
    because
    ask
  }
}
    `;
export const RoundDocument = gql`
    query Round($after: String) {
  alignedHomes(first: 5, after: $after) {
    nodes {
      name
      residents(first: 20) {
        totalCount
        nodes {
          ...Person
          carePlan {
            status
            dueOn
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
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    ${PersonFragmentDoc}`;
export const PersonDocument = gql`
    query Person($id: ID!) {
  node(id: $id) {
    ...Person
  }
}
    ${PersonFragmentDoc}`;

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    Round(variables?: RoundQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<RoundQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<RoundQuery>({ document: RoundDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Round', 'query', variables);
    },
    Person(variables: PersonQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<PersonQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<PersonQuery>({ document: PersonDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Person', 'query', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;