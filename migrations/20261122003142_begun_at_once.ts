import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** Of two who begin the one record of a kind at once, the second is told that another stands. */
export class BegunAtOnce extends Migration {
  override name = '20261122003142_begun_at_once';

  override up(): void {
    this.writeOne(
      `
        begun int;`,
      ' on conflict (resident_id) where valid_until is null do nothing',
      `
          get diagnostics begun = row_count;
          if begun = 0 then
            return 'STALE_VERSION version';
          end if;`,
    );
  }

  override down(): void {
    this.writeOne('', '', '');
  }

  private writeOne(declared: string, conflict: string, verdict: string): void {
    this.addSql(`
      create or replace function hub.write_one(
        target text, subject text, mutation text, person uuid, known int, said jsonb, taken text[], takes_over boolean
      ) returns text language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for(mutation);
        entry uuid;
        stands int;
        listed text;${declared}
      begin
        if not hub.may_write_about(person, own, subject) then
          return 'UNKNOWN resident';
        end if;
        execute format('select id, version from public.%I where resident_id = $1 and valid_until is null for update', target)
          into entry, stands using person;
        if stands is distinct from known then
          return 'STALE_VERSION version';
        end if;
        select string_agg(quote_ident(name), ', ') into listed from unnest(taken) name where said ? name;
        if entry is null then
          execute format('insert into public.%1$I (author_id, resident_id, %2$s)
              select $1, $2, %2$s from jsonb_populate_record(null::public.%1$I, $3)${conflict}', target, listed)
            using own, person, said;${verdict}
        else
          execute format('update public.%1$I set author_id = case when $3 then $2 else author_id end,
              (%2$s) = (select %2$s from jsonb_populate_record(null::public.%1$I, $4)) where id = $1', target, listed)
            using entry, own, takes_over, said;
        end if;
        return 'DONE';
      end $$;`);
  }
}
