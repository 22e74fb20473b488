import { agencyRoles, hub } from '../../../src/database/roles.ts';
import { once } from '../../support/once.ts';
import type { Oracle } from '../../support/oracle.ts';
import { columnNamed, snake } from '../support/planting.ts';

export type Query = <R extends object>(text: string, values?: unknown[]) => Promise<R[]>;

/** What the agreement is about: the types of the graph with their fields, and a reading of its text. */
export interface Agreed {
  fields: ReadonlyMap<string, readonly string[]>;
  oracle: Oracle;
}

export const five = agencyRoles.filter((role) => role !== 'caregraph_dashboard');

/** Who reads which columns of a table, all if none are named; a council may read more of them. */
interface Listed {
  roles: readonly string[];
  columns?: readonly string[];
  council?: readonly string[];
}

/** Tables without a type in the graph, and who reads which of their columns. */
const besides: Record<string, Listed> = {
  'hub.relationship': {
    roles: five,
    columns: ['organisation_id', 'resident_id', 'kind', 'bit', 'since', 'until', 'objections'],
  },
  'hub.opening': { roles: agencyRoles },
  'hub.writing': { roles: agencyRoles },
  'hub.mutation': { roles: [] },
  'hub.funding_word': { roles: [] },
  // Who gave feedback that is read without a name.
  'hub.feedback_giver': { roles: [] },
  'hub.objection_told': { roles: [] },
  'hub.retention_hold': { roles: [] },
  'hub.erasure_order': { roles: [] },
  'hub.erased_number': { roles: [] },
  'hub.import': { roles: [] },
  'hub.import_row': { roles: [] },
  'hub.import_reject': { roles: [] },
  'hub.record_source': { roles: [] },
  'hub.file_part': { roles: [] },
  'hub.adt_event': { roles: [] },
  'hub.adt_visit': { roles: [] },
  'hub.listed_home': { roles: [] },
  'hub.written_part': { roles: [] },
  'hub.moved_record': { roles: [] },
  // Of two residents whom the organisation sees, which is to be the other.
  'hub.person_match': {
    roles: five,
    columns: ['id', 'survivor_resident_id', 'superseded_resident_id', 'nhs_number', 'said_at', 'merged_at', 'split_at'],
  },
  // Whom lines of its own may be about, among those whom the organisation sees.
  'hub.line_match': {
    roles: ['caregraph_practice', 'caregraph_council'],
    columns: [
      ...['id', 'organisation_id', 'person_key', 'format', 'line', 'said_at', 'family_name', 'given_name'],
      ...['date_of_birth', 'sex', 'postcode', 'resident_id', 'score', 'confirmed_at', 'split_at'],
    ],
  },
  'hub.claim': {
    roles: five,
    columns: [
      ...['id', 'organisation_id', 'made_by', 'role', 'kind', 'nhs_number', 'date_of_birth', 'family_name', 'reason'],
      ...['since', 'admission_method', 'made_at', 'opens_until', 'opened', 'conflict', 'confirmed_at', 'withdrawn_at'],
    ],
  },
  'hub.privacy_alert': {
    roles: five,
    columns: [
      ...['id', 'organisation_id', 'about_id', 'kind', 'relationship', 'nhs_number', 'reason', 'made_by', 'role'],
      ...['raised_at', 'until', 'outcome', 'note', 'reviewed_at', 'reviewed_by'],
    ],
  },
  // Each organisation reads that something is released to it; the council besides, what it released and why.
  'hub.release': {
    roles: five,
    columns: ['record_id', 'organisation_id', 'since', 'until'],
    council: ['id', 'council_id', 'reason', 'withdrawn_at', 'withdrawal_reason'],
  },
  'hub.safeguarding_report': {
    roles: ['caregraph_council'],
    columns: [
      ...['id', 'organisation_id', 'council_id', 'nhs_number', 'date_of_birth', 'family_name', 'report', 'made_at'],
    ],
  },
  // The home that is asked reads what is needed; of the request behind it, and of the person, nothing.
  'hub.placement_request': {
    roles: ['caregraph_home'],
    columns: [
      ...['id', 'organisation_id', 'home_id', 'referred_by_id', 'kind', 'care_type', 'gender', 'mobility', 'hoist'],
      ...['oxygen', 'infection_status', 'medicines_ready', 'transport', 'funding_route', 'earliest', 'answer_by'],
      ...['reserve_until', 'state', 'takes_discharges_then', 'by_trusted_assessor', 'reason', 'question', 'reply'],
      ...['asked_at', 'answered_at', 'replied_at', 'closed_at', 'lapses_at', 'version', 'referral_id'],
    ],
  },
  'hub.idempotency': { roles: agencyRoles, columns: ['organisation_id', 'key', 'mark', 'answer'] },
  // What functions count by.
  'hub.clock': { roles: [] },
  'hub.reward_terms': { roles: [] },
  'hub.return_figure': { roles: [] },
  'hub.return_draft': { roles: [] },
  'hub.return_submission': { roles: [] },
  'hub.bank_holiday': { roles: [] },
  'hub.counted_month': { roles: [] },
  'hub.data_complete': { roles: [] },
  'hub.published_table': { roles: agencyRoles },
  'hub.published_cell': { roles: agencyRoles },
  'public.postcode_location': { roles: agencyRoles },
  'public.network_membership': { roles: agencyRoles },
  'hub.signed_organisation': { roles: [hub] },
  'hub.agreement_in_force': { roles: [hub] },
  // Texts of programs, asked by their hash.
  'hub.trusted_document': { roles: [hub] },
  'public.practice_agreement': { roles: [] },
  'public.safeguarding_enquiry': { roles: [] },
  'public.trust_contact': { roles: [] },
  // A running hub follows the agreement in force by its text; nothing of it is about a person.
  'hub.agreement_version': { roles: [hub], columns: ['hash', 'body'] },
  'hub.agreement_application': { roles: [] },
  'hub.migration': { roles: [] },
  // Read and written by the keepers of the access record alone.
  'hub.access_entry': { roles: [] },
  'hub.access_plan': { roles: [] },
  'hub.access_retention': { roles: [] },
  'hub.access_seal': { roles: [] },
  // Asked by functions that answer about the access record.
  'hub.question': { roles: [] },
  'hub.number_read': { roles: [] },
  // Nothing but that some record was made or changed: by this a running hub tells those who wait, who then read it.
  'hub.event': { roles: [hub] },
  'hub.objection_kind': { roles: [] },
  'hub.relationship_kind': { roles: [] },
};

/** Read for joins, record bits and policies, whatever was asked for, by agencies that see anything of the table. */
const structural = [
  ...['id', 'resident_id', 'author_id', 'valid_until', 'placement_id', 'payer_id', 'payee_id'],
  ...['discharge_referral_id', 'asked_id', 'accepted_id', 'received_by_id'],
];

/** Fields with other columns than the one of their name. */
const columnsBehind: Record<string, string[]> = {
  'CareHome.dutyContact': ['duty_contact_name', 'duty_contact_telephone'],
  'DischargeArrangement.dutyContact': ['duty_contact_name', 'duty_contact_telephone'],
  'NamedContact.homes': ['home_ids'],
  'NamedContact.thereNow': ['hours'],
  'NamedContact.thereNext': ['hours'],
  'DischargeHours.from': ['from_at'],
  'QualityRecommendation.overdue': ['due_on', 'state'],
  'DischargeHours.until': ['until_at'],
  // What has run out reads as ended by the moment at which it did.
  'DischargeReferral.state': ['state', 'lapses_at'],
  'DischargeReferral.endedAt': ['ended_at', 'lapses_at'],
  'ReferralRequest.state': ['state', 'lapses_at'],
  'ReferralRequest.closedAt': ['closed_at', 'lapses_at'],
  // How a plan stands is told by its days, and an authorisation ends by itself.
  'CarePlan.status': ['declined_on', 'counted_from', 'counted_until', 'reviewed_on', 'due_on'],
  'CarePlan.medicationReviewStatus': [
    ...['medication_review_declined_on', 'counted_from', 'counted_until', 'medication_reviewed_on'],
    'medication_review_due_on',
  ],
  'ServiceRequest.ageDays': ['requested_at', 'ended_at'],
  'PersonalSummary.deprivationOfLiberty': ['deprivation_of_liberty', 'liberty_authorised_until'],
};

interface Column {
  table: string;
  column: string;
  /** Who holds the privilege on it. */
  holders: string[];
}

/** Column by column, what each role may read. */
export async function readingPrivileges(query: Query, agreed: Agreed): Promise<string[]> {
  const columns = await query<Column>(
    `select n.nspname || '.' || c.relname as table, a.attname as column,
       array(select role from unnest($1::text[]) role
         where has_column_privilege(role, c.oid, a.attnum, 'select')) as holders
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ('public', 'hub')
       and a.attnum > 0 and not a.attisdropped`,
    [[...agencyRoles, hub]],
  );
  const readable = once((role: string) => once((table: string) => readableColumns(table, role, agreed)));
  return columns.flatMap(({ table, column, holders }) =>
    [...agencyRoles, hub].flatMap((role) => {
      const granted = holders.includes(role);
      const expected = readable(role)(table)?.(column);
      if (expected === undefined) return [`${table} is on no list`];
      if (expected === granted) return [];
      return [`${role} ${granted ? 'reads' : 'does not read'} ${table}.${column}`];
    }),
  );
}

/** What a monthly partition's name has besides its table's. */
const partition = /(?<=^hub\.access_entry)_\d{4}_\d{2}$/;

/** Which columns of a table a role should read; undefined for a table that nobody has thought of. */
function readableColumns(
  table: string,
  role: string,
  { fields, oracle }: Agreed,
): ((column: string) => boolean) | undefined {
  const listed = besides[table.replace(partition, '')];
  if (listed) {
    const { roles, columns, council } = listed;
    return (column) =>
      council?.includes(column)
        ? role === 'caregraph_council'
        : roles.includes(role) && (columns?.includes(column) ?? true);
  }
  const type = [...fields.keys()].find((name) => `public.${snake(name)}` === table);
  if (!type) return undefined;
  if (role === hub) return (column) => type === 'Organisation' && ['id', 'code', 'name', 'agency'].includes(column);
  const agency = role.replace('caregraph_', '');
  const seen = (fields.get(type) ?? []).filter((field) => oracle.everSees(agency, type, field));
  if (seen.length === 0) return () => false;
  const key = (column: string) => (oracle.subjects.includes(type) ? structural.includes(column) : isKey(column));
  return (column) => key(column) || seen.some((field) => behind(type, field).includes(column));
}

/** Days and moments between which a row is in force. */
const whenInForce = ['from_on', 'to_on', 'valid_from', 'valid_until', 'registered_on', 'deregistered_on'];

/** Of what concerns no resident: its keys, its public code, and what says which row is in force. */
function isKey(column: string): boolean {
  return (/(^|_)id$/.test(column) && column !== 'cqc_provider_id') || whenInForce.includes(column);
}

function behind(type: string, field: string): string[] {
  return columnsBehind[`${type}.${field}`] ?? [columnNamed(field), `${snake(field)}_id`];
}

/** Tables that agencies write besides the agreement: `insert hub.idempotency.key` and so on. */
const writtenBesides = new Set([
  ...['organisation_id', 'key', 'mark'].map((column) => `insert hub.idempotency.${column}`),
  'update hub.idempotency.answer',
]);

/** Functions of the register write these for agencies, which therefore need no privilege to write. */
const writtenByFunctions = [
  ...['SafeguardingConcern', 'DischargeReferral', 'ReferralRequest', 'CarePlan', 'ClinicalSummary', 'PersonalSummary'],
  ...['GpRegistration', 'Resident', 'HomeRound', 'Alignment', 'Feedback', 'ServiceRequest'],
  ...['QualityVisit', 'QualityRecommendation', 'RecommendationStep'],
  ...['RewardSignUp', 'QualityAccount', 'InitiativeAdoption', 'RewardRun', 'RewardStatement', 'RewardLine'],
  ...['FileImport', 'FileImportReject'],
];

/** Set by whoever adds a record about a resident, besides what the agreement lets him say. The rest has defaults. */
const recorded = ['resident_id', 'author_id'];
/** The same of a record about no resident. */
const stated = ['author_id', 'home_id', 'valid_from'];

/**
 * Column by column, what each role may add and change: what the agreement says of records about residents. Of what
 * concerns none, rows are added and ended, and never changed.
 */
export async function writingPrivileges(query: Query, { fields, oracle }: Agreed): Promise<string[]> {
  const columns = await query<Column & { privilege: 'insert' | 'update' }>(
    `select n.nspname || '.' || c.relname as table, a.attname as column, privilege,
       array(select role from unnest($1::text[]) role
         where has_column_privilege(role, c.oid, a.attnum, privilege)) as holders
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid, unnest(array['insert', 'update']) privilege
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ('public', 'hub')
       and a.attnum > 0 and not a.attisdropped`,
    [[...agencyRoles, hub]],
  );
  const writable = once((role: string) =>
    once((table: string) => {
      const type = [...oracle.subjects, ...oracle.openSubjects]
        .filter((name) => !writtenByFunctions.includes(name))
        .find((name) => `public.${snake(name)}` === table && fields.has(name));
      const agency = role.replace('caregraph_', '');
      return {
        type,
        written: type ? oracle.fieldsWritten(agency, type) : [],
        open: oracle.openSubjects.includes(type ?? ''),
        changes: oracle.changes(agency, type ?? ''),
      };
    }),
  );
  return columns.flatMap(({ table, column, privilege, holders }) =>
    [...agencyRoles, hub].flatMap((role) => {
      const granted = holders.includes(role);
      const { type, written, open, changes } = writable(role)(table);
      const ended = open && privilege === 'update';
      const agreed = !ended && written.some((field) => behind(type as string, field).includes(column));
      const added = privilege === 'insert' && (open ? stated : recorded).includes(column);
      const ends = ended && column === 'valid_until' && changes;
      const also = (written.length > 0 && added) || ends;
      const besides = agencyRoles.includes(role) && writtenBesides.has(`${privilege} ${table}.${column}`);
      if (granted === (agreed || also || besides)) return [];
      return [`${role} ${granted ? 'may' : 'may not'} ${privilege} ${table}.${column}`];
    }),
  );
}

/** What no role of an agency may do, nor the hub itself: write whole tables, delete, create, count up. */
export function otherPrivileges(query: Query): Promise<string[]> {
  return whatOf(
    query,
    `select role || ' may write ' || c.oid::regclass as what from pg_class c, unnest($1::text[]) role
     where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (has_table_privilege(role, c.oid, 'insert, update, delete, truncate, trigger, references')
         or has_any_column_privilege(role, c.oid, 'references'))
     union all
     select role || ' may use ' || c.oid::regclass from pg_class c, unnest($1::text[]) role
     where c.relkind = 'S' and has_sequence_privilege(role, c.oid, 'usage, select, update')
     union all
     select role || ' may create in ' || n.nspname from pg_namespace n, unnest($1::text[]) role
     where has_schema_privilege(role, n.oid, 'create')
     union all
     -- Only who rules the server can take this from everybody.
     select role || ' may make large objects by ' || p.oid::regprocedure from pg_proc p, unnest($1::text[]) role
     where p.pronamespace = 'pg_catalog'::regnamespace and has_function_privilege(role, p.oid, 'execute')
       and p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import', 'lo_put', 'lowrite', 'lo_truncate',
         'lo_truncate64', 'lo_unlink', 'lo_export')
       and (select rolsuper from pg_roles where rolname = current_user)
     union all
     select role || ' may create in the database' from unnest($1::text[]) role
     where has_database_privilege(role, current_database(), 'create, temporary')`,
  );
}

export async function whatOf(query: Query, text: string): Promise<string[]> {
  return (await query<{ what: string }>(text, [[...agencyRoles, hub]])).map(({ what }) => what);
}
