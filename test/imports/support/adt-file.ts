import type { MadeResident } from '../../support/factories.ts';

/** A message by the fields that differ from an ordinary one: `{ 'PV1-19': 'V7' }`; an empty one is left out. */
export type Fields = Readonly<Record<string, string>>;

/** As the factories make residents. */
export const edith = (patient: Pick<MadeResident, 'nhsNumber'>): Fields => ({
  'PID-3': `RF4-7001^^^RF4^MR~${patient.nhsNumber}^^^NHS^NH`,
  'PID-5': 'EXAMPLE^EDITH^^^MRS^^L',
  'PID-7': '19380304',
  'PID-32': 'NSTS01',
});

const ordinary: Fields = {
  'MSH-3': 'PAS',
  'MSH-4': 'RF4',
  'MSH-11': 'P',
  'MSH-12': '2.4',
  'PID-1': '1',
  'PID-8': 'F',
};
const places: Readonly<Record<string, number>> = { EVN: 7, PID: 32, MRG: 7, PV1: 45 };

let controls = 0;

/** The fields of one message. `at` is EVN-2 as it is written: local time, such as `202611011430`. */
export function event(kind: string, at: string, patient: Pick<MadeResident, 'nhsNumber'>, more: Fields = {}): Fields {
  controls += 1;
  const visits = !['A28', 'A31', 'A40'].includes(kind);
  const { nhsNumber } = patient;
  const emergency = more['PV1-2'] === 'E';
  return {
    ...ordinary,
    'MSH-7': at,
    'MSH-9': `ADT^${kind}`,
    'MSH-10': `M${controls}`,
    'EVN-1': kind,
    'EVN-2': at,
    ...edith(patient),
    ...(visits && { 'PV1-1': '1', 'PV1-2': 'I', 'PV1-3': 'ELM^B2^04^RF4', 'PV1-19': `V1-${nhsNumber}` }),
    ...(['A01', 'A04'].includes(kind) && { 'PV1-4': '21', 'PV1-44': at }),
    ...(kind === 'A03' && { 'PV1-45': at, 'PV1-36': emergency ? '02' : '54' }),
    ...more,
  };
}

/** Writes segments as systems do; nothing is escaped. */
export function message(fields: Fields, { end = '\r', marks = '|^~\\&' } = {}): string {
  const [separator = '|'] = marks;
  const written = (text: string) =>
    marks === '|^~\\&' ? text : [...text].map((sign) => marks['|^~\\&'.indexOf(sign)] ?? sign).join('');
  const field = (name: string) => written(fields[name] ?? '');
  const header = Array.from({ length: 16 }, (_, n) => field(`MSH-${n + 3}`))
    .join(separator)
    .replace(/\W+$/, '');
  const segments = [`MSH${marks}${separator}${header}`];
  for (const [segment, most] of Object.entries(places)) {
    const given = Object.keys(fields).some((name) => name.startsWith(`${segment}-`) && fields[name]);
    const line = Array.from({ length: most }, (_, n) => field(`${segment}-${n + 1}`));
    if (given) segments.push([segment, ...line].join(separator));
  }
  return segments.map((segment) => segment + end).join('');
}

export const file = (...events: Fields[]): string => events.map((one) => message(one)).join('');
