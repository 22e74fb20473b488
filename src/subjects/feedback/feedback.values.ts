import { registerEnumType } from 'type-graphql';

const source =
  'Domains and levels are those of the Adult Social Care Outcomes Toolkit (ASCOT, University of Kent), by which England’s survey of social care asks.';

export enum CareOutcome {
  CONTROL_OVER_DAILY_LIFE = 'CONTROL_OVER_DAILY_LIFE',
  PERSONAL_CLEANLINESS = 'PERSONAL_CLEANLINESS',
  FOOD_AND_DRINK = 'FOOD_AND_DRINK',
  FEELING_SAFE = 'FEELING_SAFE',
  SOCIAL_PARTICIPATION = 'SOCIAL_PARTICIPATION',
  OCCUPATION = 'OCCUPATION',
  ACCOMMODATION = 'ACCOMMODATION',
  DIGNITY = 'DIGNITY',
}
registerEnumType(CareOutcome, {
  name: 'CareOutcome',
  description: `What good care comes to for a resident. ${source}`,
  valuesConfig: {
    CONTROL_OVER_DAILY_LIFE: { description: 'To choose what to do, and when.' },
    PERSONAL_CLEANLINESS: { description: 'To be clean, comfortable and dressed as one likes.' },
    FOOD_AND_DRINK: { description: 'To get the food and drink that one likes, when one likes.' },
    FEELING_SAFE: { description: 'To be free of fear of abuse, falls or other harm.' },
    SOCIAL_PARTICIPATION: { description: 'To be with people whom one likes.' },
    OCCUPATION: { description: 'To spend one’s time with what one values.' },
    ACCOMMODATION: { description: 'To live in rooms that are clean and comfortable.' },
    DIGNITY: { description: 'To be helped in a way that lets one think well of oneself.' },
  },
});

export enum OutcomeLevel {
  IDEAL = 'IDEAL',
  NO_NEEDS = 'NO_NEEDS',
  SOME_NEEDS = 'SOME_NEEDS',
  HIGH_NEEDS = 'HIGH_NEEDS',
}
registerEnumType(OutcomeLevel, {
  name: 'OutcomeLevel',
  description: `How it is. ${source}`,
  valuesConfig: {
    IDEAL: { description: 'As the person wishes it.' },
    NO_NEEDS: { description: 'Good enough: nothing is missing.' },
    SOME_NEEDS: { description: 'Something is missing, not yet with harm to health.' },
    HIGH_NEEDS: { description: 'So much is missing that health suffers, or will.' },
  },
});

export enum FeedbackGiver {
  RESIDENT = 'RESIDENT',
  FAMILY = 'FAMILY',
  FRIEND = 'FRIEND',
  ADVOCATE = 'ADVOCATE',
}
registerEnumType(FeedbackGiver, {
  name: 'FeedbackGiver',
  description: 'Who said it.',
  valuesConfig: {
    RESIDENT: { description: 'The resident.' },
    FAMILY: { description: 'Somebody of the family.' },
    FRIEND: { description: 'A friend, neighbour or volunteer.' },
    ADVOCATE: { description: 'An advocate, attorney or deputy.' },
  },
});

/** Pieces of unnamed feedback of one kind are read together, when so many residents’ have been gathered: `hub.gather_feedback` counts. */
const fewestTogether = 3;

export enum FeedbackShownAs {
  NAMED = 'NAMED',
  UNNAMED = 'UNNAMED',
  COUNCIL_ONLY = 'COUNCIL_ONLY',
}
registerEnumType(FeedbackShownAs, {
  name: 'FeedbackShownAs',
  description:
    'How the giver wants it shown. Say to the giver what each choice does, and whoever writes it down knows it in any case: who does not want the home to know tells the council.',
  valuesConfig: {
    NAMED: {
      description:
        'The home reads it with the resident and who gave it, and so do the council and the NHS commissioner that pay for the resident, and the council that enquires.',
    },
    UNNAMED: {
      description: `Nobody reads of whom or by whom it is (\`CareHome.unnamedFeedback\`). The home’s council and NHS commissioner read the words at once; the home reads them, and all read what was said of an outcome, from the first of a month on, once at least ${fewestTogether} residents of whom it was told to the same organisation are together: what the home made up itself frees nothing that was told to a council. Where so few never say anything, it stays unread by the home.`,
    },
    COUNCIL_ONLY: {
      description:
        'The home never reads it, nor that there is any. The council reads it with the resident and who gave it if it pays or enquires, as does the NHS commissioner that pays; the council where the home lies reads the words in any case, without of whom they are.',
    },
  },
});
