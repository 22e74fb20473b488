import type { ClientBase } from 'pg';
import type { Outcome, Reading } from '../engine/format.ts';
import { refuseNamedTwice, refuseWhere, waiting } from '../engine/merging.ts';
import { standingOwn, unnamed } from '../engine/unnamed.ts';
import type { Mapping } from '../input/mapping.ts';
import { namePeople } from '../people/wanted.ts';
import { holdHomes } from './beds.ts';
import { payEach } from './paying.ts';
import { placeEach, plannedDays } from './placing.ts';
import { holdChanged, settleUnchanged } from './settled.ts';
import { write } from './write.ts';

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

/** Lines about one placement. */
const placement = 'partition by number, home, starts order by line';

/**
 * Placements and what is paid for them, as the council's case system has them: each as if somebody of the council had
 * recorded it, changed it or ended it by hand, about people for whom it pays as far as the hub knows, and nobody else.
 */
export async function mergePlacements(client: ClientBase, importId: string, { mapping }: Reading): Promise<Outcome> {
  const isWhole = mapping?.whole ?? false;
  await client.query(`set local work_mem = '64MB'`);
  await waiting(client, importId, 'placement', columns);
  await namePeople(client, importId);
  // What a case system still calls by a number that was superseded is about whoever it leads to.
  await client.query(
    'update waiting w set number = led.leads_to from hub.superseded_numbers() led where led.number = w.number',
  );
  await refuseNamedTwice(client, importId, 'number, home, starts, source, coalesce(paid_from, starts)');
  await refuseWhere(
    client,
    importId,
    `w.line in (select line from (
       select line, (ends, care) is distinct from (first_value(ends) over (${placement}), first_value(care) over (${placement})) as other
       from waiting) said where other)`,
    'NAMED_TWICE',
  );
  await refuseWhere(
    client,
    importId,
    `w.starts > (now() at time zone 'Europe/London')::date + ${plannedDays}`,
    'IN_FUTURE',
  );
  await findNamed(client);
  await refuseWhere(client, importId, 'w.home_id is null', 'UNKNOWN_HOME');
  await refuseWhere(client, importId, 'w.resident_id is null', 'NOT_SEEN');
  const settled = await settleUnchanged(client, importId);
  await holdHomes(client);
  await holdChanged(client, importId, isWhole);
  // Whoever was waited for may have taken somebody from sight.
  await refuseWhere(client, importId, 'not exists (select from resident r where r.id = w.resident_id)', 'NOT_SEEN');
  if (isWhole) await client.query('update hub.import set whole = true where id = $1', [importId]);
  const stood = await standingNow(client, importId);
  await decideEach(client, importId, mapping);
  await write(client, importId);
  const [placed, paid] = [await fatesOf(client, 'would_place'), await fatesOf(client, 'would_pay')];
  return {
    added: placed.added + paid.added,
    changed: placed.changed + paid.changed,
    ended: placed.ended + paid.ended,
    unchanged: placed.unchanged + paid.unchanged + settled,
    stood: stood.placed + stood.paid,
    kinds: {
      placements: { ...shareOf(placed), stood: stood.placed },
      'parts paid': { ...shareOf(paid), stood: stood.paid },
    },
  };
}

/**
 * Nobody is found here but those for whom the council pays: row policies hide everybody else. `place` is the first line
 * about the same placement.
 */
async function findNamed(client: ClientBase): Promise<void> {
  await client.query(`
    analyze waiting;
    alter table waiting rename to unnamed;
    create temporary table waiting on commit drop as
    select w.*, r.id as resident_id, h.id as home_id, h.organisation_id as payee_id,
      min(w.line) over (partition by w.number, w.home, w.starts) as place
    from unnamed w
    left join resident r on r.nhs_number = w.number
    left join care_home h on h.cqc_location_id = w.home and (h.deregistered_on is null or h.deregistered_on > w.starts);
    drop table unnamed;
    analyze waiting;`);
}

/**
 * Decides once more where something would end of somebody of whom a line was refused after that was decided: now that this is
 * known nothing of hers ends, and what stands again may push out more.
 */
async function decideEach(client: ClientBase, importId: string, mapping: Mapping | undefined): Promise<void> {
  for (let again = true; again; ) {
    await placeEach(client, importId, mapping?.whole ?? false);
    await payEach(client, importId, mapping);
    const { rowCount } = await client.query(
      `select from (
         select resident_id from would_place where line = 0 union all select resident_id from would_pay where line = 0
       ) g where not (${unnamed('g')}) limit 1`,
      [importId],
    );
    again = rowCount === 1;
    if (again) await client.query('drop table would_place, placed, would_pay, paid');
  }
}

async function standingNow(client: ClientBase, importId: string): Promise<Record<'placed' | 'paid', number>> {
  const { rows } = await client.query<Record<'placed' | 'paid', number>>(
    `select (select count(*) from placement t where ${standingOwn('t')})::int as placed,
       (select count(*) from funding_component t where ${standingOwn('t')})::int as paid
     from hub.import own where own.id = $1`,
    [importId],
  );
  return rows[0] as Record<'placed' | 'paid', number>;
}

type Fates = Omit<Outcome, 'stood' | 'kinds'>;

async function fatesOf(client: ClientBase, would: 'would_place' | 'would_pay'): Promise<Fates> {
  const { rows } = await client.query<Fates>(
    `select count(*) filter (where fate = 'ADDED')::int as added, count(*) filter (where fate = 'CHANGED')::int as changed,
       count(*) filter (where fate = 'ENDED')::int as ended,
       count(*) filter (where fate in ('UNCHANGED', 'OTHERS'))::int as unchanged from ${would}`,
  );
  return rows[0] as Fates;
}

const shareOf = ({ changed, ended }: Fates) => ({ changed, ended });
