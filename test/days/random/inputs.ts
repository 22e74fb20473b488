import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import type { MadeOrganisation } from '../../support/factories.ts';
import { date, moment, past } from './moments.ts';
import type { Pick } from './pick.ts';
import { together, words } from './together.ts';
import type { Setting } from './world.ts';

/** What an input holds, as whoever acts makes it up; records that it names are put in afterwards. */
export interface Making {
  mutation: string;
  pick: Pick;
  setting: Setting;
  by: MadeOrganisation;
}
export type Input = Record<string, unknown>;

function person({ pick, setting: { people } }: Making): Input {
  const { nhsNumber, bornOn, familyName } = pick.often(70) ? (people[0] as (typeof people)[0]) : pick.one(people);
  return { nhsNumber, dateOfBirth: pick.often(95) ? bornOn : '1940-01-01', familyName };
}

/** An input of the schema's own shape; fields in `named` are left for records. */
export function inputFor(type: GraphQLInputObjectType, making: Making): Input {
  const { pick } = making;
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey' && name !== 'version');
  const made = fields.flatMap((field) =>
    isRequiredInputField(field) || pick.often(30) ? [[field.name, valueFor(field.name, field.type, making)]] : [],
  );
  const whole: Input = Object.fromEntries(made);
  const about = 'nhsNumber' in type.getFields() ? person(making) : {};
  return { ...whole, ...about, ...together[making.mutation]?.(making) };
}

/** Homes speak of themselves. */
function homeOf({ pick, setting: { homes }, by }: Making): string | undefined {
  const own = homes.find(({ organisation }) => organisation.id === by.id);
  // Whom a council pays for lives in the first, and whom a board does in the second.
  const first = by.agency === 'icb' ? pick.often(15) : pick.often(85);
  return own && pick.often(95) ? own.code : homes[first ? 0 : 1]?.code;
}

function valueFor(name: string, type: GraphQLInputType, making: Making): unknown {
  const { pick, setting } = making;
  const named = getNamedType(type);
  const list = isListType(getNullableType(type));
  if (name === 'home') return pick.often(3) ? 'nowhere' : homeOf(making);
  if (name === 'network') return pick.one(setting.networks);
  if (name === 'leadPractice') return pick.one(setting.practices).code;
  if (name === 'careType') return pick.one(['RESIDENTIAL', 'NURSING', 'RESIDENTIAL']);
  if (isEnumType(named)) {
    const values = named.getValues().map((value) => value.name);
    return list ? pick.some(values) : pick.one(values);
  }
  if (isInputObjectType(named)) return inputFor(named, { ...making, mutation: named.name });
  const scalars: Record<string, () => unknown> = {
    Boolean: () => pick.often(50),
    Int: () => pick.below(9) + 1,
    Float: () => (pick.often(97) ? (10_000 + pick.below(90_000)) / 100 : -1),
    Date: () => date(pick),
    DateTime: () => (pick.often(96) ? past(pick) : moment(pick.below(300))),
    ID: () => 'no id',
    String: () => (pick.often(97) ? pick.one(words) : ''),
    NhsNumber: () => '9990000018',
  };
  const value = scalars[named.name]?.();
  if (value === undefined) throw new Error(`say what a ${named.name} may hold`);
  return list ? [value] : value;
}
