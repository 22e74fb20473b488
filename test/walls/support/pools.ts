import type { GraphQLSchema } from 'graphql';
import type { Asking } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import type { Comparison } from './compare.ts';
import { listsOf } from './generated.ts';
import { first, homes, practices, second } from './organisations.ts';
import { nhsNumber, type Planted } from './planting.ts';
import type { PlantedResident } from './residents.ts';
import type { Pools } from './values.ts';

/** Values of both worlds for every argument, and cursors as the viewer was given them. */
export async function poolsFor(
  schema: GraphQLSchema,
  oracle: Oracle,
  comparison: Comparison,
  ask: Asking['ask'],
  both: readonly PlantedResident[],
): Promise<Pools> {
  const own = both.filter(({ organisation }) => organisation === comparison.organisation);
  const records = own.flatMap((of) => [of.resident, ...of.records].map((record) => ({ of, record })));
  const bySubject = Map.groupBy(records, ({ record }) => record.subject);
  const idsOf = (some: readonly { record: Planted }[]) => some.map(({ record }) => comparison.idOf(record));
  const homesShown = homes.map(({ shown }) => shown);
  const moments = records.flatMap(({ record }) => Object.values(record.row).filter(isInstant));
  const cursors = await cursorsFor(schema, ask);
  return {
    ...cursors,
    after: ['no cursor'],
    first: [...[1, 2, 3, 5, 20, 100].flatMap((size) => [size, size, size, size]), 0, -1, 500],
    ID: [...idsOf(records.slice(0, 200)), ...homesShown, practices[0].shown, 'no id', ''],
    // By kind, so that a question goes on into what it names. A home as often: who lives there is told to few.
    ...Object.fromEntries([...bySubject].map(([subject, found]) => [`node.id.${subject}`, idsOf(found)])),
    'node.id.CareHome': homesShown,
    'node.id.Resident': idsOf(bySubject.get('Resident') ?? []),
    // For changes that are to be refused: records of residents whom the viewer does not see, in either world.
    'ID.closed': idsOf(records.filter(({ of }) => !comparison.sees(of, of.resident))),
    nhsNumber: [...own.map(({ resident }) => resident.row.nhs_number), nhsNumber(90_000), '9990000001'],
    field: [
      ...oracle.subjects.flatMap((subject) => oracle.fieldsOf(subject).map((field) => `${subject}.${field}`)),
      ...['CareHome.name', 'Resident.favouriteColour', 'SafeguardingEnquiry.openedOn', 'incident.narrative'],
    ],
    cqcLocationId: [...homesShown.map((shown) => shown.replace('CareHome:', '')), '1-999'],
    agency: Object.keys(first),
    against: Object.values(second).map(({ code }) => code),
    postcode: ['ZZ1 1ZZ', 'nowhere'],
    idempotencyKey: ['key-of-these-tests'],
    familyName: own.map(({ resident }) => resident.row.family_name),
    DateTime: [...new Set(moments)].flatMap((at) => [at, new Date(Date.parse(at) + 1).toISOString()]),
    Date: own.map(({ resident }) => resident.row.date_of_birth),
    String: ['The', 'a text that is long enough', ''],
    Int: [0, 1, 2, 24],
    Float: [0.5, 10, 53.5],
  };
}

const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

/** The cursors that the viewer was given, by list; now and then one of another list is used. */
async function cursorsFor(schema: GraphQLSchema, ask: Asking['ask']): Promise<Pools> {
  const inner = listsOf(schema, ['Resident']).map(({ field }) => field.name);
  const lists = inner.map((name) => `${name}(first: 2) { edges { cursor } }`).join(' ');
  const { data } = await ask<{ residents: Edges & { nodes: Record<string, Edges | null>[] } } | undefined>(
    `{ residents(first: 20) { edges { cursor } nodes { ${lists} } } }`,
  );
  const of = (connection?: Edges | null) => connection?.edges.map(({ cursor }) => cursor) ?? [];
  const known = new Map([['residents', of(data?.residents)]]);
  for (const name of inner) known.set(name, data?.residents.nodes.flatMap((node) => of(node[name])) ?? []);
  return Object.fromEntries([...known].map(([list, cursors]) => [`${list}.after`, [...cursors, 'no cursor']]));
}
interface Edges {
  edges: { cursor: string }[];
}
