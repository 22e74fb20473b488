/**
 * The columns of the files that the NHS Organisation Data Service publishes without a header, such as `epraccur` and `etr`:
 * all have the same 27, and leave those empty that do not concern them.
 */
export const columns = [
  'Organisation Code',
  'Name',
  'National Grouping',
  'High Level Health Geography',
  'Address Line 1',
  'Address Line 2',
  'Address Line 3',
  'Address Line 4',
  'Address Line 5',
  'Postcode',
  'Open Date',
  'Close Date',
  'Status Code',
  'Organisation Sub-type Code',
  'Commissioner',
  'Join Provider Date',
  'Left Provider Date',
  'Contact Telephone Number',
  'Column 19',
  'Column 20',
  'Column 21',
  'Amended Record Indicator',
  'Column 23',
  'Provider',
  'Column 25',
  'Prescribing Setting',
  'Column 27',
] as const;
