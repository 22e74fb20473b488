import { widenedAgreements } from '../walls/support/widened-suite.ts';

widenedAgreements({ every: true });
