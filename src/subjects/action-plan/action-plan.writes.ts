import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { daysAfter, londonTime } from '../../shared/dates.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { identifyingProblems } from '../writing/identifying.ts';
import { codedNamed, publicNamed } from '../writing/named-public.ts';
import { textProblems } from '../writing/texts.ts';
import type { AddJointActionInput, ReportProgressInput } from './action-plan.inputs.ts';

/** An operator of dashboards does nothing for residents. */
const partner = `t.agency <> 'dashboard'`;
const furthestDays = 5 * 366;

export async function addJointAction(write: Write, agreement: Agreement, input: AddJointActionInput): Promise<Written> {
  const { query, viewer, now } = write;
  const today = londonTime(now).date;
  const owner =
    input.owner == null ? viewer.organisation.id : await codedNamed(write, 'Organisation', input.owner, partner);
  const problems = [
    ...textProblems(input, 'objective', 1_000, true),
    ...textProblems(input, 'measure', 500, true),
    ...textProblems(input, 'target', 500, true),
    ...(input.dueOn < today || input.dueOn > daysAfter(today, furthestDays) ? [problem('OUT_OF_RANGE', 'dueOn')] : []),
    ...(owner ? [] : [problem('UNKNOWN', 'owner')]),
  ];
  const texts = ['objective', 'measure', 'target'] as const;
  if (!problems.length) problems.push(...(await identifyingProblems(write, agreement, input, texts, 'no birthdays')));
  if (problems.length) return { problems };
  const at = await write.oneAtATime(`joint actions ${viewer.organisation.id}`);
  const [made] = await query<{ id: string }>(
    `insert into public.joint_action (author_id, valid_from, objective, measure, target, due_on, owner_id)
     values ($1, $2::timestamptz, $3, $4, $5, $6::date, $7) returning id`,
    [
      ...[viewer.organisation.id, at, input.objective.trim(), input.measure.trim(), input.target.trim()],
      ...[input.dueOn, owner],
    ],
  );
  return { record: (made as { id: string }).id, problems };
}

/** Whose it is reports how it stands, and whoever put it into the plan; the others read it. */
export async function reportProgress(write: Write, agreement: Agreement, input: ReportProgressInput): Promise<Written> {
  const { query, viewer } = write;
  const own = viewer.organisation.id;
  const columns = 't.owner_id as "ownerId"';
  const action = await publicNamed<{ ownerId: string }>(write, 'JointAction', input.jointAction, { columns });
  const problems = textProblems(input, 'note', 4_000, true);
  if (!action || (action.ownerId !== own && action.authorId !== own)) problems.push(problem('UNKNOWN', 'jointAction'));
  if (!problems.length)
    problems.push(...(await identifyingProblems(write, agreement, input, ['note'], 'no birthdays')));
  if (problems.length || !action) return { problems };
  const at = await write.oneAtATime(`joint action ${action.id}`);
  await query(
    `insert into public.action_progress (author_id, valid_from, joint_action_id, status, note)
     values ($1, $2::timestamptz, $3, $4, $5)`,
    [own, at, action.id, input.status, input.note.trim()],
  );
  return { record: action.id, problems };
}
