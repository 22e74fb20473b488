import { registerEnumType } from 'type-graphql';
import { type Purpose, purposes } from '../../shared/purposes.ts';

const means: Readonly<Record<Purpose, string>> = {
  DIRECT_CARE: 'To care for the resident.',
  DISCHARGE: 'To find the place to which a patient who is ready can go.',
  SAFEGUARDING: 'To protect the resident from abuse and neglect.',
  DEPRIVATION_OF_LIBERTY: 'To decide whether a resident may be deprived of liberty (DoLS).',
  FUNDING: 'To decide and pay what the care costs.',
  INVOICE_VALIDATION: 'To check invoices, apart from all other staff.',
  QUALITY_MONITORING: 'To watch the quality of care from counts.',
  PLANNING: 'To plan services from counts.',
  RESEARCH: 'To answer a question of research that was approved.',
  INFORMATION_GOVERNANCE: 'To watch over who sees records, and to act on what residents ask about them.',
};

export const PurposeName = Object.fromEntries(purposes.map((purpose) => [purpose, purpose]));
registerEnumType(PurposeName, {
  name: 'Purpose',
  description: 'What a question is asked for. Who may ask for what is the agreement’s to say.',
  valuesConfig: Object.fromEntries(purposes.map((purpose) => [purpose, { description: means[purpose] }])),
});
