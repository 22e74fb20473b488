import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Place, Row } from './organisations.ts';

/** One record about a resident, with what the graph shows of it to somebody who may see it all. */
export interface Planted {
  subject: string;
  id: string;
  table: string;
  row: Row;
  shown: Record<string, unknown>;
  /** A version that was corrected since: nobody sees it. */
  superseded: boolean;
  /** Somebody lets the organisation that asks read it. */
  released?: boolean;
}

export const snake = (name: string): string => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();

/** Written by hand, not derived from the entities: a field that reads another column than its own is found. */
const columns: Record<string, string> = { from: 'from_on', to: 'to_on' };
export const columnNamed = (field: string): string => columns[field] ?? snake(field);
/** Fields that no column of their own stands behind. */
const derived = new Set([
  'HospitalStay.emergency',
  'Resident.registeredPractice',
  'SafeguardingConcern.raisedBy',
  'Concern.raisedBy',
  'Feedback.recordedBy',
  'DischargeReferral.referredBy',
  'CarePlan.status',
  'CarePlan.medicationReviewStatus',
  'ServiceRequest.requestedBy',
  'ServiceRequest.ageDays',
]);

const methods = ['21', '11', '2A', '12', '28', '13'];
const emergencies = new Set(['21', '2A', '28']);

/** Fields whose values a rule of the database restricts. */
const restricted: Record<string, (n: number) => unknown> = {
  'Resident.nhsNumber': nhsNumber,
  'Resident.ethnicity': (n) => 'ABCDEFGHJKLMNPRSZ'[n % 17],
  'Resident.dateOfBirth': (n) => day(1920 + (n % 60), n),
  'HospitalStay.admissionMethod': (n) => methods[n % methods.length],
  'HospitalStay.destination': (n) => ['19', '29', '54', '65', '85'][n % 5],
  'ClinicalSummary.frailty': (n) => 1 + (n % 9),
  version: (n) => 1 + (n % 7),
};

export function nhsNumber(n: number): string {
  // Of two numbers in a row at least one has a check digit.
  for (let nine = 999_000_000 + 2 * n; ; nine++) {
    const sum = [...String(nine)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
    const digit = (11 - (sum % 11)) % 11;
    if (digit < 10) return `${nine}${digit}`;
  }
}

const two = (n: number) => String(n).padStart(2, '0');
export const day = (year: number, n: number): string => `${year}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`;
const instant = (year: number, n: number): string => `${day(year, n)}T${two(n % 24)}:${two(n % 60)}:00.000Z`;

/** What a field holds in the record with this number: another value in every record, as far as its type has enough. */
function valueFor(subject: string, field: GraphQLField<unknown, unknown>, n: number): unknown {
  const rule = restricted[`${subject}.${field.name}`] ?? restricted[field.name];
  if (rule) return rule(n);
  const type = getNullableType(field.type);
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const value = named.getValues()[n % named.getValues().length]?.name;
    return isListType(type) ? [value] : value;
  }
  const text = `${subject} ${field.name} ${n}`;
  if (isListType(type)) return [`${text} a`, `${text} b`];
  switch (named.name) {
    case 'String':
      return text;
    case 'PartialDate':
      return day(2005 + (n % 20), n);
    case 'DateTime':
      return instant(2005 + (n % 20), n);
    case 'Boolean':
      return n % 2 === 0;
    case 'Float':
      return 100 + n + 0.25;
    default:
      throw new Error(`Nothing is planted in ${subject}.${field.name}: say what a ${named.name} may hold`);
  }
}

/** Plants a record: every field of its type in the graph gets a value, so that a null in an answer is a refusal. */
export class Planter {
  readonly #graph: GraphQLSchema;
  readonly #personal: ReadonlySet<string>;
  #planted: number;

  /** Two planters that begin far enough apart plant no value that is the same, as far as types allow. */
  constructor(graph: GraphQLSchema, personal: readonly string[], begin = 0) {
    this.#graph = graph;
    this.#personal = new Set(personal);
    this.#planted = begin;
  }

  plant(subject: string, id: string, keys: Row, given: Record<string, unknown> = {}): Planted {
    const n = this.#planted++;
    const type = this.#graph.getType(subject) as GraphQLObjectType;
    const row: Row = { id, ...keys };
    const shown: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (['id', 'withheld'].includes(field.name) || this.#leadsToRecords(target.name)) continue;
      const value =
        field.name in given ? given[field.name] : isObjectType(target) ? null : this.#value(subject, field, n, row);
      if (isObjectType(target)) {
        const place = value as Place | null;
        if (!place) throw new Error(`Nothing is planted in ${subject}.${field.name}: say where it leads`);
        shown[field.name] = { id: place.shown };
        if (!derived.has(`${subject}.${field.name}`)) row[`${snake(field.name)}_id`] = place.id;
      } else {
        shown[field.name] = value;
        if (!derived.has(`${subject}.${field.name}`)) row[columnNamed(field.name)] = value;
      }
    }
    return { subject, id, table: snake(subject), row, shown, superseded: 'valid_until' in keys };
  }

  #value(subject: string, field: GraphQLField<unknown, unknown>, n: number, row: Row): unknown {
    if (`${subject}.${field.name}` === 'HospitalStay.emergency') return emergencies.has(String(row.admission_method));
    return valueFor(subject, field, n);
  }

  #leadsToRecords(name: string): boolean {
    return this.#personal.has(name.replace(/Connection$/, ''));
  }
}
