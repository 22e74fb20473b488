import type { Asking } from '../../support/hub.ts';
import type { Attacker, Said, Terms } from './attack.ts';

/** Numbers that look random and are the same in each run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

interface Grouping {
  dimensions: string[];
  periods: { from: string; to: string }[];
}

/** Questions of one request; each is a root field of its own. */
const together = 20;
const day = 86_400_000;

/**
 * Asks so many questions through the graph, in every published grouping, over days that overlap in every way, and tells
 * the attacker what was answered.
 */
export async function askAround(
  asking: Asking,
  attacker: Attacker,
  rule: Omit<Terms, 'periods'>,
  { questions, random }: { questions: number; random: () => number },
): Promise<void> {
  const listed = await asking.ask<{ measures: { groupings: Grouping[] }[] }>(
    '{ measures { groupings { dimensions periods { from to } } } }',
  );
  const groupings = (listed.data.measures[0]?.groupings ?? []).filter(({ periods }) => periods.length > 0);
  const large = groupings.filter(({ dimensions }) => dimensions.length > 1);
  const small = groupings.filter(({ dimensions }) => dimensions.length < 2);
  const periods = groupings.flatMap((one) => one.periods.map((period) => ({ dimensions: one.dimensions, ...period })));
  const terms: Terms = { ...rule, periods };
  const requests = Array.from({ length: questions / together }, () =>
    Array.from({ length: together }, () => {
      // Large tables take long to answer and are soon known.
      const last = random() < 0.2 ? groupings.length : small.length;
      const grouping = [...small, ...large][Math.floor(random() * last)] as Grouping;
      return { groupBy: grouping.dimensions, ...days(grouping, random) };
    }),
  );
  const next = requests.values();
  const worker = async () => {
    for (const request of next) {
      const fields = request.map(
        ({ groupBy, from, to }, place) =>
          `q${place}: measure(of: EMERGENCY_ADMISSIONS, from: "${from}", to: "${to}", groupBy: [${groupBy}]) { ...Heard }`,
      );
      const { data, errors } = await asking.ask<Record<string, Answer>>(
        `query { ${fields.join('\n')} } fragment Heard on Measure { period { from to }
          rows { key { value } numerator suppression } total { numerator suppression } }`,
      );
      if (errors) throw new Error(JSON.stringify(errors[0]));
      for (const [place, { groupBy }] of request.entries()) {
        const { period, rows, total } = data[`q${place}`] as Answer;
        const named = rows.map(({ key, ...said }) => ({ ...said, members: key.map(({ value }) => value) }));
        attacker.hear({ ...period, groupBy, rows: named, total }, terms);
      }
    }
  };
  await Promise.all([worker(), worker(), worker()]);
}

interface Answer {
  period: { from: string; to: string };
  rows: (Said & { key: { value: string }[] })[];
  total: Said;
}

/** Any days of which at least one is published; now and then a published period itself, or all of them. */
function days({ periods }: Grouping, random: () => number): { from: string; to: string } {
  const first = Date.parse(periods[0]?.from ?? '');
  const last = Date.parse(periods.at(-1)?.to ?? '');
  const kind = random();
  const own = periods[Math.floor(random() * periods.length)];
  if (own && kind < 0.2) return own;
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  const begins = first - 200 * day + random() * (last - first + 200 * day);
  const least = Math.max(begins, first) + day;
  return { from: dayOf(begins), to: dayOf(least + random() * (last - least + 300 * day)) };
}
