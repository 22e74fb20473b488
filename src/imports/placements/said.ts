import type { ClientBase } from 'pg';
import { plannedDays } from './placing.ts';

/** The cells of a line, in the order in which `placements.ts` gives them. */
const columns = {
  number: 'text',
  home: 'text',
  starts: 'date',
  ends: 'date',
  care: 'text',
  source: 'text',
  amount: 'numeric(10,2)',
  paid_from: 'date',
  paid_to: 'date',
};
/** Compared byte by byte: no order of words is meant. */
const placement = 'partition by said.number collate "C", said.home collate "C", said.starts';
const given = Object.entries(columns).map(([name, type], place) => `cells[${place + 1}]::${type} as ${name}`);

/**
 * What waits of the file, as a temporary table `waiting` with a column for each cell, and whom and which home each line
 * means; `place` is the first line about the same placement. Refuses what another line says already, and what lies too far
 * ahead. Of a nightly file hardly anything else is done, so it is two goes over the lines and no more.
 */
export async function readWaiting(client: ClientBase, importId: string): Promise<void> {
  await client.query(`
    create temporary table said on commit drop as
    select said.*, first_value(said.line) over same as place,
      case
        when row_number() over (${placement}, said.source collate "C", coalesce(said.paid_from, said.starts) order by said.line) > 1
          or (said.ends, said.care) is distinct from (first_value(said.ends) over same, first_value(said.care) over same)
          then 'NAMED_TWICE'
        when said.starts > (now() at time zone 'Europe/London')::date + ${plannedDays} then 'IN_FUTURE'
      end as refused
    from (
      -- What a case system still calls by a number that was superseded is about whoever it leads to.
      select given.line, coalesce(led.leads_to, given.number) as number, ${Object.keys(columns)
        .slice(1)
        .map((name) => `given.${name}`)
        .join(', ')}
      from (select line, ${given.join(', ')} from hub.import_row where import_id = '${importId}' and kind = 'placement') given
      left join hub.superseded_numbers() led on led.number = given.number
    ) said
    window same as (${placement} order by said.line);
    analyze said`);
  await client.query(
    'insert into hub.import_reject (import_id, line, code) select $1, line, refused from said where refused is not null',
    [importId],
  );
  // Nobody is found here but those for whom the council pays: row policies hide everybody else.
  await client.query(`
    create temporary table waiting on commit drop as
    select w.*, r.id as resident_id, h.id as home_id, h.organisation_id as payee_id
    from said w
    left join resident r on r.nhs_number = w.number
    left join care_home h on h.cqc_location_id = w.home and (h.deregistered_on is null or h.deregistered_on > w.starts)
    where w.refused is null;
    drop table said;
    analyze waiting;`);
}
