import { Migration } from '@mikro-orm/migrations';
import { accessesTo } from './20261122002000_accesses.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** Whoever looked at what a home alone said of a person has looked at that person. */
export class LooksAtAWord extends Migration {
  override name = '20261122003314_looks_at_a_word';

  override up(): void {
    this.addSql(`
      create function hub.said_of(person uuid) returns uuid[] language sql stable ${definer} begin atomic
        select array(
          select claim.admitted_id from hub.claim
          where claim.resident_id = person and claim.kind = 'PLACEMENT' and claim.admitted_id is not null);
      end;
      comment on function hub.said_of is
        'Under which identifiers homes recorded this person on their word alone: the access record names the person by those.';
      alter function hub.said_of owner to caregraph_register;
      revoke execute on function hub.said_of from public;
      grant execute on function hub.said_of to caregraph_auditor, caregraph_owner;`);
    this.addSql(
      accessesTo({
        keeps: `
        known constant uuid[] := array[resident] || hub.said_of(resident);`,
        about: 'entry.residents && $1',
        given: 'known',
      }),
    );
  }

  override down(): void {
    this.addSql(accessesTo());
    this.addSql('drop function hub.said_of');
  }
}
