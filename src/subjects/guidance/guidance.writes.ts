import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { identifyingProblems } from '../writing/identifying.ts';
import { endPublic, ownNamed, publicNamed } from '../writing/named-public.ts';
import { kept, textProblems } from '../writing/texts.ts';
import type {
  PublishGuidanceInput,
  ReadGuidanceInput,
  SupersedeGuidanceInput,
  WithdrawGuidanceInput,
} from './guidance.inputs.ts';

const mostStaff = 100_000;

const texts = ['title', 'summary', 'text'] as const;

export async function publishGuidance(
  write: Write,
  agreement: Agreement,
  input: PublishGuidanceInput,
): Promise<Written> {
  const problems = saidProblems(input);
  if (!problems.length) problems.push(...(await identifyingProblems(write, agreement, input, texts, 'no birthdays')));
  if (problems.length) return { problems };
  return enter(write, input, await write.oneAtATime(`guidance ${write.viewer.organisation.id}`));
}

/** What was read of the former edition says nothing of this one: it is unread by everybody. */
export async function supersedeGuidance(
  write: Write,
  agreement: Agreement,
  input: SupersedeGuidanceInput,
): Promise<Written> {
  const at = await write.oneAtATime(`guidance ${write.viewer.organisation.id}`);
  const named = await ownNamed<{ edition: number }>(write, 'Guidance', 'guidance', input.guidance, 't.edition');
  const { row: former } = named;
  const problems = [...named.problems, ...saidProblems(input)];
  if (!problems.length) problems.push(...(await identifyingProblems(write, agreement, input, texts, 'no birthdays')));
  if (problems.length || !former) return { problems };
  await endPublic(write, 'Guidance', former.id, at);
  return enter(write, input, at, former);
}

export async function withdrawGuidance(write: Write, input: WithdrawGuidanceInput): Promise<Written> {
  const at = await write.oneAtATime(`guidance ${write.viewer.organisation.id}`);
  const { row: former, problems } = await ownNamed(write, 'Guidance', 'guidance', input.guidance);
  if (!former) return { problems };
  await endPublic(write, 'Guidance', former.id, at);
  return { record: former.id, problems: [] };
}

/** Said again, it is by how many it has been read by now: what was said before is kept. */
export async function readGuidance(write: Write, input: ReadGuidanceInput): Promise<Written> {
  const { query, viewer } = write;
  const { staff = null } = input;
  const at = await write.oneAtATime(`guidance read by ${viewer.organisation.id}`);
  const guidance = await publicNamed(write, 'Guidance', input.guidance);
  const problems = [
    ...(guidance ? [] : [problem('UNKNOWN', 'guidance')]),
    ...(staff !== null && (staff < 1 || staff > mostStaff) ? [problem('OUT_OF_RANGE', 'staff')] : []),
  ];
  if (problems.length || !guidance) return { problems };
  await query(
    `update public.guidance_reading set valid_until = $3::timestamptz
     where guidance_id = $1 and author_id = $2 and valid_until is null`,
    [guidance.id, viewer.organisation.id, at],
  );
  await query(
    `insert into public.guidance_reading (author_id, valid_from, guidance_id, staff)
     values ($1, $2::timestamptz, $3, $4::int)`,
    [viewer.organisation.id, at, guidance.id, staff],
  );
  return { record: guidance.id, problems };
}

async function enter(
  { query, viewer }: Write,
  { title, summary, text, link }: PublishGuidanceInput,
  at: string,
  former?: { id: string; edition: number },
): Promise<Written> {
  const [made] = await query<{ id: string }>(
    `insert into public.guidance (author_id, valid_from, title, summary, text, link, edition, supersedes_id)
     values ($1, $2::timestamptz, $3, $4, $5, $6, $7::int, $8::uuid) returning id`,
    [
      ...[viewer.organisation.id, at, title.trim(), summary.trim(), kept(text) ?? null, kept(link) ?? null],
      ...[(former?.edition ?? 0) + 1, former?.id ?? null],
    ],
  );
  return { record: (made as { id: string }).id, problems: [] };
}

function saidProblems(input: PublishGuidanceInput): Problem[] {
  const link = kept(input.link);
  return [
    ...textProblems(input, 'title', 200, true),
    ...textProblems(input, 'summary', 2_000, true),
    ...textProblems(input, 'text', 50_000),
    ...textProblems(input, 'link', 2_000),
    ...(link && !/^https:\/\/[^\s/]+\.[^\s]+$/.test(link) ? [problem('OUT_OF_RANGE', 'link')] : []),
    ...(link || kept(input.text) ? [] : [problem('REQUIRED', 'text')]),
  ];
}
