import { Migration } from '@mikro-orm/migrations';

/** What counting needs of each record, and nothing else of it. */
const counted = {
  hospital_stay: [
    'id',
    'destination',
    'discharge_ready_on',
    'delay_reason',
    'delay_agency',
    'primary_diagnosis',
    'cost',
  ],
  discharge_referral: ['id', 'valid_until', 'care_type', 'answer_by', 'referred_at'],
  referral_request: ['discharge_referral_id', 'home_id', 'valid_until', 'asked_at', 'answered_at', 'closed_at'],
};

export class MeasuresOfHospital extends Migration {
  override name = '20261122003700_measures_of_hospital';

  override up(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`grant select (${columns.join(', ')}) on ${table} to caregraph_measures`);
  }

  override down(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`revoke select (${columns.join(', ')}) on ${table} from caregraph_measures`);
  }
}
