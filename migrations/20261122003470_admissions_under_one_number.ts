import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;

const patientOfVisit = (named: string) => `
      create or replace function hub.patient_of_visit(number text, visit_number text) returns uuid
        language sql stable ${definer}
        return (
          select resident.id from hub.adt_event told join public.resident on resident.id = told.resident_id
          where told.organisation_id = ${own} and told.visit = visit_number
            and resident.nhs_number = ${named} and resident.valid_until is null
          limit 1
        );`;

/** Of a split match a record must still be found by its key. */
const moved = (from: readonly string[], to: readonly string[]) => {
  const key = (columns: readonly string[]) =>
    `jsonb_build_object(${columns.map((column) => `'${column}', l.${column}`).join(', ')})`;
  return `
      update hub.moved_record moved set key = ${key(to)} from hub.adt_visit l
      where moved.moved_in = 'hub.adt_visit' and moved.key = ${key(from)};`;
};
const byVisit = ['organisation_id', 'visit', 'kind'];
const byRecord = ['record_id'];

/** A number of a visit that a hospital uses again is of several admissions, each of which is recorded. */
export class AdmissionsUnderOneNumber extends Migration {
  override name = '20261122003470_admissions_under_one_number';

  override up(): void {
    this.addSql(`
      alter table hub.adt_event add said_twice boolean not null default false;
      comment on column hub.adt_event.said_twice is
        'It was recorded in the hour that comes twice in the autumn, and does not say in which of both: said_at is the first.';
      ${moved(byVisit, byRecord).trim()}
      alter table hub.adt_visit drop constraint adt_visit_pkey, drop constraint adt_visit_record_id_key,
        add primary key (record_id);
      -- Keys alone are read where two are made one.
      revoke select (visit, kind) on hub.adt_visit from caregraph_merger;
      create index adt_visit_of_number on hub.adt_visit (organisation_id, visit);
      comment on table hub.adt_visit is
        'Which stays and attendances are recorded under the number of a visit, and what the messages said of each last: where a user has put in something else since, that stands.';
      ${patientOfVisit('hub.number_in_force(number)').trim()}`);
  }

  override down(): void {
    this.addSql(`
      ${patientOfVisit('number').trim()}
      comment on table hub.adt_visit is
        'Which stay or attendance a visit is, and what the messages said of it last: where a user has put in something else since, that stands.';
      drop index hub.adt_visit_of_number;
      grant select (visit, kind) on hub.adt_visit to caregraph_merger;
      -- The first under a number is that of which it was told before.
      delete from hub.adt_visit l using hub.adt_visit other
      where (other.organisation_id, other.visit, other.kind) = (l.organisation_id, l.visit, l.kind)
        and (other.began_at, other.record_id) < (l.began_at, l.record_id);
      ${moved(byRecord, byVisit).trim()}
      alter table hub.adt_visit drop constraint adt_visit_pkey, add primary key (organisation_id, visit, kind),
        add unique (record_id);
      alter table hub.adt_event drop column said_twice;`);
  }
}
