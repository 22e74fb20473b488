import { Migration } from '@mikro-orm/migrations';

/** Who runs a home, and which network it is aligned to, for measures by both. */
const counted = 'select (cqc_provider_id) on care_home';
const network = 'select (id, code) on primary_care_network';

/** The role that counts reads which provider runs each home, and the codes of the networks that serve them. */
export class MeasuresByProvider extends Migration {
  override name = '20261122003785_measures_by_provider';

  override up(): void {
    for (const what of [counted, network]) this.addSql(`grant ${what} to caregraph_measures`);
  }

  override down(): void {
    for (const what of [network, counted]) this.addSql(`revoke ${what} from caregraph_measures`);
  }
}
