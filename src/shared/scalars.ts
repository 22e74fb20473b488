import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { isDay, isWritable } from './dates.ts';
import { normaliseNhsNumber } from './nhs-number.ts';
import { Refusal, type RefusalCode } from './refusals.ts';

interface TextScalar<In, Out> {
  name: string;
  description: string;
  /** What a text means, or null if it means nothing. */
  read(text: string): In | null;
  write(value: unknown): Out | null;
  refusal?: RefusalCode;
  specifiedByURL?: string | null;
  extensions?: GraphQLScalarType['extensions'];
}

/** A scalar written as a text. graphql-js and graphql-scalars print a bad value in their errors; ours never do. */
function textScalar<In, Out>({ read, write, refusal = 'BAD_INPUT', ...config }: TextScalar<In, Out>) {
  const parse = (value: unknown): In => {
    const meant = typeof value === 'string' ? read(value) : null;
    if (meant === null) throw new Refusal(refusal);
    return meant;
  };
  return new GraphQLScalarType<In, Out>({
    ...config,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
    serialize(value) {
      const written = write(value);
      if (written === null) throw new Refusal('INTERNAL');
      return written;
    },
  });
}

const isText = (value: unknown) => (typeof value === 'string' ? value : null);

/** How an answer writes an instant. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An instant. Given to resolvers as a `Date`. */
export const DateTime = textScalar<Date, string>({
  name: 'DateTime',
  description: 'An instant by RFC 3339, such as `2026-04-01T18:00:00+01:00`; answers are in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  extensions: GraphQLDateTime.extensions,
  read: (text) => attempt(() => GraphQLDateTime.parseValue(text), isWritable),
  write: (value) =>
    typeof value === 'string' && written.test(value)
      ? value
      : attempt(() => GraphQLDateTime.serialize(value).toISOString()),
});

/** A day. Kept as its text `YYYY-MM-DD`: a JavaScript `Date` would move it between time zones on its way to the database. */
export const CalendarDate = textScalar<string, string>({
  name: 'Date',
  description: 'A day of the calendar, such as `2026-04-01`.',
  extensions: GraphQLDate.extensions,
  read: (text) => (isDay(text) ? text : null),
  write: isText,
});

/** A day, or what of it the agreement shows. */
export const PartialDate = textScalar<string, string>({
  name: 'PartialDate',
  description:
    'A day, a month or a year, such as `1934-05-02`, `1934-05` or `1934`, as in FHIR: as exact as it is known or shared.',
  specifiedByURL: 'https://hl7.org/fhir/R4/datatypes.html#date',
  read: (text) => (isDay(`${text}-01-01`.slice(0, 10)) && [4, 7, 10].includes(text.length) ? text : null),
  write: isText,
});

/** Normalised to ten digits on the way in. */
export const NhsNumber = textScalar<string, string>({
  name: 'NhsNumber',
  description: 'An NHS number: ten digits, the last a check digit. Blanks and hyphens are accepted and left out.',
  specifiedByURL: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
  refusal: 'NHS_NUMBER_INVALID',
  read: normaliseNhsNumber,
  write: isText,
});

/** Null where `read` throws, since what it would say holds the value, or gives what is none. */
function attempt<T>(read: () => T, isOne: (found: T) => boolean = () => true): T | null {
  try {
    const found = read();
    return isOne(found) ? found : null;
  } catch {
    return null;
  }
}
