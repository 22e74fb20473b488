import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const CELLS = 'id shownAs givenBy givenOn words foodAndDrink dignity resident { nhsNumber }';
const READ = (more: string) => `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id personalSummary { outcomesChosen version } feedback { totalCount nodes { ${CELLS} ${more} } } } }`;
const RECORD =
  'mutation ($input: RecordFeedbackInput!) { recordFeedback(input: $input) { receipt problems { path code } } }';
const WITHDRAW =
  'mutation ($input: WithdrawFeedbackInput!) { withdrawFeedback(input: $input) { problems { path code } } }';
export const CHOOSE = `mutation ($input: ChooseOutcomesInput!) { chooseOutcomes(input: $input) {
  record { outcomesChosen version } problems { path code } } }`;

export interface Said {
  [field: string]: unknown;
  id: string;
}
interface Seen {
  id: string;
  personalSummary: { outcomesChosen: string[] | null; version: number } | null;
  feedback: { totalCount: number; nodes: Said[] } | null;
}
interface Piece {
  words: string | null;
  outcome: string | null;
  howItIs: string | null;
  releasedIn: string | null;
}

export let database: TestDatabase;
export let make: Factories;
export let hub: HubUnderTest;
export let council: MadeOrganisation;
export let home: MadePlace;
export let carer: Asking;
export let officer: Asking;
export let worker: Asking;

/** A home in the area of a council, and who asks there. */
export async function begin(): Promise<void> {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  council = await make.organisation('council');
  home = await make.home({ council });
  hub = await startHub({ database });
  carer = await carerOf(home);
  officer = await hub.as(council.code, 'quality-officer', 'FUNDING');
  worker = await hub.as(council.code, 'social-worker', 'SAFEGUARDING');
}
export async function end(): Promise<void> {
  await hub?.close();
  await database?.drop();
}

export const carerOf = (of: MadePlace) => hub.as(of.organisation.code, 'care-worker', 'DIRECT_CARE');
export async function someone(at: MadePlace = home, paid = true): Promise<MadeResident> {
  const resident = await make.resident({ home: at, since: '2024-02-01' });
  if (!paid) return resident;
  const { rows } = await database.owner.query('select id from placement where resident_id = $1', [resident.id]);
  await make.funding({ resident, home: at, placement: rows[0] as { id: string }, source: 'COUNCIL', payer: council });
  return resident;
}
export const see = async (viewer: Asking, { nhsNumber }: MadeResident) => {
  // No home is told who wrote it down.
  const question = READ(viewer === officer || viewer === worker ? 'recordedBy { code }' : '');
  return (await viewer.ask<{ resident: Seen | null }>(question, { nhsNumber })).data.resident;
};
export const saidOf = async (viewer: Asking, of: MadeResident) => (await see(viewer, of))?.feedback?.nodes ?? [];

let keys = 0;
export const key = () => `feedback-${++keys}`;
export async function record(viewer: Asking, of: MadeResident, shownAs: string, more: object = {}) {
  const resident = (await see(viewer, of))?.id ?? 'unknown';
  const usual = { givenBy: 'FAMILY', givenOn: day(-1), words: 'The tea is cold.' };
  const input = { idempotencyKey: key(), resident, shownAs, ...usual, ...more };
  type Came = { recordFeedback: { receipt: string | null; problems: { path: string[]; code: string }[] } };
  return (await viewer.ask<Came>(RECORD, { input })).data.recordFeedback;
}
export async function withdraw(viewer: Asking, which: { receipt?: string | null; feedback?: string }) {
  type Came = { withdrawFeedback: { problems: { path: string[]; code: string }[] } };
  const { data } = await viewer.ask<Came>(WITHDRAW, { input: { idempotencyKey: key(), ...which } });
  return data.withdrawFeedback.problems.map(({ code }) => code);
}
export async function unnamed(viewer: Asking, of: MadePlace = home): Promise<Piece[] | null> {
  const months = viewer === officer ? 'givenIn councilOnly' : '';
  const { data } = await viewer.ask<{
    careHomes: { nodes: { id: string; unnamedFeedback: { nodes: Piece[] } | null }[] };
  }>(
    `{ careHomes(first: 50) { nodes { id unnamedFeedback(first: 50) { nodes { words outcome howItIs releasedIn ${months} } } } } }`,
  );
  const found = data.careHomes.nodes.find(({ id }) => id === `CareHome:${of.code}`);
  return found?.unnamedFeedback?.nodes ?? null;
}
/** A month goes by: what is let be read from the next one on is read. */
export const monthGoesBy = () =>
  database.owner.query(
    `update unnamed_feedback set released_in = to_char(to_date(released_in, 'YYYY-MM') - interval '1 month', 'YYYY-MM')
     where released_in > to_char(now() at time zone 'Europe/London', 'YYYY-MM')`,
  );
export const month = day(0).slice(0, 7);
