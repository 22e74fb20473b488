import { Migration } from '@mikro-orm/migrations';
import { offerAsAssessor } from './20261122002845_referral_answers.ts';

/** What a home has declined itself, no trusted assessor accepts in its place. */
export class DeclinedIsDeclined extends Migration {
  override name = '20261122003121_declined_is_declined';

  override up(): void {
    this.addSql(
      offerAsAssessor(`        elsif told.state = 'DECLINED' then
          return 'NOT_POSSIBLE request';
`),
    );
  }

  override down(): void {
    this.addSql(offerAsAssessor(''));
  }
}
