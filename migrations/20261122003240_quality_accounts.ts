import { Migration } from '@mikro-orm/migrations';
import { callable, kept } from './20261122003220_reward_sign_ups.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const everyone = ['home', 'practice', 'trust', 'council', 'icb', 'dashboard'];
const initiatives = [
  ...['FALLS', 'PRESSURE_ULCERS', 'RED_BAG', 'TELEHEALTH', 'VOLUNTEERS', 'WORKFORCE', 'ENHANCED_PRIMARY_CARE'],
  'JOINT_CONTRACTING',
];
const today = `(now() at time zone 'Europe/London')::date`;

/** Homes give public accounts of their quality and adopt initiatives; councils give the improvement mark. */
export class QualityAccounts extends Migration {
  override name = '20261122003240_quality_accounts';

  override up(): void {
    this.addSql(`
      create table "quality_account" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "year" int not null, "text" text not null,
        "version" int not null, "valid_from" timestamptz not null default now(), "valid_until" timestamptz null,
        "mark_awarded_on" date null, "mark_awarded_by_id" uuid null, primary key ("id")
      );
      comment on table "quality_account" is 'What a home says publicly about the quality of its care in a year, and the continuous improvement mark that its council gave it for that.';
      create index "quality_account_home_id_year_index" on "quality_account" ("home_id", "year");
      create unique index "quality_account_one_current" on "quality_account" ("home_id", "year") where valid_until is null;
      alter table "quality_account" add constraint "quality_account_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "quality_account" add constraint "quality_account_mark_awarded_by_id_foreign" foreign key ("mark_awarded_by_id") references "organisation" ("id") on delete no action;
      alter table "quality_account" add constraint "quality_account_in_order" check (valid_until >= valid_from);
      alter table "quality_account" add constraint "quality_account_version_positive" check (version > 0);
      alter table "quality_account" add constraint "quality_account_mark_is_whole" check ((mark_awarded_on is null) = (mark_awarded_by_id is null));
      ${kept('quality_account', everyone, 'true', 'valid_until is null')}
      grant select, insert (home_id, year, text, version, valid_from),
        update (valid_until, mark_awarded_on, mark_awarded_by_id) on quality_account to caregraph_register;

      create table "initiative_adoption" (
        "id" uuid not null default gen_random_uuid(), "home_id" uuid not null, "initiative" text not null,
        "from_on" date not null, "to_on" date null, "recorded_at" timestamptz not null default now(), primary key ("id")
      );
      comment on table "initiative_adoption" is 'A home has adopted an initiative, from one day until before another.';
      create index "initiative_adoption_home_id_from_on_index" on "initiative_adoption" ("home_id", "from_on");
      alter table "initiative_adoption" add constraint "initiative_adoption_home_id_foreign" foreign key ("home_id") references "care_home" ("id");
      alter table "initiative_adoption" add constraint "initiative_adoption_in_order" check (to_on >= from_on);
      alter table "initiative_adoption" add constraint "initiative_adoption_no_overlap" exclude using gist (home_id with =, initiative with =, daterange(from_on, to_on) with &&);
      alter table "initiative_adoption" add constraint "initiative_adoption_initiative_check" check ("initiative" in (${initiatives.map((one) => `'${one}'`).join(', ')}));
      ${kept('initiative_adoption', everyone)}
      grant select, insert (home_id, initiative, from_on), update (to_on) on initiative_adoption to caregraph_register;`);

    this.addSql(`
      create function hub.publish_quality_account(of_year int, said text, read_version int)
        returns table (verdict text, id uuid) language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('publishQualityAccount');
        place uuid;
        stands int;
        made uuid;
      begin
        select home.id into place from public.care_home home where home.organisation_id = own for update;
        select coalesce(max(account.version), 0) into stands
        from public.quality_account account where account.home_id = place and account.year = of_year;
        if stands <> read_version then
          return query select 'STALE_VERSION version', null::uuid;
          return;
        end if;
        update public.quality_account set valid_until = clock_timestamp()
        where quality_account.home_id = place and quality_account.year = of_year and quality_account.valid_until is null;
        insert into public.quality_account (home_id, year, text, version, valid_from)
        values (place, of_year, said, stands + 1, clock_timestamp()) returning quality_account.id into made;
        return query select 'DONE', made;
      end $$;
      comment on function hub.publish_quality_account is 'A home gives its public account of a year; former texts are kept.';

      create function hub.award_improvement_mark(wanted uuid) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('awardImprovementMark');
        standing record;
      begin
        select account.valid_until, account.mark_awarded_on into standing
        from public.quality_account account
        join public.care_home home on home.id = account.home_id and home.council_id = own
        where account.id = wanted;
        if not found then
          return query select 'UNKNOWN qualityAccount', null::uuid;
        elsif standing.valid_until is not null then
          return query select 'STALE_VERSION qualityAccount', null::uuid;
        elsif standing.mark_awarded_on is not null then
          return query select 'ALREADY_RECORDED qualityAccount', null::uuid;
        else
          update public.quality_account set mark_awarded_on = ${today}, mark_awarded_by_id = own
          where quality_account.id = wanted and quality_account.mark_awarded_on is null;
          return query select case when found then 'DONE' else 'ALREADY_RECORDED qualityAccount' end, wanted;
        end if;
      end $$;
      comment on function hub.award_improvement_mark is 'A council gives its improvement mark to a home of its area, for the account that stands.';

      create function hub.adopt_initiative(wanted text, starts date) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('adoptInitiative');
        place uuid;
        made uuid;
      begin
        select home.id into place from public.care_home home where home.organisation_id = own for update;
        if exists (
          select from public.initiative_adoption standing
          where standing.home_id = place and standing.initiative = wanted
            and daterange(standing.from_on, standing.to_on) && daterange(starts, null)
        ) then
          return query select 'ALREADY_RECORDED initiative', null::uuid;
          return;
        end if;
        insert into public.initiative_adoption (home_id, initiative, from_on) values (place, wanted, starts)
        returning initiative_adoption.id into made;
        return query select 'DONE', made;
      end $$;
      comment on function hub.adopt_initiative is 'A home adopts an initiative from a day on.';

      create function hub.end_initiative(wanted uuid, ends date) returns table (verdict text, id uuid)
        language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('endInitiative');
        standing record;
      begin
        select adoption.from_on, adoption.to_on into standing
        from public.initiative_adoption adoption
        join public.care_home home on home.id = adoption.home_id and home.organisation_id = own
        where adoption.id = wanted for update of adoption;
        if not found then
          return query select 'UNKNOWN adoption', null::uuid;
        elsif standing.to_on is not null then
          return query select 'ALREADY_ENDED adoption', null::uuid;
        elsif ends < standing.from_on then
          return query select 'TOO_EARLY to', null::uuid;
        else
          update public.initiative_adoption set to_on = ends where initiative_adoption.id = wanted;
          return query select 'DONE', wanted;
        end if;
      end $$;
      comment on function hub.end_initiative is 'A home works by an initiative no more, from a day on; nobody lengthens it.';
      ${callable({
        ...{ publish_quality_account: ['home'], award_improvement_mark: ['council'] },
        ...{ adopt_initiative: ['home'], end_initiative: ['home'] },
      })}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.end_initiative, hub.adopt_initiative, hub.award_improvement_mark, hub.publish_quality_account;
      drop table "initiative_adoption", "quality_account" cascade;`);
  }
}
