/** Why something in a file was not taken, and what to do about it. A code never changes its meaning. */
export const rejects = {
  REQUIRED: 'This column is empty and must not be.',
  NOT_A_DAY: 'This is no day of the calendar: write 2026-11-21 or 21/11/2026.',
  NOT_A_NUMBER: 'This is no whole number from 0 on.',
  NOT_A_COORDINATE: 'This is no latitude or longitude in degrees.',
  NOT_A_CODE:
    'This is no identifier of its kind. If a spreadsheet wrote it as a number or date, format the column as text.',
  NOT_A_VALUE: 'This is none of the values that the hub knows for this column.',
  NOT_A_POSTCODE: 'This is no postcode of the United Kingdom.',
  TOO_LONG: 'This is longer than the hub keeps.',
  COLUMNS: 'This line has more or fewer columns than the header: look for a stray quote or separator.',
  NAMED_TWICE: 'An earlier line says this already: only that one was taken.',
  DORMANT: 'The CQC has this location registered, and nobody is cared for there: it is no home for now.',
  DUAL_REGISTERED: 'This place is registered twice: it is taken under its primary location alone.',
  NEWER_KNOWN: 'The hub knows something newer: this file is older.',
  NOT_AN_NHS_NUMBER: 'This is no NHS number: its last digit does not fit the others.',
  NOT_AN_AMOUNT: 'This is no amount of pounds, with at most two decimals.',
  NOT_IN_ORDER: 'This day comes before the one on which it begins.',
  IN_FUTURE: 'This lies further ahead than can be recorded.',
  UNKNOWN_HOME: 'The hub knows no home by this location id that is registered on that day.',
  NOT_SEEN:
    'As far as the hub knows this person is not yours to write about. Say first what makes it so, as the guide of the format tells.',
  OTHERS_WORD: 'Another organisation said when this begins or ends, and it alone can change that. The rest was taken.',
  OUTSIDE: 'This lies outside of the days for which the placement holds.',
  UNKNOWN: 'This names something that the hub does not know.',
  NOT_POSSIBLE: 'This cannot stand beside what the hub knows already.',
} as const;
export type RejectCode = keyof typeof rejects;
