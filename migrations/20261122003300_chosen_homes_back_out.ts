import { Migration } from '@mikro-orm/migrations';
import { settleAnswer } from './20261122002844_referral_functions.ts';

const states = (all: string[]) => all.map((state) => `'${state}'`).join(', ');
const ended = (all: string[]) => `
      alter table "discharge_referral" drop constraint "discharge_referral_state_check",
        drop constraint "discharge_referral_ended";
      alter table "discharge_referral"
        add constraint "discharge_referral_state_check" check ("state" in (${states(['OPEN', 'CHOSEN', ...all])})),
        add constraint "discharge_referral_ended" check ((state in (${states(all)})) = (ended_at is not null));`;

/** A chosen home in which an outbreak begins says so: its bed is let go, and whoever referred asks others at once. */
export class ChosenHomesBackOut extends Migration {
  override name = '20261122003300_chosen_homes_back_out';

  override up(): void {
    this.addSql(ended(['ADMITTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED']));
    this.addSql(
      settleAnswer(`        elsif told.state = 'CHOSEN' and answer = 'DECLINE' and referral.lapses_at > now() then
          update public.referral_request
          set state = answered, by_trusted_assessor = false, answered_at = now(), reason = words, lapses_at = null
          where id = request;
          perform hub.end_referral(referral.id, answered, now(), null);
          return 'DONE';
`),
    );
  }

  override down(): void {
    this.addSql(settleAnswer(''));
    this.addSql(ended(['ADMITTED', 'WITHDRAWN', 'EXPIRED']));
  }
}
