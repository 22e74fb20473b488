import { Migration } from '@mikro-orm/migrations';

/** Nobody sends again after so long what may have arrived: the keys of requests are forgotten. */
export class KeysForgotten extends Migration {
  override name = '20261122003363_keys_forgotten';

  override up(): void {
    this.addSql(`
      create policy idempotency_eraser on hub.idempotency to caregraph_eraser using (made_at < now() - interval '90 days');
      grant select (made_at), delete on hub.idempotency to caregraph_eraser;`);
  }

  override down(): void {
    this.addSql(`
      revoke all on hub.idempotency from caregraph_eraser;
      drop policy idempotency_eraser on hub.idempotency;`);
  }
}
