import type { Plan } from '../plan.ts';

/** No world has so many homes, networks or practices. */
const most = { homes: 1_000, networks: 4, practices: 21 };

/** Codes of a home by its number in its world: the CQC's location, the ODS's, and the property's. No such ones are given out. */
export function homeCodes({ number: world }: Pick<Plan, 'number'>, number: number) {
  const home = world * most.homes + number;
  return {
    code: `1-${1_000_000_000 + home}`,
    odsCode:
      world === 0 ? `VZ${String(number).padStart(3, '0')}` : `V${home.toString(36).toUpperCase().padStart(4, '0')}`,
    uprn: String(90_000_000_000 + home),
  };
}

/** The code of a practice, the first of a world having the number 0. */
export const practiceCode = ({ number: world }: Pick<Plan, 'number'>, number: number): string =>
  `Y${90_001 + world * most.practices + number}`;

export const networkCode = ({ number: world }: Pick<Plan, 'number'>, number: number): string =>
  `U${90_001 + world * most.networks + number}`;
