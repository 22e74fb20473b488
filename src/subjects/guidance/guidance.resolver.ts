import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import { selectionOf } from '../../access/reading/selection.ts';
import type { Statement } from '../../access/reading/statement.ts';
import type { Written } from '../../access/writing/writer.ts';
import { oneOf } from '../batch.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { Guidance } from './guidance.entity.ts';
import {
  PublishGuidanceInput,
  ReadGuidanceInput,
  SupersedeGuidanceInput,
  WithdrawGuidanceInput,
} from './guidance.inputs.ts';
import { publishGuidance, readGuidance, supersedeGuidance, withdrawGuidance } from './guidance.writes.ts';
import { GuidanceReading } from './guidance-reading.entity.ts';

const GuidanceConnection = connectionOf(Guidance);
const GuidanceReadingConnection = connectionOf(GuidanceReading);
const published = payloadOf('PublishGuidance', Guidance);
const superseded = payloadOf('SupersedeGuidance', Guidance);
const withdrawn = payloadOf('WithdrawGuidance', Guidance);
const read = payloadOf('ReadGuidance', Guidance);
const payloads = [published, superseded, withdrawn, read].map(({ PayloadResolver }) => PayloadResolver);

const newest = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
type Page = Promise<Connection<PublicRow>>;

@Resolver(() => Guidance)
class GuidanceResolver {
  @Query(() => GuidanceConnection, { description: 'Guidance that stands, newest first, whoever published it.' })
  guidance(@Args() page: PageArguments, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo): Page {
    return publicPage(context, info, { type: 'Guidance', where: () => 't.valid_until is null', order: newest }, page);
  }

  @Query(() => GuidanceConnection, {
    description: 'Guidance that stands and that nobody in your organisation has said to have read, newest first.',
  })
  unreadGuidance(@Args() page: PageArguments, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo): Page {
    const where = (statement: Statement) => {
      const own = statement.add(context.viewer.organisation.id, 'uuid');
      return `t.valid_until is null and not exists (select from public.guidance_reading r
        where r.guidance_id = t.id and r.author_id = ${own} and r.valid_until is null)`;
    };
    return publicPage(context, info, { type: 'Guidance', where, order: newest }, page);
  }

  @FieldResolver(() => Organisation, { description: 'Who published it.' })
  publishedBy(@Root() guidance: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', guidance._author_id, info);
  }

  @FieldResolver(() => Guidance, { nullable: true, description: 'The edition before it; null if it is the first.' })
  supersedes(@Root() guidance: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Guidance', guidance._supersedes_id, info);
  }

  @FieldResolver(() => Guidance, { nullable: true, description: 'The edition after it; null if there is none.' })
  supersededBy(@Root() guidance: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return oneOf<PublicRow & { _parent: string }>(context, info, guidance._id, () => ({
      text: `select ${publicColumns(shapeOf(context, 'Guidance'), selectionOf(info), 't')}, t.supersedes_id as _parent
        from public.guidance t where t.supersedes_id = any ($1::uuid[])`,
    }));
  }

  @FieldResolver(() => GuidanceReadingConnection, {
    description: 'The organisations in which it has been read, the latest first.',
  })
  readings(
    @Root() guidance: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Page {
    const where = () => 't.guidance_id = p.id and t.valid_until is null';
    return publicPage(context, info, { type: 'GuidanceReading', where, order: newest }, page, guidance._id);
  }

  @Mutation(() => published.Payload, {
    description:
      'Publishes guidance for all organisations of the hub. A text that holds an NHS number, a birthday or the name of a resident whom you may see is `IDENTIFYING`, and nothing is published.',
  })
  publishGuidance(
    @Arg('input', () => PublishGuidanceInput, { description: 'What is published.' }) input: PublishGuidanceInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('publishGuidance', input, (write) => publishGuidance(write, agreement, input));
  }

  @Mutation(() => superseded.Payload, {
    description:
      'Publishes the next edition of guidance of your organisation. The former one stands no more, and can still be read; nobody has read the new one yet. `IDENTIFYING` is what `publishGuidance` refuses too.',
  })
  supersedeGuidance(
    @Arg('input', () => SupersedeGuidanceInput, { description: 'What is published instead of what.' })
    input: SupersedeGuidanceInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('supersedeGuidance', input, (write) => supersedeGuidance(write, agreement, input));
  }

  @Mutation(() => withdrawn.Payload, { description: 'Says that guidance of your organisation stands no more.' })
  withdrawGuidance(
    @Arg('input', () => WithdrawGuidanceInput, { description: 'Which.' }) input: WithdrawGuidanceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawGuidance', input, (write) => withdrawGuidance(write, input));
  }

  @Mutation(() => read.Payload, {
    description:
      'Says that guidance has been read in your organisation, and by how many. All organisations see that, and no names.',
  })
  readGuidance(
    @Arg('input', () => ReadGuidanceInput, { description: 'What has been read.' }) input: ReadGuidanceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('readGuidance', input, (write) => readGuidance(write, input));
  }
}

@Resolver(() => GuidanceReading)
class GuidanceReadingResolver {
  @FieldResolver(() => Organisation, { description: 'Where it has been read.' })
  organisation(@Root() reading: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', reading._author_id, info);
  }

  @FieldResolver(() => Guidance, { description: 'What has been read.' })
  guidance(@Root() reading: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Guidance', reading._guidance_id, info);
  }
}

export const guidanceResolvers = [GuidanceResolver, GuidanceReadingResolver, ...payloads];
