import { dayText } from '../london.ts';
import type { Random } from '../random.ts';
import type { CareHomeRow } from '../rows.ts';
import type { Home, World } from '../world.ts';
import { homeCodes } from './codes.ts';

/**
 * A home that changed hands goes on under a new registration; the old one stays for what was published about it. Gives
 * the old registration's id.
 */
export function addPredecessor(world: World, home: Home, present: CareHomeRow, random: Random): string {
  const number = 900 + world.homes.length;
  const { code, odsCode } = homeCodes(world.plan, number);
  const { name, telephone, id: _, ...same } = present;
  const organisationId = random.uuid();
  world.tables.organisation.push({ id: organisationId, agency: 'home', code, name, odsCode, telephone });
  const id = random.uuid();
  world.tables.care_home.push({
    ...{ id, ...same, name, telephone, organisationId, cqcLocationId: code, odsCode },
    ...{ cqcProviderId: '1-900000100', providerName: `${name} Limited` },
    ...{ registeredOn: dayText(home.openedOn - 9 * 365), deregisteredOn: dayText(home.openedOn) },
    ...{ admissionStatus: 'CLOSED_OTHER', admissionRestrictions: null },
    ...{ admissionStatusAsOf: `${dayText(home.openedOn)}T09:00:00Z` },
    ...{ acceptsTrustedAssessor: false, dutyContactName: null, dutyContactTelephone: null },
    rewardSchemeSignedUpOn: null,
  });
  return id;
}
