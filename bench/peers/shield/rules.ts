import { createRequire } from 'node:module';
import util from 'node:util';
import type { Context } from './context.ts';
import type { Placement, Resident } from './entities.ts';

// The ES build of graphql-shield 7.6.5 asks Node for what Node 23 took away.
Object.assign(util, { isUndefined: (value: unknown) => value === undefined });
const { rule, shield } = createRequire(import.meta.url)('graphql-shield') as typeof import('graphql-shield');

/** Registered here, of the network, agreed, or in an emergency; other practices are aligned. */
export const cares = ({ relationships = 0 }: Resident): boolean => (relationships & 92) !== 0;

const signedIn = rule('signed in', { cache: 'contextual' })((_parent, _args, { viewer }: Context) => Boolean(viewer));
const caresForResident = rule('cares for the resident')((resident: Resident) => cares(resident));
const caresForResidentOf = rule('cares for the resident of the record')(({ resident }: Pick<Placement, 'resident'>) =>
  cares(resident),
);

/** A rule on every field, as the manual has it. */
export const permissions = shield(
  {
    Query: { '*': signedIn },
    Resident: {
      '*': signedIn,
      nhsNumber: caresForResident,
      givenName: caresForResident,
      familyName: caresForResident,
    },
    Placement: { '*': signedIn, room: caresForResidentOf },
    CarePlan: { '*': signedIn, dueOn: caresForResidentOf },
    Incident: { '*': signedIn, narrative: caresForResidentOf },
    HospitalStay: { '*': signedIn, primaryDiagnosis: caresForResidentOf },
  },
  { fallbackRule: signedIn, allowExternalErrors: true },
);
