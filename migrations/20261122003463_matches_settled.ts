import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const functions = [
  'move_logged(uuid, uuid, uuid)',
  'move_records(uuid, uuid, uuid)',
  'move_back(uuid, uuid, uuid)',
  'confirm_match(uuid, text, text)',
  'split_match(uuid, text, text)',
];

/** SQL: the primary key of a row `t` of a table, for a statement that is put together. */
const keyOf = (table: string) => `(select string_agg(format('%L, t.%I', a.attname, a.attname), ', ' order by a.attname)
            from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = ${table} and i.indisprimary)`;
const logged = `exists (select from hub.moved_record moved where moved.match_id = $1 and moved.moved_in = %L
              and moved.resident_column = %L and moved.key = jsonb_build_object(%s))`;
/** Triggers of records that are moved keep no version of them, and whoever asks is not their author. */
const apart = `
        perform set_config('hub.organisation', '', true);`;
const again = `
        perform set_config('hub.organisation', own::text, true);`;

/** One person is made of two by whoever cares for both, and two again. */
export class MatchesSettled extends Migration {
  override name = '20261122003463_matches_settled';

  override up(): void {
    this.addSql(`
      create function hub.move_logged(match uuid, whose uuid, becomes uuid) returns void
        language plpgsql volatile ${definer} as $$
      declare
        everything text;
      begin
        -- Every table at once: what belongs to a placement must be of the same resident whenever that is looked at.
        select 'with ' || string_agg(format('moved_%s as (update %s t set %s where %s)', place, name, sets, wheres), ', ' order by place) || ' select'
        into everything
        from (
          select row_number() over (order by moving.name::text) as place, moving.name,
            string_agg(format($set$%I = case when t.%I = $2 and ${logged} then $3 else t.%I end$set$,
              moving.resident_column, moving.resident_column, moving.name::text, moving.resident_column, ${keyOf('moving.name')},
              moving.resident_column), ', ') as sets,
            string_agg(format($where$t.%I = $2 and ${logged}$where$,
              moving.resident_column, moving.name::text, moving.resident_column, ${keyOf('moving.name')}), ' or ') as wheres
          from hub.tables_that_move() moving
          group by moving.name
        ) each_table;
        execute everything using match, whose, becomes;
        -- Facts wind the clocks of whose they are by now, and not of whose they were.
        perform hub.wind_plan_clocks(array[whose, becomes]);
      end $$;
      comment on function hub.move_logged is 'Says of the records that are kept as those of a match whose they are.';

      create function hub.move_records(match uuid, superseded uuid, survivor uuid) returns void
        language plpgsql volatile ${definer} as $$
      declare
        about record;
        empty constant uuid := hub.empty_plan_beside(superseded, survivor);
      begin
        for about in select moving.name, moving.resident_column from hub.tables_that_move() moving
        loop
          execute format('insert into hub.moved_record (match_id, moved_in, resident_column, key)
              select $1, %L, %L, jsonb_build_object(%s) from %s t where t.%I = $2
                and jsonb_build_object(%s) <> jsonb_build_object(''id'', coalesce($3, gen_random_uuid()))',
            about.name::text, about.resident_column, ${keyOf('about.name')}, about.name, about.resident_column, ${keyOf('about.name')})
          using match, superseded, empty;
        end loop;
        perform hub.move_logged(match, superseded, survivor);
      end $$;
      comment on function hub.move_records is
        'Makes every record of one resident another''s, and keeps which they were.';

      create function hub.move_back(match uuid, superseded uuid, survivor uuid) returns void
        language plpgsql volatile ${definer} as $$
      declare
        about record;
        added int;
        added_now int;
      begin
        -- With a record go its former versions, and what hangs on it, whenever that was written.
        loop
          added := 0;
          for about in
            select child.name, child.resident_column, parent.relation::text as parent, parent.key_column
            from hub.tables_that_move() child
            join lateral (
              select f.confrelid::regclass as relation, a.attname as key_column from pg_constraint f
              join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
              where f.contype = 'f' and f.conrelid = child.name and cardinality(f.conkey) = 1
                and f.confrelid in (select moving.name from hub.tables_that_move() moving)
              union
              select child.name, a.attname from pg_attribute a where a.attrelid = child.name and a.attname = 'former_of'
              union
              select moving.name, a.attname from pg_attribute a, hub.tables_that_move() moving
              where a.attrelid = child.name and a.attname = 'record_id'
            ) parent on true
            where child.resident_column = 'resident_id'
          loop
            execute format('insert into hub.moved_record (match_id, moved_in, resident_column, key)
                select $1, %L, %L, jsonb_build_object(%s) from %s t where t.%I = $2 and exists (
                  select from hub.moved_record moved where moved.match_id = $1 and moved.moved_in = %L
                    and moved.key = jsonb_build_object(''id'', t.%I))
                on conflict do nothing',
              about.name::text, about.resident_column, ${keyOf('about.name')}, about.name, about.resident_column, about.parent,
              about.key_column)
            using match, survivor;
            get diagnostics added_now = row_count;
            added := added + added_now;
          end loop;
          exit when added = 0;
        end loop;
        perform hub.move_logged(match, survivor, superseded);
      end $$;
      comment on function hub.move_back is
        'Gives a resident back the records that a match had made another''s, as they stand by now, with what hangs on them.';

      create function hub.confirm_match(match uuid, says text, because text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('confirmMatch');
        pair record;
        standing int;
        contradicts text;
      begin
        select found.survivor_resident_id as survivor, found.superseded_resident_id as superseded into pair
        from hub.person_match found where found.id = match;
        if not found then
          return 'UNKNOWN match';
        end if;
        perform hub.hold_people(array[pair.survivor, pair.superseded]);
        -- Whoever writes about one of them all the same has then been and gone.
        select count(*) into standing from (
          select from public.resident where id in (pair.survivor, pair.superseded) and valid_until is null
            and admitted_by_id is null order by id for update) person;
        perform from hub.person_match found where found.id = match and found.merged_at is null
          and found.survivor_resident_id = pair.survivor for update;
        if not found or standing < 2 then
          return 'ALREADY_ENDED match';
        end if;
        ${apart.trim()}
        begin
          perform hub.move_records(match, pair.superseded, pair.survivor);
          update public.resident set valid_until = greatest(valid_from, clock_timestamp()) where id = pair.superseded;
          update hub.person_match set merged_at = now(), merged_by_id = own, merged_by = says, merged_because = because
          where id = match;
        exception when integrity_constraint_violation then
          get stacked diagnostics contradicts = table_name;
          ${again.trim()}
          -- Of what the agreement may keep from whoever asks it is not said what it is.
          return case contradicts when 'placement' then 'PLACEMENTS_CONTRADICT' when 'gp_registration' then 'REGISTRATIONS_CONTRADICT'
            when 'hospital_stay' then 'STAYS_CONTRADICT' else 'HISTORIES_CONTRADICT' end || ' match';
        end;
        ${again.trim()}
        return 'DONE';
      end $$;
      comment on function hub.confirm_match is
        'Makes one person of two: every record becomes the survivor''s, and the superseded number leads there. Where the two histories contradict each other nothing is changed.';

      create function hub.split_match(match uuid, says text, because text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('splitMatch');
        pair record;
      begin
        select found.survivor_resident_id as survivor, found.superseded_resident_id as superseded into pair
        from hub.person_match found where found.id = match;
        if not found then
          return 'UNKNOWN match';
        end if;
        perform hub.hold_people(array[pair.survivor, pair.superseded]);
        perform from public.resident where id in (pair.survivor, pair.superseded) order by id for update;
        perform from hub.person_match found where found.id = match and found.merged_at is not null and found.split_at is null
          and found.survivor_resident_id = pair.survivor for update;
        if not found then
          return 'ALREADY_ENDED match';
        end if;
        ${apart.trim()}
        begin
          update public.resident set valid_until = null where id = pair.superseded;
          perform hub.move_back(match, pair.superseded, pair.survivor);
          update hub.person_match set split_at = now(), split_by_id = own, split_by = says, split_because = because
          where id = match;
        exception when integrity_constraint_violation then
          ${again.trim()}
          return 'NOT_POSSIBLE match';
        end;
        ${again.trim()}
        return 'DONE';
      end $$;
      comment on function hub.split_match is
        'Makes two persons of one again: what was moved goes back, and what was written since stays with the survivor.';`);
    this.addSql(`
      create function hub.empty_plan_beside(superseded uuid, survivor uuid) returns uuid language sql stable ${definer}
        return (select plan.id from public.care_plan plan
          where plan.resident_id = superseded and plan.valid_until is null
            and plan.reviewed_on is null and plan.declined_on is null and plan.medication_reviewed_on is null
            and plan.medication_review_declined_on is null and plan.home_part_written_on is null
            and exists (select from public.care_plan other where other.resident_id = survivor and other.valid_until is null));
      comment on function hub.empty_plan_beside is
        'The plan in which nobody has written anything, of one who becomes somebody who has a plan: it stays behind.';
      grant select (declined_on, medication_review_declined_on, home_part_written_on) on care_plan to caregraph_register;
      alter function hub.empty_plan_beside owner to caregraph_register;
      revoke execute on function hub.empty_plan_beside from public;
      grant execute on function hub.empty_plan_beside, hub.wind_plan_clocks to caregraph_merger;`);
    for (const name of functions) {
      this.addSql(`alter function hub.${name} owner to caregraph_merger`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(
      `grant execute on function hub.confirm_match(uuid, text, text), hub.split_match(uuid, text, text) to caregraph_practice`,
    );
  }

  override down(): void {
    this.addSql(`
      drop function ${functions.map((name) => `hub.${name}`).join(', ')}, hub.empty_plan_beside;
      revoke select (declined_on, medication_review_declined_on, home_part_written_on) on care_plan from caregraph_register;
      revoke execute on function hub.wind_plan_clocks from caregraph_merger;`);
  }
}
