import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { daysAfter, londonTime } from '../../shared/dates.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { AdoptInitiativeInput, EndInitiativeInput } from './initiative.inputs.ts';

const daysAhead = 31;

export async function adoptInitiative(write: Write, { initiative, from }: AdoptInitiativeInput): Promise<Written> {
  const home = await write.ownHome();
  if (!home) return { problems: [problem('UNKNOWN')] };
  if (from > daysAfter(londonTime(write.now).date, daysAhead)) return { problems: [problem('IN_FUTURE', 'from')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.adopt_initiative($1, $2::date)', [initiative, from]);
}

export async function endInitiative(write: Write, { adoption, to }: EndInitiativeInput): Promise<Written> {
  const named = publicUuid('InitiativeAdoption', adoption);
  if (!named) return { problems: [problem('UNKNOWN', 'adoption')] };
  if (to < londonTime(write.now).date) return { problems: [problem('OUT_OF_RANGE', 'to')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.end_initiative($1, $2::date)', [named, to]);
}
