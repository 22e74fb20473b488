import { Migration } from '@mikro-orm/migrations';

/** What counting needs of each record, and nothing else of it. */
const counted = {
  gp_registration: ['resident_id', 'practice_id', 'from_on', 'to_on', 'valid_until'],
  network_membership: ['practice_id', 'network_id', 'from_on', 'to_on'],
  alignment: ['network_id'],
};

export class RegisteredOutside extends Migration {
  override name = '20261122003702_registered_outside';

  override up(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`grant select (${columns.join(', ')}) on ${table} to caregraph_measures`);
  }

  override down(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`revoke select (${columns.join(', ')}) on ${table} from caregraph_measures`);
  }
}
