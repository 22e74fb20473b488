import { setImmediate } from 'node:timers/promises';
import { MikroORM } from '@mikro-orm/postgresql';
import type { GraphQLSchema } from 'graphql';
import type { PublicShapes } from '../../access/reading/public-records.ts';
import type { Shapes } from '../../access/reading/shape.ts';
import { type Extras, shapesOf } from '../../access/reading/shapes.ts';
import type { TableColumns } from '../../agreement/grants.ts';
import type { Agreement } from '../../agreement/model.ts';
import { readAgreement } from '../../agreement/read.ts';
import { type GraphShape, shapeOf } from '../../agreement/shape.ts';
import { ormOptions } from '../../database/orm.ts';
import { type Agency, agencies } from '../../shared/agencies.ts';
import { extras } from '../../subjects/extras.ts';
import { executableTypes } from '../executable.ts';
import { schemaOf } from './agency-schema.ts';
import { graph } from './graph.ts';
import { isStructural } from './structural.ts';
import { tableColumns } from './tables.ts';

/** The graph and its tables, before any agreement: what an agreement is checked against. */
export interface Ground {
  graph: GraphQLSchema;
  shape: GraphShape;
  personal: Shapes;
  open: PublicShapes;
  tables: TableColumns;
}

/** One agreement made into what the hub runs on. */
export interface Contract extends Ground {
  agreement: Agreement;
  schemas: Readonly<Record<Agency, GraphQLSchema>>;
}

let ground: Promise<Ground> | undefined;

/** Derived from entities and graph, once. Asks no database. */
export function groundOf(more: Extras = extras): Promise<Ground> {
  ground ??= derive(more);
  return ground;
}

async function derive(more: Extras): Promise<Ground> {
  const orm = await MikroORM.init({ ...ormOptions('postgresql://127.0.0.1/none'), connect: false } as never);
  // Once for all agencies and agreements: what is cut from it needs no further preparation.
  const whole = executableTypes(graph());
  const { personal, open } = shapesOf(whole, orm.getMetadata().getAll().values(), more);
  await orm.close();
  const shape = shapeOf(whole, personal.keys(), Object.keys(whole.getTypeMap()).filter(isStructural));
  const { through: readThrough, foundBy, boundTo } = more;
  return {
    graph: whole,
    shape: { ...shape, readThrough, foundBy, boundTo },
    personal,
    open,
    tables: tableColumns(personal, open),
  };
}

/** Reads, checks and compiles the agreement in a file. An error in it is told with line and remedy, and nothing starts. */
export async function contractOf(file: string): Promise<Contract> {
  const parts = await groundOf();
  return contractFrom(readAgreement(file, { shape: parts.shape }), parts);
}

/** Compiles an agreement that was checked against the same ground. */
export async function contractFrom(agreement: Agreement, parts: Ground): Promise<Contract> {
  const schemas = {} as Record<Agency, GraphQLSchema>;
  for (const agency of agencies) {
    schemas[agency] = schemaOf(agency, parts.graph, agreement, parts.shape);
    // A hub that changes its agreement answers others meanwhile.
    await setImmediate();
  }
  return { ...parts, agreement, schemas };
}
