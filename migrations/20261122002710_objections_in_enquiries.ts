import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const now = (row: string) => `${row}.since <= now() and (${row}.until is null or ${row}.until > now())`;

const arrived = (whichOwn: string) => `
      create or replace function hub.objection_arrived() returns trigger language plpgsql ${definer} as $$
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
        ) known${whichOwn};
        return null;
      end $$;`;

/**
 * That a council recorded an objection in an enquiry is not told to its own officer, whatever else it is to the resident:
 * it would tell into whom it enquires, and who does.
 */
export class ObjectionsInEnquiries extends Migration {
  override name = '20261122002710_objections_in_enquiries';

  override up(): void {
    this.addSql(arrived(` where current_setting('hub.purpose', true) is distinct from 'SAFEGUARDING'`));
  }

  override down(): void {
    this.addSql(arrived(''));
  }
}
