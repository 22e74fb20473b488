import type { PolicyDef } from '@mikro-orm/core';
import { tableOf } from '../shared/table-of.ts';
import { everyRow, readers } from './policies.ts';
import { ofHomeAndCommissioners } from './public-policies.ts';

interface Kept {
  /** SQL that is true of the rows which an agency reads; absent, all of them. */
  seen?: string;
  /** The agencies that read rows at all. */
  by?: readonly string[];
  /** SQL that is true of the rows which functions may still change. */
  open?: string;
}

const commissioned = ['caregraph_home', 'caregraph_council', 'caregraph_icb'];
export const anybody = [...readers, 'caregraph_dashboard'];

/** The row policies of a table about no resident that functions of the register write, and that nobody else does. */
export function keptRows(subject: string, { seen = 'true', by = commissioned, open = 'true' }: Kept): PolicyDef[] {
  const table = tableOf(subject);
  const every = everyRow(table);
  const roles = ['caregraph_register'];
  return [
    { name: `${table}_seen`, command: 'select', roles: [...by], using: seen },
    every('owner', 'all'),
    every('measures', 'select'),
    every('backup', 'select'),
    every('register', 'select'),
    { name: `${table}_register_insert`, command: 'insert', roles, check: 'true' },
    { name: `${table}_register_update`, command: 'update', roles, using: open, check: 'true' },
  ];
}

/**
 * The row policies of a table with a `home_id` that functions of the register write: read by the home, the council in
 * whose area it lies and the board that commissions for it. No agency adds or changes a row by itself.
 */
export function betweenHomeAndCommissioners(subject: string): PolicyDef[] {
  const table = tableOf(subject);
  const every = everyRow(table);
  return [
    { name: `${table}_between`, command: 'select', roles: readers, using: ofHomeAndCommissioners(table) },
    every('owner', 'all'),
    every('measures', 'select'),
    every('backup', 'select'),
    every('register', 'all'),
  ];
}
