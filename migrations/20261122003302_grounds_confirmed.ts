import { Migration } from '@mikro-orm/migrations';
import { confirmWithoutGround, settleFunding } from './20261122002933_funding_told.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const confirm = (signature: string) => `
      alter function hub.confirm_funding(${signature}) owner to caregraph_register;
      revoke execute on function hub.confirm_funding(${signature}) from public;
      grant execute on function hub.confirm_funding(${signature}) to caregraph_home;`;

/** Who is waited for. */
export const numbersLocked = `
        perform pg_advisory_xact_lock(7201602, hashtext(number));`;
export const confirmFunding = (waits: string) => `
      create or replace function hub.confirm_funding(person uuid, payer uuid, ground_of_payment text, says text) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('confirmFunding');
        number text;
      begin
        if not hub.may_write_about(person, own, 'FundingComponent') then
          return 'UNKNOWN resident';
        elsif (select hub.opened_by(agency, ground_of_payment) is null from public.organisation where id = payer) then
          return 'OUT_OF_RANGE source';
        end if;
        select resident.nhs_number into number from public.resident where resident.id = person;${waits}
        insert into hub.funding_word (home_id, payer_id, resident_id, source, made_by)
        values (own, payer, person, ground_of_payment, says);
        perform hub.settle_funding(number);
        return 'DONE';
      end $$;`;

/**
 * A home says on what ground somebody is paid for, too: else a board that it knows to pay for nursing could claim to pay for
 * all of the care, and see more.
 */
export class GroundsConfirmed extends Migration {
  override name = '20261122003302_grounds_confirmed';

  override up(): void {
    this.addSql(`
      alter table hub.funding_word add source text null;
      drop function hub.confirm_funding(uuid, uuid, text);
      ${confirmFunding(numbersLocked).trim()}
      comment on function hub.confirm_funding is
        'A home says who pays for its resident and on what ground, whether or not that organisation has said so.';
      ${confirm('uuid, uuid, text, text')}`);
    this.addSql(settleFunding('\n              and word.source = waiting.source'));
  }

  override down(): void {
    this.addSql(settleFunding());
    this.addSql(`
      drop function hub.confirm_funding(uuid, uuid, text, text);
      ${confirmWithoutGround}
      ${confirm('uuid, uuid, text')}
      alter table hub.funding_word drop source;`);
  }
}
