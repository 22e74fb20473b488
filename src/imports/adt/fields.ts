/** How a format calls what the merge of visits may have to tell of. */
export interface Fields {
  person: string;
  visit: string;
  outcome: string;
  control: string;
}

export const ofMessages: Fields = { person: 'PID-3', visit: 'PV1-19', outcome: 'PV1-36', control: 'MSH-10' };
