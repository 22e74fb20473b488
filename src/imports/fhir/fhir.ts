import { fileFormats } from '../../shared/file-formats.ts';
import type { Fields } from '../adt/fields.ts';
import { mergeEvents, withoutStrangers } from '../adt/merge.ts';
import type { Format, SharedFormat } from '../engine/format.ts';
import { registrations } from '../registrations/registrations.ts';
import { linesOf } from './laying.ts';
import { listed } from './listed.ts';
import { visits } from './visits.ts';

const description = "a trust's visits or a practice's registrations as FHIR R4 (UK Core), in a bundle or a bulk export";
const fields: Fields = {
  person: 'Encounter.subject',
  visit: 'Encounter.identifier',
  outcome: 'Encounter.hospitalization.dischargeDisposition',
  control: 'Encounter.meta.lastUpdated',
};

/** Of a trust it is another way to say what its messages say. */
const ofTrusts: Format = {
  name: 'fhir',
  description,
  ...fileFormats.adt,
  mergedAs: 'adt',
  read: (content, how) => linesOf(content, how, visits),
  slices: {
    lines: 250,
    before: (client, importId, how) => withoutStrangers(client, importId, how, fields),
  },
  merge: (client, importId, how, slice) => mergeEvents(client, importId, how, slice, fields),
};

/** Of a practice, what its registration list says. */
const ofPractices: Format = {
  ...registrations,
  name: 'fhir',
  description,
  columns: [],
  mergedAs: 'registrations',
  read: (content, how) => linesOf(content, how, listed),
};

/** Bundles and bulk exports of FHIR. Of others than trusts and practices the hub takes none. */
export const fhir: SharedFormat = { name: 'fhir', description, each: [ofTrusts, ofPractices] };
