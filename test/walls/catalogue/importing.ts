import { importer } from '../../../src/database/roles.ts';
import type { Query } from './privileges.ts';

const work = [
  ...['hub.import', 'hub.import_row', 'hub.import_reject', 'hub.record_source'],
  ...['hub.adt_event', 'hub.adt_visit', 'hub.listed_home', 'hub.line_match'],
];

/** What the importer may do besides its own work: tables of the registers that it keeps. */
const keeps: Readonly<Record<string, readonly string[]>> = {
  organisation: ['SELECT', 'INSERT', 'UPDATE'],
  care_home: ['SELECT', 'INSERT', 'UPDATE'],
  rating: ['SELECT', 'INSERT'],
  capacity: ['SELECT', 'INSERT', 'UPDATE'],
  admission_statement: ['SELECT', 'INSERT', 'UPDATE'],
  practice: ['SELECT', 'INSERT', 'UPDATE'],
  postcode_location: ['SELECT'],
  'hub.erased_number': ['SELECT'],
};

/** What files say of people, by column: only beside a policy that asks for whom the organisation may write. */
const ofPeople: Readonly<Record<string, Readonly<Partial<Record<string, readonly string[]>>>>> = {
  resident: {
    // By name and birthday whoever may be meant is found, among those whom the organisation sees.
    SELECT: ['id', 'nhs_number', 'valid_until', 'given_name', 'family_name', 'date_of_birth', 'sex'],
    INSERT: [
      ...['id', 'author_id', 'nhs_number', 'nhs_number_status', 'given_name', 'family_name', 'previous_address'],
      ...['date_of_birth', 'sex', 'preferred_clinician'],
    ],
  },
  gp_registration: {
    SELECT: ['id', 'author_id', 'resident_id', 'practice_id', 'from_on', 'to_on', 'recorded_at', 'valid_until'],
    INSERT: ['id', 'author_id', 'resident_id', 'practice_id', 'from_on', 'to_on'],
    UPDATE: ['from_on', 'to_on'],
  },
  'hub.relationship': { SELECT: ['organisation_id', 'resident_id', 'bit', 'since', 'until', 'objections'] },
  placement: {
    SELECT: [
      ...['id', 'author_id', 'resident_id', 'home_id', 'care_type', 'from_on', 'to_on', 'end_reason', 'recorded_at'],
      ...['valid_until', 'former_of'],
    ],
    INSERT: ['id', 'author_id', 'resident_id', 'home_id', 'care_type', 'from_on', 'to_on'],
    UPDATE: ['care_type', 'from_on', 'to_on'],
  },
  funding_component: {
    SELECT: [
      ...['id', 'author_id', 'resident_id', 'placement_id', 'source', 'payer_id', 'payee_id', 'weekly_amount'],
      ...['from_on', 'to_on', 'recorded_at', 'valid_until', 'former_of'],
    ],
    INSERT: [
      ...['id', 'author_id', 'resident_id', 'placement_id', 'source', 'payer_id', 'payee_id', 'weekly_amount'],
      ...['from_on', 'to_on'],
    ],
    UPDATE: ['placement_id', 'payee_id', 'weekly_amount', 'from_on', 'to_on'],
  },
  hospital_stay: {
    SELECT: [
      ...['id', 'author_id', 'resident_id', 'trust_id', 'admitted_at', 'discharged_at', 'admission_method'],
      ...['destination', 'valid_until'],
    ],
    INSERT: [
      ...['id', 'author_id', 'resident_id', 'trust_id', 'admitted_at', 'discharged_at', 'admission_method'],
      'destination',
    ],
    UPDATE: [
      ...['admitted_at', 'discharged_at', 'admission_method', 'destination', 'valid_until', 'withdrawal_reason'],
    ],
  },
  emergency_attendance: {
    SELECT: [
      ...['id', 'author_id', 'resident_id', 'trust_id', 'arrived_at', 'departed_at', 'outcome', 'called_at'],
      ...['conveyed_at', 'valid_until'],
    ],
    INSERT: ['id', 'author_id', 'resident_id', 'trust_id', 'arrived_at', 'departed_at', 'outcome'],
    UPDATE: ['arrived_at', 'departed_at', 'outcome', 'valid_until', 'withdrawal_reason'],
  },
};
/**
 * It finds a person as whoever claims something must name that person, or by the number on the list of that person's
 * practice, by which a registration elsewhere ends; waits for whoever decides about the same people; says figures of the
 * return of the home whose file it is; asks how many live where it places somebody, and to whom superseded numbers lead; and
 * keeps that a message calls two one, without hearing whether the hub knows the other.
 */
const runs = [
  ...['hub.beds_taken(uuid[],uuid[],uuid[])', 'hub.hold_numbers(text[])', 'hub.person_named(text,date,text)'],
  ...[
    'hub.people_listed(text[],date[],text[],date[],date[],text[])',
    'hub.end_registrations_elsewhere(uuid,integer[])',
  ],
  ...['hub.hold_patients(text[],text[])', 'hub.patient_of_visit(text,text)'],
  ...[
    'hub.hold_registered(text[])',
    'hub.superseded_numbers()',
    'hub.suggest_match(uuid,text,timestamp with time zone)',
  ],
  'hub.correct_return_by_file(date,jsonb,timestamp with time zone)',
];

/** A policy of the importer on such a table asks the register, or lets it pass to what is the organisation's own. */
const asks =
  /hub\.relationship related\s+WHERE \(\(related\.organisation_id = \( SELECT|^\(organisation_id = \( SELECT|\(trust_id = \( SELECT|own_practice\.organisation_id = \( SELECT/;
const writesOwn = /author_id = \( SELECT/;

/** Whoever reads files writes what files may say, takes nothing away, and runs nothing in another's name. */
export async function importerKeepsTo(query: Query): Promise<string[]> {
  const found = await query<{ name: string; may: string }>(
    `select distinct c.oid::regclass::text as name, may from pg_class c,
       unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) may
     where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')
       and (has_table_privilege($1, c.oid, may)
         or (may in ('SELECT', 'INSERT', 'UPDATE') and has_any_column_privilege($1, c.oid, may)))`,
    [importer],
  );
  const allowed = ({ name, may }: { name: string; may: string }) =>
    work.includes(name) ? may !== 'TRUNCATE' : keeps[name]?.includes(may) || ofPeople[name]?.[may];
  const more = found.filter((one) => !allowed(one)).map(({ name, may }) => `${importer} may ${may} ${name}`);
  const others = await query<{ what: string }>(
    `select $1 || ' may run ' || p.oid::regprocedure as what from pg_proc p
     where p.pronamespace = 'hub'::regnamespace and p.prosecdef and has_function_privilege($1, p.oid, 'execute')
       and p.oid::regprocedure::text <> all ($2)
     union all
     select $1 || ' may act as ' || m.roleid::regrole from pg_auth_members m where m.member = to_regrole($1)`,
    [importer, runs],
  );
  return [...more, ...(await aboutPeople(query)), ...others.map(({ what }) => what)];
}

/** About people it reads and writes these columns, whole tables never, and only where a policy asks whose file it is. */
async function aboutPeople(query: Query): Promise<string[]> {
  const columns = await query<{ name: string; column: string; may: string }>(
    `select c.oid::regclass::text as name, a.attname as column, may from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
       unnest(array['SELECT', 'INSERT', 'UPDATE']) may
     where c.oid = any ($2::regclass[]) and has_column_privilege($1, c.oid, a.attnum, may)`,
    [importer, Object.keys(ofPeople)],
  );
  const policies = await query<{ name: string; policy: string; command: string; text: string }>(
    `select p.polrelid::regclass::text as name, p.polname as policy, p.polcmd as command,
       concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as text
     from pg_policy p where p.polrelid = any ($2::regclass[]) and to_regrole($1) = any (p.polroles)`,
    [importer, Object.keys(ofPeople)],
  );
  return [
    ...columns
      .filter(({ name, column, may }) => !ofPeople[name]?.[may]?.includes(column))
      .map(({ name, column, may }) => `${importer} may ${may} ${name}.${column}`),
    ...policies
      .filter(({ command, text }) => !asks.test(text) || (command !== 'r' && !writesOwn.test(text)))
      .map(({ name, policy }) => `${policy} lets the importer pass at ${name}`),
  ];
}
