import { mappingFor } from '../../../src/imports/input/mapping.ts';
import { placements } from '../../../src/imports/placements/placements.ts';
import { registrations } from '../../../src/imports/registrations/registrations.ts';
import { databaseOfOwn } from '../../support/database.ts';
import { factoriesOn, type MadeOrganisation, type MadeResident } from '../../support/factories.ts';
import { type Asking, startHub } from '../../support/hub.ts';
import { table } from '../support/council-file.ts';
import { takingOn } from '../support/taking.ts';

const LIST = `query ($after: String) { matchCandidates(first: 50, after: $after) { nodes { id state score survivor { id nhsNumber } superseded { id }
  line { person format line familyName givenName dateOfBirth sex postcode } } } }`;
const settle = (name: string) => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { record { state survivor { nhsNumber } line { person } } problems { path code } } }`;

export interface Candidate {
  id: string;
  state: string;
  score: number | null;
  survivor: { id: string; nhsNumber: string } | null;
  superseded: null;
  line: { person: string; familyName: string } | null;
}
export interface Settled {
  record: { state: string; survivor: { nhsNumber: string } | null; line: { person: string } | null } | null;
  problems: { path: string[]; code: string }[];
}
export type Setting = Awaited<ReturnType<typeof setting>>;

/** A council that pays for residents of a home, and a practice with which they are registered. */
export async function setting() {
  const database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [council, otherCouncil] = [await make.organisation('council'), await make.organisation('council')];
  const home = await make.home({ council, columns: { postcode: 'ZZ9 4AB' } });
  const practice = await make.practice();
  const hub = await startHub({ database });
  const taking = await takingOn(database);
  let [keys, moment] = [0, Date.parse('2100-01-01T06:00:00Z')];
  const key = () => `settling-${++keys}`;
  const finance = await hub.as(council.code, 'finance', 'FUNDING');
  return {
    ...{ database, make, hub, council, otherCouncil, home, practice, key, finance },
    clinician: await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE'),
    rows: async <Row extends object>(text: string, ...values: unknown[]) =>
      (await database.owner.query<Row>(text, values)).rows,
    /** Lives in the home since 2024, and the council pays. */
    async paidFor(
      person: Parameters<typeof make.resident>[0] = {},
      payer: MadeOrganisation = council,
    ): Promise<MadeResident> {
      const resident = await make.resident({ author: payer, ...person });
      const placement = await make.placement({ resident, home, from: '2024-01-01', author: payer });
      await make.funding({ resident, home, placement, source: 'COUNCIL', payer, from: '2024-01-01' });
      return resident;
    },
    take(
      lines: readonly Record<string, string>[],
      whose: MadeOrganisation = council,
      { whole = false, dryRun = false } = {},
    ) {
      moment += 86_400_000;
      const format = whose.code === practice.organisation.code ? registrations : placements;
      const columns = ['NHS number', ...new Set(lines.flatMap((line) => Object.keys(line)))];
      return taking.take(format, table(lines, [...new Set(columns)]), {
        ...{ organisation: whose.id, asOf: new Date(moment), allowLargeChange: true, dryRun },
        mapping: mappingFor(format, `whole: ${whole}`),
      });
    },
    async candidates(viewer: Asking = finance): Promise<Candidate[]> {
      const { data, errors } = await viewer.ask<{ matchCandidates: { nodes: Candidate[] } } | null>(LIST);
      if (!data || errors) throw new Error(JSON.stringify(errors));
      return data.matchCandidates.nodes;
    },
    async settle(name: 'confirmMatch' | 'splitMatch', match: string, viewer: Asking = finance): Promise<Settled> {
      const input = { idempotencyKey: key(), match, reason: 'Asked her daughter.' };
      const { data, errors } = await viewer.ask<Record<string, Settled> | null>(settle(name), { input });
      if (!data?.[name]) throw new Error(JSON.stringify(errors));
      return data[name];
    },
    async end() {
      await hub.close();
      await database.drop();
    },
  };
}
