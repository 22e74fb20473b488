import { Migration } from '@mikro-orm/migrations';

const agencies = 'caregraph_home, caregraph_practice, caregraph_trust, caregraph_council, caregraph_icb';
const own = `(select nullif(current_setting('hub.organisation', true), '')::uuid as "nullif")`;
const setting = (name: string) =>
  `(select coalesce(nullif(current_setting('hub.${name}', true), ''), '0')::int as "coalesce")`;

/** SQL: the register relates whoever asks to the resident of a row, by a relationship in `bits`. */
const related = (table: string, bits: string) => `exists (select from hub.relationship related
        where related.organisation_id = ${own}
        and related.resident_id = ${table}.resident_id
        and related.since <= now() and (related.until is null or related.until > now())
        and (related.objections & ${setting('ends_with')} = 0 or related.bit & ${setting('never_ends')} <> 0)
        and related.bit & ${setting('kinds')} & (${bits}) <> 0)`;

/** SQL that guards a new table about residents: agencies read the rows that the agreement opens, as `residentRows` declares it. */
export function guarded(table: string, subject: string): string {
  const opened = `(select hub.opening_of('${subject}', 0)) | case when ${table}.author_id = ${own} then (select hub.opening_of('${subject}', 1048576)) else 0 end`;
  return `
      alter table "${table}" enable row level security;
      alter table "${table}" force row level security;
      create policy "${table}_related" on "${table}" for select to ${agencies}
        using (${table}.valid_until is null and ${related(table, opened)});
      create policy "${table}_owner" on "${table}" to caregraph_owner using (true);
      create policy "${table}_measures" on "${table}" for select to caregraph_measures using (true);
      create policy "${table}_backup" on "${table}" for select to caregraph_backup using (true);
      grant select on "${table}" to caregraph_backup;`;
}

/** SQL: a row that whoever asks wrote, and may write, as it stands. */
const mine = (
  table: string,
  subject: string,
) => `${table}.author_id = ${own} and ${table}.valid_until is null and ${table}.former_of is null
        and ${related(table, `select hub.writing_of('${subject}')`)}`;

/** SQL that lets agencies amend their own rows of a table about residents, in versions, as `residentRows` declares it. */
export function amendable(table: string, subject: string): string {
  const check = mine(table, subject);
  return `
      create trigger former_version_kept before update on ${table} for each row
        when (nullif(current_setting('hub.organisation', true), '') is not null)
        execute function hub.keep_former_version();
      grant insert on ${table} to caregraph_register;
      create policy "${table}_amended" on "${table}" for update to ${agencies} using (${check}) with check (${check});
      create policy "${table}_kept" on "${table}" for insert to caregraph_register
        with check (${table}.valid_until is not null and ${table}.former_of is not null);`;
}

/** SQL that lets them add such rows besides. */
export function writable(table: string, subject: string): string {
  const current = `${table}.valid_until is null`;
  return `${amendable(table, subject)}
      create policy "${table}_recorded" on "${table}" for insert to ${agencies} with check (${mine(table, subject)});
      create policy "${table}_withdrawn" on "${table}" for update to caregraph_register using (${current}) with check (${current});`;
}

/** SQL that takes it back. */
export function unwritable(table: string, policies = ['recorded', 'amended', 'withdrawn', 'kept']): string {
  return `
      ${policies.map((name) => `drop policy "${table}_${name}" on "${table}";`).join('\n      ')}
      revoke insert on ${table} from caregraph_register;
      drop trigger former_version_kept on ${table};`;
}

const details = {
  fall: ['head_injury', 'fracture', 'on_anticoagulant', 'ambulance_called', 'conveyed'],
  ulcer: ['present_on_admission', 'device_related'],
};
const every = [...details.fall, ...details.ulcer];

/** Homes write what befell their residents, with what belongs to its kind. */
export class IncidentsWritten extends Migration {
  override name = '20261122002820_incidents_written';

  override up(): void {
    this.addSql(`
      alter table "incident" ${every.map((column) => `add "${column}" boolean null`).join(', ')},
        alter "narrative" drop not null, alter "psychological_harm" drop not null;
      alter table "incident" add constraint "incident_not_in_future" check (occurred_at <= recorded_at);
      alter table "incident" add constraint "incident_subtype_of_kind" check (subtype is null
        or kind = 'FALL' and subtype in ('WITNESSED', 'UNWITNESSED', 'FROM_BED', 'FROM_CHAIR', 'FOUND_ON_FLOOR')
        or kind = 'PRESSURE_ULCER' and subtype in ('CATEGORY_1', 'CATEGORY_2', 'CATEGORY_3', 'CATEGORY_4', 'UNSTAGEABLE', 'DEEP_TISSUE_INJURY')
        or kind = 'MEDICATION_ERROR' and subtype in ('OMISSION', 'EXTRA_DOSE', 'WRONG_DOSE', 'TIMING', 'UNPRESCRIBED', 'WRONG_MEDICINE', 'ROUTE', 'ALLERGY', 'DETERIORATED', 'NOT_SIGNED')
        or kind = 'INFECTION' and subtype in ('RESPIRATORY', 'COVID19', 'INFLUENZA', 'GASTROINTESTINAL', 'NOROVIRUS', 'C_DIFFICILE', 'MRSA', 'SCABIES'));
      alter table "incident" add constraint "incident_details_of_fall" check (kind = 'FALL' or num_nonnulls(${details.fall.join(', ')}) = 0);
      alter table "incident" add constraint "incident_details_of_ulcer" check (kind = 'PRESSURE_ULCER' or num_nonnulls(${details.ulcer.join(', ')}) = 0);
      ${writable('incident', 'Incident')}`);
  }

  override down(): void {
    this.addSql(`${unwritable('incident')}
      alter table "incident" drop constraint "incident_details_of_ulcer", drop constraint "incident_details_of_fall",
        drop constraint "incident_subtype_of_kind", drop constraint "incident_not_in_future";
      alter table "incident" ${every.map((column) => `drop column "${column}"`).join(', ')};
      update incident set narrative = coalesce(narrative, ''), psychological_harm = coalesce(psychological_harm, 'NONE');
      alter table "incident" alter "narrative" set not null, alter "psychological_harm" set not null;`);
  }
}
