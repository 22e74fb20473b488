import type { GraphQLSchema } from 'graphql';
import type { Asking } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
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

/** Finds who could tell another agreement from the one that is meant, and by which cell. */
export class Tellings {
  readonly #ground: Ground;
  readonly #kinds: ReadonlyMap<Looking, readonly Found[]>;

  constructor(ground: Ground, viewers: readonly Looking[], residents: readonly PlantedResident[]) {
    this.#ground = ground;
    const known = (viewer: Looking) => residents.filter(({ organisation }) => organisation === viewer.organisation);
    this.#kinds = new Map(
      viewers.map((viewer) => {
        const kinds = oneOfEachKind(new Comparison(ground, viewer), known(viewer));
        return [viewer, kinds.filter(({ record }) => !record.superseded)];
      }),
    );
  }

  find(other: Oracle, { subject, fields, agency }: Partial<Change>): Telling | undefined {
    const { oracle } = this.#ground;
    for (const [viewer, kinds] of this.#kinds) {
      if (agency && viewer.organisation.agency !== agency) continue;
      const comparison = new Comparison(this.#ground, viewer);
      for (const { of, record } of kinds.filter((found) => !subject || found.record.subject === subject)) {
        const question = comparison.question(of, record);
        const field = (fields ?? oracle.fieldsOf(record.subject)).find((name) => {
          const cell = { ...question, field: name };
          return oracle.expected(cell) !== other.expected(cell);
        });
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
