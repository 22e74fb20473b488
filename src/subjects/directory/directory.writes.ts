import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { hoursProblems } from '../week-hours.ts';
import { codedNamed, endPublic, ownNamed } from '../writing/named-public.ts';
import { kept, textProblems } from '../writing/texts.ts';
import type { EndContactInput, StateContactInput } from './directory.inputs.ts';

const mostHomes = 200;
const mostHours = 28 * 24;

/** An organisation says whom homes may ask; what it said before stays in the history. */
export async function stateContact(write: Write, input: StateContactInput): Promise<Written> {
  const { viewer, query } = write;
  const at = await write.oneAtATime(`contacts ${viewer.organisation.id}`);
  const replaced =
    input.replaces == null ? undefined : await ownNamed(write, 'NamedContact', 'replaces', input.replaces);
  const place = await placeOf(write, input);
  const problems = [
    ...(replaced?.problems ?? []),
    ...textProblems(input, 'name', 200, true),
    ...textProblems(input, 'telephone', 40),
    ...emailProblems(input),
    ...(kept(input.telephone) || kept(input.email) ? [] : [problem('REQUIRED', 'telephone')]),
    ...textProblems(input, 'note', 1_000),
    ...place.problems,
    ...hoursProblems(input.hours),
    ...respondsProblems(input),
  ];
  if (problems.length > 0) return { problems };
  if (replaced?.row) await endPublic(write, 'NamedContact', replaced.row.id, at);
  const [made] = await query<{ id: string }>(
    `insert into public.named_contact (author_id, valid_from, role, name, telephone, email, covers, network_id, home_ids,
       hours, responds_within_hours, note)
     values ($1, $2::timestamptz, $3, $4, $5, $6, $7, $8::uuid, $9::uuid[], $10::jsonb, $11::int, $12) returning id`,
    [
      ...[viewer.organisation.id, at, input.role, input.name.trim(), kept(input.telephone), kept(input.email)],
      ...[input.covers, place.network ?? null, place.homes],
      JSON.stringify(input.hours.map(({ weekday, from, until }) => ({ weekday, from, until }))),
      ...[input.respondsWithinHours ?? null, kept(input.note) ?? null],
    ],
  );
  return { record: (made as { id: string }).id, problems };
}

export async function endContact(write: Write, input: EndContactInput): Promise<Written> {
  const at = await write.oneAtATime(`contacts ${write.viewer.organisation.id}`);
  const { row: contact, problems } = await ownNamed(write, 'NamedContact', 'contact', input.contact);
  if (!contact) return { problems };
  await endPublic(write, 'NamedContact', contact.id, at);
  return { record: contact.id, problems: [] };
}

interface Covered {
  network?: string | undefined;
  homes: string[];
  problems: Problem[];
}

/** The network or homes that are covered, each said where it belongs and nowhere else. */
async function placeOf(write: Write, { covers, network, homes }: StateContactInput): Promise<Covered> {
  const problems: Problem[] = [];
  if (covers !== 'NETWORK' && network != null) problems.push(problem('NOT_OF_THIS_KIND', 'network'));
  if (covers !== 'NAMED_HOMES' && homes?.length) problems.push(problem('NOT_OF_THIS_KIND', 'homes'));
  if (problems.length || covers === 'ALL_HOMES') return { homes: [], problems };
  if (covers === 'NETWORK') {
    if (network == null) return { homes: [], problems: [problem('REQUIRED', 'network')] };
    const found = await codedNamed(write, 'PrimaryCareNetwork', network);
    return { network: found, homes: [], problems: found ? [] : [problem('UNKNOWN', 'network')] };
  }
  if (!homes?.length) return { homes: [], problems: [problem('REQUIRED', 'homes')] };
  if (homes.length > mostHomes) return { homes: [], problems: [problem('TOO_LONG', 'homes')] };
  const found: string[] = [];
  for (const [place, id] of homes.entries()) {
    const home = await write.homeNamed(id);
    if (!home) problems.push(problem('UNKNOWN', 'homes', String(place)));
    else if (found.includes(home)) problems.push(problem('NAMED_TWICE', 'homes', String(place)));
    else found.push(home);
  }
  return { homes: found, problems };
}

function emailProblems(input: StateContactInput): Problem[] {
  const email = kept(input.email);
  const long = textProblems(input, 'email', 254);
  return long.length === 0 && email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    ? [problem('OUT_OF_RANGE', 'email')]
    : long;
}

function respondsProblems({ respondsWithinHours: hours }: StateContactInput): Problem[] {
  return hours != null && (hours < 1 || hours > mostHours) ? [problem('OUT_OF_RANGE', 'respondsWithinHours')] : [];
}
