import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';

/** Records that several organisations write together: which columns are whose, by the column that names the organisation. */
const parts: [table: string, by: string, columns: string[]][] = [
  [
    'care_plan',
    'author_id',
    [
      ...[
        'goals',
        'agreed_with',
        'agreed_with_names',
        'reviewed_on',
        'review_by',
        'declined_on',
        'medication_reviewed_on',
      ],
      ...['medication_review_by', 'medication_review_declined_on'],
    ],
  ],
  [
    'care_plan',
    'home_part_by_id',
    [
      ...['help_with_moving', 'help_with_eating', 'help_with_personal_care', 'help_at_night', 'home_part_written_on'],
      'home_part_by_id',
    ],
  ],
  [
    'personal_summary',
    'author_id',
    [
      ...['next_of_kin_name', 'next_of_kin_telephone', 'lasting_power_of_attorney', 'what_matters_to_me'],
      'outcomes_chosen',
    ],
  ],
  [
    'personal_summary',
    'liberty_stated_by_id',
    [
      ...['deprivation_of_liberty', 'liberty_authorised_from', 'liberty_authorised_until', 'liberty_conditions'],
      'liberty_stated_by_id',
    ],
  ],
];
/**
 * Records of one author that hold what another organisation said, or whose end by order would leave standing what hangs on
 * them: what is there then of the row `t`, whoever of `$2` orders.
 */
const impossible: [table: string, when: string][] = [
  ['hospital_stay', 't.valid_until is null'],
  ['emergency_attendance', 't.valid_until is null'],
  ['concern', 't.answered_at is not null and t.answered_by_id is distinct from $2'],
  ['red_bag', 't.received_at is not null and t.received_by_id is distinct from $2'],
  [
    'service_request',
    'coalesce(t.accepted_at, t.scheduled_at, t.ended_at) is not null and t.asked_id is distinct from $2',
  ],
];
const functions = [
  'is_kept_back(uuid)',
  'stands_in_the_way(text, uuid, uuid)',
  'erase_written(text, uuid, uuid, timestamptz)',
  'close_written(text, uuid, uuid)',
  'order_erasure(text, uuid, text, text)',
  'finish_erasures()',
];

/** What was written of the wrong person goes when a privacy officer of whoever wrote it says so. */
export class ErasureOrders extends Migration {
  override name = '20261122003261_erasure_orders';

  override up(): void {
    this.addSql(`
      create table hub.erasure_order (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        resident_id uuid not null references resident (id),
        written_in text not null,
        record_id uuid not null,
        reason text not null,
        ordered_by text not null,
        ordered_at timestamptz not null default now(),
        done_at timestamptz
      );
      comment on table hub.erasure_order is
        'Which records privacy officers had erased, and why; nothing of what stood in them. Not done yet: what must be kept for somebody else is closed, and goes later.';
      create index erasure_order_of_resident on hub.erasure_order (resident_id);
      create index erasure_order_to_do on hub.erasure_order (ordered_at) where done_at is null;
      alter table hub.erasure_order enable row level security;
      alter table hub.erasure_order force row level security;
      create policy erasure_order_owner on hub.erasure_order to caregraph_owner using (true);
      create policy erasure_order_backup on hub.erasure_order for select to caregraph_backup using (true);
      grant select on hub.erasure_order to caregraph_backup;

      create table hub.written_part (
        written_in text not null,
        by_column text not null,
        columns text[] not null,
        primary key (written_in, by_column)
      );
      comment on table hub.written_part is
        'Records that several organisations write together: which columns are whose, by the column that names the organisation.';
      insert into hub.written_part (written_in, by_column, columns) values
        ${parts.map(([table, by, columns]) => `('${table}', '${by}', '{${columns.join(',')}}')`).join(', ')};
      grant select on hub.written_part to caregraph_backup, caregraph_eraser;

      select hub.let_eraser_in();
      grant select (written_in), insert, update (done_at) on hub.erasure_order to caregraph_eraser;
      ${parts.map(([table, , columns]) => `grant update (${columns.join(', ')}) on ${table} to caregraph_eraser;`).join('\n      ')}
      grant update (due_on, medication_review_due_on) on care_plan to caregraph_eraser;
      create policy "unnamed_feedback_eraser" on "unnamed_feedback" to caregraph_eraser using (true);
      grant select (giver), delete, update (withdrawn_at) on "unnamed_feedback" to caregraph_eraser;
      grant execute on function hub.tables_about_residents, hub.organisation_for, hub.plan_due, hub.wind_plan_clocks to caregraph_eraser;`);

    this.addSql(`
      create function hub.is_kept_back(person uuid) returns boolean language sql stable ${definer} as $$
        -- The person may be here twice: as everybody knows them, and as a home that admits them does.
        with bearers as (
          select k.id from public.resident k join public.resident p on p.nhs_number = k.nhs_number where p.id = person
        )
        select exists (select from hub.retention_hold held
            where held.resident_id in (select id from bearers) and held.ended_at is null)
          or exists (select from public.safeguarding_enquiry enquiry
            where enquiry.resident_id in (select id from bearers) and enquiry.valid_until is null and enquiry.closed_on is null)
          or exists (select from public.safeguarding_concern concern
            where concern.resident_id in (select id from bearers) and concern.valid_until is null and concern.ended_at is null)
      $$;
      comment on function hub.is_kept_back is 'Whether what is written of a resident must be kept for an enquiry or by order.';

      create function hub.stands_in_the_way(target text, wanted uuid, own uuid) returns boolean
        language plpgsql stable ${definer} as $$
      declare
        referring record;
        found_any boolean;
      begin
        for referring in
          select c.relname, c.oid::regclass::text as name, a.attname as key
          from pg_constraint f
          join pg_class c on c.oid = f.conrelid
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
          where f.contype = 'f' and f.confdeltype in ('a', 'r') and f.confrelid = to_regclass('public.' || quote_ident(target))
        loop
          -- What is ordered to go as well is in the way of nothing: else it would tell what is kept.
          execute format($query$
            select exists (
              select from %s t
              where t.%I in (select r.id from public.%I r where r.id = $1 or r.former_of = $1)
                and not exists (select from hub.erasure_order ordered
                  where ordered.done_at is null and ordered.written_in = %L and ordered.organisation_id = t.author_id
                    and ordered.record_id = coalesce(t.former_of, t.id)))
            $query$, referring.name, referring.key, target, referring.relname) into found_any using wanted;
          if found_any then
            return true;
          end if;
        end loop;
        ${impossible
          .map(([table, when]) =>
            `if target = '${table}' then
          return exists (select from public.${table} t where (t.id = $1 or t.former_of = $1) and ${when});
        end if;`
              .replaceAll('$1', 'wanted')
              .replaceAll('$2', 'own'),
          )
          .join('\n        ')}
        return false;
      end $$;
      comment on function hub.stands_in_the_way is
        'Whether a record cannot be erased by order: others hang on it, or another organisation answered in it.';

      create function hub.erase_written(target text, wanted uuid, writer uuid, up_to timestamptz) returns void
        language plpgsql volatile ${definer} as $$
      declare
        part record;
        parted boolean := false;
        whose constant text := current_setting('hub.organisation', true);
      begin
        -- Nothing of it is kept as a former version.
        perform set_config('hub.organisation', '', true);
        for part in
          select by_column, (select string_agg(format('%I = default', name), ', ') from unnest(columns) name) as emptied
          from hub.written_part where written_in = target
        loop
          parted := true;
          -- The one that stands was emptied when this was ordered, and may bear new words since.
          execute format('update public.%I set %s where former_of = $1 and %I = $2 and valid_until <= $3',
            target, part.emptied, part.by_column) using wanted, writer, up_to;
        end loop;
        if target = 'feedback' then
          delete from public.unnamed_feedback where giver = wanted;
          delete from hub.feedback_giver where id = wanted;
        end if;
        if not parted then
          execute format('delete from public.%I where (id = $1 or former_of = $1) and author_id = $2', target)
            using wanted, writer;
        end if;
        perform set_config('hub.organisation', coalesce(whose, ''), true);
      end $$;
      comment on function hub.erase_written is
        'Takes away what an organisation wrote in one record, in all its versions; of what several write, its own part of those that stand no more.';

      create function hub.order_erasure(target text, wanted uuid, ground text, says text)
        returns table (verdict text, about uuid) language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('orderErasure');
        writers text;
        parted constant boolean := exists (select from hub.written_part where written_in = target);
        person uuid;
        kept boolean;
      begin
        -- Safeguarding concerns are the council's to keep, whoever raised them.
        if target like 'safeguarding%' or not exists (
          select from hub.tables_about_residents() t where t.name = to_regclass('public.' || quote_ident(target))
            and t.resident_column = 'resident_id'
        ) then
          return query select 'UNKNOWN record', null::uuid;
          return;
        end if;
        select string_agg(format('t.%I = $2', by_column), ' or ') into writers from (
          select 'author_id' as by_column union select by_column from hub.written_part where written_in = target
        ) writer;
        perform pg_advisory_xact_lock(hashtext('caregraph erasure'), hashtext(wanted::text));
        execute format('select t.resident_id from public.%I t
            where (t.former_of is null and t.id = $1 or t.former_of = $1) and (%s)%s
            order by t.valid_until is null desc limit 1',
          target, writers, case when parted then ' and t.valid_until is null' else '' end) into person using wanted, own;
        -- What was closed and kept is as gone as what was erased. Of several writers' records the one that stands is left.
        if not parted and exists (
          select from hub.erasure_order ordered
          where ordered.organisation_id = own and ordered.written_in = target and ordered.record_id = wanted
            and ordered.done_at is null
        ) then
          person := null;
        end if;
        if person is null then
          return query select 'UNKNOWN record', null::uuid;
          return;
        end if;
        if hub.stands_in_the_way(target, wanted, own) then
          return query select 'NOT_POSSIBLE record', null::uuid;
          return;
        end if;
        -- Whoever opens an enquiry meanwhile waits.
        perform from public.resident k
        where k.nhs_number = (select p.nhs_number from public.resident p where p.id = person) order by k.id for update;
        kept := hub.is_kept_back(person);
        insert into hub.erasure_order (organisation_id, resident_id, written_in, record_id, reason, ordered_by, done_at)
        values (own, person, target, wanted, ground, says, case when not kept then now() end);
        -- What stands after it is the same in both cases, down to its version.
        if kept or parted then
          perform hub.close_written(target, wanted, own);
        end if;
        if not kept then
          perform hub.erase_written(target, wanted, own, now());
        end if;
        perform hub.wind_plan_clocks(array[person]);
        return query select 'DONE', person;
      end $$;
      comment on function hub.order_erasure is
        'Erases a record that the organisation wrote itself. What must be kept for an enquiry or by order is closed to everybody at once, and goes when it need not be kept any more: nobody can tell one from the other.';

      create function hub.close_written(target text, wanted uuid, writer uuid) returns void
        language plpgsql volatile ${definer} as $$
      declare
        part record;
        parted boolean := false;
        whose constant text := current_setting('hub.organisation', true);
      begin
        for part in
          select by_column, (select string_agg(format('%I = default', name), ', ') from unnest(columns) name) as emptied
          from hub.written_part where written_in = target
        loop
          parted := true;
          execute format('update public.%I set %s where id = $1 and valid_until is null and %I = $2',
            target, part.emptied, part.by_column) using wanted, writer;
        end loop;
        if target = 'care_plan' then
          -- When it is due follows, and is no version of its own.
          perform set_config('hub.organisation', '', true);
          update public.care_plan
          set due_on = hub.plan_due('care-plan', counted_from, reviewed_on, null),
            medication_review_due_on = hub.plan_due('medication-review', counted_from, medication_reviewed_on, null)
          where id = wanted and valid_until is null and author_id = writer;
          perform set_config('hub.organisation', coalesce(whose, ''), true);
        end if;
        if target = 'feedback' then
          -- Who gave it stands in what is kept; a receipt is to find no more of it than of what was erased.
          update public.unnamed_feedback set withdrawn_at = now() where giver = wanted;
          delete from hub.feedback_giver where id = wanted;
        end if;
        if not parted then
          execute format('update public.%I set valid_until = clock_timestamp() where id = $1 and valid_until is null and author_id = $2',
            target) using wanted, writer;
        end if;
      end $$;
      comment on function hub.close_written is 'Closes a record to everybody and keeps it, as a version that stands no more.';

      create function hub.finish_erasures() returns int language plpgsql volatile ${definer} as $$
      declare
        due record;
        done int := 0;
      begin
        for due in
          select id, written_in, record_id, organisation_id, resident_id, ordered_at from hub.erasure_order
          where done_at is null and not hub.is_kept_back(resident_id) order by ordered_at
        loop
          begin
            perform hub.erase_written(due.written_in, due.record_id, due.organisation_id, due.ordered_at);
            update hub.erasure_order set done_at = now() where id = due.id;
            done := done + 1;
          exception when foreign_key_violation then
            -- Something still hangs on this one, which must not keep all others. The next run tries again.
          end;
        end loop;
        return done;
      end $$;
      comment on function hub.finish_erasures is 'Erases what was ordered to be and had to be kept until now.';`);
    for (const name of functions) {
      this.addSql(
        `alter function hub.${name} owner to caregraph_eraser; revoke execute on function hub.${name} from public;`,
      );
    }
    this.addSql(`grant execute on function hub.order_erasure to ${agencies};`);
  }

  override down(): void {
    this.addSql(`
      drop function ${functions.map((name) => `hub.${name}`).join(', ')};
      revoke execute on function hub.organisation_for, hub.plan_due, hub.wind_plan_clocks from caregraph_eraser;
      ${parts.map(([table, , columns]) => `revoke update (${columns.join(', ')}) on ${table} from caregraph_eraser;`).join('\n      ')}
      revoke update (due_on, medication_review_due_on) on care_plan from caregraph_eraser;
      drop policy "unnamed_feedback_eraser" on "unnamed_feedback";
      revoke select (giver), delete, update (withdrawn_at) on "unnamed_feedback" from caregraph_eraser;
      drop table hub.written_part, hub.erasure_order;`);
  }
}
