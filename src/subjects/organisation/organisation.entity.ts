import { Entity, Enum, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { type Agency, agencies } from '../../shared/agencies.ts';
import { BaseRecord } from '../base-record.ts';
import { Node } from '../node.ts';

/** Written as tokens and the agreement write it, in small letters. */
export const agencyMeaning = `The kind of partner: ${agencies.join(', ')}; icb is the NHS commissioner, the CCG until June 2022.`;

const meaning = 'A partner: one home, GP practice, hospital trust, council, NHS commissioner or dashboard operator.';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
export class Organisation extends BaseRecord {
  @Enum({ items: () => [...agencies] })
  @Field(() => String, { description: agencyMeaning })
  agency!: Agency;

  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: 'The code that tokens and the agreement name it by.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'As in the directory.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Code of the NHS Organisation Data Service.' })
  odsCode?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The organisation’s own number.' })
  telephone?: string | null;

  /** From this day on it is closed, as the NHS Organisation Data Service has it. Ends nothing by itself. */
  @Property({ type: 'date', nullable: true })
  closedOn?: string | null;
}
