import { Migration } from '@mikro-orm/migrations';

/** Who put which version of the agreement in force, and when; running hubs read the text of the one in force here. */
export class AgreementApplications extends Migration {
  override name = '20261122001300_agreement_applications';

  override up(): void {
    this.addSql(`
      create table hub.agreement_application (
        number bigint generated always as identity primary key,
        hash text not null references hub.agreement_version (hash),
        replaced text references hub.agreement_version (hash),
        applied_at timestamptz not null default now(),
        applied_by text not null check (applied_by <> ''),
        way text not null check (way in ('start', 'apply'))
      );
      comment on table hub.agreement_application is
        'Each time that a version of the agreement came into force: at the start of a hub, or applied by somebody.';
      insert into hub.agreement_application (hash, applied_at, applied_by, way)
        select hash, applied_at, applied_by, 'start' from hub.agreement_version order by applied_at;
      alter table hub.agreement_version drop column applied_at, drop column applied_by;
      grant select (hash, body) on hub.agreement_version to caregraph_hub;

      create function hub.keep_history() returns trigger language plpgsql as $$
      begin
        raise exception '% is history: rows are added to it and nothing else', tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      comment on function hub.keep_history is 'Refuses every change of a table to which rows are only ever added.';
      create trigger agreement_version_is_kept before update or delete or truncate on hub.agreement_version
        for each statement execute function hub.keep_history();
      create trigger agreement_application_is_kept before update or delete or truncate on hub.agreement_application
        for each statement execute function hub.keep_history();`);
  }

  override down(): void {
    this.addSql(`
      drop trigger agreement_version_is_kept on hub.agreement_version;
      revoke select (hash, body) on hub.agreement_version from caregraph_hub;
      alter table hub.agreement_version
        add column applied_at timestamptz not null default now(), add column applied_by text not null default 'unknown';
      update hub.agreement_version version set applied_at = last.applied_at, applied_by = last.applied_by
        from (select distinct on (hash) hash, applied_at, applied_by from hub.agreement_application
          order by hash, number desc) last
        where last.hash = version.hash;
      drop table hub.agreement_application;
      drop function hub.keep_history;`);
  }
}
