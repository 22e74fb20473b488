import type { Asking } from '../../support/hub.ts';

export interface Look {
  at: string;
  requestId: string;
  user: string;
  role: string;
  purpose: string | null;
  kind: string;
  operation: string | null;
  outcome: string;
  residentCount: number;
  residents: {
    id: string;
    resident: { id: string; nhsNumber: string | null } | null;
    relationships: string[] | null;
    shown: { path: string; type: string; field: string; form: string; records: number }[] | null;
  }[];
}
export interface Looks {
  totalCount: number;
  nodes: Look[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const page = `totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes {
  at requestId user role purpose kind operation outcome count device authority agreement residentCount
  residents { id resident { id nhsNumber } relationships shown { path type field form records } }
}`;
export const OWN = `query ($first: Int, $after: String, $filter: AccessFilter) {
  ownAccesses(first: $first, after: $after, filter: $filter) { ${page} }
}`;
export const TO = `query ($resident: ResidentReference!, $first: Int, $after: String, $filter: AccessFilter) {
  accessesTo(resident: $resident, first: $first, after: $after, filter: $filter) { ${page} }
}`;

export const own = async (officer: Asking, variables: object = {}): Promise<Looks> =>
  (await officer.ask<{ ownAccesses: Looks }>(OWN, variables)).data.ownAccesses;
export const to = async (officer: Asking, resident: object, variables: object = {}): Promise<Looks> =>
  (await officer.ask<{ accessesTo: Looks }>(TO, { resident, ...variables })).data.accessesTo;
