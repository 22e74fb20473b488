import type { PolicyDef } from '@mikro-orm/core';
import { tableOf } from '../shared/table-of.ts';
import { everyRow, organisation, readers } from './policies.ts';

const home = 'caregraph_home';
/** Dashboards read such rows too, where the agreement opens columns to them. */
const everyone = [...readers, 'caregraph_dashboard'];

interface PublicRules {
  /** SQL that is true of a row that the organisation may add or end, besides that it says so itself. */
  within?: string;
  /** SQL that is true of a row that may be added, such as that it tells of nothing that is still to come. */
  only?: string;
  /** SQL that is true of the rows which a home reads, if it does not read every one. */
  seenByHomes?: string;
  /** SQL that is true of the rows which any agency reads, if not every one is read by all. */
  seen?: string;
  /** Functions of the register add and end such rows too: they reserve what the organisation offers. */
  reserved?: boolean;
  /** Files of the organisation say such things too. */
  imported?: boolean;
}

/**
 * The row policies of a table about no resident that organisations write, such as the beds of a home: everybody reads
 * each row, superseded ones too, of the columns that the agreement opens to the agency; whoever may write adds rows in the
 * own name, and ends those that stand. What has been said is never changed: the database grants nothing else to be
 * changed than `valid_until`, and these policies let a row begin and end only now.
 *
 * Columns are written with their table, as in `residentRows`.
 */
export function publicRows(
  subject: string,
  { within, only, seen, seenByHomes, reserved, imported }: PublicRules = {},
): PolicyDef[] {
  const table = tableOf(subject);
  const all = (...conditions: (string | undefined)[]) => conditions.filter(Boolean).join(' and ');
  const own = all(`${table}.author_id = ${organisation}`, within);
  const rightNow = (column: string) => `${table}.${column} >= now() and ${table}.${column} <= clock_timestamp()`;
  const every = everyRow(table);
  const states = { check: all(own, `${table}.valid_until is null`, rightNow('valid_from'), only) };
  const ends = { using: all(own, `${table}.valid_until is null`), check: all(own, rightNow('valid_until')) };
  const roles = ['caregraph_importer'];
  return [
    {
      name: `${table}_open`,
      command: 'select',
      roles: seenByHomes ? everyone.filter((role) => role !== home) : everyone,
      using: seen ?? 'true',
    },
    ...(seenByHomes
      ? [{ name: `${table}_of_home`, command: 'select', roles: [home], using: seenByHomes } satisfies PolicyDef]
      : []),
    {
      name: `${table}_stated`,
      command: 'insert',
      roles: readers,
      ...states,
    },
    {
      name: `${table}_ended`,
      command: 'update',
      roles: readers,
      ...ends,
    },
    ...(imported
      ? ([
          { name: `${table}_importer`, command: 'select', roles, using: own },
          { name: `${table}_imported`, command: 'insert', roles, ...states },
          { name: `${table}_replaced`, command: 'update', roles, ...ends },
        ] satisfies PolicyDef[])
      : []),
    every('owner', 'all'),
    every('measures', 'select'),
    every('backup', 'select'),
    every('register', 'select'),
    ...(reserved ? byRegister(table) : []),
  ];
}

function byRegister(table: string): PolicyDef[] {
  const roles = ['caregraph_register'];
  const current = `${table}.valid_until is null`;
  return [
    { name: `${table}_reserved`, command: 'insert', roles, check: current },
    { name: `${table}_superseded`, command: 'update', roles, using: current, check: 'true' },
  ];
}

/** SQL that is true of rows of a table with a `home_id` which name the home that the organisation is. */
export const ofOwnHome = (table: string): string => `exists (select from public.care_home own_home
        where own_home.id = ${table}.home_id and own_home.organisation_id = ${organisation})`;

/**
 * SQL that is true of rows of a table with a `home_id` that are the business of the home and of those who commission its
 * care: the council that it lies in, and the integrated care board of the network to which it is, or last was, aligned.
 */
export const ofHomeAndCommissioners = (table: string): string =>
  `${table}.home_id in (select hub.homes_answered_for())`;

/** Clocks differ by so much; what is further ahead is a mistake. */
export const aheadMinutes = 5;

/** SQL that is true of rows which tell of no moment still to come. */
export const notAhead = (column: string): string => `${column} <= now() + make_interval(mins => ${aheadMinutes})`;
