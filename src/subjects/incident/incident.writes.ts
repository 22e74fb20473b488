import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { standing } from '../writing/standing.ts';
import { textProblems } from '../writing/texts.ts';
import type { AmendIncidentInput, IncidentParticulars, RecordIncidentInput } from './incident.inputs.ts';
import { IncidentKind, subtypesOf } from './incident.values.ts';

/** The columns of what staff say of an incident. */
const columns = {
  kind: 'kind',
  subtype: 'subtype',
  harm: 'harm',
  psychologicalHarm: 'psychological_harm',
  occurredAt: 'occurred_at',
  location: 'location',
  narrative: 'narrative',
  internalNote: 'internal_note',
  headInjury: 'head_injury',
  fracture: 'fracture',
  onAnticoagulant: 'on_anticoagulant',
  ambulanceCalled: 'ambulance_called',
  conveyed: 'conveyed',
  presentOnAdmission: 'present_on_admission',
  deviceRelated: 'device_related',
} as const;
type Said = Partial<
  IncidentParticulars & Pick<RecordIncidentInput, 'resident'> & Pick<AmendIncidentInput, 'kind' | 'harm' | 'occurredAt'>
>;
type Field = keyof typeof columns;
const fields = Object.keys(columns) as Field[];

const detailsOf = {
  [IncidentKind.FALL]: ['headInjury', 'fracture', 'onAnticoagulant', 'ambulanceCalled', 'conveyed'],
  [IncidentKind.PRESSURE_ULCER]: ['presentOnAdmission', 'deviceRelated'],
} as const;
const longest = { location: 500, narrative: 10_000, internalNote: 10_000 };
const texts = Object.keys(longest) as (keyof typeof longest)[];

/** In the home where the resident lives; nobody else was there. */
export async function recordIncident(write: Write, input: RecordIncidentInput): Promise<Written> {
  const said = saidIn(input);
  const problems = problemsOf(said, write.now);
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  const home = resident && (await homeThen(write, resident, input.occurredAt));
  if (resident && !home && input.occurredAt <= write.now) problems.push(problem('NOT_RESIDENT_THEN', 'occurredAt'));
  if (problems.length) return { problems };
  const named = { ...said, resident, home, author: write.viewer.organisation.id };
  const given = Object.entries(named).map(([field, value]) => [columns[field as Field] ?? `${field}_id`, value]);
  const [made] = await write.query<{ id: string }>(
    `insert into public.incident (${given.map(([column]) => column).join(', ')})
     values (${given.map((_, place) => `$${place + 1}`).join(', ')}) returning id`,
    given.map(([, value]) => value),
  );
  return { record: (made as { id: string }).id, problems };
}

/** What is amended is kept as it was: the database writes the next version. */
export async function amendIncident(write: Write, input: AmendIncidentInput): Promise<Written> {
  const said = saidIn(input);
  const { row: before, problems } = await standing<Said & { about: string }>(
    write,
    { type: 'Incident', field: 'incident', id: input.incident, version: input.version },
    // Its own note the home writes without ever reading it back.
    `resident_id as about, ${fields
      .filter((field) => field !== 'internalNote')
      .map((field) => `${columns[field]} as "${field}"`)
      .join(', ')}`,
  );
  const after = { ...before, ...withoutFormerKind(before, said), ...said };
  const found = [...problems, ...problemsOf(after, write.now)];
  if (Object.keys(said).length === 0) found.push(problem('REQUIRED'));
  const { occurredAt } = said;
  if (before && occurredAt && occurredAt <= write.now && !(await homeThen(write, before.about, occurredAt)))
    found.push(problem('NOT_RESIDENT_THEN', 'occurredAt'));
  if (found.length || !before) return { problems: found };
  const changed = Object.entries({ ...withoutFormerKind(before, said), ...said });
  const record = write.uuidOf('Incident', input.incident) as string;
  await write.query(
    `update public.incident set ${changed.map(([field], place) => `${columns[field as Field]} = $${place + 2}`).join(', ')}
     where id = $1`,
    [record, ...changed.map(([, value]) => value)],
  );
  return { record, problems: [] };
}

/** What the input says, absent fields left out, texts without the blanks around them. */
function saidIn(input: Said): Said {
  const given = fields.filter((field) => input[field] !== undefined);
  return Object.fromEntries(
    given.map((field) => [
      field,
      texts.includes(field as never) ? String(input[field] ?? '').trim() || null : input[field],
    ]),
  );
}

/** What was said of an incident of one kind is not true of another. */
function withoutFormerKind(before: Said | undefined, { kind }: Said): Said {
  if (!before || !kind || kind === before.kind) return {};
  const details = Object.values(detailsOf).flat();
  return Object.fromEntries(['subtype', ...details].map((field) => [field, null]));
}

function problemsOf(said: Said, now: Date): Problem[] {
  const { kind, subtype, occurredAt } = said;
  const ofAnother = Object.entries(detailsOf).flatMap(([owner, details]) =>
    kind && kind !== owner ? details.filter((field) => (said[field] ?? null) !== null) : [],
  );
  return [
    ...(['kind', 'harm', 'occurredAt'] as const)
      .filter((field) => said[field] === null)
      .map((field) => problem('REQUIRED', field)),
    ...(kind && subtype && !subtypesOf.get(kind)?.includes(subtype) ? [problem('NOT_OF_THIS_KIND', 'subtype')] : []),
    ...ofAnother.map((field) => problem('NOT_OF_THIS_KIND', field)),
    ...texts.flatMap((field) => textProblems(said, field, longest[field])),
    ...(occurredAt && occurredAt > now ? [problem('IN_FUTURE', 'occurredAt')] : []),
  ];
}

/** Which home of the caller's the resident lived in at a moment; the day of leaving is lived there still. */
async function homeThen(write: Write, resident: string, at: Date): Promise<string | undefined> {
  const [found] = await write.query<{ home: string }>(
    `select placement.home_id as home from public.placement
     join public.care_home on care_home.id = placement.home_id
     where placement.resident_id = $1 and care_home.organisation_id = $2 and placement.valid_until is null
       and placement.from_on <= $3::date and (placement.to_on is null or placement.to_on >= $3::date)
     order by placement.from_on desc limit 1`,
    [resident, write.viewer.organisation.id, londonTime(at).date],
  );
  return found?.home;
}
