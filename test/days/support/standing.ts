import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type pg from 'pg';
import type { Row } from '../../walls/support/organisations.ts';
import { columnNamed, type Planted, snake } from '../../walls/support/planting.ts';

/** Public things that records name, with the ids by which the graph shows them. */
const places = `select id, 'CareHome:' || cqc_location_id as shown from care_home
  union all select id, 'Practice:' || ods_code from practice
  union all select id, 'Organisation:' || code from organisation
  union all select id, 'HomeRound:' || id from home_round`;

/** Fields that no column of their own stands behind, reckoned here by other hands than the hub's. */
const derived: Record<string, (row: Row, about: { practice: unknown }) => unknown> = {
  'HospitalStay.emergency': ({ admission_method }) => /^2[1-58ABCD]$/.test(String(admission_method)),
  'Resident.registeredPractice': (_, { practice }) => practice,
  'SafeguardingConcern.raisedBy': ({ author_id }) => author_id,
  'Concern.raisedBy': ({ author_id }) => author_id,
  'DischargeReferral.referredBy': ({ author_id }) => author_id,
  'CarePlan.status': ({ reviewed_on, counted_from }) => stands(reviewed_on, counted_from),
  'CarePlan.medicationReviewStatus': ({ medication_reviewed_on, counted_from }) =>
    stands(medication_reviewed_on, counted_from),
};
/** No plan of such a day is overdue, declined or soon to be reviewed. */
const stands = (done: unknown, since: unknown) => (done && String(done) >= String(since) ? 'IN_PLACE' : 'DUE');

/**
 * The resident and all records about the resident as the database holds them now, with what the graph shows of each to
 * somebody who may see it all.
 */
export async function standing(
  owner: pg.Pool,
  graph: GraphQLSchema,
  subjects: readonly string[],
  resident: string,
): Promise<{ resident: Planted; records: Planted[] }> {
  const shown = new Map((await owner.query(places)).rows.map((row) => [row.id, row.shown] as const));
  const registered = await owner.query(
    `select practice_id from gp_registration where resident_id = $1 and valid_until is null
       and from_on <= current_date and (to_on is null or to_on > current_date)`,
    [resident],
  );
  const about = { practice: registered.rows[0]?.practice_id ?? null };
  const personal = new Set(subjects);
  const records: Planted[] = [];
  for (const subject of subjects) {
    const table = snake(subject);
    const { rows } = await owner.query<{ row: Row }>(
      `select to_jsonb(t) as row from ${table} t where ${subject === 'Resident' ? 'id' : 'resident_id'} = $1`,
      [resident],
    );
    const type = graph.getType(subject) as GraphQLObjectType;
    for (const { row } of rows) {
      const cells = Object.values(type.getFields()).flatMap((field) => {
        const target = getNamedType(field.type);
        const leads = personal.has(target.name.replace(/Connection$/, ''));
        if (leads || ['id', 'withheld'].includes(field.name)) return [];
        const reckon = derived[`${subject}.${field.name}`];
        const column = isObjectType(target) ? `${snake(field.name)}_id` : columnNamed(field.name);
        if (!reckon && !(column in row)) throw new Error(`say what stands behind ${subject}.${field.name}`);
        const value = reckon ? reckon(row, about) : row[column];
        if (isObjectType(target)) return [[field.name, value === null ? null : { id: shown.get(value) }]];
        return [[field.name, target.name === 'DateTime' && value ? new Date(String(value)).toISOString() : value]];
      });
      const superseded = row.valid_until !== null;
      records.push({ subject, id: String(row.id), table, row, shown: Object.fromEntries(cells), superseded });
    }
  }
  const own = records.find(({ subject, superseded }) => subject === 'Resident' && !superseded);
  if (!own) throw new Error('there is no such resident');
  return { resident: own, records: records.filter(({ subject }) => subject !== 'Resident') };
}
