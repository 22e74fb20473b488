import { Migration } from '@mikro-orm/migrations';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
/** Of those who number events; no other lock of the hub has this number. */
const numbering = 7_201_549;

/** That something was recorded, for those who wait to hear of it: never what, nor about whom. */
export class Events extends Migration {
  override name = '20261122002970_events';

  override up(): void {
    this.addSql(`
      create table hub.event (
        number bigint generated always as identity primary key,
        topic text not null,
        record_id uuid not null,
        organisation_id uuid,
        at timestamptz not null default clock_timestamp()
      );
      comment on table hub.event is
        'That a record was made or changed, numbered in the order in which it can be seen. Whoever hears of it reads the record anew, under what he may see by then.';
      comment on column hub.event.organisation_id is 'The only organisation that it is addressed to; null if it is to all.';
      create index event_of_topic on hub.event (topic, number);
      alter table hub.event enable row level security;
      alter table hub.event force row level security;
      create policy event_owner on hub.event to caregraph_owner using (true);
      create policy event_announced on hub.event to caregraph_register using (true);
      create policy event_heard on hub.event for select to caregraph_hub using (true);
      create policy event_backup on hub.event for select to caregraph_backup using (true);
      grant select, insert, delete on hub.event to caregraph_register;
      grant select on hub.event to caregraph_hub, caregraph_backup;
      grant select on sequence hub.event_number_seq to caregraph_backup;`);

    // At the end of the transaction, one after the other until each is seen: whoever has seen a number has missed none below it.
    this.addSql(`
      create function hub.announce() returns trigger language plpgsql ${definer} as $$
      begin
        perform pg_advisory_xact_lock(${numbering});
        insert into hub.event (topic, record_id, organisation_id)
          values (tg_argv[0], new.id, (to_jsonb(new) ->> tg_argv[1])::uuid);
        perform pg_notify('caregraph_event', tg_argv[0]);
        return null;
      end $$;
      comment on function hub.announce is
        'For constraint triggers that are deferred: announces the row under a topic, to the organisation in the column that is named, if one is.';
      alter function hub.announce owner to caregraph_register;
      revoke execute on function hub.announce from public;

      create function hub.forget_events() returns void language sql ${definer}
      begin atomic
        delete from hub.event
        where number <= (select max(old.number) from hub.event old where old.at < now() - interval '7 days');
      end;
      comment on function hub.forget_events is 'Forgets what was announced more than seven days ago.';
      alter function hub.forget_events owner to caregraph_register;
      revoke execute on function hub.forget_events from public;
      grant execute on function hub.forget_events to caregraph_hub;`);

    this.addSql(`
      create constraint trigger announced after insert or update on capacity deferrable initially deferred
        for each row when (new.valid_until is null) execute function hub.announce('Capacity');
      create constraint trigger announced after insert on hub.privacy_alert deferrable initially deferred
        for each row execute function hub.announce('PrivacyAlert', 'organisation_id');`);
  }

  override down(): void {
    this.addSql(`
      drop trigger announced on hub.privacy_alert;
      drop trigger announced on capacity;
      drop function hub.forget_events, hub.announce;
      drop table hub.event;`);
  }
}
