import type { GraphQLResolveInfo } from 'graphql';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  Float,
  ID,
  Info,
  InputType,
  Int,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { HubContext } from '../../access/context.ts';
import type { Announced } from '../../access/events/feed.ts';
import { readPublicId } from '../../access/identifiers.ts';
import type { PublicRow } from '../../access/reading/public-records.ts';
import { Statement } from '../../access/reading/statement.ts';
import { Refusal } from '../../shared/refusals.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { kilometres, originOf } from '../care-home/origin.ts';
import { NearInput } from '../care-home/search.inputs.ts';
import { announced, type Change, changeOf, Hearing, publicChange } from '../changes/change.ts';
import { Capacity } from './capacity.entity.ts';

const CapacityChange = changeOf(Capacity);

@InputType({ description: 'Whose beds are of interest. Every condition must hold.' })
class CapacityFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these homes, by their ids or CQC location ids; at most 100.' })
  careHomes?: string[] | null;

  @Field(() => CareType, { nullable: true, description: 'Beds for this kind of care.' })
  careType?: CareType | null;

  @Field(() => Int, { nullable: true, description: 'When at least so many are free; reserved ones are not.' })
  availableAtLeast?: number | null;

  @Field(() => NearInput, { nullable: true, description: 'Where the distance is measured from.' })
  near?: NearInput | null;

  @Field(() => Float, { nullable: true, description: 'In homes at most so many kilometres from `near`.' })
  withinKm?: number | null;
}

const mostHomes = 100;

@ArgsType()
class CapacityHearing extends Hearing {
  @Field(() => CapacityFilter, { nullable: true, description: 'Of all homes if left out.' })
  filter?: CapacityFilter | null;
}

/** SQL of what a filter asks of a row `t`. */
function wanted(filter: CapacityFilter, statement: Statement): string {
  const { careHomes, careType, availableAtLeast, near, withinKm } = filter;
  const conditions = ['t.valid_until is null'];
  if (careType) conditions.push(`t.care_type = ${statement.add(careType, 'text')}`);
  if (typeof availableAtLeast === 'number') conditions.push(`t.available >= ${statement.add(availableAtLeast, 'int')}`);
  if (careHomes) {
    const codes = careHomes.map((id) => readPublicId(id)?.code ?? id);
    const listed = `home.cqc_location_id = any (${statement.add(codes, 'text[]')})`;
    conditions.push(`exists (select from public.care_home home where home.id = t.home_id and ${listed})`);
  }
  if (near && typeof withinKm === 'number') {
    const { sql } = originOf(near, statement);
    conditions.push(`exists (select from public.care_home home, (${sql}) origin where home.id = t.home_id
      and ${kilometres('home', 'origin')} <= ${statement.add(withinKm, 'float8')})`);
  }
  return conditions.join(' and ');
}

function refuseNonsense({ careHomes, near, withinKm }: CapacityFilter): void {
  if ((careHomes?.length ?? 0) > mostHomes)
    throw new Refusal('BAD_INPUT', { at: 'filter.careHomes', limit: mostHomes });
  if (Boolean(near) !== (typeof withinKm === 'number') || (withinKm ?? 0) < 0)
    throw new Refusal('BAD_INPUT', { at: 'filter.withinKm' });
  if (near) originOf(near, new Statement());
}

/** Near a place that the hub does not know no home is found, and silence would read as if no bed were free. */
async function assertLocated({ read }: HubContext, near: NearInput): Promise<void> {
  const statement = new Statement();
  const { sql, unknown } = originOf(near, statement);
  const [found] = await read.query<{ latitude: number | null }>(sql, statement.values);
  if (typeof found?.latitude !== 'number') throw new Refusal(unknown, { at: 'filter.near' });
}

const capacities = announced('Capacity');

@Resolver()
export class CapacitySubscription {
  @Subscription(() => CapacityChange, {
    nullable: true,
    subscribe: ({ context, args }) => {
      refuseNonsense(args.filter ?? {});
      return capacities({ context, args });
    },
    description: 'What homes tell of their beds, as soon as they tell it. Never null: what is not wanted is not told.',
  })
  async capacityChanged(
    @Root() event: Announced,
    @Args() { filter }: CapacityHearing,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Change<PublicRow> | null> {
    const [change] = await Promise.all([
      publicChange(context, info, event, 'Capacity', (statement) => wanted(filter ?? {}, statement)),
      filter?.near && assertLocated(context, filter.near),
    ]);
    return change;
  }
}
