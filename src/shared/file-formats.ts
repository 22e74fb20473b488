import type { Agency } from './agencies.ts';

/** Whose data the files of a format are. */
export interface FileOwner {
  /** Agencies whose organisations may bring it. None: a public register, brought by the hub's operator. */
  agencies: readonly Agency[];
  /** The mutations whose doing such a file amounts to: who may not do each of them may not bring it. */
  writes: readonly string[];
}

/** Formats that agencies bring, by name: from the command line or through the graph. */
export const fileFormats = {
  placements: {
    agencies: ['council'],
    writes: ['recordPlacement', 'recordFundingComponent', 'changeRate', 'endFundingComponent'],
  },
  'capacity-tracker': { agencies: ['home'], writes: ['updateCapacity', 'setAdmissionStatus'] },
  'monthly-return': { agencies: ['home'], writes: ['correctReturn'] },
  adt: {
    agencies: ['trust'],
    writes: [
      ...['claimStay', 'dischargePatient', 'correctStay', 'withdrawStay'],
      ...['claimAttendance', 'endAttendance', 'withdrawAttendance'],
    ],
  },
  registrations: {
    agencies: ['practice'],
    writes: ['claimRegistration', 'endRegistration', 'setPreferredClinician'],
  },
} as const satisfies Record<string, FileOwner>;
export type FileFormatName = keyof typeof fileFormats;
