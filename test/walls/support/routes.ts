import type { GraphQLSchema } from 'graphql';
import type { Asking } from '../../support/hub.ts';
import type { Comparison } from './compare.ts';
import { homes } from './organisations.ts';
import { everyPage } from './pages.ts';
import type { Planted } from './planting.ts';
import { type Asked, edgesOf, everythingOf, printed } from './question.ts';
import type { PlantedResident } from './residents.ts';

/** What a route needs to ask everything that there is to ask, and where it says what it found. */
export interface Travel {
  schema: GraphQLSchema;
  personal: ReadonlySet<string>;
  asking: Asking;
  known: readonly PlantedResident[];
  comparison: Comparison;
}
export type Route = (travel: Travel) => Promise<void>;
type Answered = Record<string, unknown>;

const page = 'totalCount pageInfo { hasNextPage endCursor }';
/** Resident → its lists and records → what those lead to, their resident again among it. */
const down = (_: string, depth: number) => depth < 2;

const listed: Route = async ({ comparison, known, ...travel }) => {
  const asked = everythingOf('Resident', { ...travel, follow: down });
  const document = `query($after: String) { residents(first: 50, after: $after) { ${page} nodes { ${printed(asked)} } } }`;
  const nodes = await everyPage(travel.asking, document, {}, ({ residents }) => residents, comparison.seesNobody);
  comparison.residents(asked, known, nodes);
};

/** One question asks everything here that there is of a resident, which is more than anybody needs at once. */
export const limitsOfRoutes = { newShapes: Number.POSITIVE_INFINITY, selections: 1_000 };

/** A home → who lives there → everything of theirs. Whoever does not see where somebody lives finds nobody by the home. */
const nested: Route = async ({ comparison, known, ...travel }) => {
  const asked = everythingOf('Resident', { ...travel, follow: down });
  const fragments = new Map<string, string>();
  const inner = printed(asked, fragments);
  const document = `query($home: ID!, $after: String) {
    node(id: $home) { ... on CareHome {
      residents(first: 50, after: $after) { ${page} edges { node { ${inner} } } nodes { id } }
    } }
  } ${[...fragments.values()].join(' ')}`;
  const nodes = await everyPage(travel.asking, document, { home: homes[0].shown }, ({ node }) => {
    const { residents } = node as { residents: { edges: { node: Answered }[] } | null };
    if ((residents === null) !== comparison.findsNobodyByHome)
      throw new Error('no list where there is one, or the other way');
    if (!residents) return { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } };
    const { edges, ...rest } = residents;
    return { ...rest, nodes: edges.map((edge) => edge.node) };
  });
  comparison.residents(asked, known, nodes, (of) =>
    of.records.some(
      (record) =>
        record.subject === 'Placement' &&
        record.row.home_id === homes[0].id &&
        comparison.sees(of, record) &&
        comparison.shownForm(of, record, 'home') === 'clear',
    ),
  );
};

/**
 * Every field under the name of another, with a document for each list. Names with an underscore are executed by
 * another executor than the rest.
 */
const renamed: Route = async ({ comparison, known, ...travel }) => {
  const documents = edgesOf(travel.schema, 'Resident', travel.personal).flatMap((edge, n) => {
    const following = (inner?: string) =>
      everythingOf('Resident', {
        ...travel,
        follow: (field, depth) => (depth === 0 ? field === edge : depth === 1 && (!inner || field === inner)),
        rename: (place, fields) => `${fields[(place + 1) % fields.length]}${n % 2 ? '_' : ''}`,
      });
    const whole = following();
    const { of } = whole.fields.find(({ field }) => field === edge) ?? {};
    const inner = of ? edgesOf(travel.schema, of.type, travel.personal) : [];
    return namesIn(whole) > mostNames ? inner.map(following) : [whole];
  });
  for (const asked of documents) {
    const fragments = new Map<string, string>();
    const inner = printed(asked, fragments);
    const document = `query($after: String) { everyone: residents(first: 50, after: $after) { ${page} nodes { ${inner} } } }
      ${[...fragments.values()].join(' ')}`;
    const nodes = await everyPage(travel.asking, document, {}, ({ everyone }) => everyone, comparison.seesNobody);
    comparison.residents(asked, known, nodes);
  }
};

/** As many as a question may give, with some to spare. */
const mostNames = 50;
const namesIn = ({ fields }: Asked): number => fields.reduce((sum, { of }) => sum + 1 + (of ? namesIn(of) : 0), 0);

/** By its id a record of each kind, seen or not, many in one question. */
const byId: Route = async ({ comparison, known, ...travel }) => {
  const kinds = oneOfEachKind(comparison, known);
  for (const [subject, found] of Map.groupBy(kinds, ({ record }) => record.subject)) {
    if (!travel.schema.getType(subject)) continue;
    const asked = everythingOf(subject, { ...travel, follow: () => false });
    const ids = found.map(({ record }) => comparison.idOf(record));
    const selection = `{ __typename ... on ${subject} { ${printed(asked)} } }`;
    await inBatches(
      travel.asking,
      'ID',
      ids,
      (name) => `node(id: ${name}) ${selection}`,
      (node, n) => {
        const { of, record } = found[n] as Found;
        comparison.one(asked, of, record, node);
      },
      comparison.seesNobody,
    );
  }
};

export interface Found {
  of: PlantedResident;
  record: Planted;
}

/** Of all records that differ in nothing that the agreement asks of a record and its viewer, one. */
export function oneOfEachKind(comparison: Comparison, known: readonly PlantedResident[]): Found[] {
  const all = known.flatMap((of) => [of.resident, ...of.records].map((record): Found => ({ of, record })));
  const kinds = new Map(
    all.map((found) => [JSON.stringify([comparison.question(found.of, found.record), found.record.superseded]), found]),
  );
  return [...kinds.values()];
}

/** Each resident by NHS number: found by those who see the number in clear, and by nobody else. */
const byNhsNumber: Route = async ({ comparison, known, ...travel }) => {
  const asked = everythingOf('Resident', { ...travel, follow: () => false });
  const numbers = known.map(({ resident }) => resident.shown.nhsNumber as string);
  const selection = `{ ${printed(asked)} }`;
  await inBatches(
    travel.asking,
    'NhsNumber',
    numbers,
    (name) => `resident(nhsNumber: ${name}) ${selection}`,
    (node, n) => {
      const of = known[n] as PlantedResident;
      comparison.one(asked, of, of.resident, node, comparison.shownForm(of, of.resident, 'nhsNumber') === 'clear');
    },
    comparison.seesNobody,
  );
};

async function inBatches(
  asking: Asking,
  type: string,
  values: readonly string[],
  ask: (variable: string) => string,
  take: (answered: Answered | null, n: number) => void,
  refused: boolean,
): Promise<void> {
  // Always as many, so that one document serves all batches: a hub compiles each document once.
  const places = Array.from({ length: 10 }, (_, n) => n);
  const declared = places.map((n) => `$v${n}: ${type}!`).join(', ');
  const document = `query(${declared}) { ${places.map((n) => `a${n}: ${ask(`$v${n}`)}`).join(' ')} }`;
  for (let start = 0; start < values.length; start += places.length) {
    const batch = values.slice(start, start + places.length);
    const variables = Object.fromEntries(places.map((n) => [`v${n}`, batch[n] ?? batch[0]]));
    const answer = await asking.ask<Record<string, Answered | null>>(document, variables);
    const { errors = [] } = answer;
    const asExpected = errors.every(({ extensions }) => refused && extensions.code === 'PURPOSE_NOT_ALLOWED');
    if (!asExpected || errors.length > 0 !== refused) throw new Error(answer.text.slice(0, 1_000));
    for (const n of batch.keys()) take(answer.data?.[`a${n}`] ?? null, start + n);
  }
}

/** Every way to a record. */
export const routes = { listed, nested, renamed, byId, byNhsNumber };
