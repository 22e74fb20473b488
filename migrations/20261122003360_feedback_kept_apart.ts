import { Migration } from '@mikro-orm/migrations';
import { columns } from './20261122003160_feedback.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const today = `(now() at time zone 'Europe/London')::date`;
/** Where the receipt is made: by the database, or by the hub, which gives its digest alone. */
function recordFeedback(madeBy: 'database' | 'hub'): string {
  const here = madeBy === 'database';
  const answer = (code: string) =>
    here
      ? `return query select '${code}', null;
          return;`
      : `return '${code}';`;
  const receipt = here
    ? `return query select 'DONE', concat_ws('-', substr(code, 1, 4), substr(code, 5, 4), substr(code, 9, 4),
          substr(code, 13, 4), substr(code, 17, 4));`
    : `return 'DONE';`;
  return `
      drop function hub.record_feedback(uuid, text, text, date, text, jsonb${here ? ', bytea' : ''});
      create function hub.record_feedback(person uuid, giver text, choice text, said_on date, said text, levels jsonb${here ? '' : ', digest bytea'})
        returns ${here ? 'table (verdict text, receipt text)' : 'text'} language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('recordFeedback');
        entry uuid := gen_random_uuid();
        ${here ? "code text := upper(left(replace(gen_random_uuid()::text, '-', ''), 20));" : ''}
        place record;
        chosen text[];
      begin
        select home.id, home.organisation_id, organisation.agency into place
        from public.placement
        join public.care_home home on home.id = placement.home_id
        join public.organisation on organisation.id = own
        where placement.resident_id = person and placement.valid_until is null
          and placement.from_on <= said_on and (placement.to_on is null or placement.to_on >= said_on)
        order by placement.from_on desc limit 1;
        if not found or not hub.may_write_about(person, own, 'Feedback')
            or (place.agency = 'home' and place.organisation_id <> own) then
          ${answer('UNKNOWN resident')}
        end if;
        select summary.outcomes_chosen into chosen from public.personal_summary summary
        where summary.resident_id = person and summary.valid_until is null;
        if exists (select from jsonb_object_keys(levels) outcome where upper(outcome) <> all (chosen)) then
          ${answer('OUT_OF_RANGE outcomes')}
        end if;
        insert into hub.feedback_giver (id, resident_id, home_id, author_id, given_by, shown_as, given_on, receipt)
        values (entry, person, place.id, own, giver, choice, said_on, ${here ? 'sha256(code::bytea)' : 'digest'});
        if choice <> 'UNNAMED' then
          insert into public.feedback (id, author_id, resident_id, home_id, asked_id, given_by, shown_as, given_on, words,
            ${columns.join(', ')})
          select entry, own, person, place.id, case choice when 'NAMED' then place.organisation_id end, giver, choice,
            said_on, said, ${columns.map((column) => `levels ->> '${column}'`).join(', ')};
        end if;
        if choice <> 'NAMED' and said is not null then
          insert into public.unnamed_feedback (home_id, giver, words, given_in, council_only)
          values (place.id, entry, said, to_char(said_on, 'YYYY-MM'), choice = 'COUNCIL_ONLY');
        end if;
        if choice = 'UNNAMED' then
          -- Of two who say something at once, the second counts the first.
          perform pg_advisory_xact_lock(hashtext('caregraph feedback'), hashtext(place.id::text));
          insert into public.unnamed_feedback (home_id, giver, outcome, how_it_is, given_in)
          select place.id, entry, upper(level.key), level.value, to_char(said_on, 'YYYY-MM')
          from jsonb_each_text(levels) level;
          perform hub.gather_feedback(place.id);
        end if;
        ${receipt}
      end $$;
      comment on function hub.record_feedback is
        '${here ? 'Keeps feedback as its giver wants it shown, and gives a receipt by which it is taken back; of the rest nothing.' : 'Keeps feedback as its giver wants it shown, with the digest of the receipt by which it is taken back.'}';
      alter function hub.record_feedback owner to caregraph_register;
      revoke execute on function hub.record_feedback from public;
      grant execute on function hub.record_feedback to caregraph_home, caregraph_council;`;
}

const shown = (stands: string) => `
      create or replace function hub.unnamed_feedback_shown() returns setof uuid
        language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select piece.id
        from public.unnamed_feedback piece
        join public.care_home home on home.id = piece.home_id
        cross join (values (to_char(now() at time zone 'Europe/London', 'YYYY-MM'))) as this (month)
        where ${stands} and case
          when home.organisation_id = ${own} then not piece.council_only and piece.released_in <= this.month
          -- Words are for somebody to act on. Which outcomes a resident chose is known to those who pay, so these wait.
          else home.id in (select hub.homes_answered_for()) and (piece.words is not null or piece.released_in <= this.month)
            and (not piece.council_only or home.council_id = ${own})
        end
      $$;`;

const withdraw = (ended: string) => `
      create or replace function hub.withdraw_feedback(entry uuid, code text) returns table (verdict text, person uuid)
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('withdrawFeedback');
        by_council boolean := exists (select from public.organisation where id = own and agency = 'council');
        given hub.feedback_giver;
      begin
        select * into given from hub.feedback_giver
        where case when entry is null then feedback_giver.receipt = sha256(code::bytea)
          else feedback_giver.id = entry and feedback_giver.shown_as <> 'UNNAMED' end
        for update;
        -- A home mends within a day what it wrote down itself and reads. By more it took away what others are to read, and a
        -- receipt that it can try would tell what the giver chose.
        if not found or not (case when by_council
            then given.author_id = own or hub.may_write_about(given.resident_id, own, 'Feedback')
              or (entry is null and given.home_id in (select hub.homes_answered_for()))
            else entry is not null and given.author_id = own and given.shown_as = 'NAMED'
              and given.recorded_at > now() - interval '24 hours' end) then
          return query select 'UNKNOWN ' || case when entry is null then 'receipt' else 'feedback' end, null::uuid;
          return;
        elsif given.withdrawn_at is not null then
          return query select 'ALREADY_ENDED ' || case when entry is null then 'receipt' else 'feedback' end, null::uuid;
          return;
        end if;
        perform pg_advisory_xact_lock(hashtext('caregraph feedback'), hashtext(given.home_id::text));
        update hub.feedback_giver set withdrawn_at = now(), withdrawn_by_id = own where feedback_giver.id = given.id;
        update public.feedback set valid_until = now() where feedback.id = given.id and feedback.valid_until is null;
        ${ended} where piece.giver = given.id;
        perform hub.gather_feedback(given.home_id);
        return query select 'DONE', given.resident_id;
      end $$;`;

/** What one giver said is joined by nothing, not by its end either; and no receipt stands anywhere. */
export class FeedbackKeptApart extends Migration {
  override name = '20261122003360_feedback_kept_apart';

  override up(): void {
    this.addSql(recordFeedback('hub'));
    this.addSql(`update hub.idempotency set answer = answer - 'receipt' where answer ? 'receipt'`);
    this.addSql(shown('(piece.withdrawn_at is null or piece.withdrawn_at > now())'));
    this.addSql(
      withdraw(`-- Pieces that go together were said by one. What was read already goes bit by bit, but for words, which may hurt.
        update public.unnamed_feedback piece
        set withdrawn_at = now() + case when piece.words is null and piece.released_in <= to_char(${today}, 'YYYY-MM')
          then random() * interval '28 days' else interval '0' end`),
    );
  }

  override down(): void {
    this.addSql(recordFeedback('database'));
    this.addSql(shown('piece.withdrawn_at is null'));
    this.addSql(withdraw('update public.unnamed_feedback piece set withdrawn_at = now()'));
  }
}
