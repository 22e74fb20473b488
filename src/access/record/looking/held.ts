import { relationshipNames } from '../../../agreement/sections/terms.ts';
import type { HubContext } from '../../context.ts';
import { relationshipMask } from '../../reading/cells.ts';
import { type CellShown, cellsShown } from '../derive.ts';
import { unpackShown } from '../shown.ts';
import { keptFor } from './kept.ts';
import type { OwnAccess } from './own-accesses.ts';

/** What an entry says of its residents, each of whom it calls by a place in its list. */
interface Held {
  relationships(place: number): string[];
  /** Null if it can no longer be told: the agreement of then is not one that this release reads. */
  cells(): Promise<readonly CellShown[] | null>;
}

const nothing: Held = { relationships: () => [], cells: async () => [] };
const known = new WeakMap<OwnAccess, Promise<Held | null>>();

/** Null if what was asked is not on record any more: then it cannot be told what was shown. */
export function heldBy(entry: OwnAccess, context: HubContext): Promise<Held | null> {
  const held = known.get(entry) ?? read(entry, context);
  known.set(entry, held);
  return held;
}

async function read({ plan: hash, shown, residents, role, purpose, agreement }: OwnAccess, context: HubContext) {
  if (!hash || !shown) return nothing;
  const kept = keptFor(context);
  const { agency } = context.viewer;
  const plan = await kept.plan(agency, hash);
  if (!plan) return null;
  // A place without a type was of safeguarding concerns: that there was one to be shown would warn whoever it is about.
  const told = unpackShown(shown, plan.places.length).filter(({ place }) => plan.places[place]?.type);
  let cells: Promise<CellShown[] | null> | undefined;
  const derive = async () => {
    const version = await kept.agreement(agreement);
    const who = { agency, role: role ?? '', purpose: purpose ?? '' };
    return version && once(cellsShown({ ...who, residents: residents.map(String), shown }, plan, version));
  };
  return {
    relationships: (place: number) =>
      relationshipNames(
        told.reduce((bits, { resident, mask }) => (resident === place ? bits | mask : bits), 0) & relationshipMask,
      ),
    cells: () => {
      cells ??= derive();
      return cells;
    },
  };
}

/** What was read of a resident at two places of the same path is one thing that was read. */
function once(cells: readonly CellShown[]): CellShown[] {
  const found = new Map<string, CellShown>();
  for (const cell of cells) {
    const { resident, path, type, field, form, records } = cell;
    const key = [resident, path, type, field, form].join(' ');
    if (records > (found.get(key)?.records ?? 0)) found.set(key, cell);
  }
  return [...found.values()];
}
