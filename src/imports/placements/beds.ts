import type { ClientBase } from 'pg';

/** SQL: today, in England. */
const today = `(now() at time zone 'Europe/London')::date`;

/**
 * Waits until nobody else decides whether there is a bed in the homes where the file may place somebody: before the people
 * themselves are held, and in one order.
 */
export async function holdHomes(client: ClientBase): Promise<void> {
  await client.query(
    `select pg_advisory_xact_lock(hashtext('caregraph statement'), held.home) from (
       select distinct hashtext('admissions ' || w.home_id) as home from waiting w
       where coalesce(w.ends > ${today}, true) and not exists (
         select from placement p where (p.resident_id, p.home_id, p.from_on) = (w.resident_id, w.home_id, w.starts))
       order by 1
     ) held`,
  );
}

/**
 * Takes away whoever would live, today or in the days for which a council may plan, where as many others do as the CQC
 * registered beds; of two in the file the later line. Nothing of such a person is taken: half of a move would leave her
 * nowhere, and the council without the sight of her. So she stays where she is, perhaps in somebody else's bed: until nobody
 * is left without one.
 */
export async function refuseWithoutBed(client: ClientBase, importId: string, plannedDays: number): Promise<void> {
  for (let refused: number | null = 1; refused; ) {
    await client.query(`
      create temporary table asked on commit drop as
      select g.line, g.resident_id, g.home_id, g.lasts from would_place g
      where (g.fate = 'ADDED' or (g.fate in ('CHANGED', 'ENDED') and not g.lasts <@ g.stood))
        and coalesce(upper(g.lasts) > ${today}, true);
      analyze asked;
      create temporary table stays on commit drop as
      select g.home_id, g.lasts from would_place g
      where g.home_id in (select home_id from asked) and g.line not in (select line from asked)
      union all
      select taken.home_id, taken.days from hub.beds_taken(
        array(select distinct home_id from asked),
        array(select g.id from would_place g where g.id is not null and g.home_id in (select home_id from asked)),
        array(select resident_id from asked)) taken;
      analyze stays`);
    const { rowCount } = await client.query(
      `with day as (select ${today} + ahead as day from generate_series(0, $2::int) ahead),
       free as (
         select h.id as home_id, day.day, h.registered_beds - count(stays.home_id) as beds
         from care_home h cross join day left join stays on stays.home_id = h.id and stays.lasts @> day.day
         where h.id in (select home_id from asked) group by h.id, day.day
       ),
       places as (
         select a.resident_id, a.home_id, day.day, row_number() over (partition by a.home_id, day.day order by a.line) as place
         from asked a join day on a.lasts @> day.day
       ),
       bad as (
         select distinct p.resident_id from places p join free on (free.home_id, free.day) = (p.home_id, p.day) and p.place > free.beds
       ),
       gone as (delete from would_place g using bad where bad.resident_id = g.resident_id),
       taken as (delete from waiting w using bad where bad.resident_id = w.resident_id returning w.line)
       insert into hub.import_reject (import_id, line, code) select $1, line, 'NO_BED' from taken on conflict do nothing`,
      [importId, plannedDays],
    );
    await client.query('drop table asked, stays');
    refused = rowCount;
  }
}
