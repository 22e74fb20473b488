import { Migration } from '@mikro-orm/migrations';
import { rewardDifferences } from './20261122003255_reward_payments.ts';

/** Of the months that a payer told a home of, those of which something was paid. */
export const ofMonthsPaid = `
          where exists (
            select from public.reward_statement held join public.reward_line line on line.statement_id = held.id
            where held.payer_id = payer and held.home_id = told.home_id and line.month = month_of.month)`;

/**
 * A home for which somebody else answers by now goes on being put right for the months that were paid. That a statement does
 * so pays it no further month.
 */
export class MonthsOncePaid extends Migration {
  override name = '20261122003330_months_once_paid';

  override up(): void {
    this.addSql(rewardDifferences(ofMonthsPaid));
  }

  override down(): void {
    this.addSql(rewardDifferences());
  }
}
