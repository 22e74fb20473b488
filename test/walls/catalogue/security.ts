import {
  auditor,
  backup,
  eraser,
  importer,
  measures,
  merger,
  owner,
  recorder,
  recordRoles,
  register,
} from '../../../src/database/roles.ts';
import { five, type Query, whatOf } from './privileges.ts';

interface Policy {
  roles: string[];
  cmd: string;
  qual: string | null;
  with_check: string | null;
}

/**
 * Row security is forced on every table about a person. Agencies pass it by one policy for each command, which asks the
 * register; where they write, in their own name only.
 */
export async function rowSecurity(query: Query): Promise<string[]> {
  const tables = await query<{ name: string; forced: boolean; policies: Policy[] | null }>(
    `select c.oid::regclass::text as name, c.relrowsecurity and c.relforcerowsecurity as forced,
       (select json_agg(json_build_object('roles', p.roles, 'cmd', p.cmd, 'qual', p.qual, 'with_check', p.with_check))
        from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname
          -- Whatever is restrictive lets nobody pass: it takes rows away.
          and p.permissive = 'PERMISSIVE') as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'hub') and c.relkind in ('r', 'p')
       and (c.relname = 'resident' or exists (select from pg_attribute a where a.attrelid = c.oid
         and a.attname in ('resident_id', 'nhs_number', 'residents') and not a.attisdropped))`,
  );
  return tables.flatMap(({ name, forced, policies }) => {
    const passed = (policies ?? []).filter(({ roles }) => roles.some((role) => !special.includes(role)));
    return [
      ...(forced ? [] : [`${name} does not force row security`]),
      ...(passed.filter(({ cmd }) => cmd === 'SELECT').length === (unread.test(name) ? 0 : 1) &&
      new Set(passed.map(({ cmd }) => cmd)).size === passed.length &&
      passed.every((policy) => asksRegister(name, policy))
        ? []
        : [`${name} lets agencies pass otherwise than by the register`]),
    ];
  });
}

/**
 * Row security is forced on every table about no resident that agencies write. Everybody reads it; whoever writes does so
 * in the own name, about what is the own, and from now on: no row is added or ended in the past.
 */
export async function statedRows(query: Query): Promise<string[]> {
  const tables = await query<{ name: string; forced: boolean; policies: Policy[] | null }>(
    `select c.oid::regclass::text as name, c.relrowsecurity and c.relforcerowsecurity as forced,
       (select json_agg(json_build_object('roles', p.roles, 'cmd', p.cmd, 'qual', p.qual, 'with_check', p.with_check))
        from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'resident'
       and exists (select from unnest($1::text[]) role where has_any_column_privilege(role, c.oid, 'insert, update'))
       and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'resident_id')`,
    [five],
  );
  return tables.flatMap(({ name, forced, policies }) => {
    const passed = (policies ?? []).filter(({ roles }) => roles.some((role) => !special.includes(role)));
    return [
      ...(forced ? [] : [`${name} does not force row security`]),
      ...(passed.every((policy) => speaksForItself(name, policy)) ? [] : [`${name} lets agencies speak for others`]),
    ];
  });
}

function speaksForItself(table: string, { roles, cmd, qual, with_check }: Policy): boolean {
  const place = ofOwnHome(table);
  if (cmd === 'SELECT' && ['shared_lesson', 'named_contact'].includes(table)) return unlessWithdrawn.test(qual ?? '');
  if (cmd === 'SELECT') return qual === 'true' || (roles.join() === 'caregraph_home' && place.test(qual ?? ''));
  if ([...roles].sort().join() !== [...five].sort().join()) return false;
  const author = /author_id = \( SELECT .*\) AND /s;
  const own = (text: string | null) =>
    text !== null && author.test(text) && (ofNoHome.includes(table) || (ofCouncilToo[table] ?? place).test(text));
  const now = (column: string) => [`(${column} >= now())`, `(${column} <= clock_timestamp())`];
  const says = (parts: string[]) => own(with_check) && parts.every((part) => with_check?.includes(part));
  if (cmd === 'INSERT') return says([...now('valid_from'), '(valid_until IS NULL)']);
  return cmd === 'UPDATE' && own(qual) && qual?.includes('(valid_until IS NULL)') === true && says(now('valid_until'));
}

/** As PostgreSQL prints it: the home that the organisation is. */
const ofOwnHome = (table: string) =>
  new RegExp(
    String.raw`EXISTS \( SELECT\s+FROM care_home own_home\s+WHERE \(\(own_home.id = ${table}.home_id\) AND \(own_home.organisation_id = \( SELECT`,
  );
/** What an organisation states for itself, and of no home in particular. */
const ofNoHome = [
  'named_contact',
  'guidance',
  'guidance_reading',
  'shared_lesson',
  'offer',
  'offer_uptake',
  'joint_action',
  'action_progress',
];
/** What was withdrawn may have told too much: its author alone reads it on. */
const unlessWithdrawn = /^\(\(valid_until IS NULL\) OR \(author_id = \( SELECT/;
/** The same, where an embargo is for the council to say. */
const ofCouncilToo: Record<string, RegExp> = {
  admission_statement:
    /EXISTS \( SELECT\s+FROM care_home told\s+WHERE \(\(told.id = admission_statement.home_id\) AND \(\s*CASE\s+WHEN \(admission_statement.status = 'CLOSED_BY_COMMISSIONER'::text\) THEN told.council_id\s+ELSE told.organisation_id\s+END = \( SELECT/,
};

/** Tables that no agency reads at all. */
const unread =
  /^hub\.(access_|funding_word$|feedback_giver$|retention_hold$|erasure_order$|record_source$|listed_home$|adt_|moved_record$)/;

/** Roles with policies of their own: they read all rows, of the columns that they are granted. */
const special = [owner, measures, register, backup, eraser, importer, merger, ...recordRoles];

const ownRows = /^\(organisation_id = \( SELECT/;
/** As PostgreSQL prints it: what is addressed to the council that asks, while it asks to safeguard. */
const ofCouncil = String.raw`\(\(council_id = \( SELECT \(NULLIF\(current_setting\('hub.organisation'::text, true\), ''::text\)\)::uuid AS "nullif"\)\) AND \(\(\( SELECT \(COALESCE\(NULLIF\(current_setting\('hub.kinds'::text, true\), ''::text\), '0'::text\)\)::integer AS "coalesce"\) & 16384\) <> 0\)\)`;
/** Tables that name residents and of which an organisation reads its own rows alone. */
const ofTheirOwn: Record<string, RegExp> = {
  'hub.relationship': ownRows,
  'hub.claim': ownRows,
  'hub.privacy_alert': ownRows,
  'hub.placement_request': ownRows,
  'hub.release': new RegExp(String.raw`^\(\(organisation_id = \( SELECT [^=]*\)\) OR ${ofCouncil}\)$`),
  'hub.safeguarding_report': new RegExp(`^${ofCouncil}$`),
};

function asksRegister(table: string, { roles, cmd, qual, with_check }: Policy): boolean {
  const register = ofTheirOwn[table] ?? /hub\.relationship related\s+WHERE/;
  const author = /author_id = \( SELECT (.|\s)*hub\.writing_of/;
  if ([...roles].sort().join() !== [...five].sort().join()) return false;
  const asks = (text: string | null, more = register) => text !== null && register.test(text) && more.test(text);
  if (cmd === 'SELECT') return asks(qual);
  if (cmd === 'INSERT') return asks(with_check, author);
  return cmd === 'UPDATE' && asks(qual, author) && asks(with_check, author);
}

/**
 * Whoever owns a thing passes its walls by. Roles belong to the whole server: the test of the roles themselves makes that
 * of backups strong for a moment, so that it is not looked at here.
 */
export async function ownership(query: Query): Promise<string[]> {
  const owned = await whatOf(
    query,
    `select d.refobjid::regrole || ' owns ' || pg_describe_object(d.classid, d.objid, d.objsubid) as what
     from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o'
       and d.refobjid::regrole::text = any ($1)
       and d.dbid in (0, (select oid from pg_database where datname = current_database()))
     union all
     select r.rolname || ' is a strong role' from pg_roles r
     where starts_with(r.rolname, 'caregraph_') and r.rolname <> 'caregraph_backup'
       and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
     union all
     select m.member::regrole || ' may act as ' || m.roleid::regrole from pg_auth_members m
     where m.member::regrole::text = any ($1)
       and not (m.member::regrole::text = 'caregraph_hub' and not m.admin_option
         and (m.roleid::regrole::text = any ($1) or m.roleid::regrole::text = '${recorder}'))
     union all
     select r.rolname || ' inherits' from pg_roles r where r.rolname = 'caregraph_hub' and r.rolinherit`,
  );
  const things = await query<{ what: string }>(
    `select c.oid::regclass || ' belongs to ' || c.relowner::regrole as what from pg_class c
     where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relowner::regrole::text <> $1
     union all
     select c.oid::regclass || ' reads with its owner''s rights' from pg_class c
     where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and (c.relkind = 'm'
       or c.relkind = 'v' and not coalesce(c.reloptions @> '{security_invoker=true}', false))`,
    [owner],
  );
  return [...owned, ...things.map(({ what }) => what)];
}

const everyone = [...five, 'caregraph_dashboard'];
const referrers = ['caregraph_trust', 'caregraph_council'];
const claimants = ['caregraph_practice', 'caregraph_trust'];
const bringers = ['caregraph_home', 'caregraph_council'];
const payers = ['caregraph_council', 'caregraph_icb'];

/** What agencies may run, and who of them. */
const forAgencies: Record<string, readonly string[]> = {
  'hub.assert_agreement(text)': [...everyone, 'caregraph_hub'],
  'hub.forget_events()': ['caregraph_hub'],
  'hub.opening_of(text,integer)': [...everyone, 'caregraph_hub'],
  'hub.writing_of(text)': everyone,
  'hub.hold_people(uuid[])': five,
  'hub.hold_record(uuid)': five,
  'hub.homes_answered_for()': everyone,
  'hub.unnamed_feedback_shown()': five,
  'hub.record_feedback(uuid,text,text,date,text,jsonb,bytea)': ['caregraph_home', 'caregraph_council'],
  'hub.withdraw_feedback(uuid,text)': ['caregraph_home', 'caregraph_council'],
  'hub.choose_outcomes(uuid,integer,jsonb)': ['caregraph_home'],
  'hub.record_quality_visit(uuid,date,boolean,jsonb,jsonb)': ['caregraph_council'],
  'hub.answer_recommendation(uuid,integer,text,date)': ['caregraph_home'],
  'hub.settle_recommendation(uuid,integer,boolean,text)': ['caregraph_council'],
  'hub.placed_today()': ['caregraph_home'],
  'hub.rounds_told()': ['caregraph_practice', 'caregraph_home'],
  'hub.beds_promised()': ['caregraph_home'],
  'hub.beds_are_taken(text,date)': ['caregraph_home'],
  'hub.home_is_full(uuid,uuid,date)': ['caregraph_council'],
  'hub.start_home_round(uuid,date)': ['caregraph_practice'],
  'hub.close_home_round(uuid)': ['caregraph_practice'],
  'hub.end_registration(uuid,integer,date)': ['caregraph_practice'],
  'hub.set_preferred_clinician(uuid,integer,text)': ['caregraph_practice'],
  'hub.align_home(uuid,uuid,uuid,text,date)': ['caregraph_icb'],
  'hub.end_alignment(uuid,date)': ['caregraph_icb'],
  'hub.sign_up_to_reward_scheme(text[])': ['caregraph_home'],
  'hub.leave_reward_scheme()': ['caregraph_home'],
  'hub.publish_quality_account(integer,text,integer)': ['caregraph_home'],
  'hub.award_improvement_mark(uuid)': ['caregraph_council'],
  'hub.adopt_initiative(text,date)': ['caregraph_home'],
  'hub.end_initiative(uuid,date)': ['caregraph_home'],
  'hub.reward_eligibility(uuid,date)': ['caregraph_home', ...payers],
  'hub.prepare_reward_payments(date,text,text)': payers,
  'hub.approve_reward_payments(uuid,text,text)': payers,
  'hub.start_import(text,timestamp with time zone,integer,bytea,boolean,boolean,text,text,text,text,text)': bringers,
  'hub.receive_part(uuid,integer,bytea)': bringers,
  'hub.confirm_import(uuid,text,text,text,text)': bringers,
  'hub.monthly_return(uuid,date)': ['caregraph_home', ...payers],
  'hub.correct_return(date,jsonb)': ['caregraph_home'],
  'hub.submit_return(date,text)': ['caregraph_home'],
  'hub.reopen_return(uuid,date,text,text)': ['caregraph_council'],
  'hub.enter_claim(text,text,text,text,date,text,text,integer,timestamp with time zone,text)': claimants,
  'hub.enter_admission(text,text,text,date,text,text,text,uuid,text,text,date,text)': ['caregraph_home'],
  'hub.end_placement(uuid,integer,date,text)': ['caregraph_home'],
  'hub.confirm_match(uuid,text,text)': ['caregraph_practice'],
  'hub.split_match(uuid,text,text)': ['caregraph_practice'],
  'hub.settle_line(uuid,text,text)': ['caregraph_practice', 'caregraph_council'],
  'hub.part_line(uuid,text,text)': ['caregraph_practice', 'caregraph_council'],
  'hub.withdraw_death(uuid,integer,boolean)': ['caregraph_home'],
  'hub.hold_bed(uuid,integer,timestamp with time zone)': ['caregraph_home'],
  'hub.record_absence(uuid,date,text)': ['caregraph_home'],
  'hub.end_absence(uuid,integer,date)': ['caregraph_home'],
  'hub.confirm_funding(uuid,uuid,text,text)': ['caregraph_home'],
  'hub.enter_funding(text,text,text,date,text,uuid,text,numeric,date,date,text)': payers,
  'hub.record_component(uuid,uuid,text,numeric,date,date)': payers,
  'hub.end_component(uuid,integer,date)': payers,
  'hub.change_rate(uuid,integer,numeric,date)': payers,
  'hub.record_placement(uuid,uuid,text,date)': ['caregraph_council'],
  'hub.review_break_glass(uuid,text,text,text)': claimants,
  'hub.withdraw_objection(uuid,text,date)': five,
  'hub.order_erasure(text,uuid,text,text)': five,
  'hub.answer_concern(uuid,integer,text,text)': claimants,
  'hub.request_service(uuid,uuid,text,text)': ['caregraph_home', 'caregraph_practice'],
  'hub.answer_service_request(uuid,integer,text,date,timestamp with time zone,text)': [
    ...['caregraph_practice', 'caregraph_trust', 'caregraph_council', 'caregraph_icb'],
  ],
  'hub.withdraw_service_request(uuid,integer,text)': ['caregraph_home', 'caregraph_practice'],
  'hub.plan_status(date,date,date,date,date)': five,
  'hub.agree_care_plan(uuid,integer,jsonb)': ['caregraph_practice'],
  'hub.decline_care_plan(uuid,integer,jsonb)': ['caregraph_practice'],
  'hub.review_medicines(uuid,integer,jsonb)': ['caregraph_practice'],
  'hub.write_home_part(uuid,integer,jsonb)': ['caregraph_home'],
  'hub.write_clinical_summary(uuid,integer,jsonb)': ['caregraph_practice'],
  'hub.write_personal_summary(uuid,integer,jsonb)': ['caregraph_home'],
  'hub.state_liberty(uuid,integer,jsonb)': ['caregraph_council'],
  'hub.withdraw_stay(uuid,integer,text)': ['caregraph_trust'],
  'hub.withdraw_attendance(uuid,integer,text)': ['caregraph_trust'],
  'hub.receive_red_bag(uuid,integer,timestamp with time zone,text[])': ['caregraph_trust'],
  'hub.send_red_bag_back(uuid,integer,timestamp with time zone,text[])': ['caregraph_trust'],
  'hub.raise_concern(uuid,jsonb,uuid)': five,
  'hub.report_concern(text,text,text,date,text,jsonb,uuid)': five,
  'hub.decide_concern(uuid,text,text,date)': ['caregraph_council'],
  'hub.release_concern(uuid,text,text,text,timestamp with time zone)': ['caregraph_council'],
  'hub.withdraw_release(uuid,text,text,text)': ['caregraph_council'],
  'hub.refer_discharge(uuid,jsonb,text[])': referrers,
  'hub.answer_question(uuid,integer,text)': referrers,
  'hub.choose_offer(uuid,integer,timestamp with time zone)': referrers,
  'hub.withdraw_referral(uuid,integer,text)': referrers,
  'hub.offer_as_assessor(uuid,integer)': ['caregraph_trust'],
  'hub.answer_request(uuid,integer,text,text)': ['caregraph_home'],
  // These refuse whoever does not ask in the name of an organisation that the agreement lets ask.
  'hub.own_accesses(jsonb,timestamp with time zone,bigint,integer)': everyone,
  'hub.own_accesses_counted(jsonb)': everyone,
  'hub.own_access_plans(bytea[])': everyone,
  'hub.agreements_of_accesses(text[])': everyone,
  'hub.residents_never_met(timestamp with time zone,timestamp with time zone,interval,integer,integer)': everyone,
  'hub.looks_out_of_hours(timestamp with time zone,timestamp with time zone,interval,time without time zone,time without time zone,integer,numeric)':
    everyone,
  'hub.looks_at_same_name(timestamp with time zone,timestamp with time zone,integer)': everyone,
  'hub.openings_not_reviewed(timestamp with time zone,timestamp with time zone,interval)': everyone,
  'hub.many_refusals(timestamp with time zone,timestamp with time zone,text[],integer)': everyone,
  'hub.own_accesses_numbered(bigint[],timestamp with time zone[])': everyone,
};

/** Makes and drops tables, as only their owner may, and takes nothing from its caller. */
const byOwner = ['hub.make_access_partitions()', 'hub.drop_expired_access_partition()'];

interface Routine {
  name: string;
  owner: string;
  definer: boolean;
  path: string | null;
  everybody: boolean;
  run_by: string[];
}

/** Functions that run with their owner's rights belong to a role that can do little else, and look up fixed names. */
export async function functions(query: Query): Promise<string[]> {
  const found = await query<Routine>(
    `select p.oid::regprocedure::text as name, p.proowner::regrole::text as owner, p.prosecdef as definer,
       (select substr(setting, 13) from unnest(p.proconfig) setting where setting like 'search_path=%') as path,
       exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as everybody,
       array(select role from unnest($1::text[]) role where has_function_privilege(role, p.oid, 'execute')) as run_by
     from pg_proc p where p.pronamespace in ('public'::regnamespace, 'hub'::regnamespace)
       and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`,
    [[...five, 'caregraph_dashboard', 'caregraph_hub']],
  );
  return found.flatMap(({ name, owner: own, definer, path, everybody, run_by }) => [
    ...(everybody ? [`${name} may be run by everybody`] : []),
    ...(run_by.some((role) => !forAgencies[name]?.includes(role))
      ? [`${name} may be run by ${run_by.join(', ')}`]
      : []),
    ...(definer && ![register, measures, auditor, eraser, merger].includes(own) && !byOwner.includes(name)
      ? [`${name} runs with the rights of ${own}`]
      : []),
    ...(definer && !path?.endsWith('pg_temp') ? [`${name} looks names up wherever its caller says`] : []),
  ]);
}
