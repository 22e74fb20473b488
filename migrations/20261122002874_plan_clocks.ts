import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
/** Where somebody lives, and when somebody came back from hospital, as the trust or the home says it. */
const facts = ['placement', 'hospital_stay', 'absence'];
const events = ['insert', 'update'];

/** The clock of a care plan runs from the admission, and anew from each return from hospital. */
export class PlanClocks extends Migration {
  override name = '20261122002874_plan_clocks';

  override up(): void {
    this.addSql(`
      grant select (author_id) on placement to caregraph_register;
      grant select (resident_id, reason, to_on, valid_until) on absence to caregraph_register;

      create function hub.wind_plan_clocks(residents uuid[]) returns void language plpgsql volatile ${definer} as $$
      begin
        with lived as (
          select distinct on (placement.resident_id) placement.resident_id, placement.author_id, placement.from_on,
            placement.to_on
          from public.placement
          -- Of whom a home admits, there is a plan as soon as another organisation bears it out.
          join public.resident on resident.id = placement.resident_id and resident.admitted_by_id is null
          where placement.resident_id = any (residents) and placement.valid_until is null
            and (placement.to_on is null or placement.to_on > placement.from_on)
          order by placement.resident_id, placement.from_on desc
        ),
        arrived as (
          select lived.resident_id, lived.author_id, lived.to_on as gone, greatest(lived.from_on, (
              select max(back.on_day) from (
                select (stay.discharged_at at time zone 'Europe/London')::date as on_day
                from public.hospital_stay stay
                where stay.resident_id = lived.resident_id and stay.valid_until is null
                union all
                select absence.to_on from public.absence
                where absence.resident_id = lived.resident_id and absence.valid_until is null
                  and absence.reason = 'HOSPITAL'
              ) back
              where back.on_day >= lived.from_on and (lived.to_on is null or back.on_day < lived.to_on)
            )) as since
          from lived
        ),
        wound as (
          update public.care_plan plan
          set counted_from = arrived.since, counted_until = arrived.gone,
            due_on = case when plan.counted_from is not distinct from arrived.since then plan.due_on
              else hub.plan_due('care-plan', arrived.since, plan.reviewed_on, plan.review_by) end,
            medication_review_due_on = case when plan.counted_from is not distinct from arrived.since
              then plan.medication_review_due_on
              else hub.plan_due('medication-review', arrived.since, plan.medication_reviewed_on, plan.medication_review_by) end
          from arrived
          where plan.resident_id = arrived.resident_id and plan.valid_until is null
            and (plan.counted_from is distinct from arrived.since or plan.counted_until is distinct from arrived.gone)
        )
        insert into public.care_plan
          (author_id, resident_id, counted_from, counted_until, due_on, medication_review_due_on)
        select arrived.author_id, arrived.resident_id, arrived.since, arrived.gone,
          hub.plan_due('care-plan', arrived.since, null, null), hub.plan_due('medication-review', arrived.since, null, null)
        from arrived
        where not exists (
          select from public.care_plan plan where plan.resident_id = arrived.resident_id and plan.valid_until is null)
        on conflict do nothing;
      end $$;
      comment on function hub.wind_plan_clocks is
        'Begins the care plans of these residents, and sets since when and until when their clocks run, from where they live and when they came back from hospital.';

      create function hub.wind_after_fact() returns trigger language plpgsql ${definer} as $$
      begin
        if not coalesce(${loadingInBulk}, false) then
          perform hub.wind_plan_clocks(array(select distinct told.resident_id from told));
        end if;
        return null;
      end $$;

      create function hub.set_plan_due() returns trigger language plpgsql ${definer} as $$
      begin
        if tg_op = 'INSERT' or (new.reviewed_on, new.review_by) is distinct from (old.reviewed_on, old.review_by) then
          new.due_on := hub.plan_due('care-plan', new.counted_from, new.reviewed_on, new.review_by);
        end if;
        if tg_op = 'INSERT' or (new.medication_reviewed_on, new.medication_review_by)
          is distinct from (old.medication_reviewed_on, old.medication_review_by)
        then
          new.medication_review_due_on :=
            hub.plan_due('medication-review', new.counted_from, new.medication_reviewed_on, new.medication_review_by);
        end if;
        return new;
      end $$;`);
    for (const name of ['wind_plan_clocks', 'wind_after_fact', 'set_plan_due']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const table of facts) {
      for (const event of events) {
        this.addSql(`create trigger plan_clock_follows_${event} after ${event} on ${table}
          referencing new table as told for each statement execute function hub.wind_after_fact()`);
      }
    }
    this.addSql(`
      create trigger due_by_clock before insert or update on care_plan for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.set_plan_due();`);
  }

  override down(): void {
    this.addSql('drop trigger due_by_clock on care_plan');
    for (const table of facts) {
      for (const event of events) this.addSql(`drop trigger plan_clock_follows_${event} on ${table}`);
    }
    this.addSql('drop function hub.set_plan_due, hub.wind_after_fact, hub.wind_plan_clocks');
  }
}
