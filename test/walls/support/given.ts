import { type GraphQLSchema, isObjectType } from 'graphql';
import { withClient } from '../../../src/database/client.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { Oracle } from '../../support/oracle.ts';
import { type Query, readingPrivileges, writingPrivileges } from '../catalogue/privileges.ts';

export const fieldIn = (schema: GraphQLSchema, subject: string, field: string): boolean => {
  const type = schema.getType(subject);
  return isObjectType(type) && field in type.getFields();
};

/** Every privilege on a column that the database gives and the agreement does not, or the other way round. */
export function privilegesUnlike(database: TestDatabase, graph: GraphQLSchema, agreed: Oracle): Promise<string[]> {
  const types = Object.values(graph.getTypeMap()).filter(isObjectType);
  const fields = new Map(types.map((type) => [type.name, Object.keys(type.getFields())]));
  return withClient(database.adminUrl, async (client) => {
    const query: Query = async (statement, values) => (await client.query(statement, values)).rows;
    const given = { oracle: agreed, fields };
    return [...(await readingPrivileges(query, given)), ...(await writingPrivileges(query, given))];
  });
}
