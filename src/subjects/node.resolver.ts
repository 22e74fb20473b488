import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../access/context.ts';
import type { RecordRow } from '../access/reading/projection.ts';
import { publicByCode, publicIdOf } from '../access/reading/public-records.ts';
import { selectionOn } from '../access/reading/selection.ts';
import { isOpenTo, opensAny, purposesThatOpen } from '../agreement/compile.ts';
import { Refusal } from '../shared/refusals.ts';
import { Node } from './node.ts';
import { recordById } from './resident/resident.loaders.ts';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'Any record by its id; null if there is none that you may see. An id that another organisation was given names nothing. Of a record about a resident it is refused where your purpose opens nobody’s.',
  })
  async node(
    @Arg('id', () => ID, { description: 'An `id` that an answer gave to your organisation.' }) id: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const { records, identifiers, viewer } = context;
    const named = identifiers.decode(id, viewer.organisation.id);
    if (!named) {
      const open = publicIdOf(context, id);
      if (!open || !isNode(info, open.type) || !isOpenTo(context.agreement, open.type, 'id', viewer)) return null;
      return publicByCode(context, open.type, open.code, selectionOn(info, open.type));
    }
    if (!isNode(info, named.type)) return null;
    // Null would say that there is no such record, where the purpose opens none of anybody.
    const { agreement } = context;
    if (!opensAny(agreement, 'Resident', viewer)) {
      const allowed = purposesThatOpen(agreement, 'Resident', viewer.agency, viewer.role);
      throw new Refusal('PURPOSE_NOT_ALLOWED', { allowed });
    }
    const row: RecordRow | null = await records.rootOne(
      recordById(named.type),
      [],
      selectionOn(info, named.type),
      info.fieldNodes[0],
      named.uuid,
    );
    // The very row: what was read beside it is found by it.
    return row && Object.assign(row, { __typename: named.type });
  }
}

/** An id can be made up for any type: of one that the agency's schema lacks there is no record, as of any other. */
function isNode({ schema }: GraphQLResolveInfo, type: string): boolean {
  const found = schema.getType(type);
  return isObjectType(found) && found.getInterfaces().some(({ name }) => name === Node.name);
}
