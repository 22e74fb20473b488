import { Migration } from '@mikro-orm/migrations';
import { amendable, unwritable } from './20261122002820_incidents_written.ts';

/** Trusts tell how a stay goes on and ends; that it began comes by a feed, or by a claim that something else bears out. */
export class StaysAmended extends Migration {
  override name = '20261122003100_stays_amended';

  override up(): void {
    this.addSql(`
      alter table "hospital_stay" add constraint "hospital_stay_discharge_not_in_future" check (discharged_at <= recorded_at);
      ${amendable('hospital_stay', 'HospitalStay')}`);
  }

  override down(): void {
    this.addSql(`${unwritable('hospital_stay', ['amended', 'kept'])}
      grant insert (author_id, resident_id, trust_id, admitted_at, admission_method) on hospital_stay to caregraph_register;
      alter table "hospital_stay" drop constraint "hospital_stay_discharge_not_in_future";`);
  }
}
