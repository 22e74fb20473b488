import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { everyRow } from '../policies.ts';
import { Practice } from '../practice/practice.entity.ts';

const meaning =
  'A practice goes through those residents of a home for whom there is a reason, about once a week. Of itself it names nobody.';

const every = everyRow('home_round');
/** That a practice goes round in a home which it does not lead tells that it has a patient there. */
const told = 'home_round.id in (select hub.rounds_told())';

/** Functions of the register write it. */
@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: [
    every('practice', 'select', told),
    every('home', 'select', told),
    every('owner', 'all'),
    every('measures', 'select'),
    every('backup', 'select'),
    every('register', 'all'),
  ],
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'home_round_in_order', expression: 'closed_at >= started_at' })
@Unique({
  name: 'home_round_one_open',
  properties: ['home', 'practice', 'plannedFor'],
  where: 'closed_at is null',
})
@Index({
  name: 'home_round_of_home',
  properties: ['home', 'plannedFor'],
  columns: [{ name: 'home' }, { name: 'plannedFor', sort: 'DESC' }],
})
@Index({ name: 'home_round_of_practice', properties: ['practice'] })
export class HomeRound extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @ManyToOne(() => Practice)
  practice!: Rel<Practice>;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'The day for which it is planned.' })
  plannedFor!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { description: 'When its list was first made.' })
  startedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the practice said that it is over; null until then.' })
  closedAt?: Date | null;
}
