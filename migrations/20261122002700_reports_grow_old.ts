import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;

const enterReports = (waiting: string) => `
      create or replace function hub.enter_reports() returns trigger language plpgsql ${definer} as $$
      declare
        waiting record;
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;
        for waiting in
          select made.id, made.organisation_id, made.council_id, made.report, made.made_at, arrived.id as person
          from arrived
          join hub.safeguarding_report made on made.nhs_number = arrived.nhs_number and made.concern_id is null
            and made.date_of_birth = arrived.date_of_birth and hub.same_name(made.family_name, arrived.family_name)
          where arrived.valid_until is null${waiting}
        loop
          update hub.safeguarding_report
          set resident_id = waiting.person,
            concern_id = hub.enter_concern(waiting.person, waiting.organisation_id, waiting.report,
              coalesce(hub.council_of(waiting.person), waiting.council_id), waiting.made_at)
          where id = waiting.id;
        end loop;
        return null;
      end $$;`;

/**
 * What was reported of somebody whom the hub did not know opens that person's record to a council that the reporter chose:
 * not years later, when two who conspire might long have forgotten what they said of whom. The council keeps the report.
 */
export class ReportsGrowOld extends Migration {
  override name = '20261122002700_reports_grow_old';

  override up(): void {
    this.addSql(enterReports(` and made.made_at > now() - interval '30 days'`));
    this.addSql(
      `comment on function hub.enter_reports is 'Raises what was reported of people in the month before they came to the hub.'`,
    );
  }

  override down(): void {
    this.addSql(enterReports(''));
  }
}
