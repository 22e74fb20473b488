import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Statement } from '../../access/reading/statement.ts';
import type { Written } from '../../access/writing/writer.ts';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';
import { publicPage } from '../public-pages.ts';
import type { StatedHours } from '../week-hours.ts';
import { payloadOf } from '../writing/payload.ts';
import { ContactHours, thereAt, thereNext } from './contact-hours.ts';
import { EndContactInput, StateContactInput } from './directory.inputs.ts';
import { ProfessionalRole } from './directory.values.ts';
import { endContact, stateContact } from './directory.writes.ts';
import { NamedContact } from './named-contact.entity.ts';

const NamedContactConnection = connectionOf(NamedContact);
const stated = payloadOf('StateContact', NamedContact);
const ended = payloadOf('EndContact', NamedContact);
const payloads = [stated.PayloadResolver, ended.PayloadResolver];

@ArgsType()
class ContactPage extends PageArguments {
  @Field(() => ProfessionalRole, { nullable: true, description: 'In this role only.' })
  role?: ProfessionalRole | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: of your own organisation only, to keep them up to date.',
  })
  own?: boolean | null;
}

const hoursOf = (contact: PublicRow) => contact._hours as StatedHours[];

@Resolver(() => NamedContact)
class NamedContactResolver {
  @Query(() => NamedContactConnection, {
    description: 'Everybody whom homes may ask today, by name. Whom one home may ask: `careHome { contacts }`.',
  })
  namedContacts(
    @Args() { role, own, ...page }: ContactPage,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> {
    const where = (statement: Statement) =>
      [
        't.valid_until is null',
        ...(role ? [`t.role = ${statement.add(role, 'text')}`] : []),
        ...(own ? [`t.author_id = ${statement.add(context.viewer.organisation.id, 'uuid')}`] : []),
      ].join(' and ');
    const order = { sql: 't.name', type: 'text', direction: 'asc' } as const;
    return publicPage(context, info, { type: 'NamedContact', where, order }, page);
  }

  @FieldResolver(() => Organisation, { description: 'For which organisation the contact answers; it stated this.' })
  organisation(@Root() contact: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', contact._author_id, info);
  }

  @FieldResolver(() => PrimaryCareNetwork, {
    nullable: true,
    description: 'With `NETWORK`: for whose homes the contact is there.',
  })
  network(@Root() contact: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'PrimaryCareNetwork', contact._network_id, info);
  }

  @FieldResolver(() => [CareHome], { description: 'With `NAMED_HOMES`: for which homes the contact is there.' })
  async homes(@Root() contact: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    const homes = await Promise.all(
      (contact._home_ids as string[]).map((id) => publicById(context, 'CareHome', id, info)),
    );
    return homes.filter((home) => home !== null);
  }

  @FieldResolver(() => [ContactHours], { description: 'All hours of the week; none if that is not fixed.' })
  hours(@Root() contact: PublicRow): StatedHours[] {
    return hoursOf(contact);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the contact is there now, as the hours say; null if no hours are stated.',
  })
  thereNow(@Root() contact: PublicRow): boolean | null {
    return thereAt(hoursOf(contact), new Date());
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When the contact is there next; null if there now, or if no hours are stated.',
  })
  thereNext(@Root() contact: PublicRow): Date | null {
    return thereNext(hoursOf(contact), new Date());
  }

  @Mutation(() => stated.Payload, {
    description:
      'Names somebody of your organisation whom homes may ask, for which homes and at what hours. With `replaces` it takes the place of what you said before, which stays in the history.',
  })
  stateContact(
    @Arg('input', () => StateContactInput, { description: 'Who, for whom and when.' }) input: StateContactInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('stateContact', input, (write) => stateContact(write, input));
  }

  @Mutation(() => ended.Payload, { description: 'Says that a contact of your organisation is no longer there.' })
  endContact(
    @Arg('input', () => EndContactInput, { description: 'Which one.' }) input: EndContactInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endContact', input, (write) => endContact(write, input));
  }
}

export const directoryResolvers = [NamedContactResolver, ...payloads];
