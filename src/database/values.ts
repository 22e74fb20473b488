import pg from 'pg';

/** A date has no time and no zone: as a JavaScript `Date` it would become midnight of wherever the hub runs. */
const asText = new Set<number>([pg.types.builtins.DATE, pg.types.builtins.TIMESTAMP]);
const parsing =
  (instant: (text: string) => unknown): typeof pg.types.getTypeParser =>
  (oid: number, format?: 'text' | 'binary') => {
    if (asText.has(oid)) return (value: string) => value;
    if (oid === pg.types.builtins.TIMESTAMPTZ && format !== 'binary') return instant;
    return pg.types.getTypeParser(oid, format as 'text');
  };

const usualInstant = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (value: string) => unknown;

const isUniversal = (text: string) => text[10] === ' ' && text.endsWith('+00');

/**
 * How the hub's connections read values. In universal time PostgreSQL writes almost what JavaScript reads by itself, ten
 * times faster than any other way.
 */
export const getTypeParser = parsing((text) =>
  isUniversal(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : usualInstant(text),
);

/** For rows that go into an answer as they are: instants as the graph writes them, to the millisecond. */
export const instantsAsWritten = {
  getTypeParser: parsing((text) => {
    if (!isUniversal(text)) return usualInstant(text);
    const milliseconds = text.slice(20, -3).padEnd(3, '0').slice(0, 3);
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`;
  }),
};
