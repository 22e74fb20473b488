import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** By which day something must be ready, as the agreement in force counts its days. */
export class Clocks extends Migration {
  override name = '20261122002870_clocks';

  override up(): void {
    this.addSql(`
      create table hub.clock (
        name text primary key,
        days int not null check (days between 1 and 366),
        working boolean not null,
        review_months int not null check (review_months between 1 and 60)
      );
      comment on table hub.clock is
        'Within how many days of an arrival what is due, and after how many months again, as the agreement in force says.';
      create table hub.bank_holiday (day date primary key, name text not null);
      comment on table hub.bank_holiday is 'Bank holidays in England and Wales, as GOV.UK publishes them.';
      grant select on hub.clock, hub.bank_holiday to caregraph_register, caregraph_backup;`);
    this.addSql(`
      create function hub.days_after(arrived date, days int, working boolean) returns date
        language sql stable ${definer}
        return case when working then (
          select counted.day::date
          from generate_series(arrived + 1, arrived + 2 * days + 30, interval '1 day') counted (day)
          where extract(isodow from counted.day) < 6
            and not exists (select from hub.bank_holiday where bank_holiday.day = counted.day::date)
          order by counted.day offset days - 1 limit 1
        ) else arrived + days end;
      comment on function hub.days_after is
        'The day so many days after another, which is not counted itself; of working days, neither are weekends and bank holidays.';

      create function hub.plan_due(wanted text, arrived date, done date, earlier date) returns date
        language sql stable ${definer}
        return (
          select case
            when done is null or done < arrived then hub.days_after(arrived, clock.days, clock.working)
            else least(earlier, (done + make_interval(months => clock.review_months))::date) end
          from hub.clock where clock.name = wanted
        );
      comment on function hub.plan_due is
        'By when a plan or review is due: within the clock of the arrival, or, once made since, when it is to be gone through again; earlier if so agreed.';

      create function hub.plan_status(declined date, arrived date, gone date, done date, due date) returns text
        language sql stable parallel safe
        return case
          when declined >= coalesce(arrived, declined) then 'DECLINED'
          when due < least((now() at time zone 'Europe/London')::date, gone) then 'OVERDUE'
          when done is null or done < arrived then 'DUE'
          when due - 30 <= least((now() at time zone 'Europe/London')::date, gone) then 'REVIEW_DUE'
          else 'IN_PLACE' end;
      comment on function hub.plan_status is
        'How a plan or review stands today in England, or stood when the resident left: the one place where this is decided.';`);
    for (const name of ['days_after', 'plan_due']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    this.addSql(`
      revoke execute on function hub.plan_status from public;
      grant execute on function hub.plan_status to caregraph_home, caregraph_practice, caregraph_trust, caregraph_council,
        caregraph_icb;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.plan_status, hub.plan_due, hub.days_after;
      drop table hub.bank_holiday, hub.clock;`);
  }
}
