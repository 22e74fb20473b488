import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** Whoever recorded an objection withdraws it, also when no relationship to the resident is left. */
export class ObjectionsWithdrawn extends Migration {
  override name = '20261122002500_objections_withdrawn';

  override up(): void {
    this.addSql(`
      create function hub.withdraw_objection(wanted uuid, decider text, day date)
        returns table (verdict text, about uuid) language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('withdrawObjection');
        standing record;
        answer text := 'DONE';
      begin
        select objection.made_on, objection.withdrawn_on, objection.resident_id into standing from public.objection
        where id = wanted and author_id = own and valid_until is null for update;
        if not found then
          return query select 'UNKNOWN objection', null::uuid;
          return;
        elsif standing.withdrawn_on is not null then
          answer := 'ALREADY_ENDED objection';
        elsif day > (now() at time zone 'Europe/London')::date then
          answer := 'IN_FUTURE withdrawnOn';
        elsif day < standing.made_on then
          answer := 'TOO_EARLY withdrawnOn';
        else
          update public.objection set withdrawn_on = day, withdrawal_decided_by = decider where id = wanted;
        end if;
        -- Whom it is about is for the access record.
        return query select answer, standing.resident_id;
      end $$;
      comment on function hub.withdraw_objection is
        'Records that an objection holds no more; for whoever recorded it, whatever relationship is left.';
      alter function hub.withdraw_objection owner to caregraph_register;
      revoke execute on function hub.withdraw_objection from public;
      grant execute on function hub.withdraw_objection
        to caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb;
      grant select (id, author_id, made_on), update (withdrawn_on, withdrawal_decided_by) on objection to caregraph_register;
      create policy "objection_withdrawn" on "objection" for update to "caregraph_register" using (objection.valid_until is null) with check (objection.valid_until is null);`);
  }

  override down(): void {
    this.addSql(`
      drop policy "objection_withdrawn" on "objection";
      revoke select (id, author_id, made_on), update (withdrawn_on, withdrawal_decided_by) on objection from caregraph_register;
      drop function hub.withdraw_objection;`);
  }
}
