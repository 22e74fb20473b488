import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { recordBits } from '../../agreement/relationships.ts';
import type { GraphShape } from '../../agreement/shape.ts';
import { ownRecordBits, releasedBit, whereColumn } from './cells.ts';
import type { PublicShape, PublicShapes } from './public-records.ts';
import type { Edge } from './reader.ts';
import type { EdgeShape, FieldShape, Shapes, SubjectShape, ValueKind } from './shape.ts';

/** What metadata cannot tell: keys that are looked up, and columns behind fields with a resolver of their own. */
export interface Extras {
  /** `Resident.registeredPractice` → how its key is read; `Offer.until` → the column that it shows under another name. */
  keys: ReadonlyMap<string, FieldShape>;
  /** `Resident.registeredPractice` → the field of another subject that such a key is found in: whoever sees one must see the other. */
  through: ReadonlyMap<string, string>;
  /** `Placement` → the fields by which it is found: whoever sees one must see these. */
  foundBy: ReadonlyMap<string, readonly string[]>;
  /** `Feedback` → the agency that reads it by no other term than this, whatever a clause says. */
  boundTo: NonNullable<GraphShape['boundTo']>;
  /** `CareHome.dutyContact` → columns that its resolver needs. */
  needs: ReadonlyMap<string, readonly string[]>;
  /** Subjects whose records no objection takes from the organisation that wrote them. */
  authorKeeps: ReadonlySet<string>;
  /** Subjects whose records ask something of an organisation → the column that names it. */
  asked: ReadonlyMap<string, string>;
  /** Subjects whose records name the organisation whose offer was accepted → the column that names it. */
  accepted: ReadonlyMap<string, string>;
  /** Subjects of which single records are released to organisations. */
  released: ReadonlySet<string>;
  /** Subjects that functions of the database write for agencies, which may not do so by themselves. */
  byFunction: ReadonlySet<string>;
  /** `Resident.carePlan` → how the one record is found that belongs to a row alone. */
  ones: ReadonlyMap<string, Edge>;
  /** The public code of a type; one that has none is named by its uuid. */
  codes: ReadonlyMap<string, string>;
}

type Metadata = Pick<EntityMetadata, 'className' | 'tableName' | 'schema' | 'properties'>;
type Properties = Record<string, EntityProperty | undefined>;

/** Derives from tables and graph how every subject is read, so that nothing says it twice. */
export function shapesOf(
  graph: GraphQLSchema,
  entities: Iterable<Metadata>,
  extras: Extras,
): { personal: Shapes; open: PublicShapes } {
  const tables = [...entities].filter(({ className }) => isObjectType(graph.getType(className)));
  const subjects = new Set(tables.filter(isPersonal).map(({ className }) => className));
  const personal = new Map<string, SubjectShape>();
  const open = new Map<string, PublicShape>();
  for (const table of tables) {
    const type = graph.getType(table.className) as GraphQLObjectType;
    if (isPersonal(table)) personal.set(table.className, personalShape(table, type, subjects, extras));
    else open.set(table.className, publicShape(table, type, extras));
  }
  return { personal, open };
}

/** A table about a person names the resident; `residentRows` guards it. */
function isPersonal({ className, properties }: Metadata): boolean {
  return className === 'Resident' || 'resident' in properties;
}

function personalShape(
  table: Metadata,
  type: GraphQLObjectType,
  subjects: ReadonlySet<string>,
  extras: Extras,
): SubjectShape {
  const properties = table.properties as Properties;
  const fields = new Map<string, FieldShape>();
  const edges = new Map<string, EdgeShape>();
  for (const [name, { type: fieldType }] of Object.entries(type.getFields())) {
    const target = nodeOf(getNamedType(fieldType));
    const one = extras.ones.get(`${type.name}.${name}`);
    const key = extras.keys.get(`${type.name}.${name}`) ?? columnOf(properties[name]);
    if (target) {
      if (target.name !== 'Withheld')
        edges.set(name, {
          target: target.name,
          personal: subjects.has(target.name),
          ...(key && { key }),
          ...(one && { one }),
        });
    } else if (name !== 'id' && key) {
      fields.set(name, key);
    }
  }
  const columns = Object.values(properties).flatMap((property) => property?.fieldNames ?? []);
  return {
    subject: type.name,
    table: qualified(table),
    resident: type.name === 'Resident' ? 'id' : 'resident_id',
    recordBits: [
      ...ownRecordBits.filter((bit) => bit.columns.every((column) => columns.includes(column))),
      ...named(extras.asked.get(type.name), recordBits.asked),
      ...named(extras.accepted.get(type.name), recordBits.accepted),
      ...(extras.released.has(type.name) ? [releasedBit] : []),
    ],
    writtenBy: extras.byFunction.has(type.name) ? 'functions' : 'agencies',
    authorKeeps: extras.authorKeeps.has(type.name),
    keys: foreignKeys(properties)
      .filter(([, target]) => subjects.has(target))
      .map(([column]) => column),
    fields,
    edges,
  };
}

const named = (column: string | undefined, bit: number) => (column ? [whereColumn(column, bit)] : []);

/** Foreign keys of a table, each with the class that it points to. */
function foreignKeys(properties: Properties): [column: string, target: string][] {
  return Object.values(properties).flatMap((property) => {
    const [column] = property?.fieldNames ?? [];
    return column && property?.kind.endsWith(':1') && property.targetMeta
      ? [[column, property.targetMeta.className] as [string, string]]
      : [];
  });
}

function publicShape(table: Metadata, type: GraphQLObjectType, extras: Extras): PublicShape {
  const properties = table.properties as Properties;
  const fields = new Map<string, FieldShape>();
  const needs = new Map<string, readonly string[]>();
  for (const [name, { type: fieldType }] of Object.entries(type.getFields())) {
    const column = extras.keys.get(`${type.name}.${name}`) ?? columnOf(properties[name]);
    const own = extras.needs.get(`${type.name}.${name}`);
    if (own) needs.set(name, own);
    else if (column && nodeOf(getNamedType(fieldType))) needs.set(name, column.columns);
    else if (column) fields.set(name, column);
  }
  const inForce = ['validUntil', 'validFrom', 'from', 'to', 'registeredOn', 'deregisteredOn'].flatMap(
    (name) => columnOf(properties[name])?.columns ?? [],
  );
  const keys = [...foreignKeys(properties).map(([column]) => column), ...inForce];
  return { type: type.name, table: qualified(table), code: extras.codes.get(type.name) ?? 'id', keys, fields, needs };
}

/** The object that a field leads to, seen through its connection; undefined for a plain value. */
function nodeOf(type: ReturnType<typeof getNamedType>): GraphQLObjectType | undefined {
  if (!isObjectType(type)) return undefined;
  const nodes = type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes ? nodeOf(getNamedType(nodes.type)) : type;
}

function columnOf(property: EntityProperty | undefined): FieldShape | undefined {
  const [column] = property?.fieldNames ?? [];
  if (!property || !column || property.kind === '1:m' || property.kind === 'm:n') return undefined;
  return {
    kind: kindOf(property.columnTypes?.[0] ?? ''),
    columns: [column],
    expression: (alias) => `${alias}.${column}`,
  };
}

function kindOf(columnType: string): ValueKind {
  if (columnType === 'date') return 'date';
  if (columnType.startsWith('numeric')) return 'number';
  return columnType.startsWith('timestamptz') ? 'timestamp' : 'plain';
}

function qualified({ schema, tableName }: Metadata): string {
  return `${schema ?? 'public'}.${tableName}`;
}
