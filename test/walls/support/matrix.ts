import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type pg from 'pg';
import { parse } from 'yaml';
import { Identifiers } from '../../../src/access/identifiers.ts';
import { type Agency, agencies } from '../../../src/shared/agencies.ts';
import type { Oracle } from '../../support/oracle.ts';
import type { Ground, Looking } from './compare.ts';
import { first } from './organisations.ts';
import { type Planted, snake } from './planting.ts';
import type { PlantedResident } from './residents.ts';

/** Every role with every purpose that the agreement lets it name. */
export function everyoneLooking(oracle: Oracle): Looking[] {
  return agencies.flatMap((agency) => everyPair(oracle, agency).filter(({ allowed }) => allowed));
}

/** Every role with every purpose, allowed or not. */
export function everyPair(oracle: Oracle, agency: Agency): (Looking & { allowed: boolean })[] {
  return oracle.roles.flatMap((role) =>
    oracle.purposes.map((purpose) => ({
      organisation: first[agency],
      role,
      purpose,
      allowed: oracle.mayName(purpose, agency, role),
    })),
  );
}

/** The cells of these records: each field of its type in the whole graph is one, whoever may ask for it. */
export function cellsIn(graph: GraphQLSchema, records: readonly Planted[]): number {
  return records.reduce((cells, { subject }) => cells + fieldsOf(graph, subject), 0);
}

/** The same, counted in the database. */
export async function cellsInDatabase(
  owner: pg.Pool,
  graph: GraphQLSchema,
  subjects: readonly string[],
  residents: readonly PlantedResident[],
): Promise<number> {
  const ids = residents.map(({ resident }) => resident.id);
  let cells = 0;
  for (const subject of subjects) {
    const column = subject === 'Resident' ? 'id' : 'resident_id';
    const { rows } = await owner.query<{ count: number }>(
      `select count(*)::int as count from ${snake(subject)} where ${column} = any($1)`,
      [ids],
    );
    cells += (rows[0]?.count ?? 0) * fieldsOf(graph, subject);
  }
  return cells;
}

function fieldsOf(graph: GraphQLSchema, subject: string): number {
  return Object.keys((graph.getType(subject) as GraphQLObjectType).getFields()).length;
}

/** What an answer is held against. */
export function groundOf(oracle: Oracle, text: string, key: Buffer): Ground {
  const { subjects } = parse(text) as { subjects: Record<string, { fields: string[]; because: string }[]> };
  const clauses = Object.entries(subjects).flatMap(([subject, written]) =>
    written.map(({ fields, because }, n) => [`${subject}/${n + 1}`, { fields, because }] as const),
  );
  return { oracle, identifiers: new Identifiers(key), clauses: new Map(clauses) };
}
