import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Statement } from '../../access/reading/statement.ts';
import type { Written } from '../../access/writing/writer.ts';
import { oneOf } from '../batch.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicPage } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { Offer } from './offer.entity.ts';
import { MakeOfferInput, TakeUpOfferInput, WithdrawOfferInput } from './offer.inputs.ts';
import { OfferKind } from './offer.values.ts';
import { makeOffer, takeUpOffer, withdrawOffer } from './offer.writes.ts';
import { OfferUptake } from './offer-uptake.entity.ts';

const OfferConnection = connectionOf(Offer);
const OfferUptakeConnection = connectionOf(OfferUptake);
const made = payloadOf('MakeOffer', Offer);
const withdrawn = payloadOf('WithdrawOffer', Offer);
const taken = payloadOf('TakeUpOffer', Offer);
const payloads = [made, withdrawn, taken].map(({ PayloadResolver }) => PayloadResolver);

@ArgsType()
class OfferPage extends PageArguments {
  @Field(() => OfferKind, { nullable: true, description: 'Of this kind only.' })
  kind?: OfferKind | null;
}

/** SQL: how many places of offer `t` are left. */
const left = `t.places - coalesce((select sum(u.places) from public.offer_uptake u
  where u.offer_id = t.id and u.valid_until is null), 0)`;

@Resolver(() => Offer)
class OfferResolver {
  @Query(() => OfferConnection, { description: 'What is offered and not over yet; what begins first comes first.' })
  offers(
    @Args() { kind, ...page }: OfferPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const where = (statement: Statement) =>
      `t.valid_until is null and t.ends_at > now()${kind ? ` and t.kind = ${statement.add(kind, 'text')}` : ''}`;
    const order = { sql: 't.begins_at', type: 'timestamptz', direction: 'asc' } as const;
    return publicPage(context, info, { type: 'Offer', where, order }, page);
  }

  @FieldResolver(() => Organisation, { description: 'Who offers it.' })
  offeredBy(@Root() offer: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', offer._author_id, info);
  }

  @FieldResolver(() => Int, { description: 'How many places are left.' })
  async placesLeft(
    @Root() offer: PublicRow,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<number> {
    const found = await oneOf<{ _parent: string; places: number }>(context, info, offer._id, () => ({
      text: `select t.id as _parent, (${left})::int as places from public.offer t where t.id = any ($1::uuid[])`,
    }));
    return found?.places ?? 0;
  }

  @FieldResolver(() => OfferUptakeConnection, { description: 'Who has taken places, the latest first.' })
  uptakes(
    @Root() offer: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const where = () => 't.offer_id = p.id and t.valid_until is null';
    const order = { sql: 't.valid_from', type: 'timestamptz', direction: 'desc' } as const;
    return publicPage(context, info, { type: 'OfferUptake', where, order }, page, offer._id);
  }

  @Mutation(() => made.Payload, {
    description: 'Offers something to all other organisations. `IDENTIFYING` is what `publishGuidance` refuses too.',
  })
  makeOffer(
    @Arg('input', () => MakeOfferInput, { description: 'What is offered.' }) input: MakeOfferInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Written> {
    return writer.write('makeOffer', input, (write) => makeOffer(write, agreement, input));
  }

  @Mutation(() => withdrawn.Payload, {
    description: 'Takes back an offer of your organisation. Whoever has taken places is told by nobody but you.',
  })
  withdrawOffer(
    @Arg('input', () => WithdrawOfferInput, { description: 'Which.' }) input: WithdrawOfferInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('withdrawOffer', input, (write) => withdrawOffer(write, input));
  }

  @Mutation(() => taken.Payload, {
    description: 'Takes places of an offer, or gives them back. If there are not so many, the problem is `NO_PLACES`.',
  })
  takeUpOffer(
    @Arg('input', () => TakeUpOfferInput, { description: 'How many of which.' }) input: TakeUpOfferInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('takeUpOffer', input, (write) => takeUpOffer(write, input));
  }
}

@Resolver(() => OfferUptake)
class OfferUptakeResolver {
  @FieldResolver(() => Organisation, { description: 'Who has taken them.' })
  organisation(@Root() uptake: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', uptake._author_id, info);
  }

  @FieldResolver(() => Offer, { description: 'Of which offer.' })
  offer(@Root() uptake: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Offer', uptake._offer_id, info);
  }
}

export const offerResolvers = [OfferResolver, OfferUptakeResolver, ...payloads];
