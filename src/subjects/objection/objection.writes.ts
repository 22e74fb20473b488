import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { codedNamed } from '../writing/named-public.ts';
import type { RecordObjectionInput, WithdrawObjectionInput } from './objection.inputs.ts';

/** It takes effect when it is recorded: relationships that it can end are ended at the next question. */
export async function recordObjection(write: Write, input: RecordObjectionInput): Promise<Written> {
  const { now, query, viewer } = write;
  const resident = await write.residentNamed(input.resident);
  if (!resident) return { problems: [problem('UNKNOWN', 'resident')] };
  const against = input.against ? await codedNamed(write, 'Organisation', input.against) : undefined;
  if (input.against && !against) return { problems: [problem('UNKNOWN', 'against')] };
  const today = londonTime(now).date;
  const madeOn = input.madeOn ?? today;
  if (madeOn > today) return { problems: [problem('IN_FUTURE', 'madeOn')] };
  // Of two at once the second waits, and finds what the first has recorded.
  await write.oneAtATime(`objection ${viewer.organisation.id} ${resident}`);
  // Its own only: that another organisation was told the same is not for this one to know.
  const same = await query(
    `select id from public.objection where resident_id = $1 and author_id = $2 and kind = $3
       and against_id is not distinct from $4::uuid and withdrawn_on is null`,
    [resident, viewer.organisation.id, input.kind, against ?? null],
  );
  if (same.length) return { problems: [problem('ALREADY_RECORDED')] };
  // For the alert that the database raises.
  await query(`select set_config('hub.user', $1, true), set_config('hub.user_role', $2, true)`, [
    viewer.user,
    viewer.role,
  ]);
  // Identifier, version and time are the database's to say, so that it is not an entity that is added.
  const [made] = await query<{ id: string }>(
    `insert into public.objection (author_id, resident_id, kind, against_id, decided_by, made_on)
     values ($1, $2, $3, $4::uuid, $5, $6) returning id`,
    [viewer.organisation.id, resident, input.kind, against ?? null, input.decidedBy, madeOn],
  );
  return { record: (made as { id: string }).id, problems: [] };
}

/**
 * A withdrawal restores what the objection ended, and leaves on record that it was made. Whoever recorded it can always
 * withdraw it: what was said to a hospital is taken back there, though the stay is long over.
 */
export async function withdrawObjection(write: Write, input: WithdrawObjectionInput): Promise<Written> {
  const withdrawnOn = input.withdrawnOn ?? londonTime(write.now).date;
  const objection = write.uuidOf('Objection', input.objection);
  if (!objection) return { problems: [problem('UNKNOWN', 'objection')] };
  await write.holdRecord(objection);
  const [came] = await write.query<{ verdict: string; about: string | null }>(
    'select verdict, about from hub.withdraw_objection($1, $2, $3::date)',
    [objection, input.decidedBy, withdrawnOn],
  );
  if (came?.about) write.concerns('Resident', came.about);
  const [code = 'UNKNOWN', place = 'objection'] = came?.verdict.split(' ') ?? [];
  return code === 'DONE' ? { record: objection, problems: [] } : { problems: [problem(code as ProblemCode, place)] };
}
