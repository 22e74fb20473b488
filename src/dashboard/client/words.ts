import type { Json } from './graph.ts';

/** Names of fields in words, where the name alone would not read well. */
const labels: Record<string, string> = {
  id: 'Identifier',
  nhsNumber: 'NHS number',
  dateOfBirth: 'Born',
  registeredPractice: 'Registered with',
  currentPlacement: 'Placement',
  from: 'Since',
  careType: 'Care',
  carePlan: 'Care plan',
  dueOn: 'Due on',
  source: 'Paid by',
  weeklyAmount: 'A week',
  clinicalSummary: 'Clinical summary',
  resuscitation: 'If the heart stops',
  occurredAt: 'When',
  narrative: 'What staff wrote',
  hospitalStays: 'Hospital stays',
  admittedAt: 'Admitted',
  dischargedAt: 'Discharged',
  primaryDiagnosis: 'Diagnosis',
};

const acronyms: Record<string, string> = {
  chc: 'CHC',
  fnc: 'FNC',
  nhs: 'NHS',
  gp: 'GP',
  icb: 'ICB',
  covid19: 'COVID-19',
};

export function labelOf(field: string): string {
  return labels[field] ?? sentence(field.replace(/([A-Z])/g, ' $1').toLowerCase());
}

/** `OPEN_WITH_RESTRICTIONS` reads "Open with restrictions". */
export function inWords(value: string): string {
  return sentence(
    value
      .toLowerCase()
      .split(/[_-]/)
      .map((word) => acronyms[word] ?? word)
      .join(' '),
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const london = { timeZone: 'Europe/London' } as const;
const day = new Intl.DateTimeFormat('en-GB', { ...london, day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  ...london,
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** A value as people read it. Hours are those of London, wherever the browser is. */
export function valueInWords(field: string, value: Json): string {
  if (Array.isArray(value))
    return value.length > 0 ? value.map((item) => valueInWords(field, item)).join(', ') : 'None';
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return /amount|cost|rate/i.test(field) ? pounds.format(value) : String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'nhsNumber') return value.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day.format(new Date(`${value}T12:00:00Z`));
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return moment.format(new Date(value));
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value) && value.length > 2 ? inWords(value) : value;
}
