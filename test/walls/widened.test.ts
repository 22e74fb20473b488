import { widenedAgreements } from './support/widened-suite.ts';

// Of each kind one; `npm run test:long` takes every relationship, bit and role.
widenedAgreements({ every: false });
