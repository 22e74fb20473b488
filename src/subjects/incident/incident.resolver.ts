import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { publicById } from '../../access/reading/public-records.ts';
import type { Written } from '../../access/writing/writer.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Resident } from '../resident/resident.entity.ts';
import { residentOf } from '../resident/resident-of-record.ts';
import { payloadOf } from '../writing/payload.ts';
import { Incident } from './incident.entity.ts';
import { AmendIncidentInput, RecordIncidentInput } from './incident.inputs.ts';
import { amendIncident, recordIncident } from './incident.writes.ts';

const recorded = payloadOf('RecordIncident', Incident);
const amended = payloadOf('AmendIncident', Incident);
const payloads = [recorded.PayloadResolver, amended.PayloadResolver];

@Resolver(() => Incident)
class IncidentResolver {
  @FieldResolver(() => CareHome, { nullable: true, description: 'The home in which it happened.' })
  home(@Root() incident: RecordRow, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return publicById(context, 'CareHome', incident._home, info);
  }

  @FieldResolver(() => Resident, { nullable: true, description: 'Whom it befell.' })
  resident(@Root() incident: RecordRow, @Ctx() { records }: HubContext, @Info() info: GraphQLResolveInfo) {
    return residentOf(records, incident, info);
  }

  @Mutation(() => recorded.Payload, {
    description:
      'Records an incident that befell a resident of your home. Those who care for the resident, and who pays or enquires as far as the agreement says, read it from the next question on.',
  })
  recordIncident(
    @Arg('input', () => RecordIncidentInput, { description: 'What is to be recorded.' }) input: RecordIncidentInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('recordIncident', input, (write) => recordIncident(write, input));
  }

  @Mutation(() => amended.Payload, {
    description:
      'Puts an incident right that your home recorded, also after the resident has left. What it said before is kept as a former version.',
  })
  amendIncident(
    @Arg('input', () => AmendIncidentInput, { description: 'What is to be changed.' }) input: AmendIncidentInput,
    @Ctx() { writer }: HubContext,
  ): Promise<Written> {
    return writer.write('amendIncident', input, (write) => amendIncident(write, input));
  }
}

export const incidentResolvers = [IncidentResolver, ...payloads];
