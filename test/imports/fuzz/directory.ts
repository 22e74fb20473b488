import { cqc } from '../../../src/imports/cqc/locations.ts';
import { headers, location } from '../support/cqc-file.ts';
import { asNumber, beds, dayIn, kept, latitude, mostly, name, postcode, telephone, uprn } from './cells.ts';
import type { Fuzzable } from './fuzzable.ts';

/** The CQC's directory. */
export const directory: Fuzzable = {
  format: cqc,
  headers,
  line: (place) => ({ ...location(place + 1), 'Location ID': `1-${900_000_001 + place}` }),
  varied: {
    'Location UPRN ID': { place: ['location', 4], said: mostly(uprn, asNumber('10000000001')) },
    'Location Name': { place: ['location', 5], said: name },
    'Location Postal Code': { place: ['location', 7], said: mostly(postcode, kept('ZZ99 3VZ')) },
    'Location Latitude': { place: ['location', 8], said: mostly(latitude, asNumber('53.57')) },
    'Location Telephone Number': { place: ['location', 10], said: mostly(telephone, kept('01632960001')) },
    'Location HSCA start date': { place: ['location', 12], said: mostly(dayIn(1901, 2100), kept('2010-10-14')) },
    'Care homes beds': { place: ['location', 14], said: mostly(beds, asNumber('38')) },
  },
};
