import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { organisation } from '../policies.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import { ActionStatus } from './action-plan.values.ts';
import { JointAction } from './joint-action.entity.ts';

const meaning =
  'How an action of the joint plan stood at a time, as its owner, or whoever put it into the plan, reported.';

/** Notes are added and never ended: the latest says how the action stands. */
@Entity({
  comment: meaning,
  policies: publicRows('ActionProgress', {
    within: `exists (select from public.joint_action reported
        where reported.id = action_progress.joint_action_id and (reported.owner_id = ${organisation} or reported.author_id = ${organisation}))`,
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Index({
  name: 'action_progress_latest',
  properties: ['jointAction', 'validFrom'],
  columns: [{ name: 'jointAction' }, { name: 'validFrom', sort: 'DESC' }],
})
export class ActionProgress extends PublicRecord {
  @ManyToOne(() => JointAction, { deleteRule: 'no action' })
  jointAction!: Rel<JointAction>;

  @Enum({ items: () => ActionStatus, type: 'text' })
  @Field(() => ActionStatus, { description: 'How it stood.' })
  status!: ActionStatus;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What was done, and what the measure came to.' })
  note!: string;

  @Field(() => DateTime, { description: 'When it was reported.' })
  reportedAt!: Date;
}
