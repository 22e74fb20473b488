import { Migration } from '@mikro-orm/migrations';

const states = (...names: string[]) => `
        drop constraint import_state_check,
        add constraint import_state_check check (state in (${names.map((name) => `'${name}'`).join(', ')}))`;
const oneOfFile =
  'create unique index import_one_of_file on hub.import (organisation_id, format, sha256, as_of) nulls not distinct';

/** Files are merged in slices of people, each in a transaction: how far that is done is kept with the file. */
export class SlicesOfPeople extends Migration {
  override name = '20261122003441_slices_of_people';

  override up(): void {
    this.addSql(`
      alter table hub.import add merged_below int not null default 0 check (merged_below between 0 and 256),
        ${states('STAGING', 'STAGED', 'ASKING', 'MERGING', 'DONE', 'BROKEN_OFF').trim()};
      comment on column hub.import.merged_below is
        'What it says of people is merged whose lock (hub.hold_numbers) has a lower number.';
      drop index hub.import_one_of_file;
      ${oneOfFile} where state <> 'BROKEN_OFF';
      grant update (merged_below) on hub.import to caregraph_importer;
      grant update (state) on hub.import to caregraph_eraser;
      -- Slices are recorded at different moments, none of which is that of the whole.
      alter table hub.record_source add recorded_at timestamptz;
      update hub.record_source said set recorded_at = coalesce(by_file.done_at, now())
      from hub.import by_file where by_file.id = said.import_id;
      alter table hub.record_source alter column recorded_at set not null, alter column recorded_at set default now();
      comment on column hub.record_source.recorded_at is 'When that was, to tell it from what somebody has said by hand since.';`);
  }

  override down(): void {
    this.addSql(`
      alter table hub.record_source drop column recorded_at;
      revoke update (state) on hub.import from caregraph_eraser;
      update hub.import set state = 'STAGED' where state = 'MERGING';
      update hub.import set state = 'DONE', done_at = now(), sha256 = sha256(id::text::bytea) where state = 'BROKEN_OFF';
      drop index hub.import_one_of_file;
      ${oneOfFile};
      alter table hub.import drop column merged_below,
        ${states('STAGING', 'STAGED', 'ASKING', 'DONE').trim()};`);
  }
}
