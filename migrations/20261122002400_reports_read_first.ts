import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

const report = (read: string) => `
      create or replace function hub.report_concern(
        reporter text, in_role text, number text, born date, surname text, report jsonb, council uuid
      ) returns uuid language plpgsql volatile ${definer} as $$
      declare
        entry uuid := gen_random_uuid();
        own uuid := hub.organisation_for('reportSafeguardingConcern');
        person uuid := hub.person_named(number, born, surname);
      begin${read}
        -- Nothing is to be learnt by trying, but a council must not drown in what one user invents.
        perform pg_advisory_xact_lock(7201601, hashtext(own || ' ' || reporter));
        if (select count(*) from hub.safeguarding_report made where made.organisation_id = own
            and made.made_by = reporter and made.made_at > now() - interval '1 hour') >= 20 then
          raise exception 'too many reports of one user' using errcode = 'HA002';
        end if;
        if not exists (select from public.organisation where id = council and agency = 'council') then
          raise insufficient_privilege using message = 'a concern is raised with a council';
        end if;
        insert into hub.safeguarding_report (id, organisation_id, council_id, made_by, role, nhs_number, date_of_birth,
          family_name, report, resident_id, concern_id)
        values (entry, own, council, reporter, in_role, number, born, surname, report, person,
          case when person is not null then
            hub.enter_concern(person, own, report, coalesce(hub.council_of(person), council), now()) end);
        return entry;
      end $$;`;

/** A report that cannot become a concern is refused whomever it is about, and keeps nobody from coming to the hub. */
export class ReportsReadFirst extends Migration {
  override name = '20261122002400_reports_read_first';

  override up(): void {
    this.addSql(
      report(`
        -- Before anything depends on whether the hub knows the person: what fails would tell, now or when the person comes.
        perform (report ->> 'occurredAt')::timestamptz, (report ->> 'ongoingSince')::date,
          array(select jsonb_array_elements_text(report -> 'kinds'));`),
    );
  }

  override down(): void {
    this.addSql(report(''));
  }
}
