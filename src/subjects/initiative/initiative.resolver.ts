import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { AdoptInitiativeInput, EndInitiativeInput } from './initiative.inputs.ts';
import { adoptInitiative, endInitiative } from './initiative.writes.ts';
import { InitiativeAdoption } from './initiative-adoption.entity.ts';

const InitiativeAdoptionConnection = connectionOf(InitiativeAdoption);
const adopted = payloadOf('AdoptInitiative', InitiativeAdoption);
const ended = payloadOf('EndInitiative', InitiativeAdoption);
const payloads = [adopted.PayloadResolver, ended.PayloadResolver];

@Resolver(() => InitiativeAdoption)
class InitiativeAdoptionResolver {
  @FieldResolver(() => CareHome, { description: 'The home that adopted it.' })
  home(@Root() adoption: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', adoption._home_id, info);
  }

  @Mutation(() => adopted.Payload, { description: 'Says that your home adopts an initiative, from a day on.' })
  adoptInitiative(
    @Arg('input', () => AdoptInitiativeInput, { description: 'Which, and from when on.' }) input: AdoptInitiativeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('adoptInitiative', input, (write) => adoptInitiative(write, input));
  }

  @Mutation(() => ended.Payload, {
    description: 'Says that your home works by an initiative no more; it stays in its history.',
  })
  endInitiative(
    @Arg('input', () => EndInitiativeInput, { description: 'Which, and from when on.' }) input: EndInitiativeInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endInitiative', input, (write) => endInitiative(write, input));
  }
}

@Resolver(() => CareHome)
class InitiativesOfHomeResolver {
  @FieldResolver(() => InitiativeAdoptionConnection, {
    description: 'Initiatives that the home has adopted, the latest first, with those that have ended.',
  })
  initiatives(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const order = { sql: 't.from_on', type: 'date', direction: 'desc' } as const;
    const list = { type: 'InitiativeAdoption', where: () => 't.home_id = p.id', order };
    return publicPage(context, info, list, page, home._id);
  }
}

export const initiativeResolvers = [InitiativeAdoptionResolver, InitiativesOfHomeResolver, ...payloads];
