import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { printType } from 'graphql';
import { buildSchemaSync, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { connectionOf, pageOf } from '../../src/subjects/connection.ts';

const cursorOf = (row: string) => `cursor of ${row}`;

test('a page holds as many records as asked for, and says whether there are more', () => {
  const page = pageOf({ rows: ['a', 'b', 'c'], first: 2, totalCount: 7, cursorOf });
  expect(page.nodes).toEqual(['a', 'b']);
  expect(page.edges[1]).toEqual({ cursor: 'cursor of b', node: 'b' });
  expect(page.totalCount).toBe(7);
  expect(page.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: 'cursor of a',
    endCursor: 'cursor of b',
  });
});

test('the last page has no next page', () => {
  const page = pageOf({ rows: ['c'], first: 1, totalCount: 3, after: 'cursor of b', cursorOf });
  expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
});

test('an empty page has no cursors', () => {
  const { pageInfo, nodes } = pageOf<string>({ rows: [], first: 20, totalCount: 0, cursorOf });
  expect(nodes).toEqual([]);
  expect(pageInfo).toMatchObject({ startCursor: null, endCursor: null });
});

test('a connection type has nodes, edges, page and an exact count, none of them nullable', () => {
  @ObjectType()
  class Lamp {
    @Field(() => String)
    colour!: string;
  }
  const LampConnection = connectionOf(Lamp);
  @Resolver()
  class Lamps {
    @Query(() => LampConnection)
    lamps() {
      return pageOf<Lamp>({ rows: [], first: 1, totalCount: 0, cursorOf: ({ colour }) => colour });
    }
  }
  const schema = buildSchemaSync({ resolvers: [Lamps], validate: false });
  const type = schema.getType('LampConnection');
  const fields = type ? printType(type).match(/^ {2}\w+: .+$/gm) : [];
  expect(fields).toEqual(['  totalCount: Int!', '  nodes: [Lamp!]!', '  edges: [LampEdge!]!', '  pageInfo: PageInfo!']);
});
