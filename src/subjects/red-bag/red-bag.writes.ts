import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { standing } from '../writing/standing.ts';
import { textProblems } from '../writing/texts.ts';
import type { CheckRedBagInput, ReceiveRedBagInput, SendRedBagBackInput, SendRedBagInput } from './red-bag.inputs.ts';
import type { RedBagItem } from './red-bag.values.ts';

const longest = 500;

export async function sendRedBag(write: Write, input: SendRedBagInput): Promise<Written> {
  const { items, otherItems, sentAt } = input;
  const problems = [
    ...textProblems(input, 'otherItems', longest),
    ...namedTwice(items, 'items'),
    ...(items.length === 0 && !otherItems?.trim() ? [problem('REQUIRED', 'items')] : []),
    ...(sentAt > write.now ? [problem('IN_FUTURE', 'sentAt')] : []),
  ];
  const [home, resident] = [await write.ownHome(), await write.residentNamed(input.resident)];
  if (!resident || !home) problems.push(problem('UNKNOWN', 'resident'));
  if (problems.length) return { problems };
  const own = write.viewer.organisation.id;
  const [onItsWay] = await write.query<{ id: string }>(
    `select id from public.red_bag
     where resident_id = $1 and author_id = $2 and valid_until is null and returned_at is null`,
    [resident, own],
  );
  if (onItsWay) return { problems: [problem('ALREADY_RECORDED', 'resident')] };
  const [made] = await write.query<{ id: string }>(
    `insert into public.red_bag (author_id, resident_id, home_id, items, other_items, sent_at)
     values ($1, $2, $3, $4::text[], $5, $6) returning id`,
    [own, resident, home, listed(items), otherItems?.trim() || null, sentAt],
  );
  return { record: (made as { id: string }).id, problems };
}

export function receiveRedBag(write: Write, input: ReceiveRedBagInput): Promise<Written> {
  const { receivedAt: at, received: items } = input;
  return byHospital(write, input, 'hub.receive_red_bag', { at, atField: 'receivedAt', items, field: 'received' });
}

export function sendRedBagBack(write: Write, input: SendRedBagBackInput): Promise<Written> {
  const { sentBackAt: at, sentBack: items } = input;
  return byHospital(write, input, 'hub.send_red_bag_back', { at, atField: 'sentBackAt', items, field: 'sentBack' });
}

/** Looked at again, something may have turned up: the home says so as often as it likes. */
export async function checkRedBag(write: Write, input: CheckRedBagInput): Promise<Written> {
  const { redBag: id, version, returnedAt, returned } = input;
  const { row, problems } = await standing<{ items: RedBagItem[]; sentAt: Date }>(
    write,
    { type: 'RedBag', field: 'redBag', id, version },
    'items, sent_at as "sentAt"',
  );
  problems.push(...namedTwice(returned, 'returned'));
  if (returnedAt > write.now) problems.push(problem('IN_FUTURE', 'returnedAt'));
  if (row && returnedAt < row.sentAt) problems.push(problem('TOO_EARLY', 'returnedAt'));
  if (!row || problems.length) return { problems };
  const missing = row.items.filter((item) => !returned.includes(item));
  const record = write.uuidOf('RedBag', id) as string;
  await write.query(
    `update public.red_bag set returned_at = $2, returned = $3::text[], missing = $4::text[] where id = $1`,
    [record, returnedAt, listed(returned), listed(missing)],
  );
  return { record, problems };
}

interface Said {
  at: Date;
  atField: string;
  items: readonly RedBagItem[];
  field: string;
}

/** The record is the home's: functions of the database add what the hospital says of it. */
async function byHospital(
  write: Write,
  { redBag, version }: { redBag: string; version: number },
  routine: string,
  { at, atField, items, field }: Said,
): Promise<Written> {
  const problems = namedTwice(items, field);
  if (at > write.now) problems.push(problem('IN_FUTURE', atField));
  const record = await write.recordNamed('RedBag', redBag);
  if (!record) problems.push(problem('UNKNOWN', 'redBag'));
  if (problems.length || !record) return { problems };
  const [came] = await write.query<{ verdict: string }>(
    `select ${routine}($1, $2::int, $3::timestamptz, $4::text[]) as verdict`,
    [record, version, at, listed(items)],
  );
  const [code = 'UNKNOWN', place = 'redBag'] = came?.verdict.split(' ') ?? [];
  return code === 'DONE' ? { record, problems } : { problems: [problem(code as ProblemCode, place)] };
}

const namedTwice = (items: readonly RedBagItem[], field: string): Problem[] =>
  new Set(items).size < items.length ? [problem('NAMED_TWICE', field)] : [];

/** As PostgreSQL writes arrays: values of an enum need no quotes. */
const listed = (items: readonly RedBagItem[]) => `{${items.join()}}`;
