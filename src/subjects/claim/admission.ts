import type { Write } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, type ProblemCode, problem, toConfirm } from '../../shared/problem-catalogue.ts';
import type { AdmitResidentInput } from './claim.inputs.ts';
import { ClaimOutcome } from './claim.values.ts';
import { type Entered, nameProblems, textProblems } from './claims.ts';

const full = 'As many residents live in your home by that day as the CQC registered beds.';

/** A home's word that somebody moved in. What comes of it is the same for whomever the hub knows and for anybody else. */
export async function admitResident(write: Write, input: AdmitResidentInput): Promise<Entered> {
  const { query, viewer, now, concerns } = write;
  const { nhsNumber, dateOfBirth, familyName, givenName, sex, careType, from, room } = input;
  const today = londonTime(now).date;
  const problems: Problem[] = [
    ...nameProblems(familyName),
    ...textProblems('givenName', givenName, 200),
    ...textProblems('room', room, 50),
    ...(from > today ? [problem('IN_FUTURE', 'from')] : []),
    ...(dateOfBirth > today ? [problem('IN_FUTURE', 'dateOfBirth')] : []),
    ...(from < dateOfBirth ? [problem('TOO_EARLY', 'from')] : []),
  ];
  const [home] = await query<{ id: string }>(
    `select id from public.care_home where cqc_location_id = $1 and organisation_id = $2
       and (deregistered_on is null or deregistered_on > $3::date)`,
    [input.home, viewer.organisation.id, from],
  );
  if (!home) problems.push(problem('UNKNOWN', 'home'));
  if (problems.length || !home) return { problems };
  // Of two who come at once to the last bed, the second is told.
  await write.oneAtATime(`admissions ${home.id}`);
  const [beds] = await query<{ taken: boolean | null }>('select hub.beds_are_taken($1, $2::date) as taken', [
    nhsNumber,
    from,
  ]);
  if (beds?.taken && !input.confirm) return { problems: [toConfirm(full, 'home')] };
  const [entered] = await query<{ id: string; verdict: string }>(
    'select id, verdict from hub.enter_admission($1, $2, $3, $4::date, $5, $6, $7, $8, $9, $10, $11::date, $12)',
    [
      ...[viewer.user, viewer.role, nhsNumber, dateOfBirth, familyName, givenName?.trim() || null, sex ?? null],
      ...[home.id, careType, room?.trim() || null, from, `Moved in on ${from}, says the home.`],
    ],
  );
  const { id, verdict } = entered as { id: string; verdict: string };
  if (verdict !== 'DONE') return { problems: [problem(verdict as ProblemCode)] };
  concerns('Claim', id);
  return { outcome: ClaimOutcome.ACCEPTED, problems: [] };
}
