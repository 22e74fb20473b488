import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const commitments = [
  ...['PEOPLE_AT_THE_CENTRE', 'HIGH_QUALITY_CARE', 'LEARNING_TOGETHER', 'WORKING_TOGETHER', 'INNOVATION'],
  'CONTINUOUS_IMPROVEMENT',
];
const today = `(now() at time zone 'Europe/London')::date`;

/** Who reads what functions of the register write about homes, and nobody else does. */
export function kept(table: string, by: readonly string[], seen = 'true', open = 'true'): string {
  const readers = by.map((agency) => `"caregraph_${agency}"`).join(', ');
  return `
      alter table "${table}" enable row level security;
      alter table "${table}" force row level security;
      create policy "${table}_seen" on "${table}" for select to ${readers} using (${seen});
      create policy "${table}_owner" on "${table}" to "caregraph_owner" using (true);
      create policy "${table}_measures" on "${table}" for select to "caregraph_measures" using (true);
      create policy "${table}_backup" on "${table}" for select to "caregraph_backup" using (true);
      create policy "${table}_register" on "${table}" for select to "caregraph_register" using (true);
      create policy "${table}_register_insert" on "${table}" for insert to "caregraph_register" with check (true);
      create policy "${table}_register_update" on "${table}" for update to "caregraph_register" using (${open}) with check (true);
      grant select on "${table}" to caregraph_backup;`;
}

export const ofHomeAndCommissioners = (table: string) => `${table}.home_id in (select hub.homes_answered_for())`;

/** Gives functions to the register, and lets only these roles call them. */
export function callable(functions: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(functions)
    .map(([name, agencies]) => {
      const roles = agencies.map((agency) => `caregraph_${agency}`).join(', ');
      return `
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;
        ${roles && `grant execute on function hub.${name} to ${roles};`}`;
    })
    .join('');
}

/** Homes sign up to the reward scheme, and leave it; the directory follows. */
export class RewardSignUps extends Migration {
  override name = '20261122003220_reward_sign_ups';

  override up(): void {
    this.addSql(`
      create table "reward_sign_up" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "commitments" text[] not null,
        "signed_up_on" date not null, "left_on" date null, "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, primary key ("id")
      );
      comment on table "reward_sign_up" is 'To what a home committed itself in the reward scheme, since when it takes part, and until when that stood.';
      create index "reward_sign_up_home_id_valid_from_index" on "reward_sign_up" ("home_id", "valid_from");
      create unique index "reward_sign_up_one_current" on "reward_sign_up" ("home_id") where valid_until is null;
      alter table "reward_sign_up" add constraint "reward_sign_up_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "reward_sign_up" add constraint "reward_sign_up_left_is_over" check (left_on is null or valid_until is not null);
      alter table "reward_sign_up" add constraint "reward_sign_up_left_in_order" check (left_on >= signed_up_on);
      alter table "reward_sign_up" add constraint "reward_sign_up_in_order" check (valid_until >= valid_from);
      alter table "reward_sign_up" add constraint "reward_sign_up_commitments_check" check ("commitments" <@ array[${commitments.map((one) => `'${one}'::text`).join(', ')}]);
      ${kept('reward_sign_up', ['home', 'council', 'icb'], ofHomeAndCommissioners('reward_sign_up'), 'valid_until is null')}
      grant select, insert (home_id, commitments, signed_up_on, left_on, valid_from, valid_until),
        update (valid_until, left_on) on reward_sign_up to caregraph_register;
      grant select (reward_scheme_signed_up_on), update (reward_scheme_signed_up_on) on care_home to caregraph_register;`);

    this.addSql(`
      create function hub.sign_up_to_reward_scheme(pledges text[]) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('signUpToRewardScheme');
        place record;
        made uuid;
      begin
        -- Of two who say so at once, the second sees what the first said.
        select home.id, home.reward_scheme_signed_up_on as since into place
        from public.care_home home where home.organisation_id = own for update;
        if not found then
          return query select 'UNKNOWN', null::uuid;
          return;
        elsif exists (
          select from public.reward_sign_up standing
          where standing.home_id = place.id and standing.valid_until is null and standing.commitments = pledges
        ) then
          return query select 'ALREADY_RECORDED commitments', null::uuid;
          return;
        end if;
        update public.reward_sign_up set valid_until = clock_timestamp()
        where reward_sign_up.home_id = place.id and reward_sign_up.valid_until is null;
        insert into public.reward_sign_up (home_id, commitments, signed_up_on, valid_from)
        values (place.id, pledges, least(place.since, ${today}), clock_timestamp())
        returning reward_sign_up.id into made;
        update public.care_home set reward_scheme_signed_up_on = least(place.since, ${today})
        where care_home.id = place.id;
        return query select 'DONE', made;
      end $$;
      comment on function hub.sign_up_to_reward_scheme is
        'A home takes part from today on, or states other commitments; no day before today begins a membership.';

      create function hub.leave_reward_scheme() returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('leaveRewardScheme');
        place record;
        made uuid;
      begin
        select home.id, home.reward_scheme_signed_up_on as since into place
        from public.care_home home where home.organisation_id = own for update;
        if not found then
          return query select 'UNKNOWN', null::uuid;
          return;
        elsif place.since is null or place.since > ${today} then
          return query select 'ALREADY_ENDED', null::uuid;
          return;
        end if;
        update public.reward_sign_up set valid_until = clock_timestamp(), left_on = ${today}
        where reward_sign_up.home_id = place.id and reward_sign_up.valid_until is null
        returning reward_sign_up.id into made;
        if made is null then
          -- It had come with the directory, which keeps no history.
          insert into public.reward_sign_up (home_id, commitments, signed_up_on, left_on, valid_from, valid_until)
          values (place.id, '{}', place.since, ${today}, clock_timestamp(), clock_timestamp())
          returning reward_sign_up.id into made;
        end if;
        update public.care_home set reward_scheme_signed_up_on = null where care_home.id = place.id;
        return query select 'DONE', made;
      end $$;
      comment on function hub.leave_reward_scheme is 'A home takes part in the reward scheme no more, from today on.';

      create function hub.signed_up_by(place uuid, day date) returns boolean
        language sql stable ${definer}
        return exists (
          select from public.reward_sign_up said
          where said.home_id = place and said.signed_up_on <= day
            and case when said.left_on is null then said.valid_until is null else said.left_on > day end
        ) or exists (
          select from public.care_home home
          where home.id = place and home.reward_scheme_signed_up_on <= day
            and not exists (select from public.reward_sign_up said where said.home_id = place)
        );
      comment on function hub.signed_up_by is 'Whether a home took part in the reward scheme on a day.';
      ${callable({ sign_up_to_reward_scheme: ['home'], leave_reward_scheme: ['home'], signed_up_by: [] })}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.signed_up_by, hub.leave_reward_scheme, hub.sign_up_to_reward_scheme;
      drop table "reward_sign_up" cascade;
      revoke select (reward_scheme_signed_up_on), update (reward_scheme_signed_up_on) on care_home from caregraph_register;`);
  }
}
