import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/**
 * SQL of the function by which a trust takes back a row of `table` that it stated; `kind` is that of a claim behind it,
 * `more` what else follows.
 */
export function withdrawal(table: string, kind: 'STAY' | 'ATTENDANCE', mutation: string, more = ''): string {
  const name = kind.toLowerCase();
  return `
      create or replace function hub.withdraw_${name}(struck uuid, known int, ground text) returns table (verdict text, about uuid)
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('${mutation}');
        standing record;
      begin
        select ${table}.resident_id, ${table}.version into standing from public.${table}
        where ${table}.id = struck and ${table}.author_id = own and ${table}.valid_until is null for update;
        if not found then
          return query select 'UNKNOWN ${name}', null::uuid;
          return;
        elsif standing.version <> known then
          return query select 'STALE_VERSION version', standing.resident_id;
          return;
        end if;
        -- It lasts a moment in its last version, which says why; what it was before is kept beside it.
        update public.${table} set valid_until = clock_timestamp(), withdrawal_reason = ground where id = struck;
        -- What the claim behind it opened for a day closes with it. It was borne out once, and is never again.
        update hub.relationship set until = now()
        where organisation_id = own and resident_id = standing.resident_id and until > now() and since < now()
          and evidence in (
            select 'claim:' || claim.id from hub.claim
            where claim.organisation_id = own and claim.kind = '${kind}' and claim.resident_id = standing.resident_id);${more}
        return query select 'DONE', standing.resident_id;
      end $$;
      comment on function hub.withdraw_${name} is
        'Takes back what was recorded for the trust that stated it in error; the register follows.';
      alter function hub.withdraw_${name} owner to caregraph_register;
      revoke execute on function hub.withdraw_${name} from public;
      grant execute on function hub.withdraw_${name} to caregraph_trust;`;
}

/** A trust takes back a stay that it stated in error: what the stay opened closes, and that it stood is kept. */
export class StaysCorrected extends Migration {
  override name = '20261122003103_stays_corrected';

  override up(): void {
    this.addSql(`
      alter table "hospital_stay" add "withdrawal_reason" text null;
      alter table "hospital_stay" add constraint "hospital_stay_withdrawn" check (withdrawal_reason is null or valid_until is not null);
      create policy "hospital_stay_struck" on "hospital_stay" for update to "caregraph_register"
        using (hospital_stay.valid_until is null) with check (hospital_stay.valid_until is not null);
      grant select (author_id), update (valid_until, withdrawal_reason) on hospital_stay to caregraph_register;
      ${withdrawal('hospital_stay', 'STAY', 'withdrawStay')}`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.withdraw_stay;
      drop policy "hospital_stay_struck" on "hospital_stay";
      revoke select (author_id), update (valid_until, withdrawal_reason) on hospital_stay from caregraph_register;
      alter table "hospital_stay" drop constraint "hospital_stay_withdrawn";
      alter table "hospital_stay" drop column "withdrawal_reason";`);
  }
}
