import type { GraphQLResolveInfo } from 'graphql';
import { type ClassType, Ctx, FieldResolver, Info, ObjectType, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { PersonalType } from '../../access/identifiers.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import type { Written } from '../../access/writing/writer.ts';
import { recordById } from '../resident/resident.loaders.ts';
import { ProblemsPayload, whatCame } from './problem.ts';

/**
 * The payload of a mutation that writes a record of `node`, with its resolver. The record is read again through the
 * caller's own view: what was written may have closed it. Of what concerns no resident, such as a home, it is the record
 * as it stands now.
 */
export function payloadOf<Node extends object>(mutation: string, node: ClassType<Node>) {
  @ObjectType(`${mutation}Payload`, { description: whatCame, simpleResolvers: true })
  class Payload extends ProblemsPayload {}

  @Resolver(() => Payload)
  class PayloadResolver {
    @FieldResolver(() => node, {
      nullable: true,
      description: 'The record as you may see it now; null with problems, or if you may not see it.',
    })
    async record(
      @Root() written: Written,
      @Ctx() context: HubContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<RecordRow | PublicRow | null> {
      const { records, publicShapes } = context;
      if (!written.record) return null;
      if (publicShapes.has(node.name)) return publicById(context, node.name, written.record, info);
      const edge = recordById(node.name as PersonalType);
      return records.rootOne(edge, [], selectionOf(info), info.fieldNodes[0], written.record);
    }
  }
  return { Payload, PayloadResolver };
}
