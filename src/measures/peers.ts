import type { HubContext } from '../access/context.ts';
import { fewestPeers, peersTogether } from '../shared/peers.ts';
import type { MeasureDefinition } from './definitions/definition.ts';
import { MeasureKind } from './definitions/definition.ts';
import { isHidden, Suppression } from './disclosure/rule.ts';
import type { MeasureCells, MeasureRow } from './measure.types.ts';
import { Dimension, memberOrder } from './measure.values.ts';
import { networksTold } from './own-networks.ts';
import { monthsIn } from './periods.ts';
import type { Run } from './run.ts';

/** The rows of an answer, with what was done to them. */
export interface Seen {
  readonly rows: MeasureRow[];
  readonly cells: MeasureCells;
}

interface PlaceOfHome {
  readonly home: string;
  readonly provider: string;
}

/** Whether rows of this dimension are about one organisation each: those of other dimensions are known beforehand. */
const isOfOrganisations = (dimension: string) =>
  dimension !== Dimension.MONTH && !memberOrder[dimension as Dimension]?.length;

/** Whether a home is told nothing of this grouping but what is its own, and of the others what stands for several. */
export const isWalled = ({ viewer }: Pick<HubContext, 'viewer'>, dimensions: readonly string[]): boolean =>
  viewer.agency === 'home' && dimensions.some(isOfOrganisations);

/**
 * What the viewer sees of a table. Every way out passes here. A home sees of a grouping by organisation its own rows and
 * no others, that of its network where it stands for several homes of others; by home alone, over one published period of a year, also the values of homes of other providers, several
 * together and without names. All others see what is published.
 */
export async function seenBy(
  context: Pick<HubContext, 'viewer' | 'read' | 'agreement'>,
  definition: MeasureDefinition,
  run: Run,
  published: Seen,
): Promise<Seen> {
  if (!isWalled(context, run.dimensions)) return published;
  const { code } = context.viewer.organisation;
  const places = await placesOf(context);
  const provider = places.find(({ home }) => home === code)?.provider;
  const networks = run.dimensions.includes(Dimension.NETWORK) ? await networksTold(context, run.days) : new Set();
  const isOwn = ({ key }: MeasureRow) =>
    key.every(
      ({ dimension, value }) =>
        !isOfOrganisations(dimension) ||
        (dimension === Dimension.NETWORK ? networks.has(value) : value === code || value === provider),
    );
  const own = published.rows.filter(isOwn);
  const elsewhere = new Set(places.filter((one) => one.provider !== provider).map(({ home }) => home));
  const others = provider && comparable(definition, run) ? published.rows : [];
  return among(
    own,
    others.filter(({ key: [one] }) => one && elsewhere.has(one.value)),
  );
}

/** Of a count nothing is compared: it tells how large a home is. Periods that could be taken from one another tell of one. */
function comparable({ kind }: MeasureDefinition, { dimensions, tables }: Run): boolean {
  const alone = dimensions.join() === Dimension.CARE_HOME && tables.length === 1;
  return alone && kind !== MeasureKind.AMOUNT && monthsIn(tables.map(({ period }) => period)) >= 12;
}

/** The own rows before the others, whose order is that of their values: it stays the same whichever home has which. */
export function among(own: readonly MeasureRow[], others: readonly MeasureRow[]): Seen {
  const values = others.flatMap(({ value }) => value ?? []).sort((one, other) => one - other);
  const peers = values.length < fewestPeers ? [] : together(values).map(peerOf);
  const hidden = own.filter(({ suppression }) => isHidden(suppression)).length;
  const asIs = own.filter(({ suppression }) => suppression === Suppression.NONE).length;
  const cells = {
    shown: asIs,
    rounded: own.length - hidden - asIs + peers.length,
    hidden: hidden + (peers.length > 0 ? others.length - peers.length : 0),
  };
  return { rows: [...own, ...peers], cells };
}

/** In place of each the mean of those that lie next to it, to two significant digits. */
function together(sorted: readonly number[]): number[] {
  const parts = Math.floor(sorted.length / peersTogether);
  const end = (part: number) => Math.round((part * sorted.length) / parts);
  return Array.from({ length: parts }, (_, part) => sorted.slice(end(part), end(part + 1))).flatMap((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map(() => Number(mean.toPrecision(2)));
  });
}

const nothing = { lower: null, upper: null, numerator: null, denominator: null };
const peerOf = (value: number): MeasureRow => ({ key: [], value, ...nothing, suppression: Suppression.ROUNDED });

/** Who runs which home, as the directory tells every home; no others where the agreement does not open that to homes. */
async function placesOf({ read, agreement }: Pick<HubContext, 'read' | 'agreement'>): Promise<PlaceOfHome[]> {
  const open = agreement.subjects.get('CareHome')?.open;
  const isTold = ['cqcLocationId', 'cqcProviderId'].every((field) => open?.get(field)?.agencies.includes('home'));
  if (!isTold) return [];
  return read.query<PlaceOfHome>(
    'select home.cqc_location_id as home, home.cqc_provider_id as provider from public.care_home as home',
  );
}
