import { adt } from '../../../src/imports/adt/events.ts';
import { event, file } from '../../imports/support/adt-file.ts';
import { takingOn } from '../../imports/support/taking.ts';
import type { MadeOrganisation, MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { setting as ofIncidents } from '../incident/setting.ts';

const LIST = `{ matchCandidates(first: 50) { totalCount nodes { id state
  survivor { id nhsNumber familyName } superseded { nhsNumber } } } }`;
const settle = (name: string) => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { record { state survivor { nhsNumber } superseded { nhsNumber } } problems { path code } } }`;

export interface Match {
  id: string;
  state: string;
  survivor: { id: string; nhsNumber: string; familyName: string } | null;
  superseded: { nhsNumber: string } | null;
}
export interface Settled {
  record: Omit<Match, 'id'> | null;
  problems: { path: string[]; code: string }[];
}
export type Setting = Awaited<ReturnType<typeof setting>>;

/** A practice with patients, a home, and a trust whose messages call two of them one. */
export async function setting() {
  const s = await ofIncidents();
  const trust: MadeOrganisation = await s.make.organisation('trust');
  const taking = await takingOn(s.database);
  const matches = async (viewer: Asking = s.clinician): Promise<Match[]> =>
    (await viewer.ask<{ matchCandidates: { nodes: Match[] } }>(LIST)).data.matchCandidates.nodes;
  const settled = async (name: 'confirmMatch' | 'splitMatch', match: string, viewer: Asking, more: object) => {
    const input = { idempotencyKey: s.key(), match, reason: 'Asked her and her daughter.', ...more };
    return viewer.ask<Record<string, Settled>>(settle(name), { input });
  };
  return {
    ...s,
    trust,
    matches,
    rows: async (text: string, ...values: unknown[]) => (await s.database.owner.query(text, values)).rows,
    take: (content: string) => taking.take(adt, content, { organisation: trust.id, allowLargeChange: true }),
    /** The trust's message that the second was found to be the first. */
    told: (survivor: MadeResident, superseded: { nhsNumber: string }, at = '202603011000') =>
      taking.take(adt, file(event('A40', at, survivor, { 'MRG-1': `${superseded.nhsNumber}^^^NHS^NH` })), {
        organisation: trust.id,
      }),
    /** The match of these two, as a viewer finds it. */
    matchOf: async ({ nhsNumber }: { nhsNumber: string }, viewer?: Asking) =>
      (await matches(viewer)).find(({ survivor }) => survivor?.nhsNumber === nhsNumber)?.id ?? 'none',
    ask: settled,
    confirm: async (match: string, viewer: Asking = s.clinician, more = {}) =>
      (await settled('confirmMatch', match, viewer, more)).data.confirmMatch as Settled,
    split: async (match: string, viewer: Asking = s.clinician, more = {}) =>
      (await settled('splitMatch', match, viewer, more)).data.splitMatch as Settled,
  };
}
