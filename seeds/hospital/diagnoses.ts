export interface Diagnosis {
  /** ICD-10 code and name. */
  text: string;
  /** Healthcare resource group: what the payment goes by. */
  group: string;
  weight: number;
  /** Mean days in hospital, and pounds a day beyond the first. */
  days: number;
  price: number;
  /** Share of these admissions that better support in the home could have avoided. */
  avoidable: number;
  /** Sometimes looked after by the mental health trust. */
  mental?: true;
  /** Comes after a fall in the home. */
  fall?: { subtype: string; harm: 'LOW' | 'MODERATE' | 'SEVERE'; injury: string };
}

/** Why residents go to hospital as an emergency, roughly as often as they do. */
export const emergencies: readonly Diagnosis[] = [
  { text: 'J18.9 Pneumonia', group: 'DZ11', weight: 17, days: 9.1, price: 2600, avoidable: 0.3 },
  { text: 'N39.0 Urinary tract infection', group: 'LA04', weight: 14, days: 7, price: 2300, avoidable: 0.7 },
  { text: 'A41.9 Sepsis', group: 'WJ06', weight: 8, days: 10.5, price: 3400, avoidable: 0.25 },
  {
    ...{ text: 'S72.0 Fracture of neck of femur', group: 'HE11', weight: 7, days: 16.8, price: 7200, avoidable: 0.4 },
    fall: { subtype: 'UNWITNESSED', harm: 'SEVERE', injury: 'pain in the hip and could not stand' },
  },
  {
    ...{ text: 'S09.9 Head injury', group: 'AA26', weight: 8, days: 2.1, price: 1500, avoidable: 0.5 },
    fall: { subtype: 'FOUND_ON_FLOOR', harm: 'MODERATE', injury: 'a cut above the eyebrow' },
  },
  {
    ...{ text: 'S62.8 Fracture of wrist', group: 'HE41', weight: 3, days: 2.8, price: 2100, avoidable: 0.4 },
    fall: { subtype: 'WITNESSED', harm: 'MODERATE', injury: 'a swollen wrist' },
  },
  { text: 'F05.9 Delirium', mental: true, group: 'WH07', weight: 6, days: 9.8, price: 2500, avoidable: 0.5 },
  { text: 'I50.9 Heart failure', group: 'EB03', weight: 6, days: 9.8, price: 2700, avoidable: 0.45 },
  {
    text: 'J44.1 Chronic obstructive pulmonary disease with exacerbation',
    group: 'DZ65',
    weight: 6,
    days: 5,
    price: 2200,
    avoidable: 0.5,
  },
  { text: 'I64 Stroke', group: 'AA35', weight: 4, days: 15.4, price: 4600, avoidable: 0.05 },
  { text: 'E86 Dehydration', group: 'KC05', weight: 5, days: 5.6, price: 1900, avoidable: 0.8 },
  { text: 'A09.9 Gastroenteritis', group: 'FD01', weight: 4, days: 5.6, price: 1800, avoidable: 0.45 },
  { text: 'K59.0 Constipation', group: 'FD10', weight: 3, days: 2.8, price: 1300, avoidable: 0.85 },
  { text: 'G40.9 Epileptic seizure', group: 'AA43', weight: 3, days: 2.8, price: 1600, avoidable: 0.3 },
  { text: 'L03.9 Cellulitis', group: 'JD07', weight: 3, days: 7, price: 2000, avoidable: 0.65 },
  { text: 'R07.4 Chest pain', group: 'EB12', weight: 3, days: 1.4, price: 1000, avoidable: 0.3 },
];

export const planned: readonly Diagnosis[] = [
  { text: 'H26.9 Cataract', group: 'BZ34', weight: 5, days: 0.2, price: 900, avoidable: 0 },
  { text: 'D64.9 Anaemia, for transfusion', group: 'SA44', weight: 4, days: 0.3, price: 700, avoidable: 0 },
  { text: 'N32.9 Bladder disorder, for cystoscopy', group: 'LB72', weight: 2, days: 0.3, price: 800, avoidable: 0 },
  { text: 'Z43.1 Attention to gastrostomy', group: 'FE11', weight: 1, days: 0.4, price: 750, avoidable: 0 },
];

export const avoidableFactors = [
  'No escalation plan to hand',
  'GP not reached out of hours',
  'Fluid intake not recorded',
  'Medication not reviewed',
  'Equipment missing in the home',
  'Community team not available at the weekend',
  'Early signs not acted on',
];
