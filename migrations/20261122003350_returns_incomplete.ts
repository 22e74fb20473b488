import { Migration } from '@mikro-orm/migrations';
import { submitReturn } from './20261122003230_monthly_returns.ts';

/** A return without all figures is told apart from an input without a month, and one that stands is submitted to whoever asks. */
export class ReturnsIncomplete extends Migration {
  override name = '20261122003350_returns_incomplete';

  override up(): void {
    this.addSql(submitReturn('create or replace', 'RETURN_SUBMITTED', 'RETURN_INCOMPLETE'));
  }

  override down(): void {
    this.addSql(submitReturn('create or replace', 'ALREADY_RECORDED', 'REQUIRED'));
  }
}
