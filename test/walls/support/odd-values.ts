import { type GraphQLInputType, getNamedType, getNullableType, isEnumType, isListType } from 'graphql';

/** What nobody in his right mind would write, by type: the first and last of what there is, and one beyond. */
const odd: Record<string, unknown[]> = {
  Date: ['0000-01-01', '0000-12-31', '0001-01-01', '1582-10-10', '9999-12-31', '10000-01-01'],
  DateTime: [
    ...['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '0001-01-01T00:00:00Z', '1970-01-01T00:00:00.123456789Z'],
    ...['2016-12-31T23:59:60Z', '9999-12-31T23:59:59-14:00', '9999-12-31T23:59:59Z'],
  ],
  String: [
    ...['', ' ', '\u0000', 'a\ud800', '\udfffb', '\u2028', '\u202e', '\\u0000', '{"kinds":[]}', "'; select 1; --"],
    ...['😀'.repeat(300), 'x'.repeat(501), 'x'.repeat(10_001)],
  ],
  Float: [-1e308, -0, 0.000001, 1e308, 'NaN'],
  Boolean: ['true', 0],
  ID: ['', 'x', '\u0000', 'a\ud800', 'CareHome:', 'CareHome:\udfff', `AQ${'A'.repeat(22)}`, '😀'.repeat(300), 7, 2.5],
  NhsNumber: ['', '9990000018', '999\u0000000018', '９９９００００018', '9990000018\ud800', 9990000018],
  Int: [-2_147_483_648, -1, 0, 1, 2_147_483_647, 2_147_483_648],
};
/** Odd values of a scalar or a list of names, null among them; of an input object's fields each is asked by itself. */
export function oddValuesFor(type: GraphQLInputType): unknown[] {
  const named = getNamedType(type);
  if (isListType(getNullableType(type)) && isEnumType(named)) {
    const names = named.getValues().map(({ name }) => name);
    return [[], names, [...names, ...names], [names[0], null], 'NOTHING'];
  }
  return isEnumType(named) ? [] : [...(odd[named.name] ?? []), null];
}
