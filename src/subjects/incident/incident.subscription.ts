import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Announced } from '../../access/events/feed.ts';
import type { RecordRow } from '../../access/reading/projection.ts';
import { announced, type Change, changeOf, Hearing, recordChange } from '../changes/change.ts';
import { Incident } from './incident.entity.ts';

const IncidentChange = changeOf(Incident);

@Resolver()
export class IncidentSubscription {
  @Subscription(() => IncidentChange, {
    nullable: true,
    subscribe: announced('Incident'),
    description: 'Incidents of residents whom you see, as soon as they are recorded or amended. Never null.',
  })
  incidentRecorded(
    @Root() event: Announced,
    @Args() _hearing: Hearing,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Change<RecordRow> | null> {
    return recordChange(context, info, event, 'Incident');
  }
}
