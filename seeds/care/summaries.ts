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

export const goals = [
  'To walk to the dining room again. Physiotherapy each week, and a rail beside the bed.',
  'To stay here whatever comes. No hospital for what can be treated in the home.',
  'To be free of pain in the morning. Paracetamol before getting up, and the hip looked at in a month.',
  'To keep her weight. Fortified drinks twice a day, weighed each Monday.',
  'To sleep through. No water tablet after midday, and a quiet room.',
  'To see the grandchildren more often. Visits in the afternoon, when she is at her best.',
];

export const helpWithMoving = [
  'One carer and a frame; slowly from the chair',
  'Two carers and the standing hoist',
  'Walks alone with a stick; somebody near on the stairs',
  'Full hoist for every transfer',
];

export const helpAtNight = [
  'Looked in on every two hours; sensor mat on',
  'Turned every four hours; pressure mattress',
  'Sleeps through; light on in the bathroom',
  'Calls by the bell and knows how',
];
