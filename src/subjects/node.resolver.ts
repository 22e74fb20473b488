import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../access/context.ts';
import type { RecordRow } from '../access/reading/projection.ts';
import { publicByCode, publicIdOf } from '../access/reading/public-records.ts';
import { selectionOn } from '../access/reading/selection.ts';
import { Node } from './node.ts';
import { recordById } from './resident/resident.loaders.ts';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'Any record by its id; null if there is none that you may see. An id that another organisation was given names nothing.',
  })
  async node(
    @Arg('id', () => ID) id: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const { records, identifiers, viewer } = context;
    const named = identifiers.decode(id, viewer.organisation.id);
    if (!named) {
      const open = publicIdOf(context, id);
      return open && publicByCode(context, open.type, open.code, selectionOn(info, open.type));
    }
    if (!records.parts.shapes.has(named.type)) return null;
    const row: RecordRow | null = await records.rootOne(
      recordById(named.type),
      [],
      selectionOn(info, named.type),
      named.uuid,
    );
    return row && { ...row, __typename: named.type };
  }
}
