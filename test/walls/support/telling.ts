import type { GraphQLSchema } from 'graphql';
import type { Asking } from '../../support/hub.ts';
import type { Oracle, Question } from '../../support/oracle.ts';
import type { Form } from '../../support/oracle-text.ts';
import type { Change } from './agreement-changes.ts';
import { Comparison, type Ground, type Looking } from './compare.ts';
import { everythingOf, printed } from './question.ts';
import type { PlantedResident } from './residents.ts';
import { type Found, oneOfEachKind } from './routes.ts';

/** One viewer and one cell that two readings of the agreement show differently. */
export interface Telling {
  viewer: Looking;
  of: PlantedResident;
  subject: string;
  field: string;
}

/** A record as one viewer knows it, and how the agreement that is meant shows it. */
interface Known extends Found {
  question: Question;
  shown(field: string): Form | null;
}

/** Finds who could tell another agreement from the one that is meant, and by which cell. */
export class Tellings {
  readonly #ground: Ground;
  readonly #kinds: ReadonlyMap<Looking, { all: readonly Known[]; of: ReadonlyMap<string, readonly Known[]> }>;

  constructor(ground: Ground, viewers: readonly Looking[], residents: readonly PlantedResident[]) {
    this.#ground = ground;
    const known = (viewer: Looking) => residents.filter(({ organisation }) => organisation === viewer.organisation);
    this.#kinds = new Map(
      viewers.map((viewer) => {
        const comparison = new Comparison(ground, viewer);
        const kinds = oneOfEachKind(comparison, known(viewer)).filter(({ record }) => !record.superseded);
        const all = kinds.map(({ of, record }): Known => {
          const question = comparison.question(of, record);
          return { of, record, question, shown: ground.oracle.cellsOf(question) };
        });
        return [viewer, { all, of: Map.groupBy(all, ({ record }) => record.subject) }];
      }),
    );
  }

  find(other: Oracle, { subject, fields, agency }: Partial<Change>): Telling | undefined {
    const { oracle } = this.#ground;
    for (const [viewer, kinds] of this.#kinds) {
      if (agency && viewer.organisation.agency !== agency) continue;
      for (const { of, record, question, shown } of (subject ? kinds.of.get(subject) : kinds.all) ?? []) {
        const instead = other.cellsOf(question);
        const field = (fields ?? oracle.fieldsOf(record.subject)).find((name) => shown(name) !== instead(name));
        if (field) return { viewer, of, subject: record.subject, field };
      }
    }
    return undefined;
  }
}

/**
 * Asks a running hub for the cell in all records of its subject about one resident, by their ids, and holds the answers
 * against the oracle by the comparison of the matrix.
 */
export async function mismatchesIn(
  { ground, schema, asking }: { ground: Ground; schema: GraphQLSchema; asking: Asking },
  { viewer, of, subject, field }: Telling,
): Promise<string[]> {
  const comparison = new Comparison(ground, viewer);
  if (!schema.getType(subject)) return [];
  const personal = new Set(ground.oracle.subjects);
  const asked = everythingOf(subject, { schema, personal, follow: () => false, only: (_, name) => name === field });
  const records = [of.resident, ...of.records].filter((record) => record.subject === subject);
  const ids = records.map((record) => JSON.stringify(comparison.idOf(record)));
  const nodes = ids.map((id, n) => `a${n}: node(id: ${id}) { ... on ${subject} { ${printed(asked)} } }`);
  const answer = await asking.ask<Record<string, Record<string, unknown> | null>>(`{ ${nodes.join(' ')} }`);
  const refused = answer.errors?.every(({ extensions }) => extensions.code === 'PURPOSE_NOT_ALLOWED') ?? false;
  // Where the purpose opens nobody, that is what is meant; where it should, nothing is shown of what should be.
  if (answer.errors && !refused) throw new Error(answer.text.slice(0, 1_000));
  if (comparison.seesNobody && !refused) return ['an answer where the purpose opens nobody'];
  for (const [n, record] of records.entries()) comparison.one(asked, of, record, answer.data?.[`a${n}`] ?? null);
  return comparison.mismatches;
}
