import { Migration } from '@mikro-orm/migrations';

/** What counting needs of each record, and nothing else of it. */
const counted = {
  hospital_stay: ['discharged_at', 'avoidable_factors'],
  incident: ['resident_id', 'subtype', 'harm'],
  emergency_attendance: ['resident_id', 'arrived_at', 'arrival_mode', 'valid_until'],
};

export class MoreMeasures extends Migration {
  override name = '20261122003600_more_measures';

  override up(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`grant select (${columns.join(', ')}) on ${table} to caregraph_measures`);
  }

  override down(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`revoke select (${columns.join(', ')}) on ${table} from caregraph_measures`);
  }
}
