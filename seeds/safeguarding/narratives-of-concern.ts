/** Invented, as short as such reports begin. */
interface Told {
  kinds: string[];
  narrative: string;
  location: string | null;
  allegedSource: string | null;
  immediateAction: string | null;
  wishes: string | null;
  outcome: string;
  /** It goes on; otherwise it happened once. */
  ongoing?: true;
}

export const concernNarratives: readonly Told[] = [
  {
    kinds: ['PHYSICAL'],
    narrative: 'Finger-shaped bruises on both upper arms, seen at the morning wash. Startles when approached.',
    ...{ location: 'the bedroom', allegedSource: 'an agency carer of the night shift' },
    immediateAction: 'The agency was asked to send nobody from that shift; GP called.',
    wishes: 'Does not want to be handled in a hurry.',
    outcome: 'Handling was rough. The carer was retrained and works under supervision.',
  },
  {
    kinds: ['FINANCIAL_OR_MATERIAL'],
    narrative: 'Cash and a ring are missing; bank letters show withdrawals that the resident cannot have made.',
    ...{ location: null, allegedSource: 'a relative who holds the bank card' },
    immediateAction: 'The bank was told; the card is stopped.',
    wishes: 'Wants the ring back and no police.',
    outcome: 'An appointee was arranged. The resident asked that no more be done.',
    ongoing: true,
  },
  {
    kinds: ['NEGLECT_OR_OMISSION'],
    narrative: 'Admitted dehydrated, with two ulcers of category 3 that no plan mentions.',
    ...{ location: 'the home', allegedSource: 'the home' },
    immediateAction: 'Tissue viability nurse involved.',
    wishes: null,
    outcome: 'Fluid charts were not kept. The home follows an improvement plan.',
    ongoing: true,
  },
  {
    kinds: ['PSYCHOLOGICAL', 'DISCRIMINATORY'],
    narrative: 'Shouted at and mocked at table by another resident over weeks; now stays in the room.',
    ...{ location: 'the dining room', allegedSource: 'another resident' },
    immediateAction: 'Seated apart at meals.',
    wishes: 'Would like to eat with friends again.',
    outcome: 'Both have new care plans; the resident eats in company again.',
    ongoing: true,
  },
  {
    kinds: ['ORGANISATIONAL', 'NEGLECT_OR_OMISSION'],
    narrative: 'Call bells unanswered for up to forty minutes at night; two carers for the whole floor.',
    ...{ location: 'the first floor', allegedSource: 'the provider' },
    immediateAction: null,
    wishes: 'Wants somebody to come when ringing.',
    outcome: 'Staffing at night was raised.',
    ongoing: true,
  },
  {
    kinds: ['DOMESTIC'],
    narrative: 'The spouse grabbed the resident by the collar during a visit and left when staff came in.',
    ...{ location: 'the garden', allegedSource: 'the spouse' },
    immediateAction: 'Visits with staff near by.',
    wishes: 'Wants to go on seeing the spouse.',
    outcome: 'A safety plan for visits was agreed with both.',
  },
];
