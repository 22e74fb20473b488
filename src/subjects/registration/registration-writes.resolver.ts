import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Written } from '../../access/writing/writer.ts';
import { Resident } from '../resident/resident.entity.ts';
import { payloadOf } from '../writing/payload.ts';
import { GpRegistration } from './gp-registration.entity.ts';
import { EndRegistrationInput, SetPreferredClinicianInput } from './registration.inputs.ts';
import { endRegistration, setPreferredClinician } from './registration.writes.ts';

const ended = payloadOf('EndRegistration', GpRegistration);
const preferred = payloadOf('SetPreferredClinician', Resident);
const payloads = [ended.PayloadResolver, preferred.PayloadResolver];

@Resolver()
class RegistrationWritesResolver {
  @Mutation(() => ended.Payload, {
    description:
      'Ends a registration with your practice, and with it what the registration opened. One that has ended is not ended later: whoever registers again claims it by `claimRegistration`.',
  })
  endRegistration(
    @Arg('input', () => EndRegistrationInput, { description: 'Which, and when.' }) input: EndRegistrationInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('endRegistration', input, (write) => endRegistration(write, input));
  }

  @Mutation(() => preferred.Payload, {
    description:
      'Says whom a resident of your list prefers to see, the familiar GP. Whoever cares for the resident reads it, also where the home is aligned to another practice.',
  })
  setPreferredClinician(
    @Arg('input', () => SetPreferredClinicianInput, { description: 'Whose, and whom.' })
    input: SetPreferredClinicianInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('setPreferredClinician', input, (write) => setPreferredClinician(write, input));
  }
}

export const registrationWritesResolvers = [RegistrationWritesResolver, ...payloads];
