import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Of those who number events, as where events are made. */
const numbering = 7_201_549;
/** A borough that is loaded at once is no news. */
const loadingInBulk = `(current_setting('hub.bulk', true) = 'on' and pg_has_role(session_user, 'caregraph_owner', 'member'))`;
const news = `not coalesce(${loadingInBulk}, false)`;

const announce = (record: string) => `
      create or replace function hub.announce() returns trigger language plpgsql ${definer} as $$
      begin
        perform pg_advisory_xact_lock(${numbering});
        insert into hub.event (topic, record_id, organisation_id)
          values (tg_argv[0], ${record}, (to_jsonb(new) ->> tg_argv[1])::uuid);
        perform pg_notify('caregraph_event', tg_argv[0]);
        return null;
      end $$;`;

const announced = (table: string, when: string, topic: string) => `
      create constraint trigger announced after insert or update on ${table} deferrable initially deferred
        for each row when (${when}) execute function hub.announce(${topic});`;

/** Whoever asked for a place hears of each answer, and a home of what it is asked and what became of it. */
export class ReferralsAnnounced extends Migration {
  override name = '20261122003101_referrals_announced';

  override up(): void {
    const standing = `new.valid_until is null and ${news}`;
    this.addSql(announce('coalesce((to_jsonb(new) ->> tg_argv[2])::uuid, new.id)'));
    this.addSql(announced('discharge_referral', standing, `'DischargeReferral'`));
    // What a home answers is news of the referral.
    this.addSql(announced('referral_request', standing, `'DischargeReferral', '', 'discharge_referral_id'`));
    this.addSql(announced('hub.placement_request', news, `'PlacementRequest', 'organisation_id'`));
    this.addSql(`comment on function hub.announce is
        'For constraint triggers that are deferred: announces the row under a topic, to the organisation in the column that is named, if one is; or the record in the column that is named third.'`);
  }

  override down(): void {
    for (const table of ['hub.placement_request', 'referral_request', 'discharge_referral'])
      this.addSql(`drop trigger announced on ${table}`);
    this.addSql(announce('new.id'));
  }
}
