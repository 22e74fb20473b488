import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const residentsTold = (disclosed: (column: string) => string) => `
        select claim.id, claim.resident_id${disclosed('false')} from hub.claim
        where claim.id = any (claims) and claim.resident_id is not null
        union all
        select report.id, report.resident_id${disclosed('false')} from hub.safeguarding_report report
        where report.id = any (claims) and report.resident_id is not null
        union all
        -- The alert to the claimant's own officer names no resident, so that it tells no more than others do.
        select alert.id, coalesce(alert.resident_id, claim.resident_id)${disclosed('alert.resident_id is not null')}
        from hub.privacy_alert alert
        left join hub.claim on claim.id = alert.claim_id
        where alert.id = any (alerts) and coalesce(alert.resident_id, claim.resident_id) is not null
        union all
        select release.id, release.resident_id${disclosed('true')} from hub.release where release.id = any (alerts)`;
const grantTold = `
      alter function hub.residents_told owner to caregraph_register;
      revoke execute on function hub.residents_told from public;
      grant execute on function hub.residents_told to caregraph_recorder;`;

/** Whom an entry is about and the asking organisation was not told of, and who may ask about the access record. */
export class Undisclosed extends Migration {
  override name = '20261122002450_undisclosed';

  override up(): void {
    this.addSql(`
      create table hub.question (
        name text not null,
        agency text not null,
        purpose text not null,
        primary key (name, agency, purpose)
      );
      comment on table hub.question is 'What agencies may ask and for which purposes, by the agreement in force.';
      grant select on hub.question to caregraph_auditor, caregraph_backup;
      grant select (agency) on organisation to caregraph_auditor;

      alter table hub.access_entry add column undisclosed uuid[];
      comment on column hub.access_entry.undisclosed is
        'Of the residents those whom the asking organisation was not told to be known to the hub: whom it named in a claim or a report.';
      grant insert (undisclosed) on hub.access_entry to caregraph_recorder;

      drop function hub.residents_told;
      create function hub.residents_told(claims uuid[], alerts uuid[])
        returns table (id uuid, resident uuid, disclosed boolean)
        language sql stable ${definer} as $$${residentsTold((column) => `, ${column}`)}
      $$;
      comment on function hub.residents_told is
        'Whom these claims and reports, alerts and releases are about, as far as the hub knows the person, and whether whoever reads them is told that it does: for the access record alone.';
      ${grantTold}`);

    // A claim's entry lies in its own transaction: by that the two are found together. What is there already has none.
    for (const table of ['claim', 'safeguarding_report']) {
      this.addSql(`
        alter table hub.${table} add column written_by xid8;
        alter table hub.${table} alter column written_by set default pg_current_xact_id();
        grant select (organisation_id, nhs_number, made_at, written_by) on hub.${table} to caregraph_auditor;
        create policy ${table}_auditor on hub.${table} for select to caregraph_auditor using (true);`);
    }
  }

  override down(): void {
    for (const table of ['claim', 'safeguarding_report']) {
      this.addSql(`
        drop policy ${table}_auditor on hub.${table};
        revoke select (organisation_id, nhs_number, made_at) on hub.${table} from caregraph_auditor;
        alter table hub.${table} drop column written_by;`);
    }
    this.addSql(`
      drop function hub.residents_told;
      create function hub.residents_told(claims uuid[], alerts uuid[]) returns table (id uuid, resident uuid)
        language sql stable ${definer} as $$${residentsTold(() => '')}
      $$;
      ${grantTold}
      alter table hub.access_entry drop column undisclosed;
      revoke select (agency) on organisation from caregraph_auditor;
      drop table hub.question;`);
  }
}
