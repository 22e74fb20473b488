import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import type { CareType } from '../care-home/care-home.values.ts';
import { aheadMinutes } from '../public-policies.ts';
import type { CareTypeCapacityInput, UpdateCapacityInput } from './capacity.inputs.ts';
import { figureProblems, type Ground, unusual } from './capacity.rules.ts';
import { GendersSuited } from './capacity.values.ts';

/** A figure in force, as far as it is carried over to the next. */
interface Standing {
  careType: CareType;
  maximum: number;
  gendersSuited: GendersSuited;
  weeklyRateFrom: string | null;
  weeklyRateUntil: string | null;
  later: boolean;
}

interface Counted {
  care: CareType;
  beds: number;
}

/**
 * What the home says of its beds takes the place of what it said before, which stays in the history. Two who say it at
 * once come one after the other; what was so earlier never takes the place of what was so later.
 */
export async function updateCapacity(write: Write, input: UpdateCapacityInput): Promise<Written> {
  const home = await write.ownHome();
  if (!home) return { problems: [problem('UNKNOWN')] };
  const at = await write.oneAtATime(`capacity ${home}`);
  const { careTypes: figures, asOf } = input;
  if (asOf && asOf.getTime() > Date.parse(at) + aheadMinutes * 60_000)
    return { problems: [problem('IN_FUTURE', 'asOf')] };
  // The clock of whoever asks may be ahead by less than that.
  const asked = asOf && asOf.getTime() < Date.parse(at) ? asOf.toISOString() : at;
  const standing = await standingIn(write, home, asked);
  const ground = await groundOf(write, home, standing);
  const problems = [...figureProblems(figures, ground), ...rateProblems(figures, standing)];
  if (figures.some(({ careType }) => standing.get(careType)?.later)) problems.push(problem('OUTDATED', 'asOf'));
  if (problems.length === 0 && !input.confirm) problems.push(...unusual(figures, ground));
  if (problems.length > 0) return { problems };
  for (const figure of figures) await state(write, { home, at, asOf: asked }, figure, standing.get(figure.careType));
  return { record: home, problems };
}

/** SQL: a bed was reserved or let go: the figure is as old as the one before, and differs from it since. */
const booked = `exists (select from public.capacity b where b.home_id = c.home_id and b.care_type = c.care_type
         and b.valid_until = c.valid_from and b.as_of = c.as_of)`;

async function standingIn({ query }: Write, home: string, asOf: string): Promise<Map<CareType, Standing>> {
  const rows = await query<Standing>(
    `select c.care_type as "careType", c.maximum, c.genders_suited as "gendersSuited",
       c.weekly_rate_from as "weeklyRateFrom", c.weekly_rate_until as "weeklyRateUntil",
       (c.as_of > $2::timestamptz or c.valid_from > $2::timestamptz and ${booked}) as later
     from public.capacity c where c.home_id = $1 and c.valid_until is null`,
    [home, asOf],
  );
  return new Map(rows.map((row) => [row.careType, row]));
}

async function groundOf({ query }: Write, home: string, standing: ReadonlyMap<CareType, Standing>): Promise<Ground> {
  const [registered] = await query<Pick<Ground, 'registeredBeds' | 'careTypes'>>(
    `select h.registered_beds as "registeredBeds", h.care_types as "careTypes" from public.care_home h where h.id = $1`,
    [home],
  );
  const placed = await query<Counted>('select care, residents as beds from hub.placed_today()');
  const promised = await query<Counted>('select care, beds from hub.beds_promised()');
  const byCare = (counted: readonly Counted[]) => new Map(counted.map(({ care, beds }) => [care, beds]));
  return {
    ...(registered as Pick<Ground, 'registeredBeds' | 'careTypes'>),
    placed: byCare(placed),
    promised: byCare(promised),
    standing: new Map([...standing.values()].map(({ careType, maximum }) => [careType, maximum])),
  };
}

/** Rates are in order also where only one of them is stated anew. */
function rateProblems(figures: readonly CareTypeCapacityInput[], standing: ReadonlyMap<CareType, Standing>): Problem[] {
  return figures.flatMap((figure, place) => {
    const { from, until } = ratesOf(figure, standing.get(figure.careType));
    const outOfOrder = from !== null && until !== null && Number(until) < Number(from);
    return outOfOrder ? [problem('OUT_OF_RANGE', 'careTypes', String(place), 'weeklyRateUntil')] : [];
  });
}

function ratesOf(figure: CareTypeCapacityInput, before: Standing | undefined) {
  const carried = (stated: number | null | undefined, stood: string | null | undefined) =>
    stated === undefined ? (stood ?? null) : stated;
  return {
    from: carried(figure.weeklyRateFrom, before?.weeklyRateFrom),
    until: carried(figure.weeklyRateUntil, before?.weeklyRateUntil),
  };
}

async function state(
  { query, viewer }: Write,
  { home, at, asOf }: { home: string; at: string; asOf: string },
  figure: CareTypeCapacityInput,
  before: Standing | undefined,
): Promise<void> {
  await query(
    `update public.capacity set valid_until = $3::timestamptz
     where home_id = $1 and care_type = $2 and valid_until is null`,
    [home, figure.careType, at],
  );
  const { from, until } = ratesOf(figure, before);
  const genders = figure.gendersSuited ?? before?.gendersSuited ?? GendersSuited.ANY;
  await query(
    `insert into public.capacity (home_id, author_id, valid_from, as_of, care_type, maximum, occupied, reserved, available,
       genders_suited, weekly_rate_from, weekly_rate_until)
     values ($1, $2, $3::timestamptz, $4::timestamptz, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[home, viewer.organisation.id, at, asOf, figure.careType],
      ...[figure.maximum, figure.occupied, figure.reserved, figure.available],
      ...[genders, from, until],
    ],
  );
}
