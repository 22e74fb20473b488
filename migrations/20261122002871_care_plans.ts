import { Migration } from '@mikro-orm/migrations';

const parties = ['RESIDENT', 'ATTORNEY', 'DEPUTY', 'FAMILY', 'ADVOCATE', 'HOME', 'OTHER'];
const help = ['help_with_moving', 'help_with_eating', 'help_with_personal_care', 'help_at_night'];
const statuses = `('DUE', 'OVERDUE', 'IN_PLACE', 'REVIEW_DUE', 'DECLINED')`;
const london = (instant: string) => `(${instant} at time zone 'Europe/London')::date`;

/** SQL that lets functions of the register write such rows for agencies, and keep what they were. */
export function byFunction(table: string): string {
  const current = `${table}.valid_until is null`;
  return `
      create trigger former_version_kept before update on ${table} for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.keep_former_version();
      grant select, insert, update on ${table} to caregraph_register;
      create policy "${table}_register" on "${table}" for select to caregraph_register using (true);
      create policy "${table}_entered" on "${table}" for insert to caregraph_register
        with check (${current} or ${table}.former_of is not null);
      create policy "${table}_amended" on "${table}" for update to caregraph_register using (${current}) with check (${current});`;
}

/** SQL that takes it back. */
export function notByFunction(table: string): string {
  return `
      drop policy "${table}_amended" on "${table}";
      drop policy "${table}_entered" on "${table}";
      drop policy "${table}_register" on "${table}";
      revoke all on ${table} from caregraph_register;
      drop trigger former_version_kept on ${table};`;
}

/** A care plan says since when its clock runs, with whom it was agreed on what, and how the home helps. */
export class CarePlans extends Migration {
  override name = '20261122002871_care_plans';

  override up(): void {
    this.addSql(`
      alter table "care_plan"
        add "counted_from" date null, add "counted_until" date null, add "declined_on" date null, add "review_by" date null,
        add "agreed_with_names" text null, add "goals" text null,
        add "medication_review_by" date null, add "medication_review_declined_on" date null,
        ${help.map((column) => `add "${column}" text null`).join(', ')},
        add "home_part_by_id" uuid null, add "home_part_written_on" date null;
      update care_plan set agreed_with_names = agreed_with,
        declined_on = case when status = 'DECLINED' then ${london('valid_from')} end,
        medication_review_declined_on = case when medication_review_status = 'DECLINED' then ${london('valid_from')} end,
        counted_from = (select max(placement.from_on) from placement
          where placement.resident_id = care_plan.resident_id and placement.valid_until is null);
      update care_plan set declined_on = greatest(declined_on, counted_from) where declined_on is not null;
      update care_plan set medication_review_declined_on = greatest(medication_review_declined_on, counted_from)
      where medication_review_declined_on is not null;
      update care_plan set counted_until = (select placement.to_on from placement
        where placement.resident_id = care_plan.resident_id and placement.valid_until is null
          and placement.from_on = care_plan.counted_from);
      alter table "care_plan" alter "due_on" drop not null, alter "medication_review_due_on" drop not null,
        drop "status", drop "medication_review_status",
        alter "agreed_with" type text[] using case
          when agreed_with is null then null
          else array_remove(array[
            case when agreed_with ilike '%resident%' then 'RESIDENT' end,
            case when agreed_with ilike '%attorney%' then 'ATTORNEY' end,
            case when agreed_with ~* '(son|daughter|family)' then 'FAMILY' end,
            case when agreed_with !~* '(resident|attorney|son|daughter|family)' then 'OTHER' end], null) end;`);
    this.addSql(`
      alter table "care_plan" add constraint "care_plan_agreed_with_check" check (agreed_with <@ array[${parties.map((one) => `'${one}'`).join(', ')}]);
      alter table "care_plan" add constraint "care_plan_agreed_with_somebody" check (cardinality(agreed_with) > 0);
      alter table "care_plan" add constraint "care_plan_reviewed_not_in_future" check (reviewed_on <= ${london('recorded_at')});
      alter table "care_plan" add constraint "care_plan_medicines_reviewed_not_in_future" check (medication_reviewed_on <= ${london('recorded_at')});
      alter table "care_plan" add constraint "care_plan_home_part" check (home_part_by_id is not null or num_nonnulls(${help.join(', ')}, home_part_written_on) = 0);
      alter table "care_plan" add constraint "care_plan_home_part_by_id_foreign" foreign key ("home_part_by_id") references "organisation" ("id") on delete no action;
      ${byFunction('care_plan')}`);
  }

  override down(): void {
    this.addSql(`${notByFunction('care_plan')}
      alter table "care_plan" drop constraint "care_plan_home_part_by_id_foreign", drop constraint "care_plan_home_part",
        drop constraint "care_plan_medicines_reviewed_not_in_future", drop constraint "care_plan_reviewed_not_in_future",
        drop constraint "care_plan_agreed_with_somebody", drop constraint "care_plan_agreed_with_check";
      alter table "care_plan" add "status" text null, add "medication_review_status" text null,
        alter "agreed_with" type text using coalesce(agreed_with_names, array_to_string(agreed_with, ', '));
      update care_plan set status = hub.plan_status(declined_on, counted_from, counted_until, reviewed_on, due_on),
        medication_review_status = hub.plan_status(medication_review_declined_on, counted_from, counted_until,
          medication_reviewed_on, medication_review_due_on),
        due_on = coalesce(due_on, ${london('valid_from')}),
        medication_review_due_on = coalesce(medication_review_due_on, ${london('valid_from')});
      alter table "care_plan" alter "status" set not null, alter "medication_review_status" set not null,
        alter "due_on" set not null, alter "medication_review_due_on" set not null;
      alter table "care_plan" add constraint "care_plan_status_check" check ("status" in ${statuses});
      alter table "care_plan" add constraint "care_plan_medication_review_status_check" check ("medication_review_status" in ${statuses});
      alter table "care_plan" drop "counted_from", drop "counted_until", drop "declined_on", drop "review_by",
        drop "agreed_with_names", drop "goals", drop "medication_review_by", drop "medication_review_declined_on",
        ${help.map((column) => `drop "${column}"`).join(', ')}, drop "home_part_by_id", drop "home_part_written_on";`);
  }
}
