import { Migration } from '@mikro-orm/migrations';

/** What months were counted by before there was a word for it. */
const before = 'WEEKDAY TIME_BAND MONTH CARE_HOME CARE_TYPE AGE_BAND';

/** Sums of amounts beside counts, and of how many homes the numbers tell. */
export class KindsOfMeasures extends Migration {
  override name = '20261122003610_kinds_of_measures';

  override up(): void {
    this.addSql(`
      alter table hub.counted_month
        add column dimensions text not null default '${before}',
        add column homes_expected int,
        add column homes_reporting int,
        add constraint counted_month_homes check (
          (homes_expected is null) = (homes_reporting is null) and homes_reporting between 0 and homes_expected
        );
      alter table hub.counted_month alter column dimensions drop default;
      comment on column hub.counted_month.dimensions is
        'What the events of this month can be grouped by: no table by another dimension is made of it.';
      alter table hub.published_table
        add column homes_expected int,
        add column homes_reporting int,
        add constraint published_table_homes check (
          (homes_expected is null) = (homes_reporting is null) and homes_reporting between 0 and homes_expected
        );
      comment on column hub.published_table.homes_reporting is
        'The homes that reported in each month, added up over the months; null where no home has to.';
      alter table hub.published_cell
        add column amount numeric check (amount >= 0),
        add constraint published_cell_amount check (amount is null or numerator is not null);
      comment on column hub.published_cell.amount is
        'The sum of what is measured of each event, as it follows from the rounded mean or is rounded itself.';`);
  }

  override down(): void {
    this.addSql(`
      alter table hub.published_cell drop column amount;
      alter table hub.published_table drop column homes_expected, drop column homes_reporting;
      alter table hub.counted_month drop column dimensions, drop column homes_expected, drop column homes_reporting;`);
  }
}
