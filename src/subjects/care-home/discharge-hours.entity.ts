import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from './care-home.entity.ts';
import { Weekday } from './care-home.values.ts';

const meaning = 'Hours of one weekday in which a home takes people discharged from hospital, Europe/London.';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, simpleResolvers: true })
@Check({ name: 'discharge_hours_in_order', expression: 'until_at > from_at' })
@Check({
  name: 'discharge_hours_no_overlap',
  expression:
    'exclude using gist (home_id with =, weekday with =, int4range(extract(epoch from from_at)::int, extract(epoch from until_at)::int) with &&)',
})
@Unique({ properties: ['home', 'weekday', 'from'] })
export class DischargeHours extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => Weekday, type: 'text' })
  @Field(() => Weekday, { description: 'The day on which these hours hold.' })
  weekday!: Weekday;

  @Property({ type: 'time', fieldName: 'from_at' })
  @Field(() => String, { description: 'First moment, as 08:00.' })
  from!: string;

  @Property({ type: 'time', fieldName: 'until_at' })
  @Field(() => String, { description: 'Before this time, as 18:00; 24:00 is midnight.' })
  until!: string;
}
