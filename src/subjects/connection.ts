import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';

export { type Page as Connection, pageOf } from '../access/reading/page.ts';

@ObjectType({ description: 'Where a page stands in its list. Lists are paged forward only.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more behind this page: ask again with `after: endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'This page was asked for with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first record; null if the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last record; null if the page is empty.' })
  endCursor!: string | null;
}

/** What a connection takes. The limit of a page is checked before anything runs (`server/limits`). */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { defaultValue: 20, description: 'How many records at most, from 1 to 100.' })
  first: number = 20;

  @Field(() => String, { nullable: true, description: 'Begin behind this cursor of the same list.' })
  after?: string | null;
}

/**
 * The connection type of `node`, named after it. Nodes are never null: a record that the viewer may not see is not in
 * the list, and a list that he may not see is itself null.
 */
export function connectionOf<Node extends object>(node: ClassType<Node>, name: string = node.name) {
  @ObjectType(`${name}Edge`, { description: `A place in a list of ${name}.`, simpleResolvers: true })
  class EdgeOfNode {
    @Field(() => String, { description: 'Where this record stands; of use to the viewer who was given it only.' })
    cursor!: string;

    @Field(() => node, { description: 'The record.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.`, simpleResolvers: true })
  class ConnectionOfNode {
    @Field(() => Int, { description: 'Records in the whole list, exactly.' })
    totalCount!: number;

    @Field(() => [node], { description: 'The records of this page.' })
    nodes!: Node[];

    @Field(() => [EdgeOfNode], { description: 'The records of this page, each with its cursor.' })
    edges!: EdgeOfNode[];

    @Field(() => PageInfo, { description: 'Where this page stands, and whether there is more.' })
    pageInfo!: PageInfo;
  }
  return ConnectionOfNode;
}
