import { expect, it } from '@jest/globals';
import { accessRecordYears } from '../../src/agreement/retention.ts';

const years = (rule: string) => accessRecordYears({ retention: new Map([['access-record', rule]]) });

it('counts the years for which the access record is kept, and nothing that is no number of years', () => {
  expect([years('8 years'), years('1 year'), years('30 years after the last entry')]).toEqual([8, 1, 30]);
  for (const rule of ['', 'eight years', '0 years', '101 years', '8 months', 'at least 8 years'])
    expect(years(rule)).toBeUndefined();
  expect(accessRecordYears({ retention: new Map() })).toBeUndefined();
});
