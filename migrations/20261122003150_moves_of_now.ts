import { Migration } from '@mikro-orm/migrations';
import { bearsOut, lately, settleClaims } from './20261122002920_settled_claims.ts';

/** So many days after a move a practice's own word is still about it; later it is about something else. */
const longest = 91;
const before = 'uuid, uuid, uuid, date';
export const movesOfNow = {
  said: ', said_on date',
  lately: `came.from_on >= greatest(moved_in, said_on - ${lately}) - ${lately}
            and came.from_on <= moved_in + ${longest}`,
};

/** A move that a home dates back, or said long ago, is borne out by no registration of those days, or of these. */
export class MovesOfNow extends Migration {
  override name = '20261122003150_moves_of_now';

  override up(): void {
    this.addSql(`drop function hub.bears_out(${before})`);
    this.addSql(bearsOut(movesOfNow));
    this.addSql(
      settleClaims({
        reads: `(claim.made_at at time zone 'Europe/London')::date as said_on, `,
        said: ', waiting.said_on',
      }),
    );
    this.addSql(owned(`${before}, date`));
    this.addSql(`comment on function hub.bears_out is
        'Whether another organisation''s fact bears out that this person moved into this home on that day, as was said on another.'`);
  }

  override down(): void {
    this.addSql(`drop function hub.bears_out(${before}, date)`);
    this.addSql(bearsOut());
    this.addSql(settleClaims());
    this.addSql(owned(before));
    this.addSql(`comment on function hub.bears_out is
        'Whether another organisation''s fact bears out that this person moved into this home on that day.'`);
  }
}

const owned = (given: string) => `
      alter function hub.bears_out(${given}) owner to caregraph_register;
      revoke execute on function hub.bears_out(${given}) from public;`;
