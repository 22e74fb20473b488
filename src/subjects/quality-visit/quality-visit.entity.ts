import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { RatingDomain, RatingGrade } from '../care-home/care-home.values.ts';
import { betweenHomeAndCommissioners } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';

const meaning =
  'The council looked how good the care in a home is: what it found and recommended. It names no resident, and nobody else by name.';

@ObjectType({
  description: 'What a visit found in one of the five domains of the Care Quality Commission.',
  simpleResolvers: true,
})
export class QualityFinding {
  @Field(() => RatingDomain, { description: 'The domain; never `OVERALL`.' })
  domain!: RatingDomain;

  @Field(() => RatingGrade, { description: 'The council’s grade; `NOT_RATED` where it gives none.' })
  rating!: RatingGrade;

  @Field(() => String, { nullable: true, description: 'What was seen. Names nobody.' })
  words!: string | null;
}

@Entity({ comment: meaning, rowLevelSecurity: 'force', policies: betweenHomeAndCommissioners('QualityVisit') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'quality_visit_findings_are_a_list', expression: "jsonb_typeof(findings) = 'array'" })
@Check({ name: 'quality_visit_not_in_future', expression: 'visited_on <= recorded_at::date + 1' })
@Index({ properties: ['home', 'visitedOn'] })
export class QualityVisit extends BaseRecord {
  @ManyToOne(() => CareHome, { deleteRule: 'no action' })
  home!: Rel<CareHome>;

  @ManyToOne(() => Organisation, { deleteRule: 'no action' })
  council!: Rel<Organisation>;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'When the council was there.' })
  visitedOn!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether the home had been told that the council would come.' })
  announced!: boolean;

  @Property({ type: 'json' })
  findings!: QualityFinding[];

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { description: 'When the council wrote it.' })
  recordedAt!: Date;
}
