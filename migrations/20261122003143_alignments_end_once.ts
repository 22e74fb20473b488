import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const within = `
        if starts < (now() at time zone 'Europe/London')::date - 31 then
          return query select 'OUT_OF_RANGE from', null::uuid;
          return;
        elsif starts > (now() at time zone 'Europe/London')::date + 366 then
          return query select 'IN_FUTURE from', null::uuid;
          return;
        end if;`;

/** Whoever aligns a home anew waits for whoever ends what holds, and never makes that last longer. */
export class AlignmentsEndOnce extends Migration {
  override name = '20261122003143_alignments_end_once';

  override up(): void {
    this.align(' for update of alignment');
  }

  override down(): void {
    this.align('');
  }

  private align(held: string): void {
    this.addSql(`
      create or replace function hub.align_home(place uuid, by_network uuid, lead uuid, clinician text, starts date)
        returns table (verdict text, id uuid) language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('alignHome');
        standing record;
        ends date;
        made uuid;
      begin
        if not exists (select from public.primary_care_network network where network.id = by_network and network.icb_id = own) then
          return query select 'UNKNOWN network', null::uuid;
          return;
        elsif not exists (
          select from public.network_membership membership
          where membership.practice_id = lead and membership.network_id = by_network
            and daterange(membership.from_on, membership.to_on) @> starts
        ) then
          return query select 'UNKNOWN leadPractice', null::uuid;
          return;
        end if;${within}
        -- Of two who align one home at once, the second sees what the first said.
        perform pg_advisory_xact_lock(7201602, hashtext(place::text));
        select alignment.id, alignment.network_id, alignment.lead_practice_id, alignment.clinical_lead_name, network.icb_id
        into standing
        from public.alignment join public.primary_care_network network on network.id = alignment.network_id
        where alignment.home_id = place and daterange(alignment.from_on, alignment.to_on) @> starts${held};
        if found then
          -- What another board said stands until that board ends it.
          if standing.icb_id <> own then
            return query select 'NOT_POSSIBLE home', null::uuid;
            return;
          elsif (standing.network_id, standing.lead_practice_id, standing.clinical_lead_name) = (by_network, lead, clinician) then
            return query select 'ALREADY_RECORDED home', null::uuid;
            return;
          end if;
          update public.alignment set to_on = starts, end_recorded_at = now() where alignment.id = standing.id;
        end if;
        -- What is planned already begins when it was planned to.
        select min(alignment.from_on) into ends from public.alignment
        where alignment.home_id = place and alignment.from_on > starts
          and (alignment.to_on is null or alignment.to_on > alignment.from_on);
        insert into public.alignment (home_id, network_id, lead_practice_id, clinical_lead_name, from_on, to_on, stated_by_id,
          recorded_at)
        values (place, by_network, lead, clinician, starts, ends, own, now())
        returning alignment.id into made;
        return query select 'DONE', made;
      end $$;`);
  }
}
