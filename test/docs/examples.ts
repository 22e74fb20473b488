import type { HubUnderTest } from '../support/hub.ts';
import { type Question, questionsOf } from './questions.ts';

/** Under these the hub of a page and that of a test hold other values. */
const otherwise = /(id|nhsNumber|name|code|receipt|\w+At)$/;

/** Who asks for an agency that a page signs in as, and for which purpose a role asks if for another than care. */
interface Asking {
  codes: Readonly<Record<string, string>>;
  purposes?: Readonly<Record<string, string>>;
  /** What stands on the page for what holds here, such as days that are to come. */
  known?: ReadonlyMap<unknown, unknown>;
}

/** Asks the examples of a page one after the other, and says where an answer is another than the page shows. */
export async function answeredOtherwise(hub: HubUnderTest, file: string, asking: Asking): Promise<object[]> {
  const known = new Map(asking.known ?? []);

  /** An input of the page with what the hub here calls the same things. */
  function translated(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(translated);
    if (value === null || typeof value !== 'object') return known.get(value) ?? value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, translated(inner)]));
  }
  /** Places where the answer is another than the page says; remembers what stands for what. */
  function unlike(told: unknown, answered: unknown, place: string): string[] {
    if (told !== null && typeof told === 'object' && answered !== null && typeof answered === 'object') {
      const names = new Set([...Object.keys(told), ...Object.keys(answered)]);
      const at = (value: object, name: string) => value[name as keyof typeof value] as unknown;
      return [...names].flatMap((name) => unlike(at(told, name), at(answered, name), `${place}.${name}`));
    }
    if (otherwise.test(place) && typeof told === typeof answered) {
      known.set(told, answered);
      return [];
    }
    const here = known.has(told) ? known.get(told) : told;
    return here === answered ? [] : [`${place}: ${JSON.stringify(answered)}, not ${JSON.stringify(told)}`];
  }

  const found: object[] = [];
  for (const { where, agency = '', role = '', document, variables = {}, answer } of questionsOf(file)) {
    const viewer = await hub.as(asking.codes[agency] ?? '', role, asking.purposes?.[role] ?? 'DIRECT_CARE');
    const given = translated(variables) as NonNullable<Question['variables']>;
    const { data, errors } = await viewer.ask(document, given);
    const places = unlike(answer?.data, data, 'data');
    if (errors || places.length) found.push({ where, errors, places });
  }
  return found;
}
