import { streetNames } from '../names/organisations.ts';
import type { BoroughPlan } from '../plan.ts';
import type { Random } from '../random.ts';
import type { PostcodeLocationRow } from '../rows.ts';

export interface Place {
  address: string;
  postcode: string;
  latitude: number;
  longitude: number;
}

const kmPerDegree = 111.2;
const unitLetters = 'ABDEFGHJLNPQRSTUWXYZ';

/**
 * A town that is on no map: places around a centre with postcodes of an area that does not exist. Postcodes of one
 * district lie in one direction from the centre, so that near places have like postcodes.
 */
export class Town {
  readonly locations: PostcodeLocationRow[] = [];
  readonly name: string;
  private readonly streets: Place[] = [];

  constructor(
    private readonly plan: BoroughPlan,
    private readonly random: Random,
  ) {
    this.name = plan.town;
    for (const street of streetNames) this.streets.push(this.place(street));
  }

  /** The one place that documents name: the hospital, in the middle of the town. */
  centre(address: string): Place {
    return this.located(address, `${this.plan.postcodeArea}1 1AA`, this.plan.latitude, this.plan.longitude);
  }

  /** A new postcode somewhere in the borough. */
  place(street = this.random.pick(streetNames)): Place {
    const turn = this.random.fraction();
    const distance = this.plan.radiusKm * Math.sqrt(this.random.fraction());
    const latitude = this.plan.latitude + (distance * Math.cos(turn * 2 * Math.PI)) / kmPerDegree;
    const perDegree = kmPerDegree * Math.cos((this.plan.latitude * Math.PI) / 180);
    const longitude = this.plan.longitude + (distance * Math.sin(turn * 2 * Math.PI)) / perDegree;
    const district = (this.plan.firstDistrict ?? 1) + Math.floor(turn * 9);
    const number = this.random.between(1, 180);
    return this.located(`${number} ${street}, ${this.name}`, this.unusedPostcode(district), latitude, longitude);
  }

  /** Where somebody lived before: a house in one of the streets. */
  household(random: Random): string {
    const street = random.pick(this.streets);
    return `${random.between(1, 180)} ${street.address.replace(/^\d+ /, '')}, ${street.postcode}`;
  }

  private unusedPostcode(district: number): string {
    for (;;) {
      const unit = `${this.random.between(2, 9)}${this.letter()}${this.letter()}`;
      const postcode = `${this.plan.postcodeArea}${district} ${unit}`;
      if (!this.locations.some((location) => location.postcode === postcode)) return postcode;
    }
  }

  private letter(): string {
    return unitLetters[this.random.between(0, unitLetters.length - 1)] as string;
  }

  private located(address: string, postcode: string, latitude: number, longitude: number): Place {
    const place = { postcode, latitude: rounded(latitude), longitude: rounded(longitude) };
    this.locations.push(place);
    return { address, ...place };
  }
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
