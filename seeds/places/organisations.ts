import { dayText, yearsBefore } from '../london.ts';
import { networkNames, practiceNames } from '../names/organisations.ts';
import type { Random } from '../random.ts';
import type { Agency } from '../rows.ts';
import type { Borough, Network, Practice, World } from '../world.ts';
import { networkCode, practiceCode } from './codes.ts';
import { type Place, Town } from './geography.ts';

/** Numbers that the regulator keeps for drama: nobody answers them. */
export class Telephones {
  private last = 0;

  next(): string {
    this.last += 1;
    return `01632 960${String(this.last).padStart(3, '0')}`;
  }
}

export const mobileNumber = (random: Random) => `07700 900${String(random.between(0, 999)).padStart(3, '0')}`;

/** Councils, ICB, trusts and the dashboard's operator, then the practices in their networks. */
export function addOrganisations(world: World, telephones: Telephones): void {
  const random = world.random.branch('organisations');
  for (const plan of world.plan.boroughs) {
    const town = new Town(plan, world.random.branch(plan.town));
    const councilId = add(world, random, 'council', plan.councilCode, plan.councilName, telephones);
    world.boroughs.push({ plan, town, councilId, homes: [] });
  }
  world.boroughs[0]?.town.centre('Infirmary Square');
  const { icb, acuteTrust, communityTrust, dashboard } = world.plan;
  world.icbId = icb.id ?? add(world, random, 'icb', icb.code, icb.name, telephones);
  world.acuteTrustId = add(world, random, 'trust', acuteTrust.code, acuteTrust.name, telephones);
  world.communityTrustId = add(world, random, 'trust', communityTrust.code, communityTrust.name, telephones);
  if (dashboard) add(world, random, 'dashboard', dashboard.code, dashboard.name, telephones);
  addPractices(world, random, telephones);
}

function addPractices(world: World, random: Random, telephones: Telephones): void {
  const [main, second] = world.boroughs as [Borough, Borough | undefined];
  world.plan.networks.forEach(({ practices, inSecondBorough }, index) => {
    const network: Network = { id: random.uuid(), name: networkNames[index] as string };
    world.networks.push(network);
    world.tables.primary_care_network.push({ ...network, code: networkCode(world.plan, index), icbId: world.icbId });
    for (let each = 0; each < practices; each++) {
      const borough = second && each >= practices - inSecondBorough ? second : main;
      addPractice(world, random, telephones, borough.town.place(), network);
    }
  });
  for (let each = 0; each < world.plan.practicesOutside; each++) {
    addPractice(world, random, telephones, main.town.place(), null);
  }
}

function addPractice(
  world: World,
  random: Random,
  telephones: Telephones,
  place: Place,
  network: Network | null,
): void {
  const number = world.practices.length;
  const name = practiceNames[number] as string;
  const odsCode = practiceCode(world.plan, number);
  const telephone = telephones.next();
  const organisationId = random.uuid();
  world.tables.organisation.push({ id: organisationId, agency: 'practice', code: odsCode, name, odsCode, telephone });
  const practice: Practice = { id: random.uuid(), organisationId, name, network };
  world.practices.push(practice);
  world.tables.practice.push({ id: practice.id, organisationId, odsCode, name, telephone, ...place });
  if (network === null) return;
  const fromOn = dayText(yearsBefore(world.clock.today, 7));
  const membership = { practiceId: practice.id, networkId: network.id, fromOn, toOn: null };
  world.tables.network_membership.push({ id: random.uuid(), ...membership });
}

function add(world: World, random: Random, agency: Agency, code: string, name: string, telephones: Telephones): string {
  const id = random.uuid();
  const odsCode = agency === 'trust' || agency === 'icb' ? code : null;
  world.tables.organisation.push({ id, agency, code, name, odsCode, telephone: telephones.next() });
  return id;
}
