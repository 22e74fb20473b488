import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { anybody, keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';

const meaning =
  'What a home says publicly about the quality of its care in a year, and the continuous improvement mark that its council gave it for that.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('QualityAccount', { by: anybody, open: 'valid_until is null' }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'quality_account_in_order', expression: 'valid_until >= valid_from' })
@Check({ name: 'quality_account_version_positive', expression: 'version > 0' })
@Check({
  name: 'quality_account_mark_is_whole',
  expression: '(mark_awarded_on is null) = (mark_awarded_by_id is null)',
})
@Unique({ name: 'quality_account_one_current', properties: ['home', 'year'], where: 'valid_until is null' })
@Index({ properties: ['home', 'year'] })
export class QualityAccount extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'The year that it tells of.' })
  year!: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'As the home wrote it. It names nobody.' })
  text!: string;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'The first account of a year is 1, and another text the next.' })
  version!: number;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  validFrom!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  validUntil?: Date | null;

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it stood; null if it stands.' })
  until!: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description:
      'Since when it bears the continuous improvement mark; null if it does not. Another text is looked at anew.',
  })
  markAwardedOn?: string | null;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  markAwardedBy?: Rel<Organisation> | null;
}
