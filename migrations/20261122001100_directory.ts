import { Migration } from '@mikro-orm/migrations';

const readers =
  'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb, caregraph_dashboard';

/** Which practice belongs to which network stands behind fields of both, and is no type of the graph itself. */
export class Directory extends Migration {
  override name = '20261122001100_directory';

  override up(): void {
    this.addSql(`grant select on public.network_membership to ${readers}`);
  }

  override down(): void {
    this.addSql(`revoke select on public.network_membership from ${readers}`);
  }
}
