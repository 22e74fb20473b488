import type pg from 'pg';

/** Half-open. */
interface Span {
  from: string;
  to: string | null;
}
export interface FactsOfHome {
  id: string;
  code: string;
  nursing: boolean;
  /** The council in whose area it lies, and the board that commissions for it. */
  commissioners: readonly string[];
  /** In the scheme; of one that left, until that day. */
  member: readonly Span[];
  returns: readonly { month: string; submittedOn: string; reopenedOn: string | null }[];
  accounts: readonly { year: number; publishedOn: string }[];
  initiatives: readonly (Span & { recordedOn: string })[];
  /** Days on which an embargo began and was lifted: both still have it. */
  embargoes: readonly { from: string; until: string | null }[];
  /** Boards that came to commission for it, and since when that was on record, in seconds. */
  boards: readonly { board: string; from: string; recordedAt: number }[];
}
export interface FactsOfPlacement extends Span {
  id: string;
  home: string;
  nhsNumber: string;
  paid: readonly (Span & { payer: string; source: string })[];
}
export interface Line {
  run: string;
  payer: string;
  runMonth: string;
  home: string;
  placement: string;
  kind: string;
  month: string;
  days: number;
  pence: number;
}
export interface Statement {
  run: string;
  payer: string;
  month: string;
  home: string;
  eligible: boolean;
  unmet: readonly string[];
  pence: number;
}
export interface Run {
  id: string;
  payer: string;
  month: string;
  pence: number;
  preparedBy: string;
  preparedOn: string;
  /** In seconds. */
  preparedAt: number;
  approvedBy: string | null;
}

const inEngland = (column: string) => `(${column} at time zone 'Europe/London')::date`;
const all = (fields: Record<string, string>, from: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${Object.entries(fields)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})), '[]') from ${from})`;
const span = (of: string) => ({ from: `${of}.from_on`, to: `${of}.to_on` });
const pence = (column: string) => `(${column} * 100)::int`;

const homes = `select home.id, home.cqc_location_id as code, home.nursing,
    array_remove(array[home.council_id, (select network.icb_id from alignment
      join primary_care_network network on network.id = alignment.network_id
      where alignment.home_id = home.id and alignment.from_on <= ${inEngland('now()')}
      order by alignment.from_on desc limit 1)], null)::text[] as commissioners,
    ${all(
      { from: 'said.since', to: 'said.until' },
      `(select min(signed_up_on) as since, left_on as until
        from reward_sign_up where home_id = home.id and left_on is not null group by left_on
      union select home.reward_scheme_signed_up_on, null where home.reward_scheme_signed_up_on is not null) said`,
    )} as member,
    ${all(
      { month: 'sent.month', submittedOn: inEngland('sent.submitted_at'), reopenedOn: inEngland('sent.reopened_at') },
      'hub.return_submission sent where sent.home_id = home.id',
    )} as returns,
    ${all({ year: 'told.year', publishedOn: inEngland('told.valid_from') }, 'quality_account told where told.home_id = home.id')} as accounts,
    ${all(
      { ...span('adopted'), recordedOn: inEngland('adopted.recorded_at') },
      'initiative_adoption adopted where adopted.home_id = home.id',
    )} as initiatives,
    ${all(
      { from: inEngland('said.valid_from'), until: inEngland('said.valid_until') },
      `admission_statement said where said.home_id = home.id and said.status = 'CLOSED_BY_COMMISSIONER'`,
    )} as embargoes,
    ${all(
      {
        board: 'network.icb_id',
        from: 'stood.from_on',
        recordedAt: 'coalesce(extract(epoch from stood.recorded_at), 0)',
      },
      'alignment stood join primary_care_network network on network.id = stood.network_id where stood.home_id = home.id',
    )} as boards
  from care_home home where home.id = any ($1)`;

const placements = `select placement.id, placement.home_id as home, resident.nhs_number as "nhsNumber",
    placement.from_on::text as from, placement.to_on::text as to,
    ${all(
      { ...span('paid'), payer: 'paid.payer_id', source: 'paid.source' },
      'funding_component paid where paid.placement_id = placement.id and paid.valid_until is null and paid.payer_id is not null',
    )} as paid
  from placement join resident on resident.id = placement.resident_id
  where placement.home_id = any ($1) and placement.valid_until is null`;

const runs = `select id, payer_id as payer, month::text, ${pence('total')} as pence, prepared_by as "preparedBy",
  ${inEngland('prepared_at')}::text as "preparedOn", extract(epoch from prepared_at)::float8 as "preparedAt",
  approved_by as "approvedBy" from reward_run where payer_id = any ($1) order by payer_id, month`;
const statements = `select run_id as run, payer_id as payer, month::text, home_id as home, eligible, unmet, ${pence('total')} as pence
  from reward_statement where payer_id = any ($1)`;
const lines = `select line.run_id as run, told.payer_id as payer, told.month::text as "runMonth", told.home_id as home,
    line.placement_id as placement, line.kind, line.month::text, line.days, ${pence('line.amount')} as pence
  from reward_line line join reward_statement told on told.id = line.statement_id and told.run_id = line.run_id
  where told.payer_id = any ($1) order by line.id`;

/** What is on record of these homes and what these organisations have paid, from the tables alone. */
export async function factsOf(owner: pg.Pool, ofHomes: readonly string[], payers: readonly string[]) {
  return {
    homes: (await owner.query<FactsOfHome>(homes, [ofHomes])).rows,
    placements: (await owner.query<FactsOfPlacement>(placements, [ofHomes])).rows,
    runs: (await owner.query<Run>(runs, [payers])).rows,
    statements: (await owner.query<Statement>(statements, [payers])).rows,
    lines: (await owner.query<Line>(lines, [payers])).rows,
  };
}
export type Facts = Awaited<ReturnType<typeof factsOf>>;
