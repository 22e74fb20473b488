import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { oneOf } from '../batch.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { AdmissionStatus, CareType } from '../care-home/care-home.values.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { Capacity } from './capacity.entity.ts';
import { UpdateCapacityInput } from './capacity.inputs.ts';
import { updateCapacity } from './capacity.writes.ts';
import { Freshness, freshnessOf } from './freshness.ts';

const CapacityConnection = connectionOf(Capacity);
const updated = payloadOf('UpdateCapacity', CareHome);
const payloads = [updated.PayloadResolver];

@ArgsType()
class CapacityHistory extends PageArguments {
  @Field(() => CareType, { nullable: true, description: 'Of one care type only.' })
  careType?: CareType | null;
}

@Resolver(() => Capacity)
class CapacityResolver {
  @FieldResolver(() => CareHome, { description: 'The home whose beds these are.' })
  home(@Root() capacity: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', capacity._home_id, info);
  }

  @FieldResolver(() => AdmissionStatus, { description: 'Whether the home admits anyone now, and why not.' })
  async status(
    @Root() capacity: PublicRow,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdmissionStatus | null> {
    const home = await oneOf<{ _parent: string; status: AdmissionStatus }>(
      context,
      info,
      capacity._home_id as string,
      () => ({
        text: `select h.id as _parent, h.admission_status as status from public.care_home h where h.id = any ($1::uuid[])`,
      }),
    );
    return home?.status ?? null;
  }

  @FieldResolver(() => Freshness, { description: 'How old the figure is.' })
  freshness(@Root() capacity: PublicRow): Freshness {
    return freshnessOf(capacity._as_of as Date, new Date());
  }

  @Mutation(() => updated.Payload, {
    description:
      'Records the beds of your home, for several care types at once. Searches for free beds count with them from the next question on; what stood before stays in `capacityHistory`.',
  })
  updateCapacity(
    @Arg('input', () => UpdateCapacityInput, { description: 'What is to be recorded.' }) input: UpdateCapacityInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('updateCapacity', input, (write) => updateCapacity(write, input));
  }
}

@Resolver(() => CareHome)
class CapacityOfHomeResolver {
  @FieldResolver(() => CapacityConnection, { description: 'What the home stated about its beds, newest first.' })
  capacityHistory(
    @Root() home: PublicRow,
    @Args() { careType, ...page }: CapacityHistory,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const history = {
      type: 'Capacity',
      where: (statement: { add(value: unknown, type: string): string }) =>
        `t.home_id = p.id${careType ? ` and t.care_type = ${statement.add(careType, 'text')}` : ''}`,
      order: { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' },
    } as const;
    return publicPage(context, info, history, page, home._id);
  }
}

export const capacityResolvers = [CapacityResolver, CapacityOfHomeResolver, ...payloads];
