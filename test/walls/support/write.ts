import type pg from 'pg';
import {
  type ObjectionKind,
  objectionBits,
  type Relationship,
  relationshipBits,
} from '../../../src/agreement/relationships.ts';
import { organisationRows, type Row, type Rows, second, uuid } from './organisations.ts';
import type { PlantedResident } from './residents.ts';

const hour = 3_600_000;
/** One moment for all that is written: two databases tell the same of when a relationship began. */
const begun = Date.now();
const at = (hours: number) => new Date(begun + hours * hour).toISOString();

/**
 * Makes a database hold these residents and nothing else. The register is written as the test wants it, not derived: each
 * organisation stands in exactly its relationships, with others that have ended or not begun, and a stranger of the same
 * agency stands in all of them. `besides` are rows that hang on these.
 */
export async function write(
  owner: pg.Pool,
  residents: readonly PlantedResident[],
  besides: Rows = new Map(),
): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(`set local hub.bulk = 'on'`);
    await client.query('truncate organisation cascade');
    await client.query('truncate hub.relationship');
    for (const [table, rows] of [...organisationRows(), ...residentRows(residents)]) await insert(client, table, rows);
    await insert(client, 'hub.relationship', residents.flatMap(relationshipRows));
    await insert(client, 'hub.release', residents.flatMap(releaseRows));
    for (const [table, rows] of besides) await insert(client, table, rows);
    // What each home stated first was written by the database itself, under a name made up at random.
    await client.query(`update admission_statement set id = md5(home_id || ' ' || author_id)::uuid`);
    await client.query('analyze');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function residentRows(residents: readonly PlantedResident[]): Rows {
  const planted = residents.flatMap(({ resident, records }) => [resident, ...records]);
  const byTable = Map.groupBy(planted, ({ table }) => table);
  // Parents first.
  const tables = new Set(['resident', 'placement', ...byTable.keys()]);
  return new Map([...tables].map((table) => [table, (byTable.get(table) ?? []).map(({ row }) => row)]));
}

function relationshipRows({ organisation, relationships, objections, resident }: PlantedResident): Row[] {
  const ended = objections.reduce((bits, name) => bits | (objectionBits[name as ObjectionKind] ?? 0), 0);
  const rowOf = (organisation_id: string, kind: string, since: number, until: number | null, more: Row = {}) => ({
    organisation_id,
    resident_id: resident.id,
    kind,
    bit: relationshipBits[kind as Relationship],
    since: at(since),
    until: until === null ? null : at(until),
    evidence: `planted:${uuid(`${organisation_id} ${kind} ${since}`)}`,
    reason: 'planted',
    objections: 0,
    ...more,
  });
  const kinds = Object.keys(relationshipBits).filter((kind) => kind.startsWith(`${organisation.agency}.`));
  return kinds.flatMap((kind) => {
    const stranger = rowOf(second[organisation.agency].id, kind, -1, 20);
    if (relationships.includes(kind)) {
      return [
        stranger,
        rowOf(organisation.id, kind, -2, kind.endsWith('.emergency') ? 20 : null, { objections: ended }),
      ];
    }
    return [stranger, rowOf(organisation.id, kind, -20, -1), rowOf(organisation.id, kind, 1, 20)];
  });
}

/** Whoever asks reads what is released to it now; besides, releases that have ended or not begun, and those to a stranger. */
function releaseRows({ organisation, resident, records }: PlantedResident): Row[] {
  return records
    .filter(({ subject }) => subject === 'SafeguardingConcern')
    .flatMap(({ id, released }) => {
      const rowOf = (to: string, since: number, until: number | null) => ({
        id: uuid(`release of ${id} to ${to} since ${since}`),
        record_id: id,
        resident_id: resident.id,
        organisation_id: to,
        council_id: second.council.id,
        reason: 'planted',
        released_by: 'planted',
        since: at(since),
        until: until === null ? null : at(until),
      });
      const stranger = organisation.agency === 'council' ? second.icb : second[organisation.agency];
      const others = [rowOf(stranger.id, -1, 20), rowOf(organisation.id, -20, -1), rowOf(organisation.id, 1, 20)];
      return released ? [...others, rowOf(organisation.id, -2, null)] : others;
    });
}

async function insert(client: pg.ClientBase, table: string, rows: readonly Row[]): Promise<void> {
  const byColumns = Map.groupBy(rows, (row) => Object.keys(row).sort().join(', '));
  for (const [columns, same] of byColumns) {
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(same)],
    );
  }
}
