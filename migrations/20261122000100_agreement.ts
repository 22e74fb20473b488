import { Migration } from '@mikro-orm/migrations';
import { objectionBits, relationshipBits } from '../src/agreement/relationships.ts';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const everyAgency = `${agencies}, caregraph_dashboard`;
const ownOrganisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid)`;
const valuesOf = (bits: Record<string, number>) =>
  Object.entries(bits)
    .map(([name, bit]) => `('${name}', ${bit})`)
    .join(', ');

/** What row policies read: the register of relationships, and what the agreement in force opens. */
export class Agreement extends Migration {
  override name = '20261122000100_agreement';

  override up(): void {
    this.addSql(`
      create function hub.nhs_number_is_valid(number text) returns boolean
        language sql immutable parallel safe
        return case when number ~ '^[0-9]{10}$' then (
          select (11 - sum(substr(number, place, 1)::int * (11 - place)) % 11) % 11
          from pg_catalog.generate_series(1, 9) as place
        ) = substr(number, 10, 1)::int else number is null end;
      comment on function hub.nhs_number_is_valid is 'Ten digits, the last of them the check digit modulo 11.';

      create function hub.start_of_day(day date) returns timestamptz
        language sql immutable parallel safe
        return day::timestamp at time zone 'Europe/London';
      comment on function hub.start_of_day is 'Midnight in England, with which a day of a dated fact begins.';`);

    this.addSql(`
      create table hub.relationship_kind (
        name text primary key,
        bit int not null unique check (bit > 0 and bit & (bit - 1) = 0),
        unique (name, bit)
      );
      comment on table hub.relationship_kind is 'A reason why an organisation may see a resident, with its bit of a mask.';
      insert into hub.relationship_kind (name, bit) values ${valuesOf(relationshipBits)};

      create table hub.objection_kind (
        name text primary key,
        bit int not null unique check (bit > 0 and bit & (bit - 1) = 0)
      );
      comment on table hub.objection_kind is 'What a resident may object to, with its bit of a mask.';
      insert into hub.objection_kind (name, bit) values ${valuesOf(objectionBits)};`);

    this.addSql(`
      create table hub.relationship (
        organisation_id uuid not null,
        resident_id uuid not null,
        kind text not null,
        bit int not null,
        since timestamptz not null,
        until timestamptz,
        evidence text not null,
        reason text,
        objections int not null default 0,
        primary key (organisation_id, resident_id, kind, evidence, since),
        foreign key (kind, bit) references hub.relationship_kind (name, bit),
        constraint relationship_in_order check (until > since),
        constraint relationship_emergency_ends check (
          kind not like '%.emergency'
          or reason is not null and until is not null and until - since <= interval '24 hours'
        )
      );
      comment on table hub.relationship is
        'Why an organisation may see a resident, from when until when; nothing else opens a record.';
      create index relationship_covering on hub.relationship (organisation_id, resident_id)
        include (bit, since, until, objections);
      create index relationship_of_resident on hub.relationship (resident_id);

      alter table hub.relationship enable row level security;
      alter table hub.relationship force row level security;
      create policy relationship_own on hub.relationship for select to ${agencies}
        using (organisation_id = ${ownOrganisation});
      create policy relationship_owner on hub.relationship to caregraph_owner using (true);
      create policy relationship_register on hub.relationship to caregraph_register using (true);
      create policy relationship_measures on hub.relationship for select to caregraph_measures using (true);
      grant select (organisation_id, resident_id, kind, bit, since, until, objections)
        on hub.relationship to ${agencies}, caregraph_measures;
      grant select, insert, update, delete on hub.relationship to caregraph_register;
      grant select on hub.relationship_kind, hub.objection_kind to caregraph_register;`);

    this.addSql(`
      create table hub.opening (
        subject text not null,
        record_bits int not null,
        relationships int not null,
        primary key (subject, record_bits)
      );
      comment on table hub.opening is
        'Rows of a subject are open to these relationships; with record bits, only rows that have all of them.';
      grant select on hub.opening to ${everyAgency};

      create function hub.opening_of(wanted_subject text, wanted_bits int) returns int
        language sql stable parallel safe
        return coalesce(
          (select relationships from hub.opening where subject = wanted_subject and record_bits = wanted_bits), 0);
      comment on function hub.opening_of is 'The relationships to which rows of a subject are open; none if not stated.';
      revoke execute on function hub.opening_of from public;
      grant execute on function hub.opening_of to ${everyAgency}, caregraph_hub;

      create table hub.agreement_version (
        hash text primary key,
        title text not null,
        body text not null,
        applied_at timestamptz not null default now(),
        applied_by text not null
      );
      comment on table hub.agreement_version is 'Every version of the agreement that was ever in force here.';
      create table hub.agreement_in_force (
        "only" boolean primary key default true check ("only"),
        hash text not null references hub.agreement_version (hash)
      );
      comment on table hub.agreement_in_force is 'The one version that holds now.';
      create table hub.signed_organisation (code text primary key);
      comment on table hub.signed_organisation is 'Who has signed the version in force; others see nothing.';
      grant select on hub.signed_organisation, hub.agreement_in_force to caregraph_hub;

      create function hub.assert_agreement(wanted text) returns void
        language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
      begin
        if not exists (select from hub.agreement_in_force where hash = wanted) then
          raise exception 'another version of the agreement is in force' using errcode = 'HA001';
        end if;
      end $$;
      comment on function hub.assert_agreement is 'Fails with HA001 unless this version of the agreement is in force.';
      grant select on hub.agreement_in_force to caregraph_register;
      alter function hub.assert_agreement owner to caregraph_register;
      revoke execute on function hub.assert_agreement from public;
      grant execute on function hub.assert_agreement to ${everyAgency}, caregraph_hub;`);
  }

  override down(): void {
    this.addSql('drop function hub.assert_agreement, hub.opening_of, hub.start_of_day, hub.nhs_number_is_valid');
    this.addSql('drop table hub.signed_organisation, hub.agreement_in_force, hub.agreement_version, hub.opening');
    this.addSql('drop table hub.relationship, hub.objection_kind, hub.relationship_kind');
  }
}
