import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import { inEqualTime } from '../../access/writing/equal-time.ts';
import { type Connection, connectionOf, PageArguments } from '../connection.ts';
import { type OwnList, type OwnRow, ownPage } from '../own-pages.ts';
import { admitResident } from './admission.ts';
import {
  AdmitResidentInput,
  BreakGlassInput,
  ClaimAttendanceInput,
  ClaimFundingInput,
  ClaimRegistrationInput,
  ClaimStayInput,
} from './claim.inputs.ts';
import { BreakGlassPayload, Claim, ClaimPayload } from './claim.types.ts';
import { breakGlass, claimAttendance, claimRegistration, claimStay, type Entered } from './claims.ts';
import { claimFunding } from './funding-claim.ts';

const ClaimConnection = connectionOf(Claim);

const claims: OwnList = {
  type: 'Claim',
  table: 'hub.claim',
  columns: {
    kind: 't.kind',
    state: `case when t.withdrawn_at is not null then 'WITHDRAWN' when t.confirmed_at is not null then 'CONFIRMED' when not t.opened then 'PENDING'
      when t.opens_until > now() then 'OPEN' else 'EXPIRED' end`,
    nhsNumber: 't.nhs_number',
    dateOfBirth: `to_char(t.date_of_birth, 'YYYY-MM-DD')`,
    familyName: 't.family_name',
    since: 't.since',
    admissionMethod: 't.admission_method',
    madeBy: 't.made_by',
    madeAt: 't.made_at',
    opensUntil: 't.opens_until',
    confirmedAt: 't.confirmed_at',
  },
  where: `t.kind <> 'EMERGENCY'`,
  order: { column: 'made_at', direction: 'desc' },
};

/** Doors that a user opens by what he says of a person. Each answer is the same, and leaves on the same beat. */
@Resolver()
export class ClaimResolver {
  @Query(() => ClaimConnection, {
    description: 'What your organisation has claimed of people, newest first, and what became of it.',
  })
  myClaims(
    @Args() page: PageArguments,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OwnRow>> {
    return ownPage(context, info, claims, page);
  }

  @Mutation(() => BreakGlassPayload, {
    description:
      'Opens a record in an emergency, for a time, to your organisation. The privacy officers of your organisation and of those who look after the resident are told at once, and yours reviews it.',
  })
  breakGlass(
    @Arg('input', () => BreakGlassInput, { description: 'What is to be recorded.' }) input: BreakGlassInput,
    @Ctx() { writer, agreement }: HubContext,
  ): Promise<Entered> {
    return inEqualTime(() => writer.write('breakGlass', input, (write) => breakGlass(write, input, agreement)));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Says that a person is registered with your practice. It opens for 24 hours what an emergency opens, until the registration list of your practice bears it out.',
  })
  claimRegistration(
    @Arg('input', () => ClaimRegistrationInput, { description: 'What is to be recorded.' })
    input: ClaimRegistrationInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Entered> {
    return inEqualTime(() => writer.write('claimRegistration', input, (write) => claimRegistration(write, input)));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Says that a person is an inpatient of your trust. It opens for 24 hours what an emergency opens, until a feed bears it out, or the home by recording that its resident is in hospital.',
  })
  claimStay(
    @Arg('input', () => ClaimStayInput, { description: 'What is to be recorded.' }) input: ClaimStayInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Entered> {
    return inEqualTime(() => writer.write('claimStay', input, (write) => claimStay(write, input)));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Says that a person moved into your home. You see at once what you said, as a resident of yours in `residents`, and write about that resident; what others wrote opens when another organisation bears it out: a practice of your home by registering the person, the practice with which the person is registered by a list that names your home, a council by recording the placement, a council or board that pays your home, or whoever asked you to take the person. The identifier of the resident is another from then on.',
  })
  admitResident(
    @Arg('input', () => AdmitResidentInput, { description: 'What is to be recorded.' }) input: AdmitResidentInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Entered> {
    return inEqualTime(() => writer.write('admitResident', input, (write) => admitResident(write, input)));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Says that your council or board pays for somebody’s care in a home. It opens nothing until the home bears it out: by admitting the person, or by confirming who pays.',
  })
  claimFunding(
    @Arg('input', () => ClaimFundingInput, { description: 'What is to be recorded.' }) input: ClaimFundingInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Entered> {
    return inEqualTime(() => writer.write('claimFunding', input, (write) => claimFunding(write, input)));
  }

  @Mutation(() => ClaimPayload, {
    description:
      'Says that a person is in your emergency department. It opens for 24 hours what an emergency opens, until a feed bears it out, or the home by sending the red bag or recording that its resident is in hospital.',
  })
  claimAttendance(
    @Arg('input', () => ClaimAttendanceInput, { description: 'What is to be recorded.' }) input: ClaimAttendanceInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Entered> {
    return inEqualTime(() => writer.write('claimAttendance', input, (write) => claimAttendance(write, input)));
  }
}
