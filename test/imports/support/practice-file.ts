/** The columns of a practice's registration list, in the order in which the guide names them. */
export const columns = [
  ...['NHS number', 'NHS number status', 'Family name', 'Given name', 'Date of birth', 'Sex', 'Postcode', 'UPRN'],
  ...['Care home', 'Residential institution', 'Registered from', 'Registered to', 'Usual GP'],
] as const;
export type Patient = Partial<Record<(typeof columns)[number], string>>;

/** Somebody on a list, in no care home. */
export const patient = (number: string, given: Patient = {}): Patient => ({
  'NHS number': number,
  'NHS number status': '01',
  'Family name': 'Example',
  'Given name': 'Edith',
  'Date of birth': '04/03/1938',
  Sex: 'F',
  'Registered from': '2019-05-01',
  ...given,
});
