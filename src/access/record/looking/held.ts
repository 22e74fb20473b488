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

/** That there was one to be shown would warn whoever it is about: an officer is told of no safeguarding concern. */
const tellsOfNoConcern = ({ type, path }: CellShown) =>
  type !== 'SafeguardingConcern' && !/(^|\.)safeguardingConcerns\b/.test(path);

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
  const groups = unpackShown(shown, plan.places.length);
  let cells: Promise<CellShown[] | null> | undefined;
  const derive = async () => {
    const version = await kept.agreement(agreement);
    const who = { agency, role: role ?? '', purpose: purpose ?? '' };
    return version && cellsShown({ ...who, residents, shown }, plan, version).filter(tellsOfNoConcern);
  };
  return {
    relationships: (place: number) =>
      relationshipNames(
        groups.reduce((bits, { resident, mask }) => (resident === place ? bits | mask : bits), 0) & relationshipMask,
      ),
    cells: () => {
      cells ??= derive();
      return cells;
    },
  };
}
