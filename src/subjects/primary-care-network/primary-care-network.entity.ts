import type { Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { BaseRecord } from '../base-record.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';

const meaning = 'A primary care network (PCN): general practices that work together, to which homes are aligned.';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Index({ properties: ['icb'] })
export class PrimaryCareNetwork extends BaseRecord {
  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: 'Its ODS code.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'As in the directory.' })
  name!: string;

  @ManyToOne(() => Organisation)
  icb!: Rel<Organisation>;
}
