import { readPublicId } from '../../access/identifiers.ts';
import type { Statement } from '../../access/reading/statement.ts';
import { Refusal, type RefusalCode } from '../../shared/refusals.ts';
import type { NearInput } from './search.inputs.ts';

/** Where a search starts: SQL of a table with one row `(latitude, longitude)`, or none if the hub does not know it. */
export interface Origin {
  sql: string;
  unknown: RefusalCode;
}

/** Mean radius of the earth, km. */
const earth = 6371.0088;
/** A postcode of the United Kingdom without its blank: outward and inward part. */
const postcodeParts = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

export function originOf(near: NearInput, statement: Statement): Origin {
  const given = Object.values(near).filter((value) => value !== null && value !== undefined);
  if (given.length !== 1) throw new Refusal('BAD_INPUT', { at: 'filter.near' });
  if (near.point) {
    const { latitude, longitude } = near.point;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
      throw new Refusal('BAD_INPUT', { at: 'filter.near.point' });
    const values = [latitude, longitude].map((degrees) => statement.add(degrees, 'float8'));
    return { sql: `select ${values[0]} as latitude, ${values[1]} as longitude`, unknown: 'INTERNAL' };
  }
  if (near.postcode) {
    const [, outward, inward] = postcodeParts.exec(near.postcode.replaceAll(/\s/g, '').toUpperCase()) ?? [];
    if (!outward) throw new Refusal('POSTCODE_UNKNOWN', { at: 'filter.near.postcode' });
    const postcode = statement.add(`${outward} ${inward}`, 'text');
    const sql = `select latitude, longitude from public.postcode_location where postcode = ${postcode}`;
    return { sql, unknown: 'POSTCODE_UNKNOWN' };
  }
  const { type, code } = readPublicId(near.careHome ?? '') ?? readPublicId(`CareHome:${near.careHome}`) ?? {};
  if (type !== 'CareHome' || !code) throw new Refusal('CARE_HOME_UNKNOWN', { at: 'filter.near.careHome' });
  return {
    sql: `select latitude, longitude from public.care_home where cqc_location_id = ${statement.add(code, 'text')}`,
    unknown: 'CARE_HOME_UNKNOWN',
  };
}

/** Less than a degree of latitude has anywhere. */
const kmOfDegree = 110;

/**
 * SQL that is true of the homes at most so many kilometres from the origin: of all homes, those in a rectangle around it are
 * found by their index, and of these the distance is reckoned.
 */
export function withinReach(home: string, origin: string, km: string): string {
  const north = `${km} / ${kmOfDegree}`;
  // Where the rectangle reaches a pole, it goes round all of the earth.
  const narrowest = `cos(radians(least(89.9, abs(${origin}.latitude) + ${north})))`;
  const east = `${north} / ${narrowest}`;
  return `${home}.latitude between ${origin}.latitude - ${north} and ${origin}.latitude + ${north}
    and ${home}.longitude between ${origin}.longitude - ${east} and ${origin}.longitude + ${east}
    and ${kilometres(home, origin)} <= ${km}`;
}

/** SQL: kilometres between a home and the origin, by the haversine formula. */
export function kilometres(home: string, origin: string): string {
  const half = (of: 'latitude' | 'longitude') => `power(sin(radians(${home}.${of} - ${origin}.${of}) / 2), 2)`;
  const shrink = `cos(radians(${origin}.latitude)) * cos(radians(${home}.latitude))`;
  return `${2 * earth} * asin(sqrt(least(1, ${half('latitude')} + ${shrink} * ${half('longitude')})))`;
}
