import { Migration } from '@mikro-orm/migrations';
import { byFunction, notByFunction } from './20261122002871_care_plans.ts';

const liberty = (values: string) =>
  `alter table "personal_summary" add constraint "personal_summary_deprivation_of_liberty_check" check ("deprivation_of_liberty" in (${values}))`;

/** What a clinician must know at once, and who stands by a resident, are written through the graph. */
export class SummariesWritten extends Migration {
  override name = '20261122002872_summaries_written';

  override up(): void {
    this.addSql(`
      alter table "personal_summary" add "liberty_authorised_from" date null, add "liberty_authorised_until" date null,
        add "liberty_conditions" text null, add "liberty_stated_by_id" uuid null,
        drop constraint "personal_summary_deprivation_of_liberty_check";
      ${liberty(`'NONE', 'APPLIED', 'AUTHORISED', 'REFUSED', 'ENDED'`)};
      alter table "personal_summary" add constraint "personal_summary_liberty_authorised" check (deprivation_of_liberty in ('AUTHORISED', 'ENDED') or num_nonnulls(liberty_authorised_from, liberty_authorised_until, liberty_conditions) = 0);
      alter table "personal_summary" add constraint "personal_summary_liberty_for_a_year" check (liberty_authorised_until >= liberty_authorised_from and liberty_authorised_until < liberty_authorised_from + make_interval(years => 1));
      alter table "personal_summary" add constraint "personal_summary_liberty_dated" check (num_nonnulls(liberty_authorised_from, liberty_authorised_until) in (0, 2));
      alter table "personal_summary" add constraint "personal_summary_liberty_stated_by_id_foreign" foreign key ("liberty_stated_by_id") references "organisation" ("id") on delete no action;
      ${byFunction('personal_summary')}
      ${byFunction('clinical_summary')}`);
  }

  override down(): void {
    this.addSql(`${notByFunction('clinical_summary')}
      ${notByFunction('personal_summary')}
      alter table "personal_summary" drop constraint "personal_summary_liberty_stated_by_id_foreign",
        drop constraint "personal_summary_liberty_dated", drop constraint "personal_summary_liberty_for_a_year",
        drop constraint "personal_summary_liberty_authorised", drop constraint "personal_summary_deprivation_of_liberty_check",
        drop "liberty_authorised_from", drop "liberty_authorised_until", drop "liberty_conditions", drop "liberty_stated_by_id";
      update personal_summary set deprivation_of_liberty = 'NONE' where deprivation_of_liberty in ('REFUSED', 'ENDED');
      ${liberty(`'NONE', 'APPLIED', 'AUTHORISED'`)};`);
  }
}
