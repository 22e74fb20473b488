import { Migration } from '@mikro-orm/migrations';
import { settleClaims } from './20261122002920_settled_claims.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const today = `(now() at time zone 'Europe/London')::date`;
const claimed = {
  reads: "(claim.made_at at time zone 'Europe/London')::date as said_on, claim.admitted_id, ",
  said: ', waiting.said_on',
};
const before = { ...claimed, reads: "(claim.made_at at time zone 'Europe/London')::date as said_on, " };
const waits = {
  first: `
        perform hub.hold_numbers(numbers);`,
  later: '',
};
const sinceThen = {
  keeps: `
        begins date;`,
  disputes: `          -- Who has left the other home by now lives here since that day, whatever this home said.
          select coalesce(bool_or(elsewhere.to_on is null or elsewhere.to_on > ${today}), false), max(elsewhere.to_on)
          into disputed, begins
          from public.placement elsewhere
          where elsewhere.resident_id = person and elsewhere.valid_until is null
            and elsewhere.home_id <> waiting.home_id
            and daterange(elsewhere.from_on, elsewhere.to_on) && waiting.period;
          disputed := disputed or coalesce(begins >= upper(waiting.period), false);
`,
  begins: `
            update public.placement set from_on = begins
            where resident_id = waiting.admitted_id and valid_until is null and from_on < begins;`,
};

/**
 * A home says that somebody moved in, and another says that the person left it some days later: the one lives there since
 * then. It used to be in conflict for ever.
 */
export class LivedElsewhere extends Migration {
  override name = '20261122003313_lived_elsewhere';

  override up(): void {
    this.addSql('grant update (from_on) on placement to caregraph_register');
    this.addSql(settleClaims(claimed, waits, sinceThen));
    this.addSql(`
      create function hub.settle_left_elsewhere() returns int language plpgsql volatile ${definer} as $$
      declare
        numbers constant text[] := array(
          select distinct claim.nhs_number from hub.claim
          where claim.kind = 'PLACEMENT' and claim.confirmed_at is null and claim.conflict and exists (
            select from public.placement elsewhere
            where elsewhere.resident_id = claim.resident_id and elsewhere.valid_until is null
              and elsewhere.home_id <> claim.home_id and elsewhere.to_on between ${today} - 30 and ${today})
          limit 100);
      begin
        perform hub.settle_claims(numbers);
        return cardinality(numbers);
      end $$;
      comment on function hub.settle_left_elsewhere is
        'Settles what homes said of people whose placement elsewhere was to end, and has ended by now.';
      alter function hub.settle_left_elsewhere owner to caregraph_register;
      revoke execute on function hub.settle_left_elsewhere from public;
      grant execute on function hub.settle_left_elsewhere to caregraph_owner;`);
  }

  override down(): void {
    this.addSql('drop function hub.settle_left_elsewhere');
    this.addSql(settleClaims(before, waits));
    this.addSql('revoke update (from_on) on placement from caregraph_register');
  }
}
