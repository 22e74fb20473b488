import { Migration } from '@mikro-orm/migrations';
import { recordBits, relationshipBits } from '../src/agreement/relationships.ts';
import { byConcern as formerly } from './20261122002010_safeguarding_relationships.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const since = 'related.since <= now() and (related.until is null or related.until > now())';

/** As the entity declares it; `asked` is what a council is opened by concerns that were raised with it. */
const related = (
  asked: string,
) => `safeguarding_concern.valid_until is null and exists (select from hub.relationship related
      where related.organisation_id = ${own}
      and related.resident_id = safeguarding_concern.resident_id
      and ${since}
      and (related.objections & (select coalesce(nullif(current_setting('hub.ends_with', true), ''), '0')::int as "coalesce") = 0 or related.bit & (select coalesce(nullif(current_setting('hub.never_ends', true), ''), '0')::int as "coalesce") <> 0)
      and related.bit & (select coalesce(nullif(current_setting('hub.kinds', true), ''), '0')::int as "coalesce") & ((select hub.opening_of('SafeguardingConcern', 0)) | case when safeguarding_concern.author_id = ${own} then (select hub.opening_of('SafeguardingConcern', 1048576)) else 0 end${asked} | case when exists (select from hub.release
      where release.record_id = safeguarding_concern.id and release.organisation_id = ${own}
      and release.since <= now() and (release.until is null or release.until > now())) then (select hub.opening_of('SafeguardingConcern', 33554432)) else 0 end) <> 0)`;
const asked = ` | case when safeguarding_concern.council_id = ${own} then (select hub.opening_of('SafeguardingConcern', ${recordBits.asked})) else 0 end`;

/** What concerns open while they last, and what is left of it to the council afterwards. */
const byConcern = `
      create or replace function hub.relationships_by_concern(residents uuid[])
        returns table (organisation_id uuid, resident_id uuid, kind text, since timestamptz, until timestamptz,
          evidence text, reason text, objections int)
        language sql stable ${definer} as $$
        with concern as materialized (
          select concern.id, concern.resident_id, concern.author_id, concern.council_id,
            tstzrange(concern.raised_at, concern.ended_at) as period
          from public.resident
          join public.safeguarding_concern concern on concern.resident_id = resident.id and concern.valid_until is null
          where resident.id = any (residents) and resident.valid_until is null
        ),
        -- a council's own concern opens nothing, unless and until another organisation raises one at the same time
        opened as (
          select concern.council_id, concern.resident_id, concern.id,
            greatest(lower(concern.period), confirmed.since) as since, upper(concern.period) as until
          from concern
          cross join lateral (
            select min(lower(other.period)) as since from concern other
            where other.resident_id = concern.resident_id and other.council_id = concern.council_id
              and other.author_id <> other.council_id and other.period && concern.period
          ) confirmed
          where confirmed.since is not null and not isempty(concern.period)
        ),
        due (council_id, resident_id, kind, since, until, id) as (
          select opened.council_id, opened.resident_id, 'council.safeguarding', opened.since, opened.until, opened.id
          from opened
          union all
          select opened.council_id, opened.resident_id, 'council.safeguarded', opened.until, null, opened.id
          from opened where opened.until is not null
        )
        select due.council_id, due.resident_id, due.kind, due.since, due.until,
          'safeguarding_concern:' || due.id, null::text,
          coalesce((
            select bit_or(objection_kind.bit) from public.objection
            join hub.objection_kind on objection_kind.name = objection.kind
            where objection.resident_id = due.resident_id and objection.valid_until is null
              and objection.withdrawn_on is null
              and (objection.against_id is null or objection.against_id = due.council_id)
          ), 0)
        from due;
      $$;`;

/** Whether the recipient is related to the resident must not be told to the council: `condition` says who may be one. */
const releaseConcern = (condition: string) => `
      create or replace function hub.release_concern(concern uuid, recipient text, ground text, releaser text, ends timestamptz)
        returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('releaseSafeguardingConcern');
        standing public.safeguarding_concern;
        reader uuid := (select id from public.organisation where code = recipient);
      begin
        select * into standing from public.safeguarding_concern
        where id = concern and council_id = own and valid_until is null for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'SafeguardingConcern') then
          return 'UNKNOWN concern';${condition}
        elsif exists (
          select from hub.release where record_id = concern and organisation_id = reader
            and (until is null or until > now())
        ) then
          return 'ALREADY_RECORDED organisation';
        end if;
        insert into hub.release (record_id, resident_id, organisation_id, council_id, reason, released_by, until)
        values (concern, standing.resident_id, reader, own, ground, releaser, ends);
        return 'DONE';
      end $$;`;
const released = `hub.opening_of('SafeguardingConcern', ${recordBits.released})`;
const toWhomever = `
        elsif reader is null then
          return 'UNKNOWN organisation';
        elsif reader = own or not exists (
          -- By what is public of it: its agency, and the agreement.
          select from hub.relationship_kind kind join public.organisation on organisation.id = reader
          where starts_with(kind.name, organisation.agency || '.') and kind.bit & ${released} <> 0
        ) then
          return 'OUT_OF_RANGE organisation';`;
const toTheRelated = `
        elsif reader = own then
          return 'OUT_OF_RANGE organisation';
        elsif not exists (
          select from hub.relationship related
          where related.organisation_id = reader and related.resident_id = standing.resident_id
            and ${since}
            and related.bit & ${released} <> 0
        ) then
          return 'UNKNOWN organisation';`;

/** A council goes on reading the concerns that it dealt with; and to whom it releases one tells it nothing about anybody. */
export class SafeguardingClosed extends Migration {
  override name = '20261122002410_safeguarding_closed';

  override up(): void {
    this.addSql(`
      insert into hub.relationship_kind (name, bit) values ('council.safeguarded', ${relationshipBits['council.safeguarded']})
        on conflict do nothing;
      alter policy "safeguarding_concern_related" on "safeguarding_concern" using (${related(asked)});`);
    this.addSql(byConcern);
    this.addSql(`
      comment on function hub.relationships_by_concern is
        'What concerns of other organisations open to the council with which they were raised, until they end and afterwards.';
      select hub.derive_relationships(array(select distinct resident_id from safeguarding_concern));`);
    this.addSql(releaseConcern(toWhomever));
    this.addSql(`comment on function hub.release_concern is
      'Lets an organisation read one concern, for as long as it stands in a relationship to the resident.'`);
  }

  override down(): void {
    this.addSql(releaseConcern(toTheRelated));
    this.addSql(formerly);
    this.addSql(`
      alter policy "safeguarding_concern_related" on "safeguarding_concern" using (${related('')});
      delete from hub.relationship where kind = 'council.safeguarded';`);
  }
}
