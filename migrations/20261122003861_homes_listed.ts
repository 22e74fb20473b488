import { Migration } from '@mikro-orm/migrations';

/** Which homes are registered now, which went on under another registration, and which come first by name, among all of England's. */
export class HomesListed extends Migration {
  override name = '20261122003861_homes_listed';

  override up(): void {
    this.addSql(
      `create index "care_home_successor" on "care_home" ("predecessor_id", "registered_on") where predecessor_id is not null;`,
    );
    this.addSql(`create index "care_home_by_name" on "care_home" ("name", "cqc_location_id");`);
    this.addSql(`create index "care_home_listed" on "care_home" ("registered_on", "deregistered_on") include ("id");`);
  }

  override down(): void {
    this.addSql(`drop index "care_home_successor";`);
    this.addSql(`drop index "care_home_by_name";`);
    this.addSql(`drop index "care_home_listed";`);
  }
}
