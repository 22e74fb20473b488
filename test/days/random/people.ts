import { day } from '../../support/days.ts';
import type { Factories, MadeOrganisation, MadePlace } from '../../support/factories.ts';
import type { Owner } from '../../support/insert.ts';
import { lets } from './months/beginnings.ts';
import type { Pick } from './pick.ts';
import type { Borough, Person } from './world.ts';

const names = ['Ashworth', 'Barlow', 'Crompton', 'Duckworth'];
const careTypes = ['RESIDENTIAL', 'NURSING'];
/** Before all months that are closed. */
const longAgo = day(-230);

type Around = { borough: Borough; trust: MadeOrganisation };

/** Homes with what they did for the scheme, and people with those who pay for them, as a day finds them. */
export async function moveIn(owner: Owner, make: Factories, { borough, trust }: Around, pick: Pick) {
  const [council] = borough.councils;
  const opened = async (registered_beds: number, maximum: number, nursing: boolean): Promise<MadePlace> => {
    const accepts_trusted_assessor = maximum === 3;
    const care_types = nursing ? careTypes : careTypes.slice(0, 1);
    const columns = { registered_beds, nursing, care_types, accepts_trusted_assessor };
    const home = await make.home({ council, columns });
    const network = borough.networks[0];
    await make.alignment({ home, leadPractice: borough.practices[0], network });
    for (const care_type of care_types)
      await make.capacity({ home, columns: { care_type, maximum, occupied: 0, reserved: 0, available: 1 } });
    await lets(owner, { id: home.id, council: council.id }, borough.months, pick);
    return home;
  };
  const homes = [await opened(6, 3, true), await opened(2, 1, pick.often(85))] as const;
  const people: Person[] = [];
  for (const [n, familyName] of names.entries()) {
    const bornOn = `193${n}-03-04`;
    const resident = await make.resident({ familyName, bornOn, author: council });
    people.push({ ...resident, familyName, bornOn });
  }
  const [one, two, three] = people as [Person, Person, Person, Person];
  await lived(
    make,
    { resident: one, home: homes[0], from: longAgo },
    pick.often(80) ? ['COUNCIL'] : ['COUNCIL', 'JOINT'],
    borough,
  );
  await lived(make, { resident: two, home: homes[1], from: longAgo }, pick.often(50) ? ['FNC'] : ['CHC'], borough);
  for (const resident of [one, two])
    await make.registration({ resident, practice: borough.practices[0], from: longAgo });
  // Some who are in hospital lived in a home before.
  if (pick.often(40))
    await lived(
      make,
      { resident: three, home: homes[0], from: longAgo, to: day(-40 - pick.below(60)) },
      ['COUNCIL'],
      borough,
    );
  await make.registration({ resident: three, practice: borough.practices[2], from: longAgo });
  await make.stay({ resident: three, trust, admittedAt: `${day(-3)}T10:00:00Z` });
  return { homes, people };
}

async function lived(
  make: Factories,
  where: { resident: Person; home: MadePlace; from: string; to?: string },
  sources: readonly string[],
  { councils, boards }: Borough,
): Promise<void> {
  const placement = await make.placement(where);
  for (const source of sources) {
    const payer = source === 'COUNCIL' ? councils[0] : boards[0];
    await make.funding({ ...where, placement, source, payer });
  }
}
