import type { HubContext } from '../../access/context.ts';
import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { daysAfter, londonMidnight, londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { standing } from '../writing/standing.ts';
import { textProblems } from '../writing/texts.ts';
import { problemIn } from '../writing/verdict.ts';
import type { PutOnRoundInput, RecordRoundOutcomeInput, RoundInput, StartHomeRoundInput } from './home-round.inputs.ts';
import { HomeRoundOutcome } from './home-round.values.ts';
import { type Listed, roundList } from './round-list.ts';

type Asking = Pick<HubContext, 'records' | 'agreement' | 'viewer'>;
interface Round {
  id: string;
  home: string;
  plannedFor: string;
  closed: boolean;
}

/** A round may be written down after it was held, or planned ahead, by so many days. */
const daysBack = 7;
const daysAhead = 28;
const longest = 4_000;

/** The list is made at once: everybody for whom there is a reason that the practice may know. */
export async function startHomeRound(write: Write, asking: Asking, input: StartHomeRoundInput): Promise<Written> {
  const today = londonTime(write.now).date;
  const plannedFor = input.plannedFor ?? today;
  const home = await write.homeNamed(input.home);
  const problems = [
    ...(home ? [] : [problem('UNKNOWN', 'home')]),
    ...(plannedFor > daysAfter(today, daysAhead) ? [problem('IN_FUTURE', 'plannedFor')] : []),
    ...(plannedFor < daysAfter(today, -daysBack) ? [problem('OUT_OF_RANGE', 'plannedFor')] : []),
  ];
  if (!home || problems.length) return { problems };
  const [started] = await write.query<{ verdict: string; id: string }>(
    'select verdict, id from hub.start_home_round($1, $2::date)',
    [home, plannedFor],
  );
  const { verdict, id } = started as { verdict: string; id: string };
  const found = problemIn(verdict);
  if (found) return { problems: [found] };
  await listed(write, asking, { id, home, plannedFor, closed: false });
  return { record: id, problems };
}

/** What came to be a reason since the list was made is added to it; what was recorded on it stays. */
export async function renewRoundList(write: Write, asking: Asking, input: RoundInput): Promise<Written> {
  const { round, problems } = await openRound(write, input);
  if (!round) return { problems };
  await listed(write, asking, round);
  return { record: round.id, problems };
}

export async function putOnRound(write: Write, asking: Asking, input: PutOnRoundInput): Promise<Written> {
  const { round, problems } = await openRound(write, input);
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  if (!round || !resident) return { problems };
  const found = (await everybody(write, asking, round)).find((one) => one.resident === resident);
  if (!found) return { problems: [problem('UNKNOWN', 'resident')] };
  const [record] = await put(write, round, [found]);
  return record ? { record, problems } : { problems: [problem('ALREADY_RECORDED', 'resident')] };
}

export async function closeHomeRound(write: Write, input: RoundInput): Promise<Written> {
  const { round, problems } = await openRound(write, input);
  if (!round) return { problems };
  const [came] = await write.query<{ verdict: string }>('select hub.close_home_round($1) as verdict', [round.id]);
  const found = problemIn(came?.verdict, 'round');
  return found ? { problems: [found] } : { record: round.id, problems };
}

/** By the practice that holds the round, also to put right what it recorded. */
export async function recordRoundOutcome(write: Write, input: RecordRoundOutcomeInput): Promise<Written> {
  const { row, problems } = await standing<{ addedAt: Date }>(
    write,
    { type: 'RoundVisit', field: 'roundVisit', id: input.roundVisit, version: input.version },
    'added_at as "addedAt"',
  );
  const seenAt = input.seenAt ?? write.now;
  const outcomes = [...new Set(input.outcomes ?? [])];
  const found = [
    ...problems,
    ...textProblems(input, 'followUp', longest),
    ...(input.seen ? seenProblems(write, input, seenAt, outcomes, row?.addedAt) : notSeenProblems(input)),
  ];
  if (!row || found.length) return { problems: found };
  const record = write.uuidOf('RoundVisit', input.roundVisit) as string;
  await write.query(
    `update public.round_visit set state = $2, seen_at = $3, seen_by = $4, outcomes = $5::text[], follow_up = $6,
       next_on = $7::date where id = $1`,
    [
      ...[record, input.seen ? 'SEEN' : 'NOT_SEEN', input.seen ? seenAt : null, input.seenBy ?? null, outcomes],
      ...[input.followUp?.trim() || null, input.nextOn ?? null],
    ],
  );
  return { record, problems: [] };
}

function seenProblems(
  { now }: Write,
  { seenBy, nextOn }: RecordRoundOutcomeInput,
  seenAt: Date,
  outcomes: readonly HomeRoundOutcome[],
  addedAt: Date | undefined,
): Problem[] {
  const alone = !outcomes.includes(HomeRoundOutcome.NO_ACTION) || outcomes.length === 1;
  // A round that was held before it was written down is dated back no further than its day may be.
  const earliest = addedAt && londonMidnight(daysAfter(londonTime(addedAt).date, -daysBack));
  return [
    ...(seenBy ? [] : [problem('REQUIRED', 'seenBy')]),
    ...(outcomes.length ? [] : [problem('REQUIRED', 'outcomes')]),
    ...(alone ? [] : [problem('NOT_OF_THIS_KIND', 'outcomes')]),
    ...(seenAt > now ? [problem('IN_FUTURE', 'seenAt')] : []),
    ...(earliest && seenAt < earliest ? [problem('TOO_EARLY', 'seenAt')] : []),
    ...(nextOn && nextOn < londonTime(seenAt).date ? [problem('TOO_EARLY', 'nextOn')] : []),
  ];
}

/** Of somebody who was not seen nothing follows. */
function notSeenProblems(input: RecordRoundOutcomeInput): Problem[] {
  const said = (['seenAt', 'seenBy', 'nextOn'] as const).filter((field) => input[field]);
  return [...said, ...(input.outcomes?.length ? ['outcomes'] : [])].map((field) => problem('NOT_OF_THIS_KIND', field));
}

/** A round of the caller's own practice, held still until the transaction ends. */
async function openRound(write: Write, { round: id }: RoundInput): Promise<{ round?: Round; problems: Problem[] }> {
  const named = publicUuid('HomeRound', id);
  const unknown = { problems: [problem('UNKNOWN', 'round')] };
  if (!named) return unknown;
  // It is looked at when its turn has come: whoever was before may have closed it.
  await write.oneAtATime(`round ${named}`);
  const [found] = await write.query<Round>(
    `select r.id, r.home_id as home, r.planned_for::text as "plannedFor", r.closed_at is not null as closed
     from public.home_round r join public.practice p on p.id = r.practice_id
     where r.id = $1 and p.organisation_id = $2`,
    [named, write.viewer.organisation.id],
  );
  if (!found) return unknown;
  return found.closed ? { problems: [problem('ALREADY_ENDED', 'round')] } : { round: found, problems: [] };
}

async function everybody(write: Write, asking: Asking, { home, plannedFor }: Round): Promise<Listed[]> {
  const { text, values } = roundList(asking, home, plannedFor);
  return write.query<Listed>(text, values);
}

/** Puts on the list whoever has a reason, and says anew why those are on it for whom nobody has recorded anything. */
async function listed(write: Write, asking: Asking, round: Round): Promise<void> {
  const all = await everybody(write, asking, round);
  await put(
    write,
    round,
    all.filter(({ reasons }) => reasons.length),
  );
  const renewed = await write.query<{ resident: string }>(
    `update public.round_visit v set reasons = fresh.reasons
     from (select one.resident, one.reasons from jsonb_to_recordset($3::jsonb) as one (resident uuid, reasons text[])) fresh
     where v.round_id = $1 and v.author_id = $2 and v.resident_id = fresh.resident and v.valid_until is null
       and v.state = 'WAITING' and v.reasons <> fresh.reasons
     returning v.resident_id as resident`,
    [round.id, write.viewer.organisation.id, JSON.stringify(all)],
  );
  for (const { resident } of renewed) write.concerns('Resident', resident);
}

/** One statement, however many they are; whoever is on the list already stays there. */
async function put(write: Write, round: Round, who: readonly Listed[]): Promise<string[]> {
  const added = await write.query<{ id: string; resident: string }>(
    `insert into public.round_visit (author_id, round_id, resident_id, reasons)
     select $2, $1, fresh.resident, fresh.reasons
     from jsonb_to_recordset($3::jsonb) as fresh (resident uuid, reasons text[])
     where not exists (select from public.round_visit v
       where v.round_id = $1 and v.resident_id = fresh.resident and v.valid_until is null)
     returning id, resident_id as resident`,
    [round.id, write.viewer.organisation.id, JSON.stringify(who)],
  );
  for (const { resident } of added) write.concerns('Resident', resident);
  return added.map(({ id }) => id);
}
