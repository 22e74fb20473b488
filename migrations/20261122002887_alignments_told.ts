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

/** An integrated care board says which network and practice serve a home: the practice, to which that opens records, does not. */
export class AlignmentsTold extends Migration {
  override name = '20261122002887_alignments_told';

  override up(): void {
    this.addSql(`
      alter table "alignment" add "stated_by_id" uuid null, add "recorded_at" timestamptz null, add "end_recorded_at" timestamptz null;
      alter table "alignment" add constraint "alignment_stated_by_id_foreign" foreign key ("stated_by_id") references "organisation" ("id") on delete no action;
      grant select (clinical_lead_name),
        insert (home_id, network_id, lead_practice_id, clinical_lead_name, from_on, to_on, stated_by_id, recorded_at),
        update (to_on, end_recorded_at) on alignment to caregraph_register;
      grant select (id, icb_id) on primary_care_network to caregraph_register;`);

    this.addSql(`
      create function hub.align_home(place uuid, by_network uuid, lead uuid, clinician text, starts date)
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
        where alignment.home_id = place and daterange(alignment.from_on, alignment.to_on) @> starts;
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
      end $$;
      comment on function hub.align_home is
        'Aligns a home from a day on to a network of the board that asks; what held until then ends, and stays.';

      create function hub.end_alignment(wanted uuid, starts date)
        returns table (verdict text, id uuid) language plpgsql volatile ${definer} as $$
      #variable_conflict use_column
      declare
        own uuid := hub.organisation_for('endAlignment');
        standing record;
      begin
        select alignment.home_id, alignment.from_on, alignment.to_on into standing
        from public.alignment join public.primary_care_network network on network.id = alignment.network_id
        where alignment.id = wanted and network.icb_id = own for update of alignment;
        if not found then
          return query select 'UNKNOWN alignment', null::uuid;
          return;
        end if;${within.replaceAll(' from', ' to')}
        if starts < standing.from_on then
          return query select 'TOO_EARLY to', null::uuid;
        elsif standing.to_on <= starts then
          return query select 'ALREADY_ENDED alignment', null::uuid;
        else
          update public.alignment set to_on = starts, end_recorded_at = now() where alignment.id = wanted;
          return query select 'DONE', wanted;
        end if;
      end $$;
      comment on function hub.end_alignment is 'Ends an alignment to a network of the board that asks; never lets it last longer.';`);
    for (const name of ['align_home', 'end_alignment'])
      this.addSql(`
        alter function hub.${name} owner to caregraph_register;
        revoke execute on function hub.${name} from public;
        grant execute on function hub.${name} to caregraph_icb;`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.end_alignment, hub.align_home;
      revoke select (id, icb_id) on primary_care_network from caregraph_register;
      revoke select (clinical_lead_name), insert (home_id, network_id, lead_practice_id, clinical_lead_name, from_on, to_on),
        update (to_on) on alignment from caregraph_register;
      alter table "alignment" drop column "end_recorded_at", drop column "recorded_at", drop column "stated_by_id";`);
  }
}
