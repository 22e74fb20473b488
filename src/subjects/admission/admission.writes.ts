import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { AdmissionStatus } from '../care-home/care-home.values.ts';
import { textProblems } from '../writing/texts.ts';
import type { LiftEmbargoInput, SetAdmissionStatusInput, SetEmbargoInput } from './admission.inputs.ts';

const longest = 500;
const embargo = AdmissionStatus.CLOSED_BY_COMMISSIONER;

/** What a home says of itself. While there is an embargo it is recorded, and holds when the embargo is lifted. */
export async function setAdmissionStatus(write: Write, input: SetAdmissionStatusInput): Promise<Written> {
  const home = await write.ownHome();
  if (!home) return { problems: [problem('UNKNOWN')] };
  const problems = statusProblems(input);
  if (problems.length > 0) return { problems };
  const at = await write.oneAtATime(`admission ${home}`);
  await endOwn(write, home, at);
  const [restrictions, reason] = [input.restrictions?.trim() || null, input.reason?.trim() || null];
  await state(write, home, at, { status: input.status, restrictions, reason });
  return { record: home, problems };
}

/** A council sees to it that nobody is placed in a home of its area, whatever the home says. */
export async function setEmbargo(write: Write, input: SetEmbargoInput): Promise<Written> {
  const problems = textProblems(input, 'reason', longest, true);
  const home = await homeOfArea(write, input.home);
  if (!home) problems.push(problem('UNKNOWN', 'home'));
  if (problems.length > 0 || !home) return { problems };
  const at = await write.oneAtATime(`admission ${home}`);
  const standing = await write.query(
    `select s.id from public.admission_statement s
     where s.home_id = $1 and s.author_id = $2 and s.valid_until is null`,
    [home, write.viewer.organisation.id],
  );
  if (standing.length > 0) return { problems: [problem('ALREADY_RECORDED', 'home')] };
  await state(write, home, at, { status: embargo, reason: input.reason.trim() });
  return { record: home, problems };
}

export async function liftEmbargo(write: Write, input: LiftEmbargoInput): Promise<Written> {
  const home = await homeOfArea(write, input.home);
  if (!home) return { problems: [problem('UNKNOWN', 'home')] };
  const at = await write.oneAtATime(`admission ${home}`);
  const ended = await endOwn(write, home, at);
  return ended ? { record: home, problems: [] } : { problems: [problem('ALREADY_ENDED', 'home')] };
}

function statusProblems(input: SetAdmissionStatusInput): Problem[] {
  const { status, restrictions } = input;
  if (status === embargo) return [problem('OUT_OF_RANGE', 'status')];
  const restricted = status === AdmissionStatus.OPEN_WITH_RESTRICTIONS;
  if (restrictions?.trim() && !restricted) return [problem('OUT_OF_RANGE', 'restrictions')];
  return [...textProblems(input, 'restrictions', longest, restricted), ...textProblems(input, 'reason', longest)];
}

async function homeOfArea(write: Write, named: string): Promise<string | undefined> {
  const home = await write.homeNamed(named);
  const [own] = await write.query<{ id: string }>(
    'select h.id from public.care_home h where h.id = $1 and h.council_id = $2',
    [home ?? null, write.viewer.organisation.id],
  );
  return own?.id;
}

/** Ends what the organisation has said of the home, if it has said anything. */
async function endOwn({ query, viewer }: Write, home: string, at: string): Promise<boolean> {
  const ended = await query(
    `update public.admission_statement set valid_until = $3::timestamptz
     where home_id = $1 and author_id = $2 and valid_until is null returning id`,
    [home, viewer.organisation.id, at],
  );
  return ended.length > 0;
}

/** Only what is said is named: of restrictions a council says nothing, and may not. */
async function state(
  { query, viewer }: Write,
  home: string,
  at: string,
  said: { status: AdmissionStatus; reason: string | null; restrictions?: string | null },
): Promise<void> {
  const named = Object.entries(said);
  const columns = named.map(([column]) => `, ${column}`).join('');
  const places = named.map((_, place) => `, $${place + 4}`).join('');
  await query(
    `insert into public.admission_statement (home_id, author_id, valid_from, as_of${columns})
     values ($1, $2, $3::timestamptz, $3::timestamptz${places})`,
    [home, viewer.organisation.id, at, ...named.map(([, value]) => value)],
  );
}
