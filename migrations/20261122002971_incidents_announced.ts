import { Migration } from '@mikro-orm/migrations';

/** A borough that is loaded at once is no news. */
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const news = `not coalesce(${loadingInBulk}, false)`;

const announced = (table: string, change: string, when: string, topic: string) => `
  create constraint trigger announced after ${change} on ${table} deferrable initially deferred
    for each row when (${when}) execute function hub.announce(${topic});`;

/** Who may read an incident hears of it as soon as it is recorded, or amended; of what is loaded in bulk nobody does. */
export class IncidentsAnnounced extends Migration {
  override name = '20261122002971_incidents_announced';

  override up(): void {
    this.addSql('drop trigger announced on hub.privacy_alert; drop trigger announced on capacity;');
    const standing = `new.valid_until is null and ${news}`;
    this.addSql(announced('capacity', 'insert or update', standing, `'Capacity'`));
    this.addSql(announced('incident', 'insert or update', standing, `'Incident'`));
    this.addSql(announced('hub.privacy_alert', 'insert', news, `'PrivacyAlert', 'organisation_id'`));
  }

  override down(): void {
    for (const table of ['capacity', 'incident', 'hub.privacy_alert'])
      this.addSql(`drop trigger announced on ${table}`);
    this.addSql(announced('capacity', 'insert or update', 'new.valid_until is null', `'Capacity'`));
    this.addSql(announced('hub.privacy_alert', 'insert', 'true', `'PrivacyAlert', 'organisation_id'`));
  }
}
