import { columns } from '../../../src/imports/ods/columns.ts';

type Column = (typeof columns)[number];
export type Registered = Partial<Record<Column, string>>;

/** A made-up practice with all that the file of practices says of one. */
export const practice = (number: number, given: Registered = {}): Registered => ({
  'Organisation Code': `Y9${String(number).padStart(4, '0')}`,
  Name: `THE ${number}. SURGERY`,
  'National Grouping': 'Y99',
  'High Level Health Geography': 'QZZ',
  'Address Line 1': `${number} MILL LANE`,
  'Address Line 4': 'FELLBRIDGE',
  Postcode: 'ZZ99 3VZ',
  'Open Date': '19740401',
  'Status Code': 'A',
  'Organisation Sub-type Code': 'B',
  Commissioner: '99Z',
  'Join Provider Date': '20130401',
  'Contact Telephone Number': '01632 960001',
  'Amended Record Indicator': '0',
  Provider: '99Z',
  'Prescribing Setting': '4',
  ...given,
});

export const trust = (code: string, given: Registered = {}): Registered => ({
  'Organisation Code': code,
  Name: `${code} HOSPITALS NHS TRUST`,
  'National Grouping': 'Y99',
  'High Level Health Geography': 'QZZ',
  'Address Line 1': 'TRUST HEADQUARTERS',
  Postcode: 'ZZ99 3VZ',
  'Open Date': '20010401',
  'Amended Record Indicator': '0',
  ...given,
});

/** The file as it is published: every cell in quotes, and no header. */
export const registered = (...organisations: readonly Registered[]): string =>
  organisations
    .map((one) => `${columns.map((column) => `"${(one[column] ?? '').replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('');
