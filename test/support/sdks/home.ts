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

/** How old a figure is. */
export type Freshness =
  /** At most seven days. */
  | 'AGEING'
  /** At most 24 hours. */
  | 'FRESH'
  /** Older, or of a moment still to come: beds are not counted as free unless asked for. */
  | 'STALE';

/** Whom the free beds suit. */
export type GendersSuited =
  /** Anyone. */
  | 'ANY'
  /** Women. */
  | 'FEMALE'
  /** Men. */
  | 'MALE';

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

export type WhoLivesHereQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type WhoLivesHereQuery = { residents: { totalCount: number, nodes: Array<{ id: string, givenName: string | null, familyName: string | null, dateOfBirth: string | null, withheld: Array<{ field: string, form: string | null, clause: string, because: string, ask: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BedsQueryVariables = Exact<{
  cqcLocationId: string;
}>;


export type BedsQuery = { careHome: { registeredBeds: number, careTypes: Array<CareType>, residential: { careType: CareType, maximum: number, occupied: number, reserved: number, available: number, asOf: string, freshness: Freshness } | null, nursing: { careType: CareType, maximum: number, occupied: number, reserved: number, available: number, asOf: string, freshness: Freshness } | null } | null };

export type BedsFragment = { careType: CareType, maximum: number, occupied: number, reserved: number, available: number, asOf: string, freshness: Freshness };

export type TellBedsMutationVariables = Exact<{
  input: UpdateCapacityInput;
  careType: CareType;
}>;


export type TellBedsMutation = { updateCapacity: { record: { name: string, capacity: { careType: CareType, maximum: number, occupied: number, reserved: number, available: number, asOf: string, freshness: Freshness } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> }> } };

export const BedsFragmentDoc = gql`
    fragment Beds on Capacity {
  careType
  maximum
  occupied
  reserved
  available
  asOf
  freshness
}
    `;
export const WhoLivesHereDocument = gql`
    query WhoLivesHere($after: String) {
  residents(first: 50, after: $after) {
    totalCount
    nodes {
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
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `;
export const BedsDocument = gql`
    query Beds($cqcLocationId: String!) {
  careHome(cqcLocationId: $cqcLocationId) {
    registeredBeds
    careTypes
    residential: capacity(careType: RESIDENTIAL) {
      ...Beds
    }
    nursing: capacity(careType: NURSING) {
      ...Beds
    }
  }
}
    ${BedsFragmentDoc}`;
export const TellBedsDocument = gql`
    mutation TellBeds($input: UpdateCapacityInput!, $careType: CareType!) {
  updateCapacity(input: $input) {
    record {
      name
      capacity(careType: $careType) {
        ...Beds
      }
    }
    problems {
      code
      message
      path
    }
  }
}
    ${BedsFragmentDoc}`;

export type SdkFunctionWrapper = <T>(action: (requestHeaders?:Record<string, string>) => Promise<T>, operationName: string, operationType?: string, variables?: any) => Promise<T>;


const defaultWrapper: SdkFunctionWrapper = (action, _operationName, _operationType, _variables) => action();

export function getSdk(client: GraphQLClient, withWrapper: SdkFunctionWrapper = defaultWrapper) {
  return {
    WhoLivesHere(variables?: WhoLivesHereQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<WhoLivesHereQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<WhoLivesHereQuery>({ document: WhoLivesHereDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'WhoLivesHere', 'query', variables);
    },
    Beds(variables: BedsQueryVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<BedsQuery> {
      return withWrapper((wrappedRequestHeaders) => client.request<BedsQuery>({ document: BedsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'Beds', 'query', variables);
    },
    TellBeds(variables: TellBedsMutationVariables, requestHeaders?: GraphQLClientRequestHeaders, signal?: RequestInit['signal']): Promise<TellBedsMutation> {
      return withWrapper((wrappedRequestHeaders) => client.request<TellBedsMutation>({ document: TellBedsDocument, variables, requestHeaders: { ...requestHeaders, ...wrappedRequestHeaders }, signal }), 'TellBeds', 'mutation', variables);
    }
  };
}
export type Sdk = ReturnType<typeof getSdk>;