/** The table that holds records of a type: `hospital_stay` of `HospitalStay`. */
export const tableOf = (type: string): string => type.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();
