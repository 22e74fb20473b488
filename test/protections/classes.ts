import { aboutPeople } from './people.ts';
import { ofTheService } from './service.ts';

/** The ways in which systems like this one have leaked. */
export const failureClasses = [...aboutPeople, ...ofTheService];
