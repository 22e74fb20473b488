import { Migration } from '@mikro-orm/migrations';
import { takenBack } from './20261122003151_claims_taken_back.ts';
import { referredNoMore } from './20261122003152_referrals_of_nobody.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;

const helpers = ['hold_patients', 'patient_of_visit'];

/** What a feed writes: the table, the kind of a claim that it bears out, the columns it fills and those it looks at besides. */
const facts = [
  {
    table: 'hospital_stay',
    kind: 'STAY',
    fills: 'admitted_at, discharged_at, admission_method, destination',
    sees: '',
  },
  {
    table: 'emergency_attendance',
    kind: 'ATTENDANCE',
    fills: 'arrived_at, departed_at, outcome',
    sees: ', called_at, conveyed_at',
  },
] as const;

/** Only the importer works on it, of one organisation at a time. */
const workedOn = (table: string) => `
      alter table hub.${table} enable row level security;
      alter table hub.${table} force row level security;
      create policy ${table}_importer on hub.${table} to caregraph_importer
        using (organisation_id = ${own}) with check (organisation_id = ${own});
      create policy ${table}_owner on hub.${table} to caregraph_owner using (true);
      create policy ${table}_backup on hub.${table} for select to caregraph_backup using (true);
      grant select on hub.${table} to caregraph_backup;`;

/** What trusts tell by message of the visits of residents, and which stay or attendance each visit is. */
export class MessagesOfTrusts extends Migration {
  override name = '20261122003440_messages_of_trusts';

  override up(): void {
    this.addSql(`
      create table hub.adt_event (
        organisation_id uuid not null references organisation (id),
        visit text not null,
        source text not null,
        control_id text not null,
        digest uuid not null,
        resident_id uuid not null references resident (id) on delete cascade,
        event text not null check (event in ('A01', 'A03', 'A04', 'A08', 'A11', 'A13')),
        class text check (class in ('I', 'E')),
        said_at timestamptz not null,
        written_at timestamptz not null,
        began_at timestamptz,
        ended_at timestamptz,
        method text,
        destination text,
        outcome text,
        import_id uuid not null references hub.import (id),
        line int not null check (line > 0),
        recorded_at timestamptz not null default now(),
        primary key (organisation_id, visit, source, control_id, digest)
      );
      comment on table hub.adt_event is
        'What trusts told by message of visits of residents: of all of it together, in whatever order it came, the course of a visit is reckoned.';
      comment on column hub.adt_event.source is 'Which system of the trust wrote it: each counts its messages for itself.';
      comment on column hub.adt_event.class is 'Null of a discharge or a cancellation under a class that opens no visit.';
      create index adt_event_of_resident on hub.adt_event (resident_id);
      create index adt_event_of_import on hub.adt_event (import_id);

      create table hub.adt_visit (
        organisation_id uuid not null references organisation (id),
        visit text not null,
        kind text not null check (kind in ('STAY', 'ATTENDANCE')),
        resident_id uuid not null references resident (id) on delete cascade,
        record_id uuid not null unique,
        began_at timestamptz not null,
        ended_at timestamptz,
        method text,
        result text,
        primary key (organisation_id, visit, kind)
      );
      comment on table hub.adt_visit is
        'Which stay or attendance a visit is, and what the messages said of it last: where a user has put in something else since, that stands.';
      create index adt_visit_of_resident on hub.adt_visit (resident_id);
      ${workedOn('adt_event')}
      ${workedOn('adt_visit')}
      grant select, insert on hub.adt_event to caregraph_importer;
      grant select, insert, delete on hub.adt_visit to caregraph_importer;
      grant update (began_at, ended_at, method, result) on hub.adt_visit to caregraph_importer;
      create policy adt_event_register on hub.adt_event for select to caregraph_register using (true);
      grant select (organisation_id, visit, resident_id) on hub.adt_event to caregraph_register;

      create function hub.hold_patients(numbers text[], visits text[]) returns void language plpgsql volatile ${definer} as $$
      begin
        perform hub.hold_numbers(array(
          select number from unnest(numbers) number
          union
          select resident.nhs_number from hub.adt_event told join public.resident on resident.id = told.resident_id
          where told.organisation_id = ${own} and told.visit = any (visits) and resident.nhs_number is not null));
      end $$;
      comment on function hub.hold_patients is
        'As hub.hold_numbers, of these people and of those of whom the trust has told these visits before.';

      create function hub.patient_of_visit(number text, visit_number text) returns uuid
        language sql stable ${definer}
        return (
          select resident.id from hub.adt_event told join public.resident on resident.id = told.resident_id
          where told.organisation_id = ${own} and told.visit = visit_number
            and resident.nhs_number = number and resident.valid_until is null
          limit 1
        );
      comment on function hub.patient_of_visit is
        'The resident with this number of whom the trust has told this visit before, by name and birthday too, or nobody.';
      ${helpers.map((name) => `alter function hub.${name} owner to caregraph_register; revoke execute on function hub.${name} from public;`).join('\n      ')}
      grant execute on function hub.person_named, hub.hold_patients, hub.patient_of_visit to caregraph_importer;`);
    for (const { table, kind, fills, sees } of facts) {
      const name = `${kind.toLowerCase()}_cancelled`;
      this.addSql(`
      create policy "${table}_fed" on "${table}" to "caregraph_importer"
        using (${table}.trust_id = ${own}) with check (${table}.author_id = ${own} and ${table}.trust_id = ${own});
      grant select (id, author_id, resident_id, trust_id, ${fills}, valid_until${sees}),
        insert (id, author_id, resident_id, trust_id, ${fills}), update (${fills}, valid_until, withdrawal_reason)
        on ${table} to caregraph_importer;

      create function hub.${name}() returns trigger language plpgsql ${definer} as $$
      declare
        own uuid := new.trust_id;
        standing record := new;
      begin
        update hub.relationship set until = now()
        where organisation_id = own and resident_id = standing.resident_id and until > now() and since < now()
          and evidence in (
            select 'claim:' || claim.id from hub.claim
            where claim.organisation_id = own and claim.kind = '${kind}' and claim.resident_id = standing.resident_id);
        ${takenBack(table, kind).trim()}
        ${referredNoMore.trim()}
        return null;
      end $$;
      comment on function hub.${name} is
        'What follows where a feed takes back what it told: the same as where a user of the trust does.';
      alter function hub.${name} owner to caregraph_register;
      revoke execute on function hub.${name} from public;
      create trigger taken_back_by_feed after update of valid_until on ${table} for each row
        when (old.valid_until is null and new.valid_until is not null
          and current_setting('role') = 'caregraph_importer')
        execute function hub.${name}();`);
    }
    this.addSql('select hub.let_eraser_in()');
  }

  override down(): void {
    for (const { table, kind } of facts) {
      this.addSql(`
      drop trigger taken_back_by_feed on ${table};
      drop function hub.${kind.toLowerCase()}_cancelled;
      drop policy "${table}_fed" on "${table}";
      revoke all on ${table} from caregraph_importer;`);
    }
    this.addSql(`
      revoke execute on function hub.person_named from caregraph_importer;
      drop function ${helpers.map((name) => `hub.${name}`).join(', ')};
      drop table hub.adt_visit, hub.adt_event;`);
  }
}
