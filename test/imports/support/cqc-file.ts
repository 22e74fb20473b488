/** Columns of the CQC's directory, as far as the tests need them, in the order of the published file. */
export const headers = [
  ...['Location ID', 'Location HSCA start date', 'Dormant (Y/N)', 'Care home?', 'Location Name', 'Location ODS Code'],
  ...['Location Telephone Number', 'Registered manager', 'Care homes beds', 'Location Latest Overall Rating'],
  ...['Publication Date', 'Inherited Rating (Y/N)', 'Location Local Authority', 'Location Street Address'],
  ...['Location Address Line 2', 'Location City', 'Location Postal Code', 'Location UPRN ID', 'Location Latitude'],
  ...['Location Longitude', 'Provider ID', 'Provider Name', 'Service type - Care home service with nursing'],
  ...['Service type - Care home service without nursing', 'Service user band - Dementia'],
  ...['Service user band - Learning disabilities or autistic spectrum disorder', 'Service user band - Mental Health'],
  ...['Service user band - Physical Disability', 'Location Dual Registered'],
  'Primary ID (Dual registration locations)',
] as const;
type Header = (typeof headers)[number];
export type Location = Partial<Record<Header, string>>;

/** A made-up home with all that the directory says of one; what is given goes before. */
export function location(number: number, given: Location = {}): Location {
  return {
    'Location ID': `1-90000${String(number).padStart(4, '0')}`,
    'Location HSCA start date': '14/10/2010',
    'Dormant (Y/N)': 'N',
    'Care home?': 'Y',
    'Location Name': `The ${number}. Elms`,
    'Location ODS Code': `VW${String(number).padStart(3, '0')}`,
    'Location Telephone Number': '01632960001',
    'Care homes beds': '38',
    'Location Latest Overall Rating': 'Good',
    'Publication Date': '03/03/2024',
    'Inherited Rating (Y/N)': 'N',
    'Location Local Authority': 'Fellbridge',
    'Location Street Address': `${number} Mill Lane`,
    'Location City': 'Fellbridge',
    'Location Postal Code': 'ZZ99 3VZ',
    'Location UPRN ID': String(10_000_000_000 + number),
    'Location Latitude': '53.57',
    'Location Longitude': '-2.43',
    'Provider ID': '1-900000901',
    'Provider Name': 'Weir Care Limited',
    'Service type - Care home service with nursing': 'N',
    'Service type - Care home service without nursing': 'Y',
    'Service user band - Dementia': 'Y',
    ...given,
  };
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The file, with these columns in this order. */
export function directory(locations: readonly Location[], columns: readonly string[] = headers): string {
  const rows = locations.map((one) => columns.map((column) => quoted(one[column as Header] ?? '')).join(','));
  return `${[columns.map(quoted).join(','), ...rows].join('\r\n')}\r\n`;
}
