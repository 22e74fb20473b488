import type { PolicyDef, Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { Practice } from '../practice/practice.entity.ts';

const meaning =
  'A practice goes through those residents of a home for whom there is a reason, about once a week. Of itself it names nobody.';

const role = (name: string, command: PolicyDef['command']): PolicyDef => ({
  name: `home_round_${name}`,
  command,
  roles: [`caregraph_${name}`],
  using: 'true',
});

/** Functions of the register write it. */
@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: [
    role('practice', 'select'),
    role('home', 'select'),
    role('owner', 'all'),
    role('measures', 'select'),
    role('backup', 'select'),
    role('register', 'all'),
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
