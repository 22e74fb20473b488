/** What summaries say. Ordinary, invented, and about nobody. */
export const allergies = [
  'Penicillin: rash',
  'Trimethoprim: nausea',
  'Codeine: confusion',
  'Adhesive dressings',
  'Nuts: swelling of the lips',
  'Erythromycin: vomiting',
  'Latex',
];

export const longTermMedicines = [
  'Paracetamol 1 g four times a day',
  'Amlodipine 5 mg once a day',
  'Ramipril 2.5 mg once a day',
  'Bisoprolol 2.5 mg once a day',
  'Apixaban 2.5 mg twice a day',
  'Furosemide 40 mg once a day',
  'Atorvastatin 20 mg at night',
  'Omeprazole 20 mg once a day',
  'Macrogol one sachet twice a day',
  'Senna 7.5 mg at night',
  'Memantine 10 mg once a day',
  'Donepezil 10 mg at night',
  'Sertraline 50 mg once a day',
  'Mirtazapine 15 mg at night',
  'Levothyroxine 75 micrograms once a day',
  'Metformin 500 mg twice a day',
  'Colecalciferol 800 units once a day',
  'Alendronic acid 70 mg once a week',
  'Salbutamol inhaler when needed',
  'Tiotropium inhaler once a day',
  'Folic acid 5 mg once a day',
  'Eye drops (hypromellose) when needed',
  'Buprenorphine patch 5 micrograms an hour',
  'Lactulose 15 ml twice a day',
];

export const escalationPlans = [
  'Hospital for what can be reversed; no intensive care',
  'Treat in the home where possible; hospital for a fracture or pain that cannot be settled',
  'Comfort in the home; no hospital unless comfort needs it',
  'Full treatment including hospital',
];

export const whatMatters = [
  'The wireless on at breakfast, and tea before anything else',
  'Walking to the garden gate every day, whatever the weather',
  'Keeping the bedroom door open; a closed one frightens me',
  'My rosary within reach',
  'Football on Saturdays, and nobody talking through it',
  'Being called by my surname until we know each other',
  'My sister rings on Sundays at four',
  'A window seat and the birds',
  'Halal meals, and time for prayer',
  'Nights: leave the landing light on',
  'NAME does my hair; please wait for her or him',
  'Crosswords in ink',
  'I was a weaver: noise does not trouble me, fuss does',
  'My cat Tibbles lives with my niece; show me her photographs',
];
