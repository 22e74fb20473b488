import { Migration } from '@mikro-orm/migrations';
import { endPlacement } from './20261122002931_placements_told.ts';

export const notPutOff = {
  reads: `
        -- By whoever dated it before the home did: nobody, or the council that arranged the placement, or a feed.
        dated constant date := (
          select former.to_on from public.placement former
          where (former.id = placed or former.former_of = placed) and former.end_reason is null
          order by former.version desc limit 1);`,
  refuses: `
        elsif last_day > dated then
          return 'OUT_OF_RANGE on';`,
  follows: '',
};

/** A home that would go on seeing a resident does not put off the end that somebody else has given the placement. */
export class EndsNotPutOff extends Migration {
  override name = '20261122003156_ends_not_put_off';

  override up(): void {
    this.addSql('grant select (former_of) on placement to caregraph_register');
    this.addSql(endPlacement(notPutOff));
  }

  override down(): void {
    this.addSql(endPlacement());
    this.addSql('revoke select (former_of) on placement from caregraph_register');
  }
}
