import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { PublicRow } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { DutyContact } from '../care-home/care-home.types.ts';
import { DischargeHours } from '../care-home/discharge-hours.entity.ts';
import { dutyContactOf } from '../care-home/duty-contact.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { historyOfHome } from '../public-pages.ts';
import type { StatedHours } from '../week-hours.ts';
import { payloadOf } from '../writing/payload.ts';
import { DischargeArrangement } from './discharge-arrangement.entity.ts';
import { SetDischargeHoursInput } from './discharge-arrangement.inputs.ts';
import { setDischargeHours } from './discharge-arrangement.writes.ts';

const DischargeArrangementConnection = connectionOf(DischargeArrangement);
const stated = payloadOf('SetDischargeHours', CareHome);
const payloads = [stated.PayloadResolver];

@Resolver(() => DischargeArrangement)
class DischargeArrangementResolver {
  @FieldResolver(() => [DischargeHours], { description: 'All hours of the week, as they were stated.' })
  hours(@Root() arrangement: PublicRow): StatedHours[] {
    return arrangement._hours as StatedHours[];
  }

  @FieldResolver(() => DutyContact, { nullable: true, description: 'Whom to ring; null if the home named nobody.' })
  dutyContact(@Root() arrangement: PublicRow): DutyContact | null {
    return dutyContactOf(arrangement);
  }

  @Mutation(() => stated.Payload, {
    description:
      'Records when your home takes people discharged from hospital, on whose assessment, and whom to ring. `careHomes(filter: { acceptsDischargeAt })` goes by it from the next question on.',
  })
  setDischargeHours(
    @Arg('input', () => SetDischargeHoursInput, { description: 'What is to be recorded.' })
    input: SetDischargeHoursInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('setDischargeHours', input, (write) => setDischargeHours(write, input));
  }
}

@Resolver(() => CareHome)
class DischargeArrangementsOfHomeResolver {
  @FieldResolver(() => DischargeArrangementConnection, {
    nullable: true,
    description:
      'When the home took people discharged from hospital, as it stated it, newest first. To a home, null of every home but itself.',
  })
  dischargeHistory(
    @Root() home: PublicRow,
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<PublicRow>> | null {
    return historyOfHome(context, info, 'DischargeArrangement', home, page);
  }
}

export const dischargeArrangementResolvers = [
  DischargeArrangementResolver,
  DischargeArrangementsOfHomeResolver,
  ...payloads,
];
