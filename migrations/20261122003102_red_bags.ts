import { Migration } from '@mikro-orm/migrations';
import { recordBits } from '../src/agreement/relationships.ts';
import { guarded, writable } from './20261122002820_incidents_written.ts';

const definer = 'security definer set search_path = pg_catalog, pg_temp';
const items = ['ASSESSMENT', 'ESCALATION_RECORD', 'RESUSCITATION_FORM', 'MEDICINES_CHART', 'THIS_IS_ME', 'CHECKLIST']
  .concat('MEDICINES', 'CLOTHES', 'TOILETRIES', 'GLASSES', 'HEARING_AIDS', 'DENTURES', 'WALKING_AID')
  .map((item) => `'${item}'::text`)
  .join(', ');
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;

/** What goes with a resident to hospital and comes back, said by the home, and by the hospital between. */
export class RedBags extends Migration {
  override name = '20261122003102_red_bags';

  override up(): void {
    // The trust that received it reads it on after the discharge: it is that of which the bag is asked back.
    const byAuthor = guarded('red_bag', 'RedBag');
    const author = `case when red_bag.author_id = ${own} then (select hub.opening_of('RedBag', ${recordBits.author})) else 0 end`;
    const receiver = `case when red_bag.received_by_id = ${own} then (select hub.opening_of('RedBag', ${recordBits.asked})) else 0 end`;
    this.addSql(`
      create table "red_bag" (
        "id" uuid not null default gen_random_uuid(), "author_id" uuid not null, "version" int not null default 1,
        "recorded_at" timestamptz not null default now(), "valid_from" timestamptz not null default now(),
        "valid_until" timestamptz null, "former_of" uuid null, "resident_id" uuid not null, "home_id" uuid not null,
        "items" text[] not null, "other_items" text null, "sent_at" timestamptz not null,
        "received_at" timestamptz null, "received_by_id" uuid null, "received" text[] null,
        "sent_back_at" timestamptz null, "sent_back" text[] null, "returned_at" timestamptz null,
        "returned" text[] null, "missing" text[] null, primary key ("id")
      );
      comment on table "red_bag" is 'The red bag with documents and belongings that goes with a resident to hospital and must come back with the resident.';
      create index "red_bag_newest_of_resident" on "red_bag" ("resident_id", "sent_at" desc);
      create unique index "red_bag_one_on_its_way" on "red_bag" ("resident_id", "author_id") where valid_until is null and returned_at is null;
      alter table "red_bag" add constraint "validity_in_order" check (valid_until >= valid_from);
      alter table "red_bag" add constraint "version_positive" check (version > 0);
      alter table "red_bag" add constraint "red_bag_holds_something" check (cardinality(items) > 0 or other_items is not null);
      alter table "red_bag" add constraint "red_bag_sent_not_in_future" check (sent_at <= recorded_at);
      alter table "red_bag" add constraint "red_bag_received" check (num_nonnulls(received_at, received_by_id, received) in (0, 3));
      alter table "red_bag" add constraint "red_bag_received_later" check (received_at >= sent_at);
      alter table "red_bag" add constraint "red_bag_sent_back" check (num_nonnulls(sent_back_at, sent_back) in (0, 2));
      alter table "red_bag" add constraint "red_bag_sent_back_later" check (sent_back_at is null or (received_at is not null and sent_back_at >= received_at));
      alter table "red_bag" add constraint "red_bag_returned" check (num_nonnulls(returned_at, returned, missing) in (0, 3));
      alter table "red_bag" add constraint "red_bag_returned_later" check (returned_at >= sent_at);
      alter table "red_bag" add constraint "red_bag_missing_was_sent" check (missing <@ items);
      ${['items', 'received', 'sent_back', 'returned', 'missing']
        .map(
          (column) =>
            `alter table "red_bag" add constraint "red_bag_${column}_check" check ("${column}" <@ array[${items}]);`,
        )
        .join('\n      ')}
      alter table "red_bag" add constraint "red_bag_author_id_foreign" foreign key ("author_id") references "organisation" ("id");
      alter table "red_bag" add constraint "red_bag_resident_id_foreign" foreign key ("resident_id") references "resident" ("id");
      alter table "red_bag" add constraint "red_bag_home_id_foreign" foreign key ("home_id") references "care_home" ("id") on delete no action;
      alter table "red_bag" add constraint "red_bag_received_by_id_foreign" foreign key ("received_by_id") references "organisation" ("id") on delete no action;
      ${byAuthor.replace(author, `${author} | ${receiver}`)}
      ${writable('red_bag', 'RedBag')}
      create policy "red_bag_register" on "red_bag" for select to caregraph_register using (true);
      grant select (id, author_id, resident_id, version, valid_until, sent_at, received_at, received_by_id, sent_back_at, returned_at),
        update (received_at, received_by_id, received, sent_back_at, sent_back) on red_bag to caregraph_register;`);

    this.addSql(`
      create function hub.receive_red_bag(bag uuid, known int, at timestamptz, contents text[]) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('receiveRedBag');
        standing record;
      begin
        select red_bag.resident_id, red_bag.version, red_bag.sent_at, red_bag.received_by_id, red_bag.sent_back_at,
          red_bag.returned_at into standing
        from public.red_bag where red_bag.id = bag and red_bag.valid_until is null for update;
        if not found or not hub.may_write_about(standing.resident_id, own, 'RedBag') then
          return 'UNKNOWN redBag';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.received_by_id <> own or standing.sent_back_at is not null or standing.returned_at is not null then
          return 'ALREADY_ENDED redBag';
        elsif at < standing.sent_at then
          return 'TOO_EARLY receivedAt';
        end if;
        update public.red_bag set received_at = at, received_by_id = own, received = contents where id = bag;
        return 'DONE';
      end $$;
      comment on function hub.receive_red_bag is
        'Adds to a red bag that a hospital received it, and with what in it; it may say so anew until it sends the bag back.';

      create function hub.send_red_bag_back(bag uuid, known int, at timestamptz, packed text[]) returns text
        language plpgsql volatile ${definer} as $$
      declare
        own uuid := hub.organisation_for('sendRedBagBack');
        standing record;
      begin
        select red_bag.resident_id, red_bag.version, red_bag.received_at, red_bag.received_by_id, red_bag.returned_at
          into standing
        from public.red_bag where red_bag.id = bag and red_bag.valid_until is null for update;
        if not found or standing.received_by_id is distinct from own
            or not hub.may_write_about(standing.resident_id, own, 'RedBag') then
          return 'UNKNOWN redBag';
        elsif standing.version <> known then
          return 'STALE_VERSION version';
        elsif standing.returned_at is not null then
          return 'ALREADY_ENDED redBag';
        elsif at < standing.received_at then
          return 'TOO_EARLY sentBackAt';
        end if;
        update public.red_bag set sent_back_at = at, sent_back = packed where id = bag;
        return 'DONE';
      end $$;
      comment on function hub.send_red_bag_back is
        'Adds to a red bag what the hospital that received it puts in for the way back; it may say so anew until the home has looked.';`);
    for (const name of ['receive_red_bag', 'send_red_bag_back']) {
      this.addSql(`alter function hub.${name} owner to caregraph_register`);
      this.addSql(`revoke execute on function hub.${name} from public`);
      this.addSql(`grant execute on function hub.${name} to caregraph_trust`);
    }
  }

  override down(): void {
    this.addSql(`
      drop function hub.send_red_bag_back, hub.receive_red_bag;
      drop table "red_bag" cascade;`);
  }
}
