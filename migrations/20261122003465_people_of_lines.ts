import { Migration } from '@mikro-orm/migrations';

const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const setting = (name: string) =>
  `(select coalesce(nullif(current_setting('hub.${name}', true), ''), '0')::int as "coalesce")`;
const related = `exists (select from hub.relationship related
        where related.organisation_id = ${own} and related.resident_id = line_match.resident_id
          and related.since <= now() and (related.until is null or related.until > now())
          and (related.objections & ${setting('ends_with')} = 0 or related.bit & ${setting('never_ends')} <> 0)
          and related.bit & ${setting('kinds')} <> 0)`;
const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const bringers = 'caregraph_practice, caregraph_council';
const shown = `id, organisation_id, person_key, format, line, said_at, family_name, given_name, date_of_birth, sex, postcode,
        resident_id, score, confirmed_at, split_at`;
const definer = 'security definer set search_path = pg_catalog, pg_temp';
const settled = ['settle_line(uuid, text, text)', 'part_line(uuid, text, text)'];
const names = ['plain_name(text)', 'one_letter_apart(text, text)'];
const scored = 'person_score(text, text, date, text, text, text, text, date, text, text)';

/** Lines of files about people without a verified NHS number: whom they may be about, and whom somebody has said they are. */
export class PeopleOfLines extends Migration {
  override name = '20261122003465_people_of_lines';

  override up(): void {
    this.addSql(`
      create table hub.line_match (
        id uuid primary key default gen_random_uuid(),
        organisation_id uuid not null references organisation (id),
        person_key text not null check (length(person_key) between 1 and 100),
        format text not null,
        line int not null check (line > 0),
        said_at timestamptz not null,
        family_name text not null,
        given_name text,
        date_of_birth date,
        sex text,
        postcode text,
        resident_id uuid not null references resident (id) on delete cascade,
        score int not null check (score between 0 and 100),
        recorded_at timestamptz not null default now(),
        confirmed_at timestamptz,
        confirmed_by text,
        confirmed_because text check (length(confirmed_because) between 1 and 500),
        split_at timestamptz check (split_at >= confirmed_at),
        split_by text,
        split_because text check (length(split_because) between 1 and 500),
        check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (confirmed_because is null)),
        check ((split_at is null) = (split_by is null) and (split_at is null) = (split_because is null)),
        check (split_at is null or confirmed_at is not null)
      );
      comment on table hub.line_match is
        'Whom a line of an organisation''s file may be about that has no verified NHS number, with a score; since when somebody has said that it is, and until when. person_key is what the organisation''s own system calls the person.';
      create index line_match_by_key on hub.line_match (organisation_id, person_key);
      create index line_match_by_resident on hub.line_match (resident_id);
      create unique index line_match_one_stands on hub.line_match (organisation_id, person_key)
        where confirmed_at is not null and split_at is null;
      alter table hub.line_match enable row level security;
      alter table hub.line_match force row level security;
      create policy line_match_importer on hub.line_match to caregraph_importer
        using (organisation_id = ${own}) with check (organisation_id = ${own});
      create policy line_match_related on hub.line_match for select to ${agencies}
        using (line_match.organisation_id = ${own} and ${related});
      create policy line_match_owner on hub.line_match to caregraph_owner using (true);
      create policy line_match_register on hub.line_match to caregraph_register using (true);
      create policy line_match_backup on hub.line_match for select to caregraph_backup using (true);
      grant select on hub.line_match to caregraph_backup, caregraph_register;
      grant update (confirmed_at, confirmed_by, confirmed_because, split_at, split_by, split_because) on hub.line_match to caregraph_register;
      grant select, insert, delete on hub.line_match to caregraph_importer;
      grant select (${shown}) on hub.line_match to ${bringers};
      grant select (given_name, family_name, date_of_birth, sex) on resident to caregraph_importer;
      select hub.let_eraser_in();`);

    this.addSql(`
      create function hub.plain_name(name text) returns text language sql immutable parallel safe
        return regexp_replace(lower(normalize(name, nfkd)), '[\\u0300-\\u036f[:space:][:punct:]\\u2019]', '', 'g');
      comment on function hub.plain_name is 'A name without case, marks, blanks, hyphens and apostrophes.';

      create function hub.one_letter_apart(one text, other text) returns boolean language plpgsql immutable parallel safe
        set search_path = pg_catalog as $$
      declare
        shorter int := least(length(one), length(other));
        front int := 0;
        back int := 0;
      begin
        if shorter < 3 or abs(length(one) - length(other)) > 1 then
          return false;
        end if;
        while front < shorter and substr(one, front + 1, 1) = substr(other, front + 1, 1) loop
          front := front + 1;
        end loop;
        while back < shorter - front and substr(one, length(one) - back, 1) = substr(other, length(other) - back, 1) loop
          back := back + 1;
        end loop;
        return greatest(length(one), length(other)) - front - back <= 1
          -- Two neighbours that changed places.
          or length(one) = length(other) and length(one) - front - back = 2
            and substr(one, front + 1, 1) = substr(other, front + 2, 1) and substr(one, front + 2, 1) = substr(other, front + 1, 1);
      end $$;
      comment on function hub.one_letter_apart is
        'Whether two plain names differ by a letter that is another, missing or too many, or by two that changed places.';

      create function hub.person_score(family text, given text, born date, gender text, place text,
          known_family text, known_given text, known_born date, known_gender text, known_place text)
        returns int language sql immutable parallel safe set search_path = pg_catalog as $$
        select greatest(0,
          case when born = known_born then 40
            when (extract(year from born), extract(month from born), extract(day from born))
              = (extract(year from known_born), extract(day from known_born), extract(month from known_born)) then 25
            when (select count(*) from generate_series(1, 10) place where substr(born::text, place, 1) <> substr(known_born::text, place, 1)) = 1
              then 25
            else 0 end
          + case when hub.plain_name(family) = hub.plain_name(known_family) then 25
            when hub.one_letter_apart(hub.plain_name(family), hub.plain_name(known_family))
              or hub.plain_name(family) in (select hub.plain_name(part) from regexp_split_to_table(known_family, '[\\s-]+') part where length(part) > 2)
              or hub.plain_name(known_family) in (select hub.plain_name(part) from regexp_split_to_table(family, '[\\s-]+') part where length(part) > 2)
              then 15
            else 0 end
          + case when hub.plain_name(given) = hub.plain_name(known_given) then 15
            when hub.one_letter_apart(hub.plain_name(given), hub.plain_name(known_given))
              or left(hub.plain_name(given), 1) = left(hub.plain_name(known_given), 1) then 8
            else 0 end
          + case when gender in ('MALE', 'FEMALE') and known_gender in ('MALE', 'FEMALE')
              then case when gender = known_gender then 5 else -15 end
            else 0 end
          + case when replace(upper(place), ' ', '') = replace(upper(known_place), ' ', '') then 15 else 0 end)
      $$;
      comment on function hub.person_score is
        'How much two descriptions are of one person, from 0 to 100: birth date 40 (25 with day and month exchanged, or one digit another), family name 25 (15 one letter apart, or one part of a double name), given name 15 (8 one letter apart, or by the initial), sex 5 (15 less where it contradicts), postcode 15.';
      ${names.map((name) => `revoke execute on function hub.${name} from public; grant execute on function hub.${name} to caregraph_importer;`).join('\n      ')}
      revoke execute on function hub.${scored} from public;
      grant execute on function hub.${scored} to caregraph_importer;

      create function hub.settle_line(match uuid, says text, because text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('confirmMatch');
        key text;
      begin
        select found.person_key into key from hub.line_match found where found.id = match and found.organisation_id = own;
        perform pg_advisory_xact_lock(hashtext('caregraph line ' || own || key));
        if exists (
          select from hub.line_match other
          where other.organisation_id = own and other.person_key = key and other.id <> match
            and other.confirmed_at is not null and other.split_at is null
        ) then
          return 'ALREADY_RECORDED match';
        end if;
        -- A file that asks anew puts another in its place; what was parted by mistake is put together again.
        update hub.line_match found set confirmed_at = now(), confirmed_by = says, confirmed_because = because,
          split_at = null, split_by = null, split_because = null
        where found.id = match and (found.confirmed_at is null or found.split_at is not null);
        if not found then
          return 'ALREADY_ENDED match';
        end if;
        return 'DONE';
      end $$;
      comment on function hub.settle_line is
        'Says that lines with this key of the organisation''s own are about this resident, from its next file on.';

      create function hub.part_line(match uuid, says text, because text) returns text
        language plpgsql volatile ${definer} as $$
      begin
        update hub.line_match found set split_at = now(), split_by = says, split_because = because
        where found.id = match and found.organisation_id = hub.organisation_for('splitMatch')
          and found.confirmed_at is not null and found.split_at is null;
        return case when found then 'DONE' else 'ALREADY_ENDED match' end;
      end $$;
      comment on function hub.part_line is
        'Takes that back: what the lines have written stays until the organisation puts it right.';`);
    for (const name of settled) {
      this.addSql(`
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;
        grant execute on function hub.${name} to ${bringers};`);
    }
  }

  override down(): void {
    this.addSql(`
      drop function ${[...settled, scored, ...names].map((name) => `hub.${name}`).join(', ')};
      revoke select (given_name, family_name, date_of_birth, sex) on resident from caregraph_importer;
      drop table hub.line_match;`);
  }
}
