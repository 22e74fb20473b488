import type { HubContext } from '../../access/context.ts';
import type { CursorValue } from '../../access/cursor.ts';
import { type PublicRow, publicColumns, shapeOf } from '../../access/reading/public-records.ts';
import type { ConnectionSelection } from '../../access/reading/selection.ts';
import { today } from '../../access/reading/sources.ts';
import { Statement } from '../../access/reading/statement.ts';
import { Refusal } from '../../shared/refusals.ts';
import { type Connection, pageOf } from '../connection.ts';
import { kilometres, originOf, withinReach } from './origin.ts';
import { CareHomeOrderField, type CareHomeSearch, OrderDirection, type SearchCondition } from './search.inputs.ts';
import { asksForBeds, bedsOf, conditionsOf } from './search-conditions.ts';

/**
 * How many homes a condition rules out, whatever the others do: of the whole directory, or where a distance is asked for, of
 * the homes within it; too far away are the others of the directory.
 */
export interface ConditionExcluded {
  condition: SearchCondition;
  homes: number;
}

export interface FoundHomes extends Connection<PublicRow> {
  excluded: ConditionExcluded[];
}

type FoundRow = PublicRow & { _key: CursorValue; _code: string; _distance: number | null };
type Line = FoundRow & { _located: boolean; _total: number; _excluded: number[] };

/** What an order sorts by, and the type that its values come back as in a cursor. The CQC's id decides between equals. */
const keys = {
  [CareHomeOrderField.NAME]: { sql: 'home.name', type: 'text' },
  [CareHomeOrderField.DISTANCE]: { sql: 'place.distance', type: 'float8' },
  [CareHomeOrderField.AVAILABLE]: { sql: 'beds.fresh', type: 'int' },
} as const;

/** SQL: nobody can be placed in a home whose registration is over or yet to come; one registered anew is listed once. */
const listed = `home.registered_on <= ${today} and (home.deregistered_on is null or home.deregistered_on > ${today})
        and not exists (select from public.care_home successor
          where successor.predecessor_id = home.id and successor.registered_on <= ${today})`;

/**
 * The homes that meet every condition, one page of them, with the exact number of all and of those that each condition
 * ruled out: one statement, so that the three agree.
 */
export async function searchHomes(
  context: HubContext,
  { filter: given, orderBy, first, after }: CareHomeSearch,
  asked: ConnectionSelection,
): Promise<FoundHomes> {
  const { cursors, read, viewer } = context;
  const filter = given ?? {};
  const field = orderBy?.field ?? (filter.near ? CareHomeOrderField.DISTANCE : CareHomeOrderField.NAME);
  const direction = orderBy?.direction ?? OrderDirection.ASC;
  if (field === CareHomeOrderField.DISTANCE && !filter.near) throw new Refusal('BAD_INPUT', { at: 'filter.near' });
  const scope = `careHomes ${JSON.stringify([filter, field, direction])}`;
  const behind = after ? cursors.decode(viewer.organisation.id, scope, after) : undefined;

  const statement = new Statement();
  const origin = filter.near ? originOf(filter.near, statement) : undefined;
  const countsBeds = field === CareHomeOrderField.AVAILABLE || asksForBeds(filter);
  const beds = countsBeds ? `cross join lateral (${bedsOf('home', filter, statement)}) beds` : '';
  const conditions = conditionsOf(filter, statement);
  const { sql: key, type } = keys[field];
  const beyond = behind
    ? `where (found.key, found.code) ${direction === 'ASC' ? '>' : '<'} (${statement.add(behind[0], type)}, ${statement.add(behind[1], 'text')})`
    : '';
  const columns = publicColumns(shapeOf(context, 'CareHome'), asked.nodes, 'home');
  const verdicts = conditions.flatMap(({ holds }, place) => (holds ? [`${holds} as holds_${place}`] : []));
  const all = conditions.flatMap(({ holds }, place) => (holds ? [`holds_${place}`] : [])).join(' and ') || 'true';
  const counts = conditions.map(({ holds }, place) =>
    holds
      ? `count(*) filter (where not holds_${place})`
      : `(select count(*) from public.care_home home where ${listed}) - count(*)`,
  );
  const reach =
    typeof filter.withinKm === 'number'
      ? `and ${withinReach('home', 'origin', statement.add(filter.withinKm, 'float8'))}`
      : '';
  // A page of the whole directory is found by an index; counting would look at all of it.
  const tally =
    asked.total || conditions.length > 0
      ? `select (count(*) filter (where ${all}))::int as total, array[${counts.join(', ')}]::int[] as excluded from candidate`
      : 'select 0 as total, array[]::int[] as excluded';
  const text = `with origin as (${origin?.sql ?? 'select null::float8 as latitude, null::float8 as longitude'}),
    candidate as (
      select ${['home.id', 'home.cqc_location_id as code', `${key} as key`, 'place.distance', ...verdicts].join(', ')}
      from public.care_home home
      ${beds}
      left join origin on true
      cross join lateral (select ${origin ? kilometres('home', 'origin') : 'null::float8'} as distance) place
      where ${listed} ${reach}
    ),
    tally as (${tally}),
    page as (
      select found.* from (select * from candidate where ${all}) found ${beyond}
      order by found.key ${direction}, found.code ${direction} limit ${statement.add(first + 1, 'int')}
    )
    select exists (select from origin) as _located, tally.total as _total, tally.excluded as _excluded,
      page.key as _key, page.code as _code, page.distance as _distance, ${columns}
    from tally left join page on true left join public.care_home home on home.id = page.id
    order by page.key ${direction}, page.code ${direction}`;

  const lines = await read.query<Line>(text, statement.values);
  const [line] = lines;
  if (origin && line?._located === false) throw new Refusal(origin.unknown, { at: 'filter.near' });
  const page = pageOf<FoundRow>({
    rows: lines.filter(({ _code }) => _code !== null),
    first,
    totalCount: line?._total ?? 0,
    after,
    cursorOf: ({ _key, _code }) => cursors.encode(viewer.organisation.id, scope, [_key, _code]),
  });
  const excluded = conditions.map(({ condition }, place) => ({ condition, homes: line?._excluded[place] ?? 0 }));
  return Object.assign(page, { excluded });
}
