/** Which column holds the public code of a type; of what has none, the uuid is its name. */
export const codes = {
  Organisation: 'code',
  PrimaryCareNetwork: 'code',
  Practice: 'ods_code',
  CareHome: 'cqc_location_id',
} as const;
