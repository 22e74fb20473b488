import type { GraphQLResolveInfo } from 'graphql';
import type { RecordRow } from '../../access/reading/projection.ts';
import type { Reader } from '../../access/reading/reader.ts';
import { residentOfRecord } from './resident.loaders.ts';

/** The resident that a record is about, seen by the relationships through which the record was seen. */
export function residentOf(records: Reader, record: RecordRow, info: GraphQLResolveInfo) {
  return records.one(residentOfRecord, { _id: record._resident, _m: record._m }, info);
}
