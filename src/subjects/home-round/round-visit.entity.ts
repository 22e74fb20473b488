import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime, PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { HomeRound } from './home-round.entity.ts';
import { HomeRoundOutcome, RoundReason, RoundVisitState, SeenByRole } from './home-round.values.ts';

const meaning = 'A resident on the list of a home round: for what reasons, and what came of it.';

@Entity({ comment: meaning, policies: residentRows('RoundVisit', { written: true, fact: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'round_visit_seen', expression: "(state = 'SEEN') = (seen_at is not null)" })
@Check({ name: 'round_visit_seen_by', expression: "(state = 'SEEN') = (seen_by is not null)" })
@Check({ name: 'round_visit_outcomes', expression: "(state = 'SEEN') = (cardinality(outcomes) > 0)" })
@Check({ name: 'round_visit_no_action', expression: "cardinality(outcomes) <= 1 or not 'NO_ACTION' = any (outcomes)" })
@Check({ name: 'round_visit_next', expression: "state = 'SEEN' or next_on is null" })
@Unique({ name: 'round_visit_once_on_list', properties: ['round', 'resident'], where: 'valid_until is null' })
@Index({
  name: 'round_visit_newest_of_resident',
  properties: ['resident', 'addedAt'],
  columns: [{ name: 'resident' }, { name: 'addedAt', sort: 'DESC' }],
})
export class RoundVisit extends ResidentRecord {
  @ManyToOne(() => HomeRound)
  round!: Rel<HomeRound>;

  @Enum({ items: () => RoundReason, array: true, type: 'text[]' })
  @Field(() => [RoundReason], {
    nullable: true,
    description: 'Why the resident is on the list; empty: the practice put the resident there without any of these.',
  })
  reasons!: RoundReason[];

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { nullable: true, description: 'When the resident was put on the list.' })
  addedAt!: Date;

  @Enum({ items: () => RoundVisitState, type: 'text', default: RoundVisitState.WAITING })
  @Field(() => RoundVisitState, { nullable: true, description: 'What became of it.' })
  state!: RoundVisitState;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the resident was seen; null if not.' })
  seenAt?: Date | null;

  @Enum({ items: () => SeenByRole, type: 'text', nullable: true })
  @Field(() => SeenByRole, {
    nullable: true,
    description: 'In which role somebody saw the resident; null if nobody did.',
  })
  seenBy?: SeenByRole | null;

  @Enum({ items: () => HomeRoundOutcome, array: true, type: 'text[]', default: [] })
  @Field(() => [HomeRoundOutcome], { nullable: true, description: 'What follows; empty if the resident was not seen.' })
  outcomes!: HomeRoundOutcome[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'For the staff of the home: what to do and watch, or why the resident was not seen.',
  })
  followUp?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'By when the resident is to be seen again.' })
  nextOn?: string | null;
}
