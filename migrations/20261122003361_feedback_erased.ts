import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const order = 'order_erasure(text, uuid, text, text)';
const erase = 'erase_written(text, uuid, uuid, timestamptz)';

/** What was said of a home is not the home's to take away: feedback goes by order of its council alone. */
export class FeedbackErased extends Migration {
  override name = '20261122003361_feedback_erased';

  override up(): void {
    this.addSql(`
      grant select (id, home_id, withdrawn_at) on unnamed_feedback to caregraph_eraser;
      grant execute on function hub.homes_answered_for to caregraph_eraser;
      revoke execute on function hub.${order} from ${agencies};
      alter function hub.${order} rename to order_erasure_of_own;
      alter function hub.${erase} rename to erase_own_part;

      create function hub.erase_written(target text, wanted uuid, writer uuid, up_to timestamptz) returns void
        language plpgsql volatile ${definer} as $$
      begin
        if target = 'unnamed_feedback' then
          delete from public.unnamed_feedback where id = wanted;
        elsif target = 'feedback' then
          delete from public.unnamed_feedback where giver = wanted;
          delete from hub.feedback_giver where id = wanted;
          delete from public.feedback where id = wanted or former_of = wanted;
        else
          perform hub.erase_own_part(target, wanted, writer, up_to);
        end if;
      end $$;
      comment on function hub.erase_written is
        'Takes away what an organisation wrote in one record, in all its versions; feedback, or a piece of it, whoever wrote it down.';

      create function hub.order_erasure(target text, wanted uuid, ground text, says text)
        returns table (verdict text, about uuid) language plpgsql volatile ${definer} as $$
      declare
        own constant uuid := hub.organisation_for('orderErasure');
        by_council constant boolean := current_setting('role', true) = 'caregraph_council';
        given record;
        kept boolean;
      begin
        if target not in ('feedback', 'unnamed_feedback') then
          return query select told.verdict, told.about from hub.order_erasure_of_own(target, wanted, ground, says) told;
          return;
        end if;
        perform pg_advisory_xact_lock(hashtext('caregraph erasure'), hashtext(wanted::text));
        if target = 'feedback' then
          select said.author_id, said.resident_id, said.home_id into given from public.feedback said
          where said.id = wanted and not exists (
            select from hub.erasure_order ordered
            where ordered.written_in = target and ordered.record_id = wanted and ordered.done_at is null
          );
        else
          select null::uuid as author_id, giver.resident_id, piece.home_id into given
          from public.unnamed_feedback piece
          join hub.feedback_giver giver on giver.id = piece.giver
          where piece.id = wanted and (piece.withdrawn_at is null or piece.withdrawn_at > now());
        end if;
        if given.resident_id is null or not (given.author_id is not distinct from own
            or (by_council and given.home_id in (select hub.homes_answered_for()))) then
          return query select 'UNKNOWN record', null::uuid;
          return;
        elsif not by_council then
          return query select 'NOT_POSSIBLE record', null::uuid;
          return;
        end if;
        -- Whoever opens an enquiry meanwhile waits.
        perform from public.resident k
        where k.nhs_number = (select p.nhs_number from public.resident p where p.id = given.resident_id)
        order by k.id for update;
        kept := hub.is_kept_back(given.resident_id);
        insert into hub.erasure_order (organisation_id, resident_id, written_in, record_id, reason, ordered_by, done_at)
        values (own, given.resident_id, target, wanted, ground, says, case when not kept then now() end);
        if not kept then
          perform hub.erase_written(target, wanted, given.author_id, now());
        elsif target = 'feedback' then
          perform hub.close_written(target, wanted, given.author_id);
        else
          update public.unnamed_feedback set withdrawn_at = now() where id = wanted;
        end if;
        return query select 'DONE', given.resident_id;
      end $$;
      comment on function hub.order_erasure is
        'Erases a record that the organisation wrote itself; feedback, and pieces of it without a name, for the council where the home lies or that wrote it down. What must be kept for an enquiry or by order is closed to everybody at once, and goes when it need not be kept any more: nobody can tell one from the other.';
      ${[order, erase]
        .map(
          (name) =>
            `alter function hub.${name} owner to caregraph_eraser; revoke execute on function hub.${name} from public;`,
        )
        .join('\n      ')}
      grant execute on function hub.order_erasure to ${agencies};`);
  }

  override down(): void {
    this.addSql(`
      drop function hub.${order}, hub.${erase};
      alter function hub.order_erasure_of_own rename to order_erasure;
      alter function hub.erase_own_part rename to erase_written;
      grant execute on function hub.order_erasure to ${agencies};
      revoke execute on function hub.homes_answered_for from caregraph_eraser;
      revoke select (id, home_id, withdrawn_at) on unnamed_feedback from caregraph_eraser;`);
  }
}
