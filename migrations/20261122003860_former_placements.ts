import { Migration } from '@mikro-orm/migrations';

/** Whoever ends a placement or takes that back asks what it was before: among millions, by an index. */
export class FormerPlacements extends Migration {
  override name = '20261122003860_former_placements';

  override up(): void {
    this.addSql(`create index "placement_former" on "placement" ("former_of") where former_of is not null;`);
  }

  override down(): void {
    this.addSql(`drop index "placement_former";`);
  }
}
