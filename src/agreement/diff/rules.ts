import type { Agency } from '../../shared/agencies.ts';
import { kindsOf, mayAsk, mayHear, purposesOf, queriesOf, rolesOf, subscriptionsOf } from '../compile.ts';
import type { Agreement } from '../model.ts';
import { objectionBits } from '../relationships.ts';
import { relationshipNames } from '../sections/terms.ts';
import { mayWrite, mutationsOf, rolesThatWrite } from '../writes.ts';
import type { Change } from './model.ts';

/** What an agreement allows an agency, as lists by name: a change of a list is said in one sentence. */
type Lists = ReadonlyMap<string, readonly string[]>;
type Say = (name: string, items: readonly string[]) => string;

/** Purposes, open fields, questions and writes that an agency gains or loses. */
export function ruleChanges(before: Agreement, after: Agreement, agency: Agency): Change[] {
  const both = (lists: (agreement: Agreement, agency: Agency) => Lists): [Lists, Lists] => [
    lists(before, agency),
    lists(after, agency),
  ];
  return [
    ...compared('purpose', both(rolesByPurpose), (purpose, roles) => `may name ${purpose} as ${roles.join(', ')}`),
    ...compared(
      'purpose',
      both(relationshipsByPurpose),
      (purpose, names) => `${purpose} counts ${names.join(', ')}`,
      (names) => names,
    ),
    ...heedless(before, after, agency),
    ...compared('open', both(openFields), (subject, fields) => `${subject} ${fields.join(', ')}`),
    ...compared('query', both(purposesByQuery), (query, purposes) => `may ask ${query} for ${purposes.join(', ')}`),
    ...compared(
      'subscription',
      both(purposesBySubscription),
      (name, purposes) => `may hear of ${name} for ${purposes.join(', ')}`,
    ),
    ...compared('write', both(rolesByMutation), (mutation, roles) => `may call ${mutation} as ${roles.join(', ')}`),
    ...compared('write', both(fieldsByMutation), (mutation, fields) => `may write ${fields.join(', ')} by ${mutation}`),
    ...compared('emergency', both(emergencyOf), (_, hours) => `may open a record in an emergency for ${hours.join()}`),
  ];
}

function compared(
  kind: Change['kind'],
  [before, after]: [Lists, Lists],
  say: Say,
  relationshipsOf: (items: readonly string[]) => readonly string[] = () => [],
): Change[] {
  const less = (one: Lists, other: Lists, way: Change['way']): Change[] =>
    [...one].flatMap(([name, items]) => {
      const only = items.filter((item) => !other.get(name)?.includes(item));
      return only.length ? [{ way, kind, what: say(name, only), relationships: relationshipsOf(only) }] : [];
    });
  return [...less(after, before, 'gained'), ...less(before, after, 'lost')];
}

function rolesByPurpose({ purposes }: Agreement, agency: Agency): Lists {
  return new Map([...purposes].map(([purpose, { who }]) => [purpose, who[agency] ?? []]));
}

function relationshipsByPurpose(agreement: Agreement, agency: Agency): Lists {
  return new Map(
    [...agreement.purposes].map(([purpose, { who }]) => {
      const [role] = who[agency] ?? [];
      return [purpose, role === undefined ? [] : relationshipNames(kindsOf(agreement, purpose, agency, role))];
    }),
  );
}

/** What objections no longer end, or now do: of relationships that count for a purpose all along. */
function heedless(before: Agreement, after: Agreement, agency: Agency): Change[] {
  const seen = [before, after].map((agreement) => relationshipsByPurpose(agreement, agency));
  const all = (purpose: string) =>
    (seen[0]?.get(purpose) ?? []).filter((name) => seen[1]?.get(purpose)?.includes(name));
  const ignored = ({ purposes }: Agreement): Lists =>
    new Map(
      [...purposes].flatMap(([purpose, { endsWith, neverEnds }]) => {
        const kept: readonly string[] = relationshipNames(neverEnds);
        return Object.entries(objectionBits).map(([kind, bit]): [string, string[]] => [
          `${purpose} ${kind}`,
          all(purpose).filter((name) => (endsWith & bit) === 0 || kept.includes(name)),
        ]);
      }),
    );
  const say: Say = (name, relationships) => {
    const [purpose = '', kind = ''] = name.split(' ');
    const by = relationships.length === all(purpose).length ? '' : ` by ${relationships.join(', ')}`;
    return `${purpose} goes on in spite of ${kind}${by}`;
  };
  return compared('purpose', [ignored(before), ignored(after)], say);
}

function openFields({ subjects }: Agreement, agency: Agency): Lists {
  return new Map(
    [...subjects].map(([subject, { open }]) => [
      subject,
      [...open].flatMap(
        ([
          field,
          {
            agencies,
            clause: { roles = [], purposes = [] },
          },
        ]) => {
          const only = [...roles, ...purposes].join(' ');
          return agencies.includes(agency) ? [only ? `${field} (${only})` : field] : [];
        },
      ),
    ]),
  );
}

const purposesByQuery = (agreement: Agreement, agency: Agency): Lists =>
  purposesBy(agreement, agency, queriesOf(agreement, agency), mayAsk);

const purposesBySubscription = (agreement: Agreement, agency: Agency): Lists =>
  purposesBy(agreement, agency, subscriptionsOf(agreement, agency), mayHear);

function purposesBy(agreement: Agreement, agency: Agency, names: Iterable<string>, may: typeof mayAsk): Lists {
  const able = [...new Set(rolesOf(agreement, agency).flatMap((role) => purposesOf(agreement, agency, role)))];
  return new Map([...names].map((name) => [name, able.filter((purpose) => may(agreement, name, agency, purpose))]));
}

/** `manager for DIRECT_CARE`; with the relationship, where one is needed. */
function rolesByMutation(agreement: Agreement, agency: Agency): Lists {
  return new Map(
    // The emergency has a sentence of its own.
    [...agreement.writes.keys()].map((mutation) => [
      mutation,
      rolesThatWrite(agreement, mutation, agency).flatMap((role) =>
        purposesOf(agreement, agency, role)
          .filter((purpose) => mayWrite(agreement, mutation, { agency, role, purpose }))
          .flatMap((purpose) => {
            const asked = agreement.writes.get(mutation)?.relationships ?? 0;
            const counting = relationshipNames(asked & kindsOf(agreement, purpose, agency, role));
            return asked === 0
              ? [`${role} for ${purpose}`]
              : counting.map((name) => `${role} for ${purpose} with ${name}`);
          }),
      ),
    ]),
  );
}

function fieldsByMutation(agreement: Agreement, agency: Agency): Lists {
  return new Map(
    [...mutationsOf(agreement, agency)].map((mutation) => {
      const { subject = '', fields = [] } = agreement.writes.get(mutation) ?? {};
      return [mutation, fields.map((field) => `${subject}.${field}`)];
    }),
  );
}

function emergencyOf({ emergency }: Agreement, agency: Agency): Lists {
  if (!emergency?.by[agency]?.length) return new Map();
  return new Map([['', [`${emergency.hours} hours as ${emergency.by[agency].join(', ')}`]]]);
}
