import type { Agreement } from '../src/agreement/model.ts';
import { measured } from './cpu.ts';
import { median } from './figures.ts';
import { hubCode } from './hub-code.ts';
import { startHub } from './peers/hub.ts';
import { loadOfMachine } from './processes.ts';
import { makeWorld, type World } from './world.ts';

/**
 * What measures take as history grows: `node bench/measures.ts`, after `npm run build`. One borough with the residents of a
 * year and one with those of three, beside each other; of each the first publication, that of one month more, the check of
 * all that is published, and every measure in every grouping, over its last year and over all of it.
 */
const histories = [1, 3] as const;
const rounds = 7;
const day = 86_400_000;
/** So many days more than whole years: data are there of the year when it is published. */
const settled = 75;

const { withClient } = await hubCode('database/client');
const { urlAs } = await hubCode('database/urls');
const { publishMeasures } = await hubCode('measures/publish');
const { checkMeasures } = await hubCode('measures/check');
const { agreement } = await (await hubCode('server/contract/contract')).contractOf('schema/agreement.yml');

const document = `query Measure($of: MeasureName!, $from: Date!, $to: Date!, $groupBy: [Dimension!]) {
  measure(of: $of, from: $from, to: $to, groupBy: $groupBy) {
    sentence unit period { from to } note dataThrough rule cells { shown rounded hidden } homes { expected reporting }
    rows { key { dimension value } value lower upper numerator denominator suppression }
    total { value lower upper numerator denominator suppression }
  }
}`;

const now = new Date();
const told: Record<string, string | number>[] = [];
for (const years of histories) {
  console.error(`Making a borough of ${years === 1 ? 'one year' : `${years} years`} …`);
  const world = await makeWorld(now, { years: years + settled / 365 });
  try {
    await world.settle('borough');
    const published = await publications(world);
    const answered = await answers(world, years);
    told.push({ years, ...published, ...answered, load: loadOfMachine() });
  } finally {
    await world.stop();
  }
}
console.table(told);

async function publications(world: World) {
  const cpu = ({ here, database }: { here: number; database: number }) => `${(here + database).toFixed(1)} s CPU`;
  return withClient(urlAs(world.adminUrl, { database: 'borough' }), async (client) => {
    const published = (at: number) => measured(client, () => publishMeasures(client, agreement, new Date(at)));
    const first = await published(now.getTime() - 31 * day);
    const next = await published(now.getTime());
    const check = await measured(client, () => checkMeasures(client));
    if (check.result.wrong.length > 0) throw new Error('what is published is not what was counted');
    return {
      'tables published': check.result.tables,
      'first publication': cpu(first),
      'one month more': cpu(next),
      'check of all': cpu(check),
    };
  });
}

async function answers(world: World, years: number) {
  const hub = await startHub(world, 'hub');
  try {
    const viewer = { organisation: await aBoard(world), role: 'service', purpose: 'PLANNING' };
    const token = await world.tokenOf(viewer);
    const dayBefore = (days: number) => new Date(now.getTime() - days * day).toISOString().slice(0, 10);
    const to = dayBefore(0);
    const times = new Map<string, { year: number[]; all: number[] }>();
    for (let round = 0; round <= rounds; round++) {
      for (const { measure, groupBy } of groupings(agreement)) {
        const ask = async (from: string) => {
          const variables = { of: measure, groupBy, from, to };
          const { url, headers, body } = hub.request({ name: 'AdmissionProfile', viewer, document, variables });
          const began = performance.now();
          const answer = await fetch(url, {
            method: 'POST',
            headers: { ...headers, authorization: `Bearer ${token}` },
            body,
          });
          const { errors } = (await answer.json()) as { errors?: object[] };
          if (errors) throw new Error(`${measure} by ${groupBy.join(', ')}: ${JSON.stringify(errors)}`);
          return performance.now() - began;
        };
        const [year, all] = [await ask(dayBefore(365)), await ask(dayBefore(365 * years + settled))];
        // The first round is for whatever is made at the first need.
        if (round === 0) continue;
        const name = `${measure} by ${groupBy.join(' and ') || 'nothing'}`;
        const known = times.get(name) ?? { year: [], all: [] };
        times.set(name, { year: [...known.year, year], all: [...known.all, all] });
      }
    }
    const medians = [...times].map(([name, { year, all }]) => ({ name, year: median(year), all: median(all) }));
    const slowest = medians.toSorted((one, other) => other.all - one.all)[0];
    return {
      questions: medians.length,
      'all of it, median': `${median(medians.map(({ all }) => all)).toFixed(1)} ms`,
      'slowest of all': `${slowest?.all.toFixed(1)} ms, ${slowest?.name}`,
      'longest answer': `${Math.max(...[...times.values()].flatMap(({ all }) => all)).toFixed(0)} ms`,
      'all : last year': median(medians.map(({ year, all }) => all / year)).toFixed(2),
    };
  } finally {
    await hub.stop();
  }
}

async function aBoard(world: World): Promise<string> {
  const [found] = await world.ask<{ code: string }>('hub', `select code from organisation where agency = 'dashboard'`);
  return found?.code ?? '';
}

function groupings({ smallNumbers: { tables } }: Pick<Agreement, 'smallNumbers'>) {
  const all = tables.map(({ measure, dimensions }) => ({ measure, groupBy: dimensions }));
  return [...new Map(all.map((one) => [`${one.measure} ${one.groupBy.join()}`, one])).values()];
}
