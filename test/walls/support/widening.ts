import { type GraphQLObjectType, type GraphQLOutputType, isObjectType } from 'graphql';
import { AgreementError } from '../../../src/agreement/findings.ts';
import type { Agreement } from '../../../src/agreement/model.ts';
import { parseAgreement } from '../../../src/agreement/read.ts';
import { schemaOf } from '../../../src/server/contract/agency-schema.ts';
import type { Contract } from '../../../src/server/contract/contract.ts';
import { type Agency, agencies } from '../../../src/shared/agencies.ts';
import { apply } from '../../server/support/changing.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { HubUnderTest } from '../../support/hub.ts';
import { Oracle } from '../../support/oracle.ts';
import { type Change, textOf } from './agreement-changes.ts';
import { Comparison, type Ground, type Looking } from './compare.ts';
import { everyPair } from './matrix.ts';
import { expectedVerdict, type Operation, operationMismatches, operationsOf } from './operations.ts';
import { recordTypeOf } from './question.ts';
import type { PlantedResident } from './residents.ts';
import { mismatchesIn, type Tellings } from './telling.ts';
import { mayWriteAbout, namingRecords, recordOf, writeMismatches } from './writes-about.ts';

/** A hub that can be put under another agreement than the one that its answers are held against. */
export interface Bench {
  hub: HubUnderTest;
  database: TestDatabase;
  contract: Contract;
  /** By the agreement that is shipped. */
  ground: Ground;
  residents: readonly PlantedResident[];
  viewers: readonly Looking[];
  tellings: Tellings;
}

/** Holds the hub, as it runs now under this agreement, against the shipped one in the one place where a change would show. */
export type Probe = (agreement: Agreement) => Promise<string[]>;

/** A changed agreement that a hub can run on, and where that would show. */
export interface Wider {
  change: Change;
  agreement: Agreement;
  probe: Probe;
}

/** Undefined if nobody could tell the agreements apart, or the check refuses the changed one. */
export function widerBy(
  bench: Bench,
  change: Change,
  probeFor: (other: Oracle) => Probe | undefined,
): Wider | undefined {
  const made = change.made();
  const probe = probeFor(new Oracle(made));
  const agreement = probe && readable(bench.contract, textOf(made));
  return agreement && { change, agreement, probe };
}

function readable({ shape }: Contract, text: string): Agreement | undefined {
  try {
    return parseAgreement(text, 'wider.yml', { shape });
  } catch (error) {
    if (error instanceof AgreementError) return undefined;
    throw error;
  }
}

/** Puts another agreement in force on the hub. */
export const govern = ({ database, contract }: Bench, agreement: Agreement) =>
  apply(database, { ...contract, agreement });

const as = ({ hub }: Bench, { organisation, role, purpose }: Looking) => hub.as(organisation.code, role, purpose);
const agencySchema = ({ contract: { graph, shape } }: Bench, agency: Agency, agreement: Agreement) =>
  schemaOf(agency, graph, agreement, shape);

/** The matrix, in one cell of the records about one resident. */
export function cellProbe(bench: Bench, change: Change, other: Oracle): Probe | undefined {
  const { ground, tellings } = bench;
  const telling = tellings.find(other, change);
  if (!telling) return undefined;
  return async (agreement) => {
    const schema = agencySchema(bench, telling.viewer.organisation.agency, agreement);
    return mismatchesIn({ ground, schema, asking: await as(bench, telling.viewer) }, telling);
  };
}

/** The matrix of queries and mutations, for one caller and one of them; or what one viewer may write about somebody. */
export function actProbe(bench: Bench, { operation, agency: only }: Change, other: Oracle): Probe | undefined {
  const { hub, ground, contract, viewers, residents } = bench;
  const operations = operationsOf(contract.graph).filter(({ field }) => field.name === operation);
  // A query that leads to nothing which the agency sees is not in its schema, whoever may ask it.
  const leads = (to: Agency, { kind, field }: Operation) =>
    kind === 'mutation' || Boolean(contract.schemas[to].getType(recordTypeOf(field.type)));
  for (const agency of only ? [only] : agencies) {
    for (const { role, purpose } of everyPair(ground.oracle, agency)) {
      const caller = { agency, role, purpose };
      const told = operations.find(
        (one) =>
          leads(agency, one) && expectedVerdict(ground.oracle, caller, one) !== expectedVerdict(other, caller, one),
      );
      if (told) return () => operationMismatches(hub, ground.oracle, [caller], [told]);
    }
  }
  for (const named of namingRecords(ground.oracle, operations)) {
    for (const viewer of viewers) {
      const comparison = new Comparison(ground, viewer);
      const may = (oracle: Oracle, of: PlantedResident) =>
        mayWriteAbout(oracle, comparison, named.operation.field.name, of, recordOf(of, named.subject));
      const own = residents.filter(({ organisation }) => organisation === viewer.organisation);
      const about = own.find((of) => may(ground.oracle, of) !== may(other, of));
      if (about)
        return async () => writeMismatches({ ground, viewer, asking: await as(bench, viewer) }, [about], named);
    }
  }
  return undefined;
}

/**
 * The contract: which fields of a type that concerns no resident an agency's schema has, if any query leads to it and
 * one of the fields that are opened leads to what the agency knows.
 */
export function contractProbe(bench: Bench, change: Change & { agency: Agency }): Probe | undefined {
  const { ground, viewers, contract } = bench;
  const { agency, subject = '', fields = [] } = change;
  const known = contract.schemas[agency];
  const shown = (contract.graph.getType(subject) as GraphQLObjectType).getFields();
  const leads = ({ type }: { type: GraphQLOutputType }) => {
    const target = recordTypeOf(type);
    return !isObjectType(contract.graph.getType(target)) || Boolean(known.getType(target));
  };
  if (!known.getType(subject) || !fields.some((name) => shown[name] && leads(shown[name]))) return undefined;
  return async () => {
    const viewer = viewers.find(({ organisation }) => organisation.agency === agency) as Looking;
    const asking = await as(bench, viewer);
    const { data } = await asking.ask<{ __type: { fields: { name: string }[] } | null }>(
      `{ __type(name: "${subject}") { fields { name } } }`,
    );
    const has = data.__type?.fields.map(({ name }) => name) ?? [];
    const decided = ground.oracle.fieldsOf(subject);
    return has.filter((name) => decided.includes(name) && !ground.oracle.open(agency, subject, name));
  };
}
