import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const kinds = ['BREAK_GLASS', 'CLAIM', 'NEW_RELATIONSHIP'];
const oneOf = (names: readonly string[]) => `check (kind in (${names.map((name) => `'${name}'`).join(', ')}))`;
const now = (row: string) => `${row}.since <= now() and (${row}.until is null or ${row}.until > now())`;

/** Nobody loses a resident from sight without a sign: whom an objection shuts out is told, and so is who recorded it. */
export class ObjectionsTold extends Migration {
  override name = '20261122001610_objections_told';

  override up(): void {
    this.addSql(`
      create table hub.objection_told (
        objection text primary key references hub.objection_kind (name),
        ends int not null,
        named int not null
      );
      comment on table hub.objection_told is
        'By the agreement in force: the relationships that an objection ends, and those by which a privacy officer may know of whom.';
      grant select on hub.objection_told to caregraph_register;

      alter table hub.privacy_alert
        alter about_id drop not null, alter relationship drop not null, alter nhs_number drop not null,
        drop constraint privacy_alert_kind_check,
        add constraint privacy_alert_kind_check ${oneOf([...kinds, 'OBJECTION'])},
        add constraint privacy_alert_of_whom check (
          kind = 'OBJECTION' or about_id is not null and relationship is not null and nhs_number is not null
        );`);
    this.addSql(`
      create function hub.objection_arrived() returns trigger language plpgsql ${definer} as $$
      begin
        if coalesce(${loadingInBulk}, false) then
          return null;
        end if;
        with made as (
          select arrived.author_id, arrived.against_id, arrived.resident_id, resident.nhs_number, kind.bit,
            told.ends, told.named
          from arrived
          join hub.objection_told told on told.objection = arrived.kind
          join hub.objection_kind kind on kind.name = arrived.kind
          join public.resident on resident.id = arrived.resident_id
          where arrived.valid_until is null and arrived.withdrawn_on is null
        ),
        -- Those who still see the resident by another relationship are not shut out, nor those who were already.
        shut_out as (
          select distinct on (made.resident_id, related.organisation_id)
            made.*, related.organisation_id, related.kind as relationship, related.bit & made.named <> 0 as may_know
          from made
          join hub.relationship related on related.resident_id = made.resident_id and ${now('related')}
            and related.bit & made.ends <> 0 and related.objections & made.bit = 0
            and related.organisation_id <> made.author_id
            and (made.against_id is null or made.against_id = related.organisation_id)
          where not exists (
            select from hub.relationship other
            where other.resident_id = made.resident_id and other.organisation_id = related.organisation_id
              and ${now('other')} and other.bit & made.ends = 0
          )
          order by made.resident_id, related.organisation_id, may_know desc, related.kind
        )
        insert into hub.privacy_alert
          (organisation_id, about_id, kind, relationship, nhs_number, made_by, role, resident_id)
        select shut_out.organisation_id,
          -- An enquirer is not named: it would warn whoever is enquired about. Home and practice are known to be there.
          case when exists (
            select from hub.relationship author
            where author.organisation_id = shut_out.author_id and author.resident_id = shut_out.resident_id
              and author.kind in ('home.current', 'practice.registered') and ${now('author')}
          ) then shut_out.author_id end,
          'OBJECTION', shut_out.relationship, case when shut_out.may_know then shut_out.nhs_number end, null, null,
          shut_out.resident_id
        from shut_out
        union all
        -- Whether or not it shut anybody out: that would tell of others' relationships.
        select made.author_id, made.author_id, 'OBJECTION', null, case when known.known then made.nhs_number end,
          case when known.known then nullif(current_setting('hub.user', true), '') end,
          case when known.known then nullif(current_setting('hub.user_role', true), '') end, made.resident_id
        from made
        cross join lateral (
          select exists (
            select from hub.relationship author
            where author.organisation_id = made.author_id and author.resident_id = made.resident_id
              and author.bit & made.named <> 0 and ${now('author')}
          ) as known
        ) known;
        return null;
      end $$;
      comment on function hub.objection_arrived is
        'Tells the privacy officers of those whom an objection shuts out, and of whoever recorded it.';
      alter function hub.objection_arrived owner to caregraph_register;
      revoke execute on function hub.objection_arrived from public;
      -- Before the register follows: by its name it comes first, while the relationships still stand.
      create trigger objection_told after insert on objection referencing new table as arrived
        for each statement execute function hub.objection_arrived();`);
  }

  override down(): void {
    this.addSql(`
      drop trigger objection_told on objection;
      drop function hub.objection_arrived;
      delete from hub.privacy_alert where kind = 'OBJECTION';
      alter table hub.privacy_alert
        drop constraint privacy_alert_of_whom, drop constraint privacy_alert_kind_check,
        add constraint privacy_alert_kind_check ${oneOf(kinds)},
        alter about_id set not null, alter relationship set not null, alter nhs_number set not null;
      drop table hub.objection_told;`);
  }
}
