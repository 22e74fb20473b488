import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { type PublicRow, publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { historyOfHome } from '../public-pages.ts';
import { payloadOf } from '../writing/payload.ts';
import { LiftEmbargoInput, SetAdmissionStatusInput, SetEmbargoInput } from './admission.inputs.ts';
import { liftEmbargo, setAdmissionStatus, setEmbargo } from './admission.writes.ts';
import { AdmissionStatement } from './admission-statement.entity.ts';

const AdmissionStatementConnection = connectionOf(AdmissionStatement);
const stated = payloadOf('SetAdmissionStatus', CareHome);
const closed = payloadOf('SetEmbargo', CareHome);
const lifted = payloadOf('LiftEmbargo', CareHome);
const payloads = [stated.PayloadResolver, closed.PayloadResolver, lifted.PayloadResolver];

@Resolver(() => AdmissionStatement)
class AdmissionStatementResolver {
  @FieldResolver(() => Organisation, { description: 'Who stated it: the home, or its council.' })
  author(@Root() statement: PublicRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'Organisation', statement._author_id, info);
  }

  @Mutation(() => stated.Payload, {
    description:
      'Records whether your home admits anyone from now on. It cannot lift an embargo of the council: what it states meanwhile holds when that is lifted.',
  })
  setAdmissionStatus(
    @Arg('input', () => SetAdmissionStatusInput, { description: 'What is to be recorded.' })
    input: SetAdmissionStatusInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('setAdmissionStatus', input, (write) => setAdmissionStatus(write, input));
  }

  @Mutation(() => closed.Payload, {
    description:
      'Closes a home of your area to admissions, as `CLOSED_BY_COMMISSIONER`, until you lift the embargo. The home cannot.',
  })
  setEmbargo(
    @Arg('input', () => SetEmbargoInput, { description: 'What is to be recorded.' }) input: SetEmbargoInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('setEmbargo', input, (write) => setEmbargo(write, input));
  }

  @Mutation(() => lifted.Payload, {
    description: 'Lifts the embargo that your council placed on a home: what the home itself states holds again.',
  })
  liftEmbargo(
    @Arg('input', () => LiftEmbargoInput, { description: 'What is to be recorded.' }) input: LiftEmbargoInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('liftEmbargo', input, (write) => liftEmbargo(write, input));
  }
}

@Resolver(() => CareHome)
class AdmissionsOfHomeResolver {
  @FieldResolver(() => AdmissionStatementConnection, {
    nullable: true,
    description:
      'Whether the home admitted anyone, as it and its council stated it, newest first. To a home, null of every home but itself.',
  })
  admissionHistory(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> | null {
    return historyOfHome(context, info, 'AdmissionStatement', home, page);
  }
}

export const admissionResolvers = [AdmissionStatementResolver, AdmissionsOfHomeResolver, ...payloads];
