import { Migration } from '@mikro-orm/migrations';
import { columns } from './20261122003160_feedback.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const today = `(now() at time zone 'Europe/London')::date`;

/**
 * Feedback is written, let be read and taken back by functions alone: what the giver chose is no agency's to decide. Of how many
 * residents it must be before a home reads it, the graph tells too: `fewestTogether`.
 */
export class FeedbackFunctions extends Migration {
  override name = '20261122003161_feedback_functions';

  override up(): void {
    this.addSql(`
      create function hub.gather_feedback(place uuid) returns void language sql volatile ${definer} as $$
        with waiting as (
          select piece.id, coalesce(piece.outcome, '') as kind, giver.author_id as writer, giver.resident_id
          from public.unnamed_feedback piece
          join hub.feedback_giver giver on giver.id = piece.giver
          where piece.home_id = place and not piece.council_only and piece.withdrawn_at is null
            and (piece.released_in is null or piece.released_in > to_char(${today}, 'YYYY-MM'))
        ), gathered as (
          select waiting.kind, waiting.writer, case when count(distinct waiting.resident_id) >= 3
            then to_char(${today} + make_interval(months => 1), 'YYYY-MM') end as released_in
          from waiting group by waiting.kind, waiting.writer
        )
        update public.unnamed_feedback piece set released_in = gathered.released_in
        from waiting join gathered on gathered.kind = waiting.kind and gathered.writer = waiting.writer
        where piece.id = waiting.id and piece.released_in is distinct from gathered.released_in
      $$;
      comment on function hub.gather_feedback is
        'Lets unnamed pieces of a home be read from the next month on where those of one kind, written down by one organisation and not read yet, are of three residents or more.';

      create function hub.record_feedback(person uuid, giver text, choice text, said_on date, said text, levels jsonb)
        returns table (verdict text, receipt text) language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('recordFeedback');
        entry uuid := gen_random_uuid();
        code text := upper(left(replace(gen_random_uuid()::text, '-', ''), 20));
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
          return query select 'UNKNOWN resident', null;
          return;
        end if;
        select summary.outcomes_chosen into chosen from public.personal_summary summary
        where summary.resident_id = person and summary.valid_until is null;
        if exists (select from jsonb_object_keys(levels) outcome where upper(outcome) <> all (chosen)) then
          return query select 'OUT_OF_RANGE outcomes', null;
          return;
        end if;
        insert into hub.feedback_giver (id, resident_id, home_id, author_id, given_by, shown_as, given_on, receipt)
        values (entry, person, place.id, own, giver, choice, said_on, sha256(code::bytea));
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
        return query select 'DONE', concat_ws('-', substr(code, 1, 4), substr(code, 5, 4), substr(code, 9, 4),
          substr(code, 13, 4), substr(code, 17, 4));
      end $$;
      comment on function hub.record_feedback is
        'Keeps feedback as its giver wants it shown, and gives a receipt by which it is taken back; of the rest nothing.';

      create function hub.withdraw_feedback(entry uuid, code text) returns table (verdict text, person uuid)
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
        update public.unnamed_feedback piece set withdrawn_at = now() where piece.giver = given.id;
        perform hub.gather_feedback(given.home_id);
        return query select 'DONE', given.resident_id;
      end $$;
      comment on function hub.withdraw_feedback is
        'Closes feedback that its giver takes back, for whoever may: all of it, and keeps it as what was said once.';

      create function hub.choose_outcomes(person uuid, known int, said jsonb) returns text language sql volatile ${definer}
        return hub.write_one('personal_summary', 'PersonalSummary', 'chooseOutcomes', person, known, said,
          '{outcomes_chosen}', true);
      comment on function hub.choose_outcomes is 'Does chooseOutcomes for those whom the agreement lets do it.';`);
    const routines = { record_feedback: 'home, council', withdraw_feedback: 'home, council', choose_outcomes: 'home' };
    for (const name of ['gather_feedback', ...Object.keys(routines)]) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
    }
    for (const [name, by] of Object.entries(routines))
      this.addSql(`grant execute on function hub.${name} to ${by.replace(/\w+/g, 'caregraph_$&')}`);
  }

  override down(): void {
    for (const name of ['choose_outcomes', 'withdraw_feedback', 'record_feedback', 'gather_feedback'])
      this.addSql(`drop function hub.${name}`);
  }
}
