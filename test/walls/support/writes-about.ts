import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql';
import type { Asking } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import { Comparison, type Ground, type Looking } from './compare.ts';
import type { Operation } from './operations.ts';
import type { Planted } from './planting.ts';
import type { PlantedResident } from './residents.ts';
import { literal, Values } from './values.ts';

/** A mutation that names a record about a resident, and how its input names it. */
export interface Named {
  operation: Operation;
  /** The field of the input, and the kind of record that it names. */
  input: string;
  subject: string;
}

/** The mutations whose input names a record about a resident, such as `resident` or `objection`. */
export function namingRecords(oracle: Oracle, operations: readonly Operation[]): Named[] {
  return operations
    .filter(({ kind }) => kind === 'mutation')
    .flatMap((operation) => {
      const inputs = operation.field.args.map(({ type }) => getNamedType(type)).filter(isInputObjectType);
      const ids = inputs.flatMap((type) => Object.values(type.getFields()).filter(isId));
      return ids.flatMap(({ name }) => {
        const subject = oracle.subjects.find((one) => one.toLowerCase() === name.toLowerCase());
        // What a mutation writes it may call by a shorter name, which is that of another subject.
        const meant = subject === 'Resident' || subject === oracle.subjectWritten(operation.field.name);
        return subject && meant ? [{ operation, input: name, subject }] : [];
      });
    });
}
const isId = (field: ReturnType<GraphQLInputObjectType['getFields']>[string]) => getNamedType(field.type).name === 'ID';

/** Of all inputs one is right: the record. The others are wrong, so that nothing comes of it. */
const wrong = {
  'raiseConcern.text': [''],
  idempotencyKey: ['other-key-of-these-tests'],
  String: ['nobody of this name'],
  Date: ['2999-01-01'],
  DateTime: ['2999-01-01T00:00:00Z'],
  ID: ['no id'],
  version: [99],
  Int: [1],
  Float: [-1],
};
/** Every field of an input, so that something is wrong with each. */
const everything = (most: number) => (most === 3 ? 0 : most - 1);

/**
 * Calls a mutation about each of these residents: where the hub takes somebody for unknown about whom the viewer may
 * write, or the other way round.
 */
export async function writeMismatches(
  { ground, viewer, asking }: { ground: Ground; viewer: Looking; asking: Asking },
  residents: readonly PlantedResident[],
  { operation: { field }, input, subject }: Named,
): Promise<string[]> {
  const comparison = new Comparison(ground, viewer);
  const mismatches: string[] = [];
  const argument = field.args[0];
  if (!argument) throw new Error(`${field.name} takes no input`);
  for (const of of residents.filter(({ organisation }) => organisation === viewer.organisation)) {
    const record = recordOf(of, subject);
    const values = new Values({ ...wrong, [`${field.name}.${input}`]: [comparison.idOf(record)] }, everything);
    const given = literal(values.of(field.name, argument), argument.type);
    const { data, errors } = await asking.ask<Record<string, { problems: { path: string[]; code: string }[] }>>(
      `mutation { ${field.name}(${argument.name}: ${given}) { problems { path code } } }`,
    );
    const problems = data?.[field.name]?.problems ?? [];
    if (errors || problems.length === 0)
      throw new Error(`${field.name}(${given}): ${JSON.stringify(errors ?? problems)}`);
    const found = !problems.some(({ path, code }) => code === 'UNKNOWN' && path.at(-1) === input);
    const may = mayWriteAbout(ground.oracle, comparison, field.name, of, record);
    if (found === may) continue;
    const { relationships, objections } = of;
    mismatches.push(
      `${found ? 'may' : 'may not'} ${field.name}: ${JSON.stringify({ viewer, relationships, objections })}`,
    );
  }
  return mismatches;
}

/** The resident, or a record that the organisation wrote itself. */
export function recordOf({ organisation, resident, records }: PlantedResident, subject: string): Planted {
  const own = records.find((one) => one.subject === subject && one.row.author_id === organisation.id);
  if (subject !== 'Resident' && !own) throw new Error(`no ${subject} of its own is planted`);
  return own ?? resident;
}

/** Whether the agreement lets the viewer call the mutation about a record, which it must see to name it, or have written. */
export function mayWriteAbout(
  oracle: Oracle,
  comparison: Comparison,
  mutation: string,
  of: PlantedResident,
  record: Planted,
) {
  const own = record.row.author_id === comparison.organisation.id && !oracle.asksRelationship(mutation);
  return (own || comparison.sees(of, record)) && oracle.mayWrite({ mutation, ...comparison.question(of, record) });
}
