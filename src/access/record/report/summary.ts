import type { Look } from './look.ts';

/** How often one organisation asked in one role for one purpose. */
export interface Asking {
  look: Look;
  times: number;
}

/** What stands in front of a report, and what its last page explains: of the looks that are in it and of nothing else. */
export interface Summary {
  times: number;
  organisations: number;
  newest: Date | null;
  oldest: Date | null;
  emergencies: number;
  /** Most often first; each with its newest look. */
  askings: Asking[];
  /** Words of the agreement, by name. */
  roles: Map<string, string>;
  purposes: Set<string>;
  types: Set<string>;
}

export async function summaryOf(looks: AsyncIterable<Look>): Promise<Summary> {
  const askings = new Map<string, Asking>();
  const summary: Omit<Summary, 'askings' | 'organisations'> = {
    times: 0,
    newest: null,
    oldest: null,
    emergencies: 0,
    roles: new Map(),
    purposes: new Set(),
    types: new Set(),
  };
  for await (const look of looks) {
    const { at, organisation, agency, role, purpose, roleMeans } = look;
    summary.times += 1;
    summary.newest ??= at;
    summary.oldest = at;
    if (isEmergency(look)) summary.emergencies += 1;
    const key = JSON.stringify([organisation, agency, role, purpose]);
    const asking = askings.get(key) ?? { look, times: 0 };
    asking.times += 1;
    askings.set(key, asking);
    if (role && roleMeans && !summary.roles.has(role)) summary.roles.set(role, roleMeans);
    if (purpose) summary.purposes.add(purpose);
    for (const { type } of look.shown ?? []) summary.types.add(type);
  }
  const named = new Set([...askings.values()].flatMap(({ look }) => look.organisation ?? []));
  return {
    ...summary,
    organisations: named.size,
    askings: [...askings.values()].sort((one, other) => other.times - one.times),
  };
}

/** Seen by a door that somebody opened in an emergency, or that door opened. */
const isEmergency = ({ kind, relationships }: Look): boolean =>
  kind === 'BREAK_GLASS' || relationships.some((kind) => kind.endsWith('.emergency'));
