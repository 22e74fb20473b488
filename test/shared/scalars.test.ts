import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, GraphQLError, type GraphQLScalarType, parse, parseValue, validate } from 'graphql';
import { Refusal } from '../../src/shared/refusals.ts';
import { CalendarDate, DateTime, NhsNumber, PartialDate } from '../../src/shared/scalars.ts';

function refused(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('every scalar', () => {
  const bad: [GraphQLScalarType, unknown[]][] = [
    [DateTime, ['2026-02-30T10:00:00Z', '9990000018', 'yesterday', 9990000018, null, {}, new Date(Number.NaN)]],
    [DateTime, ['0000-06-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00']],
    [CalendarDate, ['2026-02-30', '9990000018', '2026-2-3', 20260203, new Date(0), ['2026-02-03'], '0000-01-01']],
    [PartialDate, ['1934-13', '1934-02-30', '34', '19340502', '1934-5', 1934, '', '1934-', '0000']],
    [NhsNumber, ['9990000019', '999000001', '99900000180', 'ABCDEFGHIJ', 9990000018, '9'.repeat(5000)]],
  ];

  it.each(bad)('%s refuses what is none, as a variable and as a literal, and never repeats it', (scalar, values) => {
    for (const value of values) {
      const literal = JSON.stringify(value) ?? 'null';
      const refusals = [refused(() => scalar.parseValue(value))];
      if (typeof value !== 'object') refusals.push(refused(() => scalar.parseLiteral(parseValue(literal))));
      for (const { code, message, extensions } of refusals) {
        expect(code).toBe(scalar === NhsNumber ? 'NHS_NUMBER_INVALID' : 'BAD_INPUT');
        if (String(value)) expect(message + JSON.stringify(extensions)).not.toContain(String(value));
      }
    }
  });

  it.each([DateTime, CalendarDate, PartialDate, NhsNumber])(
    '%s never repeats a value of ours it cannot show',
    (scalar) => {
      const { code, message } = refused(() => scalar.serialize({ nhsNumber: '9990000018' }));
      expect(code).toBe('INTERNAL');
      expect(message).not.toContain('9990000018');
    },
  );

  it('is refused at validation with the same words when the document spells it out', () => {
    const schema = buildASTSchema(parse('scalar NhsNumber type Query { resident(nhsNumber: NhsNumber!): String }'));
    Object.assign(schema.getType('NhsNumber') as GraphQLScalarType, { parseLiteral: NhsNumber.parseLiteral });
    const [error] = validate(schema, parse('{ resident(nhsNumber: "9990000019") }'));
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error?.extensions.code).toBe('NHS_NUMBER_INVALID');
    expect(error?.message).not.toContain('9990000019');
  });
});

describe('DateTime', () => {
  it('reads an instant with its offset and writes it in UTC', () => {
    expect(DateTime.parseValue('2026-04-01T18:00:00+01:00')).toEqual(new Date('2026-04-01T17:00:00Z'));
    expect(DateTime.serialize(new Date('2026-04-01T17:00:00Z'))).toBe('2026-04-01T17:00:00.000Z');
    expect(DateTime.serialize('2026-04-01T18:00:00+01:00')).toBe('2026-04-01T17:00:00.000Z');
  });
});

describe('Date', () => {
  it('stays the text it was, so that no time zone moves it', () => {
    expect(CalendarDate.name).toBe('Date');
    expect(CalendarDate.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(CalendarDate.serialize('2024-02-29')).toBe('2024-02-29');
  });
});

describe('PartialDate', () => {
  it.each(['1934-05-02', '1934-05', '1934'])('reads and writes %s as it is', (text) => {
    expect(PartialDate.parseValue(text)).toBe(text);
    expect(PartialDate.serialize(text)).toBe(text);
  });
});

describe('NhsNumber', () => {
  it.each(['9990000018', '999 000 0018', '999-000-0018', ' 999 0000018 '])('reads "%s" as ten digits', (text) => {
    expect(NhsNumber.parseValue(text)).toBe('9990000018');
  });
});
