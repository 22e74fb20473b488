import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisation, residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { CareOutcome, FeedbackGiver, FeedbackShownAs, OutcomeLevel } from './feedback.values.ts';

const meaning =
  'What a resident, or somebody close to the resident, said of the care in a home, as far as the giver lets it be read with whom it is about.';

/** How one outcome is, in the words of the graph. */
function Outcome(outcome: CareOutcome): PropertyDecorator {
  return (target, name) => {
    Enum({ items: () => OutcomeLevel, type: 'text', nullable: true })(target, name as string);
    Field(() => OutcomeLevel, {
      nullable: true,
      description: `How it is with \`${outcome}\`; null if nothing was said of it.`,
    })(target, name as string);
  };
}

/**
 * Functions of the register write it. `asked` is the home, and only where it may read this with the resident’s name: no
 * clause opens anything to a home but by it, and a policy of its own shuts out the rest, whatever the agreement says, so that
 * what is for the council alone is no row to any home.
 */
@Entity({
  comment: meaning,
  policies: [
    ...residentRows('Feedback', { asked: 'asked_id', fact: true, stated: true, struck: true }),
    {
      name: 'feedback_never_to_home',
      command: 'select',
      type: 'restrictive',
      roles: ['caregraph_home'],
      using: `feedback.asked_id = ${organisation}`,
    },
  ],
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'feedback_with_name', expression: "shown_as <> 'UNNAMED'" })
@Check({ name: 'feedback_as_chosen', expression: "(shown_as = 'NAMED') = (asked_id is not null)" })
@Index({
  name: 'feedback_newest_of_resident',
  properties: ['resident', 'givenOn'],
  columns: [{ name: 'resident' }, { name: 'givenOn', sort: 'DESC' }],
})
export class Feedback extends ResidentRecord {
  @ManyToOne(() => CareHome, { deleteRule: 'no action' })
  home!: Rel<CareHome>;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  asked?: Rel<Organisation> | null;

  @Enum({ items: () => FeedbackGiver, type: 'text' })
  @Field(() => FeedbackGiver, { nullable: true, description: 'Who said it.' })
  givenBy!: FeedbackGiver;

  @Enum({ items: () => FeedbackShownAs, type: 'text' })
  @Field(() => FeedbackShownAs, {
    nullable: true,
    description: 'How the giver wants it shown: what is `COUNCIL_ONLY` is never to be spoken of with the home.',
  })
  shownAs!: FeedbackShownAs;

  @Property({ type: 'date' })
  @Field(() => PartialDate, { nullable: true, description: 'When it was said.' })
  givenOn!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'In the giver’s words. May name third parties.' })
  words?: string | null;

  @Outcome(CareOutcome.CONTROL_OVER_DAILY_LIFE)
  controlOverDailyLife?: OutcomeLevel | null;

  @Outcome(CareOutcome.PERSONAL_CLEANLINESS)
  personalCleanliness?: OutcomeLevel | null;

  @Outcome(CareOutcome.FOOD_AND_DRINK)
  foodAndDrink?: OutcomeLevel | null;

  @Outcome(CareOutcome.FEELING_SAFE)
  feelingSafe?: OutcomeLevel | null;

  @Outcome(CareOutcome.SOCIAL_PARTICIPATION)
  socialParticipation?: OutcomeLevel | null;

  @Outcome(CareOutcome.OCCUPATION)
  occupation?: OutcomeLevel | null;

  @Outcome(CareOutcome.ACCOMMODATION)
  accommodation?: OutcomeLevel | null;

  @Outcome(CareOutcome.DIGNITY)
  dignity?: OutcomeLevel | null;
}
