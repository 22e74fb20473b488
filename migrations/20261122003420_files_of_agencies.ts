import { Migration } from '@mikro-orm/migrations';

const organisation = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const setting = (name: string) =>
  `(select coalesce(nullif(current_setting('hub.${name}', true), ''), '0')::int as "coalesce")`;
/** The organisation whose file it is stands in a relationship to the resident by which it may write what files say. */
const related = (table: string, resident = 'resident_id') => `exists (select from hub.relationship related
        where related.organisation_id = ${organisation}
        and related.resident_id = ${table}.${resident}
        and related.since <= now() and (related.until is null or related.until > now())
        and (related.objections & ${setting('ends_with')} = 0 or related.bit & ${setting('never_ends')} <> 0)
        and related.bit & ${setting('kinds')} <> 0)`;
const own = (table: string) =>
  `${table}.author_id = ${organisation} and ${table}.valid_until is null and ${table}.former_of is null
        and ${related(table)}`;
const written = (table: string) => `
      create policy "${table}_importer" on "${table}" for select to caregraph_importer
        using (${table}.valid_until is null and ${related(table)});
      create policy "${table}_imported" on "${table}" for insert to caregraph_importer with check (${own(table)});
      create policy "${table}_corrected" on "${table}" for update to caregraph_importer using (${own(table)}) with check (${own(table)});`;

const grants = [
  ['resident', 'select (id, nhs_number, valid_until)'],
  ['hub.relationship', 'select (organisation_id, resident_id, bit, since, until, objections)'],
  [
    'placement',
    `select (id, author_id, resident_id, home_id, care_type, from_on, to_on, end_reason, recorded_at, valid_until, former_of),
        insert (id, author_id, resident_id, home_id, care_type, from_on, to_on), update (care_type, from_on, to_on)`,
  ],
  [
    'funding_component',
    `select (id, author_id, resident_id, placement_id, source, payer_id, payee_id, weekly_amount, from_on, to_on, recorded_at,
        valid_until, former_of),
        insert (id, author_id, resident_id, placement_id, source, payer_id, payee_id, weekly_amount, from_on, to_on),
        update (placement_id, payee_id, weekly_amount, to_on)`,
  ],
] as const;

/** Files of councils: what they say of people is written in the importer's role, about those whom the council sees. */
export class FilesOfAgencies extends Migration {
  override name = '20261122003420_files_of_agencies';

  override up(): void {
    this.addSql(`
      alter table hub.import_row add about text;
      comment on column hub.import_row.about is
        'What or whom the line is about: of a person the NHS number, by which what waits is erased.';
      -- Asked of every one of a million lines, it takes longer than all else; lines go before their import in one place alone.
      alter table hub.import_row drop constraint import_row_import_id_fkey;
      create policy relationship_importer on hub.relationship for select to caregraph_importer
        using (organisation_id = ${organisation});
      create policy "resident_importer" on "resident" for select to caregraph_importer
        using (resident.valid_until is null and ${related('resident', 'id')});
      ${['placement', 'funding_component'].map(written).join('')}
      ${grants.map(([table, what]) => `grant ${what} on ${table} to caregraph_importer;`).join('\n      ')}
      grant execute on function hub.hold_numbers(text[]) to caregraph_importer;`);
    for (const table of ['import', 'import_row', 'import_reject'])
      this.addSql(`create policy ${table}_eraser on hub.${table} to caregraph_eraser using (true)`);
    this.addSql(`
      grant select (id, state, begun_at), delete on hub.import to caregraph_eraser;
      grant select (import_id, about), delete on hub.import_row to caregraph_eraser;
      grant select (import_id), delete on hub.import_reject to caregraph_eraser;`);
  }

  override down(): void {
    for (const table of ['import', 'import_row', 'import_reject'])
      this.addSql(`
        revoke all on hub.${table} from caregraph_eraser;
        drop policy ${table}_eraser on hub.${table}`);
    this.addSql(`
      revoke select (id, state, begun_at) on hub.import from caregraph_eraser;
      revoke select (import_id, about) on hub.import_row from caregraph_eraser;
      revoke select (import_id) on hub.import_reject from caregraph_eraser;
      revoke execute on function hub.hold_numbers(text[]) from caregraph_importer;
      ${grants.map(([table, what]) => `revoke ${what} on ${table} from caregraph_importer;`).join('\n      ')}
      ${['placement', 'funding_component'].map((table) => `drop policy "${table}_importer" on "${table}"; drop policy "${table}_imported" on "${table}"; drop policy "${table}_corrected" on "${table}";`).join('\n      ')}
      drop policy "resident_importer" on "resident";
      drop policy relationship_importer on hub.relationship;
      alter table hub.import_row drop column about, add foreign key (import_id) references hub.import (id);`);
  }
}
