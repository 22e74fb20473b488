import { Migration } from '@mikro-orm/migrations';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const ownOrganisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid)`;

/** A table of which each organisation reads its own rows, and only functions write. */
const own = (table: string, columns: string) => `
      alter table hub.${table} enable row level security;
      alter table hub.${table} force row level security;
      create policy ${table}_own on hub.${table} for select to ${agencies} using (organisation_id = ${ownOrganisation});
      create policy ${table}_owner on hub.${table} to caregraph_owner using (true);
      create policy ${table}_register on hub.${table} to caregraph_register using (true);
      grant select (${columns}) on hub.${table} to ${agencies};
      grant select, insert, update on hub.${table} to caregraph_register;`;

/** What users say of people whom their organisation does not know yet, and who is told of it. */
export class Claims extends Migration {
  override name = '20261122001310_claims';

  override up(): void {
    this.addSql(`
      create table hub.mutation (
        name text not null,
        agency text not null,
        hours int check (hours between 1 and 24),
        primary key (name, agency)
      );
      comment on table hub.mutation is
        'What agencies may call at all, by the agreement in force; for an emergency, for how many hours.';
      grant select on hub.mutation to caregraph_register;

      create table hub.claim (
        id uuid primary key,
        organisation_id uuid not null references organisation (id),
        made_by text not null,
        role text not null,
        kind text not null check (kind in ('EMERGENCY', 'REGISTRATION', 'STAY')),
        nhs_number text not null,
        date_of_birth date not null,
        family_name text not null,
        reason text not null check (length(reason) between 1 and 500),
        since timestamptz check (since <= made_at),
        admission_method text check (admission_method ~ '^[1-8][0-9A-D]$'),
        made_at timestamptz not null default now(),
        opens_until timestamptz not null,
        opened boolean not null,
        conflict boolean not null,
        confirmed_at timestamptz,
        resident_id uuid references resident (id) on delete cascade,
        constraint claim_dated check ((kind = 'EMERGENCY') = (since is null)),
        constraint claim_of_stay check ((kind = 'STAY') = (admission_method is not null)),
        constraint claim_ends check (opens_until > made_at and opens_until - made_at <= interval '24 hours'),
        constraint claim_in_conflict_opens_nothing check (not (opened and conflict)),
        constraint claim_opens_somebody check (not opened or resident_id is not null)
      );
      comment on table hub.claim is
        'What a user said of a person to be let in: an emergency, a registration or a stay; in the words in which it was said.';
      create index claim_newest on hub.claim (organisation_id, made_at desc, id);
      create index claim_of_resident on hub.claim (resident_id);
      create index claim_by_number on hub.claim (nhs_number);
      ${own(
        'claim',
        `id, organisation_id, made_by, role, kind, nhs_number, date_of_birth, family_name, reason, since,
        admission_method, made_at, opens_until, opened, conflict, confirmed_at`,
      )}

      create table hub.privacy_alert (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        about_id uuid not null references organisation (id),
        kind text not null check (kind in ('BREAK_GLASS', 'CLAIM', 'NEW_RELATIONSHIP')),
        relationship text not null references hub.relationship_kind (name),
        nhs_number text not null,
        reason text,
        made_by text,
        role text,
        raised_at timestamptz not null default now(),
        until timestamptz,
        outcome text check (outcome in ('JUSTIFIED', 'NOT_JUSTIFIED')),
        note text,
        reviewed_at timestamptz,
        reviewed_by text,
        claim_id uuid references hub.claim (id) on delete cascade,
        resident_id uuid references resident (id) on delete cascade,
        constraint privacy_alert_reviewed check ((outcome is null) = (reviewed_at is null))
      );
      comment on table hub.privacy_alert is
        'What the privacy officer of one organisation is told: who was let in, or asked to be, to whose record and why.';
      create index privacy_alert_newest on hub.privacy_alert (organisation_id, raised_at desc, id);
      create index privacy_alert_unreviewed on hub.privacy_alert (organisation_id, raised_at)
        where kind = 'BREAK_GLASS' and organisation_id = about_id and reviewed_at is null;
      create index privacy_alert_of_claim on hub.privacy_alert (claim_id);
      create index privacy_alert_of_resident on hub.privacy_alert (resident_id, raised_at);
      ${own(
        'privacy_alert',
        `id, organisation_id, about_id, kind, relationship, nhs_number, reason, made_by, role, raised_at, until, outcome,
        note, reviewed_at, reviewed_by`,
      )}

      grant select (nhs_number, date_of_birth, family_name) on resident to caregraph_register;
      grant select (resident_id, author_id, reason, from_on, to_on, valid_until) on absence to caregraph_register;
      grant insert (author_id, resident_id, trust_id, admitted_at, admission_method) on hospital_stay to caregraph_register;
      create policy "absence_register" on "absence" for select to "caregraph_register" using (true);
      create policy "hospital_stay_confirmed" on "hospital_stay" for insert to "caregraph_register" with check (hospital_stay.valid_until is null);`);
  }

  override down(): void {
    this.addSql(`
      drop policy absence_register on absence;
      drop policy hospital_stay_confirmed on hospital_stay;
      revoke insert (author_id, resident_id, trust_id, admitted_at, admission_method) on hospital_stay from caregraph_register;
      revoke select (resident_id, author_id, reason, from_on, to_on, valid_until) on absence from caregraph_register;
      revoke select (nhs_number, date_of_birth, family_name) on resident from caregraph_register;
      drop table hub.privacy_alert, hub.claim, hub.mutation;`);
  }
}
