import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { everyRow, readers } from '../policies.ts';
import { CareOutcome, OutcomeLevel } from './feedback.values.ts';

const meaning =
  'A piece of what somebody said of the care in a home, without of whom or by whom: the words, or how one outcome is. What one giver said is kept in pieces that nothing joins, for what matters to a resident is known to many.';

const every = everyRow('unnamed_feedback');

/** Functions of the register write it, and tell which rows an organisation reads. Who gave what is in `hub.feedback_giver`. */
@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: [
    {
      name: 'unnamed_feedback_shown',
      command: 'select',
      roles: readers,
      using: 'unnamed_feedback.id in (select hub.unnamed_feedback_shown())',
    },
    every('owner', 'all'),
    every('measures', 'select'),
    every('backup', 'select'),
    every('register', 'all'),
    every('eraser', 'all'),
  ],
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'unnamed_feedback_one_piece', expression: 'num_nonnulls(words, outcome) = 1' })
@Check({ name: 'unnamed_feedback_of_outcome', expression: '(outcome is null) = (how_it_is is null)' })
@Check({ name: 'unnamed_feedback_never_to_home', expression: 'not council_only or released_in is null' })
@Check({
  name: 'unnamed_feedback_in_months',
  expression: "given_in || coalesce(released_in, given_in) ~ '^(\\d{4}-\\d\\d){2}$'",
})
@Index({ properties: ['home', 'givenIn'] })
export class UnnamedFeedback extends BaseRecord {
  @ManyToOne(() => CareHome, { deleteRule: 'no action' })
  home!: Rel<CareHome>;

  /** Names the row of `hub.feedback_giver`; no agency is granted it. */
  @Property({ type: 'uuid' })
  giver!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'In the giver’s words; null of a piece about an outcome.' })
  words?: string | null;

  @Enum({ items: () => CareOutcome, type: 'text', nullable: true })
  @Field(() => CareOutcome, { nullable: true, description: 'What it is about; null of words.' })
  outcome?: CareOutcome | null;

  @Enum({ items: () => OutcomeLevel, type: 'text', nullable: true })
  @Field(() => OutcomeLevel, { nullable: true, description: 'How that outcome is; null of words.' })
  howItIs?: OutcomeLevel | null;

  @Property({ type: 'text' })
  @Field(() => PartialDate, { description: 'The month in which it was said.' })
  givenIn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'The month from whose first day on the home reads it, with all others of that month; null: not yet.',
  })
  releasedIn?: string | null;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: 'The giver wants the home never to hear of it: do not speak of it there.' })
  councilOnly!: boolean;

  /** When it was taken back; null: it stands. */
  @Property({ type: 'timestamptz', nullable: true })
  withdrawnAt?: Date | null;
}
