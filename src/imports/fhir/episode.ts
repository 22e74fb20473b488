import { daysAfter } from '../../shared/dates.ts';
import { oneOf } from '../input/cells.ts';
import type { Elements } from './elements.ts';
import type { JsonObject } from './json.ts';
import { day } from './moments.ts';
import { type Place, referenceOf } from './references.ts';

/** A registration with a practice. */
export interface Episode {
  /** What it was called whom it is about, and which organisation manages it. */
  patient: string | null;
  manager: string | null;
  /** First day, and the first that no longer counts. */
  starts: string | null;
  ends: string | null;
  clinician: string | null;
}

/** England's codes of how somebody is registered; UK Core has none of its own. */
const ofType = /\/CareConnect-RegistrationType-1$/;
/** Whoever is there for a while is registered elsewhere. */
const regular = 'R';
const states = oneOf(
  new Map([
    ...['planned', 'waitlist'].map((state) => [state, 'PLANNED'] as const),
    ...['active', 'onhold'].map((state) => [state, 'ACTIVE'] as const),
    ['finished', 'FINISHED'],
    ...['cancelled', 'entered-in-error'].map((state) => [state, 'CANCELLED'] as const),
  ]),
);

/** Null of other care than being registered, of a registration for a while, and of one that has not begun. */
export function episodeOf(elements: Elements, episode: JsonObject, place: Place): Episode | null {
  const types = elements.all(episode, 'type', 'EpisodeOfCare.type');
  const isRegistration = types.some((type) => elements.codeOf(type, ofType, 'EpisodeOfCare.type') === regular);
  if (!isRegistration) return null;
  const state = elements.needed(episode, 'status', 'EpisodeOfCare.status', states);
  if (state === 'PLANNED') return null;
  // A list of registrations cannot say that one never was.
  if (state === 'CANCELLED') elements.refuse('EpisodeOfCare.status', 'NOT_TAKEN');
  const period = elements.one(episode, 'period', 'EpisodeOfCare.period');
  if (!episode.has('period')) elements.refuse('EpisodeOfCare.period', 'REQUIRED');
  const starts = elements.needed(period, 'start', 'EpisodeOfCare.period.start', day);
  const last = state === 'FINISHED' ? elements.needed(period, 'end', 'EpisodeOfCare.period.end', day) : null;
  if (starts && last && last < starts) elements.refuse('EpisodeOfCare.period.end', 'NOT_IN_ORDER');
  const reference = (key: string, type: string) => {
    const path = `EpisodeOfCare.${key}`;
    if (!episode.has(key)) elements.refuse(path, 'REQUIRED');
    return referenceOf(elements, elements.one(episode, key, path), type, path, place);
  };
  const clinician = elements.one(episode, 'careManager', 'EpisodeOfCare.careManager');
  return {
    patient: reference('patient', 'Patient'),
    manager: reference('managingOrganization', 'Organization'),
    starts,
    // A period of FHIR has its last day in it.
    ends: last && daysAfter(last, 1),
    clinician: elements.given(clinician, 'display', 'EpisodeOfCare.careManager')?.slice(0, 200) ?? null,
  };
}
