import type { PolicyDef } from '@mikro-orm/core';
import { recordBits } from '../agreement/relationships.ts';
import { tableOf } from '../shared/table-of.ts';

/** The agencies that may see a single person. Dashboards read measures only, so no policy names them. */
export const readers = [
  'caregraph_home',
  'caregraph_practice',
  'caregraph_trust',
  'caregraph_council',
  'caregraph_icb',
];

/**
 * Settings of the request's transaction. Sub-selects are evaluated once a statement, not once a row. Their columns bear
 * the names that PostgreSQL gives them, so that a comparison with the database finds the same policy.
 */
export const organisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const kinds = `(select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce")`;
const endsWith = `(select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce")`;

const neverEnds = `(select coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int as "coalesce")`;

interface RowRules {
  /** The column that names the resident; `id` for the resident itself. */
  resident?: string;
  /** The row names who pays and who is paid, which a clause may ask for. */
  payment?: boolean;
  /** The register derives or confirms relationships from these rows, or tells by them what else is seen, so its role reads them. */
  fact?: boolean;
  /** The register adds such rows where one organisation claims them and another confirms, and ends them with what confirmed them. */
  confirmed?: boolean;
  /** The column that names the organisation of which such a row asks something. */
  asked?: string;
  /** The column that names the organisation whose offer was accepted. */
  accepted?: string;
  /** Single rows are released to organisations, which a clause may ask for. */
  released?: boolean;
  /** Functions of the register add and amend such rows for agencies, and keep what they were. */
  byFunction?: boolean;
  /** Functions of the register withdraw such rows, when what they said is borne out and recorded anew. */
  settled?: boolean;
  /** Agencies write such rows about residents to whom the agreement lets them, and amend those that they wrote. */
  written?: boolean;
  /** Agencies amend such rows that are theirs, and add none: those come by a feed or by functions. */
  amended?: boolean;
  /** Functions of the register add such rows, where what one organisation claims is borne out. */
  stated?: boolean;
  /** Functions of the register strike such rows out for whoever stated them in error. */
  struck?: boolean;
  /** The trust whose patient somebody is says so by its feed. */
  fed?: boolean;
  /** No objection takes a row from the organisation that wrote it. */
  authorKeeps?: boolean;
  /** Files of an organisation add and amend such rows, about residents to whom the agreement lets it; or only look there. */
  imported?: 'written' | 'read';
  /** A practice's list adds and amends such rows of its own; or of people, who come to be known by it. */
  listed?: 'registrations' | 'people';
}

/** A policy by which a role of the hub reads, or does whatever else, with every row of a table, or with those of `using`. */
export const everyRow =
  (table: string) =>
  (role: string, command: PolicyDef['command'], using = 'true'): PolicyDef => ({
    name: `${table}_${role}`,
    command,
    roles: [`caregraph_${role}`],
    using,
  });

/**
 * The row policies of a personal table. A row of `subject` is seen by an organisation that the register relates to the
 * resident now, by a relationship that the stated purpose allows, that no objection has ended, and to which the agreement
 * opens the subject at all – or opens it to whoever wrote, pays for or is paid by this row. The agreement changes rows
 * of `hub.opening` and `hub.writing`, never a policy. Superseded versions are shown to nobody.
 *
 * Columns are written with their table, because a bare one would bind to the register's inside the sub-select.
 */
export function residentRows(subject: string, rules: RowRules = {}): PolicyDef[] {
  const table = tableOf(subject);
  const openTo = (bits: number) => `(select hub.opening_of('${subject}', ${bits}))`;
  const openIf = (column: string, bit: number) =>
    `case when ${table}.${column} = ${organisation} then ${openTo(bit)} else 0 end`;
  const opened = [openTo(0), openIf('author_id', recordBits.author)];
  if (rules.payment) opened.push(openIf('payer_id', recordBits.payer), openIf('payee_id', recordBits.payee));
  if (rules.asked) opened.push(openIf(rules.asked, recordBits.asked));
  if (rules.accepted) opened.push(openIf(rules.accepted, recordBits.accepted));
  if (rules.released) opened.push(`case when ${released(table)} then ${openTo(recordBits.released)} else 0 end`);
  const own = rules.authorKeeps ? ` or ${table}.author_id = ${organisation}` : '';
  const related = (bits: string | null, despite = own) => `exists (select from hub.relationship related
        where related.organisation_id = ${organisation}
        and related.resident_id = ${table}.${rules.resident ?? 'resident_id'}
        and related.since <= now() and (related.until is null or related.until > now())
        and (related.objections & ${endsWith} = 0 or related.bit & ${neverEnds} <> 0${despite})
        and related.bit & ${kinds}${bits === null ? '' : ` & (${bits})`} <> 0)`;
  const every = everyRow(table);
  const writable = (despite?: string) => related(`select hub.writing_of('${subject}')`, despite);
  return [
    {
      name: `${table}_related`,
      command: 'select',
      roles: readers,
      using: `${table}.valid_until is null and ${related(opened.join(' | '))}`,
    },
    every('owner', 'all'),
    every('measures', 'select'),
    every('backup', 'select'),
    every('eraser', 'all'),
    every('merger', 'all'),
    ...(rules.fact ? [every('register', 'select')] : []),
    ...(rules.confirmed ? confirmed(table) : []),
    ...(rules.byFunction ? byFunction(table) : []),
    ...(rules.settled ? settled(table) : []),
    ...(rules.written ? written(table, writable) : []),
    ...(rules.amended ? amended(table, writable) : []),
    ...(rules.stated ? stated(table) : []),
    ...(rules.struck ? struck(table) : []),
    ...(rules.fed ? fed(table) : []),
    ...(rules.imported ? imported(table, rules.imported, related(null, '')) : []),
    ...(rules.listed ? listed(table, rules.listed) : []),
  ];
}

/**
 * Of an organisation's file the session names the relationships (`hub.kinds`) by which the agreement lets it write all that
 * such a file says: about nobody else is anything seen or written.
 */
function imported(table: string, how: 'written' | 'read', related: string): PolicyDef[] {
  const roles = ['caregraph_importer'];
  const own = ownRow(table) + related;
  const seen: PolicyDef = {
    name: `${table}_importer`,
    command: 'select',
    roles,
    using: `${table}.valid_until is null and ${related}`,
  };
  if (how === 'read') return [seen];
  return [
    seen,
    { name: `${table}_imported`, command: 'insert', roles, check: own },
    { name: `${table}_corrected`, command: 'update', roles, using: own, check: own },
  ];
}

/** Releases are read under their own row policy: an organisation finds those to itself. */
const released = (table: string) => `exists (select from hub.release
        where release.record_id = ${table}.id and release.organisation_id = ${organisation}
        and release.since <= now() and (release.until is null or release.until > now()))`;

function byFunction(table: string): PolicyDef[] {
  const roles = ['caregraph_register'];
  const current = `${table}.valid_until is null`;
  return [
    { name: `${table}_entered`, command: 'insert', roles, check: `${current} or ${table}.former_of is not null` },
    { name: `${table}_amended`, command: 'update', roles, using: current, check: current },
  ];
}

function settled(table: string): PolicyDef[] {
  const using = `${table}.valid_until is null`;
  return [{ name: `${table}_settled`, command: 'update', roles: ['caregraph_register'], using, check: 'true' }];
}

function confirmed(table: string): PolicyDef[] {
  const roles = ['caregraph_register'];
  const current = `${table}.valid_until is null`;
  return [
    { name: `${table}_confirmed`, command: 'insert', roles, check: current },
    {
      name: `${table}_ended`,
      command: 'update',
      roles,
      using: `${current} and ${table}.discharged_at is null`,
      check: current,
    },
  ];
}

const stated = (table: string): PolicyDef[] => [
  { name: `${table}_stated`, command: 'insert', roles: ['caregraph_register'], check: `${table}.valid_until is null` },
];

const struck = (table: string): PolicyDef[] => [
  {
    name: `${table}_struck`,
    command: 'update',
    roles: ['caregraph_register'],
    using: `${table}.valid_until is null`,
    check: `${table}.valid_until is not null`,
  },
];

/** What another organisation said of it, a feed may find and not change. */
const fed = (table: string): PolicyDef[] => {
  const ours = `${table}.trust_id = ${organisation}`;
  const check = `${table}.author_id = ${organisation} and ${ours}`;
  return [{ name: `${table}_fed`, command: 'all', roles: ['caregraph_importer'], using: ours, check }];
};

const ownRow = (table: string) =>
  `${table}.author_id = ${organisation} and ${table}.valid_until is null and ${table}.former_of is null
        and `;

/** Whoever is registered with a practice its list says alone, and of others it neither finds nor says anything. */
function listed(table: string, what: 'registrations' | 'people'): PolicyDef[] {
  const ours = (more = '') => `exists (select from public.practice own_practice
        where own_practice.organisation_id = ${organisation}${more})`;
  const name = `${table}_listed`;
  const roles = ['caregraph_importer'];
  if (what === 'people') {
    const check = `${ownRow(table)}${table}.admitted_by_id is null and ${ours()}`;
    return [{ name, command: 'insert', roles, check }];
  }
  const using = `${table}.valid_until is null and ${ours(` and own_practice.id = ${table}.practice_id`)}`;
  return [{ name, command: 'all', roles, using, check: `${table}.author_id = ${organisation} and ${using}` }];
}

/** An agency writes its own rows, and changes them only as they stand. */
function written(table: string, related: (despite?: string) => string): PolicyDef[] {
  const current = `${table}.valid_until is null`;
  return [
    // Whoever is shut out by an objection adds nothing more, and may amend what it wrote before.
    { name: `${table}_recorded`, command: 'insert', roles: readers, check: ownRow(table) + related('') },
    ...amended(table, related),
    // Withdrawn, it is by a function: also by whoever stands in no relationship any more.
    { name: `${table}_withdrawn`, command: 'update', roles: ['caregraph_register'], using: current, check: current },
  ];
}

/** What rows were before they were amended is kept by `hub.keep_former_version`. */
function amended(table: string, related: () => string): PolicyDef[] {
  const own = ownRow(table) + related();
  return [
    { name: `${table}_amended`, command: 'update', roles: readers, using: own, check: own },
    {
      name: `${table}_kept`,
      command: 'insert',
      roles: ['caregraph_register'],
      check: `${table}.valid_until is not null and ${table}.former_of is not null`,
    },
  ];
}
