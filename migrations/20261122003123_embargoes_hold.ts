import { Migration } from '@mikro-orm/migrations';
import { referDischarge } from './20261122002844_referral_functions.ts';
import { chooseOffer } from './20261122002845_referral_answers.ts';

const embargoed = (which: string) => `exists (
          select from public.care_home where ${which} and care_home.admission_status = 'CLOSED_BY_COMMISSIONER')`;

/** Where a council lets nobody be placed, nobody is referred, and no offer of before is chosen; its residents come back. */
export class EmbargoesHold extends Migration {
  override name = '20261122003123_embargoes_hold';

  override up(): void {
    this.addSql(
      referDischarge(`        elsif not back and ${embargoed('id = any (homes)')} then
          return 'EMBARGOED homes';
`),
    );
    this.addSql(
      chooseOffer(`        elsif ${embargoed('care_home.id = told.home_id')} then
          return 'EMBARGOED request';
`),
    );
  }

  override down(): void {
    this.addSql(referDischarge(''));
    this.addSql(chooseOffer(''));
  }
}
