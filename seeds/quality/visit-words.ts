/** What visits found, and what followed. Ordinary, invented, and about nobody. */
export const found = {
  OUTSTANDING: [
    'Residents run the menu meeting themselves, and it changes the menu.',
    'Staff told at once what each resident likes to be called, and why.',
  ],
  GOOD: [
    'Medicines are stored and signed for as they should be.',
    'Call bells were answered within three minutes.',
    'Care plans are up to date and say what matters to people.',
    'Training is recorded; two courses fall due next month.',
  ],
  REQUIRES_IMPROVEMENT: [
    'Three medicine charts had gaps that nobody had looked into.',
    'Fluid charts were filled in at the end of the shift, from memory.',
    'No manager looks over the incidents of the month.',
    'Two fire doors were wedged open.',
  ],
} as const;

export const advice = [
  'Look over gaps in medicine charts each week, and write down what was found.',
  'Fill in fluid charts when people drink, not at the end of the shift.',
  'Go through the incidents of each month with the staff, and note what changes.',
  'Fit closers to the fire doors on the upper floor.',
  'Name on each shift who answers for the first floor.',
  'Offer something to do on Sunday afternoons.',
  'Ask residents who eat alone whether they want to.',
  'Put the date of opening on every cream and eye drop.',
];

export const answers = [
  'Done. The deputy checks each Friday, and the sheet is in the office.',
  'Done as recommended; staff were told at both handovers.',
  'The fitter was here; certificate is in the folder.',
  'Begun with one floor, and now on all of them.',
];

export const sentBack = [
  'The sheet is there, but the last two weeks are empty.',
  'One floor is missing. Please say by when.',
];
