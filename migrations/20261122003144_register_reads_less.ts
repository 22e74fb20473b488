import { Migration } from '@mikro-orm/migrations';

/** What functions of the register look at in each table, and what they change. What was there before is kept unread. */
const tables: Record<string, { reads: string[]; changes: string[] }> = {
  care_plan: {
    reads: [
      ...['counted_from', 'counted_until', 'due_on', 'reviewed_on', 'review_by'],
      ...['medication_review_due_on', 'medication_reviewed_on', 'medication_review_by'],
    ],
    changes: [
      ...['counted_from', 'counted_until', 'due_on', 'medication_review_due_on'],
      ...['goals', 'agreed_with', 'agreed_with_names', 'reviewed_on', 'review_by', 'declined_on'],
      ...['medication_reviewed_on', 'medication_review_by', 'medication_review_declined_on'],
      ...['help_with_moving', 'help_with_eating', 'help_with_personal_care', 'help_at_night'],
      ...['home_part_by_id', 'home_part_written_on'],
    ],
  },
  clinical_summary: {
    reads: [],
    changes: ['allergies', 'medicines', 'escalation_plan', 'resuscitation', 'frailty'],
  },
  personal_summary: {
    reads: [],
    changes: [
      ...['next_of_kin_name', 'next_of_kin_telephone', 'lasting_power_of_attorney', 'what_matters_to_me'],
      ...['deprivation_of_liberty', 'liberty_authorised_from', 'liberty_authorised_until', 'liberty_conditions'],
      ...['liberty_stated_by_id'],
    ],
  },
};
const always = ['id', 'author_id', 'resident_id', 'version', 'valid_until'];

/** Functions write what a plan or summary says, and read none of it. */
export class RegisterReadsLess extends Migration {
  override name = '20261122003144_register_reads_less';

  override up(): void {
    for (const [table, { reads, changes }] of Object.entries(tables)) {
      this.addSql(`
        revoke select, update on ${table} from caregraph_register;
        grant select (${[...always, ...reads].join(', ')}), update (${['author_id', ...changes].join(', ')})
          on ${table} to caregraph_register;`);
    }
  }

  override down(): void {
    for (const table of Object.keys(tables)) this.addSql(`grant select, update on ${table} to caregraph_register`);
  }
}
