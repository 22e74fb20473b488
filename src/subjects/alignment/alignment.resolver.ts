import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Practice } from '../practice/practice.entity.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { Alignment } from './alignment.entity.ts';
import { AlignHomeInput, EndAlignmentInput } from './alignment.inputs.ts';
import { alignHome, endAlignment } from './alignment.writes.ts';

const AlignmentConnection = connectionOf(Alignment);
const aligned = payloadOf('AlignHome', Alignment);
const ended = payloadOf('EndAlignment', Alignment);
const payloads = [aligned.PayloadResolver, ended.PayloadResolver];

@Resolver(() => Alignment)
class AlignmentResolver {
  @FieldResolver(() => CareHome, { description: 'The home that is aligned.' })
  home(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', alignment._home_id, info);
  }

  @FieldResolver(() => PrimaryCareNetwork, { description: 'The network to which it is aligned.' })
  network(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'PrimaryCareNetwork', alignment._network_id, info);
  }

  @FieldResolver(() => Practice, { description: 'The practice of the network that answers for the home.' })
  leadPractice(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Practice', alignment._lead_practice_id, info);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The integrated care board that stated it through the hub; null if it came with the directory.',
  })
  statedBy(@Root() alignment: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', alignment._stated_by_id, info);
  }

  @Mutation(() => aligned.Payload, {
    description:
      'Aligns a home from a day on to a network of yours, with its lead practice and clinical lead. What held until then ends on that day and stays in the history; what is planned for later stays as planned. What the practice may see follows at once.',
  })
  alignHome(
    @Arg('input', () => AlignHomeInput, { description: 'Which home, by whom, from when.' }) input: AlignHomeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('alignHome', input, (write) => alignHome(write, input));
  }

  @Mutation(() => ended.Payload, {
    description:
      'Ends an alignment to a network of yours, or takes back one that was to come. None is made to last longer.',
  })
  endAlignment(
    @Arg('input', () => EndAlignmentInput, { description: 'Which, and when.' }) input: EndAlignmentInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endAlignment', input, (write) => endAlignment(write, input));
  }
}

@Resolver(() => CareHome)
class AlignmentsOfHomeResolver {
  @FieldResolver(() => AlignmentConnection, {
    description:
      'Every alignment of the home, past, present and planned, the latest first; one that was taken back begins and ends on the same day.',
  })
  alignments(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.from_on', type: 'date', direction: 'desc' } as const;
    return publicPage(context, info, { type: 'Alignment', where: () => 't.home_id = p.id', order }, page, home._id);
  }
}

export const alignmentResolvers = [AlignmentResolver, AlignmentsOfHomeResolver, ...payloads];
