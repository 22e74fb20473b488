import type { Viewer } from '../../viewer.ts';
import type { Session } from '../sessions.ts';
import { admissionProfile } from './admission-profile.ts';
import { bedSearch } from './bed-search.ts';
import { homeRound } from './home-round.ts';
import { homes, me, oneResident } from './small.ts';

export interface Asked extends Session {
  viewer: Viewer;
  variables: Record<string, unknown>;
}

export interface HandWritten {
  sql: string;
  values(asked: Asked): unknown[];
  /** The body of the answer. */
  answer(rows: Record<string, unknown>[], asked: Asked): string;
}

export const handWritten: Record<string, HandWritten> = {
  HomeRound: homeRound,
  BedSearch: bedSearch,
  AdmissionProfile: admissionProfile,
  Homes: homes,
  OneResident: oneResident,
  Me: me,
};
