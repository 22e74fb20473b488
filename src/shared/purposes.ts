/** What a question is asked for. Which agency and role may name which purpose is the agreement's to say. */
export const purposes = [
  'DIRECT_CARE',
  'DISCHARGE',
  'SAFEGUARDING',
  'DEPRIVATION_OF_LIBERTY',
  'FUNDING',
  'INVOICE_VALIDATION',
  'QUALITY_MONITORING',
  'PLANNING',
  'RESEARCH',
  'INFORMATION_GOVERNANCE',
] as const;
export type Purpose = (typeof purposes)[number];
