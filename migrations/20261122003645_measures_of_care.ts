import { Migration } from '@mikro-orm/migrations';

/** What counting needs of each record, and nothing else of it. */
const counted = {
  care_plan: [
    ...['resident_id', 'valid_until', 'former_of', 'reviewed_on', 'declined_on'],
    ...['medication_reviewed_on', 'medication_review_declined_on'],
  ],
  absence: ['resident_id'],
  concern: ['resident_id', 'valid_until', 'urgency', 'raised_at', 'answer_due_at', 'answered_at'],
  alignment: ['home_id', 'lead_practice_id', 'from_on', 'to_on'],
  home_round: ['id', 'home_id', 'practice_id', 'planned_for', 'closed_at'],
  round_visit: ['round_id', 'valid_until', 'state'],
  service_request: ['resident_id', 'valid_until', 'kind', 'state', 'requested_at', 'ended_at'],
  capacity: ['home_id', 'care_type', 'maximum', 'occupied', 'available', 'as_of', 'valid_from', 'valid_until'],
  'hub.clock': ['name', 'days', 'working'],
  'hub.return_submission': ['home_id', 'month', 'figures', 'submitted_at', 'reopened_at'],
  feedback: [
    ...['resident_id', 'valid_until', 'shown_as', 'given_on', 'control_over_daily_life', 'personal_cleanliness'],
    ...['food_and_drink', 'feeling_safe', 'social_participation', 'occupation', 'accommodation', 'dignity'],
  ],
  unnamed_feedback: ['outcome', 'how_it_is', 'council_only', 'released_in', 'withdrawn_at'],
  organisation: ['id', 'agency'],
  reward_run: ['payer_id', 'month', 'approved_at'],
  reward_statement: ['id', 'home_id', 'payer_id', 'approved_at'],
  reward_line: ['statement_id', 'placement_id', 'month', 'amount'],
};
const asked = ['hub.start_of_day', 'hub.days_after', 'hub.return_due', 'hub.signed_up_by'].join(', ');

/** The role that counts reads what homes, practices and councils tell, column by column. */
export class MeasuresOfCare extends Migration {
  override name = '20261122003645_measures_of_care';

  override up(): void {
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`grant select (${columns.join(', ')}) on ${table} to caregraph_measures`);
    this.addSql(`
      grant execute on function ${asked} to caregraph_measures;
      create policy return_submission_measures on hub.return_submission for select to caregraph_measures using (true);`);
  }

  override down(): void {
    this.addSql(`
      drop policy return_submission_measures on hub.return_submission;
      revoke execute on function ${asked} from caregraph_measures;`);
    for (const [table, columns] of Object.entries(counted))
      this.addSql(`revoke select (${columns.join(', ')}) on ${table} from caregraph_measures`);
  }
}
