import { Migration } from '@mikro-orm/migrations';

/** By which a concern is raised: that one was, and about whom, would warn whoever it is about. */
const raising = `array[''raiseSafeguardingConcern'', ''reportSafeguardingConcern'']`;
const discreet = {
  all: ` and (entry.purpose is not distinct from ''SAFEGUARDING'' or not coalesce(string_to_array(entry.operation, '','') && ${raising}, false))`,
  aboutOne: `
          case when coalesce(filter ->> 'nhsNumber', filter ->> 'resident') is not null
            then ' and entry.purpose is distinct from ''SAFEGUARDING''' end,`,
};

const conditions = ({ all, aboutOne }: typeof discreet) => `
      create or replace function hub.access_conditions(filter jsonb) returns text
        language sql immutable set search_path = pg_catalog, pg_temp
        return concat(
          'entry.organisation_id = $1${all}',${aboutOne}
          case when filter ->> 'user' is not null then ' and entry."user" = $2 ->> ''user''' end,
          case when filter ->> 'role' is not null then ' and entry.role = $2 ->> ''role''' end,
          case when filter ->> 'purpose' is not null then ' and entry.purpose = $2 ->> ''purpose''' end,
          case when filter ->> 'kind' is not null then ' and entry.kind = $2 ->> ''kind''' end,
          case when filter ->> 'outcome' is not null then ' and entry.outcome = $2 ->> ''outcome''' end,
          case when filter ->> 'operation' is not null then
            ' and string_to_array(entry.operation, '','') @> array[$2 ->> ''operation'']' end,
          case when filter ->> 'nhsNumber' is not null then
            ' and (entry.residents @> array[$3] and not coalesce(entry.undisclosed @> array[$3], false)
               or entry.written_by = any ($4) and exists (
                 select from hub.numbers_said($1, $2 ->> ''nhsNumber'') said
                 where said.written_by = entry.written_by
                   and entry.at between said.made_at and said.made_at + interval ''1 minute''))'
          when filter ->> 'resident' is not null then
            ' and entry.residents @> array[$3] and not coalesce(entry.undisclosed @> array[$3], false)' end
        );`;

/** A privacy officer is told of no concern and no enquiry, by looks no more than by alerts. */
export class LooksAtConcerns extends Migration {
  override name = '20261122002600_looks_at_concerns';

  override up(): void {
    this.addSql(conditions(discreet));
  }

  override down(): void {
    this.addSql(conditions({ all: '', aboutOne: '' }));
  }
}
