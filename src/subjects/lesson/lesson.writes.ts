import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { identifyingProblems } from '../writing/identifying.ts';
import { endPublic, ownNamed } from '../writing/named-public.ts';
import { textProblems } from '../writing/texts.ts';
import type { ShareLessonInput, WithdrawLessonInput } from './lesson.inputs.ts';

const longest = 4_000;
/** Where fewer of its kind use the hub, the kind alone names the author. */
const fewestOfKind = 3;
const fields = ['whatHappened', 'whatWeLearned', 'whatWeChanged'] as const;

/** A text that may tell who somebody is goes nowhere; what the check does not find, the author must. */
export async function shareLesson(write: Write, agreement: Agreement, input: ShareLessonInput): Promise<Written> {
  const { query, viewer } = write;
  const problems = fields.flatMap((field) => textProblems(input, field, longest, true));
  if (problems.length) return { problems };
  const telling = await identifyingProblems(write, agreement, input, fields, 'none');
  if (telling.length) return { problems: telling };
  const texts = Object.fromEntries(fields.map((field) => [field, input[field].trim()]));
  const own = viewer.organisation.id;
  if (input.unnamed) {
    const [alike] = await query<{ few: boolean }>(
      'select count(*) < $2 as few from public.organisation where agency = $1',
      [viewer.agency, fewestOfKind],
    );
    if (alike?.few) return { problems: [problem('NOT_POSSIBLE', 'unnamed')] };
  }
  const at = await write.oneAtATime(`lessons ${own}`);
  const [made] = await query<{ id: string }>(
    `insert into public.shared_lesson (author_id, valid_from, incident_kind, harm, what_happened, what_we_learned,
       what_we_changed, agency, shared_by_id)
     values ($1, $2::timestamptz, $3, $4, $5, $6, $7, $8, $9::uuid) returning id`,
    [
      ...[own, at, input.incidentKind, input.harm ?? null, texts.whatHappened, texts.whatWeLearned],
      ...[texts.whatWeChanged, viewer.agency, input.unnamed ? null : own],
    ],
  );
  return { record: (made as { id: string }).id, problems };
}

export async function withdrawLesson(write: Write, input: WithdrawLessonInput): Promise<Written> {
  const at = await write.oneAtATime(`lessons ${write.viewer.organisation.id}`);
  const { row: lesson, problems } = await ownNamed(write, 'SharedLesson', 'lesson', input.lesson);
  if (!lesson) return { problems };
  await endPublic(write, 'SharedLesson', lesson.id, at);
  return { record: lesson.id, problems: [] };
}
