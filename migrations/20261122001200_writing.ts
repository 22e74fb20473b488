import { Migration } from '@mikro-orm/migrations';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const everyAgency = `${agencies}, caregraph_dashboard`;
const ownOrganisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid)`;
const definer = 'security definer set search_path = pg_catalog, pg_temp';
const versioned = [
  ...['resident', 'gp_registration', 'practice_agreement', 'placement', 'absence', 'funding_component', 'care_plan'],
  ...['clinical_summary', 'personal_summary', 'incident', 'hospital_stay', 'trust_contact', 'safeguarding_enquiry'],
  'objection',
];

/** What agencies need to write by themselves: who may, once for each key, and nothing overwritten. */
export class Writing extends Migration {
  override name = '20261122001200_writing';

  override up(): void {
    this.addSql(`
      create table hub.writing (subject text primary key, relationships int not null);
      comment on table hub.writing is
        'Rows of a subject may be written about residents to whom the writer stands in one of these relationships.';
      grant select on hub.writing to ${everyAgency};
      create function hub.writing_of(wanted_subject text) returns int
        language sql stable parallel safe
        return coalesce((select relationships from hub.writing where subject = wanted_subject), 0);
      comment on function hub.writing_of is 'The relationships that let rows of a subject be written; none if not stated.';
      revoke execute on function hub.writing_of from public;
      grant execute on function hub.writing_of to ${everyAgency};`);

    this.addSql(`
      create table hub.idempotency (
        organisation_id uuid not null references organisation (id),
        key text not null,
        mark text not null,
        answer jsonb,
        made_at timestamptz not null default now(),
        primary key (organisation_id, key)
      );
      comment on table hub.idempotency is
        'Requests that an organisation has made under a key of its own: a keyed digest of each, and what came of it without any personal value.';
      create index idempotency_by_age on hub.idempotency (made_at);
      alter table hub.idempotency enable row level security;
      alter table hub.idempotency force row level security;
      create policy idempotency_own on hub.idempotency to ${everyAgency}
        using (organisation_id = ${ownOrganisation}) with check (organisation_id = ${ownOrganisation});
      create policy idempotency_owner on hub.idempotency to caregraph_owner using (true);
      grant select (organisation_id, key, mark, answer), insert (organisation_id, key, mark), update (answer)
        on hub.idempotency to ${everyAgency};`);

    for (const table of versioned) this.addSql(`alter table "${table}" add "former_of" uuid null`);
    this.addSql(`
      create function hub.keep_former_version() returns trigger language plpgsql ${definer} as $$
      declare
        kept text;
      begin
        select string_agg(quote_ident(attribute.attname), ', ') into kept from pg_attribute attribute
        where attribute.attrelid = tg_relid and attribute.attnum > 0 and not attribute.attisdropped
          and attribute.attgenerated = '' and attribute.attname not in ('id', 'valid_until', 'former_of');
        execute format(
          'insert into %I.%I (id, valid_until, former_of, %s)
            select gen_random_uuid(), now(), former.id, %s from (select ($1).*) former',
          tg_table_schema, tg_table_name, kept, kept) using old;
        new.version := old.version + 1;
        new.recorded_at := now();
        new.valid_from := now();
        return new;
      end $$;
      comment on function hub.keep_former_version is
        'Before an agency changes a row: keeps what it was as a superseded row of its own, and counts the version.';
      alter function hub.keep_former_version owner to caregraph_register;
      revoke execute on function hub.keep_former_version from public;`);

    this.addSql(`
      alter table "objection" add "withdrawal_decided_by" text null;
      alter table "objection" add constraint "objection_withdrawal_decided" check (withdrawal_decided_by is null or withdrawn_on is not null);
      alter table "objection" add constraint "objection_withdrawal_decided_by_check" check ("withdrawal_decided_by" in ('RESIDENT', 'ATTORNEY', 'BEST_INTERESTS'));
      grant insert on objection to caregraph_register;
      create trigger former_version_kept before update on objection for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.keep_former_version();
      create policy "objection_recorded" on "objection" for insert to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" with check (objection.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and objection.valid_until is null and objection.former_of is null
      and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = objection.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & (select hub.writing_of('Objection')) <> 0));
      create policy "objection_amended" on "objection" for update to "caregraph_home", "caregraph_practice", "caregraph_trust", "caregraph_council", "caregraph_icb" using (objection.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and objection.valid_until is null and objection.former_of is null
      and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = objection.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & (select hub.writing_of('Objection')) <> 0)) with check (objection.author_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif") and objection.valid_until is null and objection.former_of is null
      and exists (select from hub.relationship related
      where related.organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")
      and related.resident_id = objection.resident_id
      and related.since <= now() and (related.until is null or related.until > now())
      and related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & (select hub.writing_of('Objection')) <> 0));
      create policy "objection_kept" on "objection" for insert to "caregraph_register" with check (objection.valid_until is not null and objection.former_of is not null);`);
  }

  override down(): void {
    for (const name of ['recorded', 'amended', 'kept']) this.addSql(`drop policy "objection_${name}" on "objection"`);
    this.addSql(`
      drop trigger former_version_kept on objection;
      revoke insert on objection from caregraph_register;
      alter table "objection" drop column "withdrawal_decided_by";
      drop function hub.keep_former_version;`);
    for (const table of versioned) this.addSql(`alter table "${table}" drop column "former_of"`);
    this.addSql('drop table hub.idempotency');
    this.addSql('drop function hub.writing_of');
    this.addSql('drop table hub.writing');
  }
}
