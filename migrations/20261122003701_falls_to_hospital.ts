import { Migration } from '@mikro-orm/migrations';

/** Counting needs to know of a fall whether it led to hospital. */
export class FallsToHospital extends Migration {
  override name = '20261122003701_falls_to_hospital';

  override up(): void {
    this.addSql('grant select (conveyed) on incident to caregraph_measures');
  }

  override down(): void {
    this.addSql('revoke select (conveyed) on incident from caregraph_measures');
  }
}
