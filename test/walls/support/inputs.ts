import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { Written } from '../../support/oracle-text.ts';
import { changedBy } from './agreement-changes.ts';

/** Every input of a schema's queries down to its plain values, such as `Resident.incidents.since`; pages apart. */
export function inputsOf(schema: GraphQLSchema): string[] {
  return fieldsOf(schema).flatMap(({ place, args }) =>
    args.filter(({ name }) => !['first', 'after'].includes(name)).flatMap((one) => leaves(place, one)),
  );
}

/** Every list with pages, such as `Resident.incidents`. */
export function listsIn(schema: GraphQLSchema): string[] {
  return fieldsOf(schema).flatMap(({ place, args }) => (args.some(({ name }) => name === 'after') ? [place] : []));
}

function fieldsOf(schema: GraphQLSchema): { place: string; args: readonly GraphQLArgument[] }[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const asked = types.filter((type) => !type.name.startsWith('__') && type !== schema.getMutationType());
  return asked.flatMap((type) =>
    Object.values(type.getFields()).map(({ name, args }) => ({ place: `${type.name}.${name}`, args })),
  );
}

function leaves(place: string, { name, type }: GraphQLArgument | GraphQLInputField): string[] {
  const named = getNamedType(type);
  const here = `${place}.${name}`;
  return isInputObjectType(named) ? Object.values(named.getFields()).flatMap((one) => leaves(here, one)) : [here];
}

/** The agreement with these fields shown to nobody but those in one of a few relationships. */
export function closedBut(written: Written, subject: string, fields: string[], to: string[]): Written {
  return changedBy(written, (copy) => {
    const clauses = (copy.subjects[subject] ?? []).map((clause) => ({
      ...clause,
      fields: clause.fields.filter((field) => !fields.includes(field)),
    }));
    const kept = { fields, clear: to, because: 'few need it' };
    copy.subjects[subject] = [...clauses.filter((clause) => clause.fields.length > 0), kept];
  });
}
