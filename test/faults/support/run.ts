import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '../../../src/database/client.ts';
import { Pick } from '../../days/random/pick.ts';
import { endCommands } from '../../support/command.ts';
import { faults } from './faults.ts';
import { installation } from './hub-process.ts';
import { Load } from './load.ts';
import { postgresOfOwn } from './postgres.ts';
import { worldOn } from './world.ts';

export interface Ran {
  /** What no hub may do, as it was noticed. */
  wrong: string[];
  report: string;
}

/** Breaks hub and PostgreSQL so many times under load, and holds afterwards what is in the database against what was said. */
export async function brokenBy({ many, seed }: { many: number; seed: number }): Promise<Ran> {
  const pick = new Pick(seed);
  const postgres = await postgresOfOwn();
  const world = await worldOn(postgres.adminUrl, Math.max(20, many * 4));
  const { adminUrl, key, home, practice } = world;
  const place = await installation(adminUrl, key);
  const hub = await place.hub();
  try {
    hub.start();
    await hub.ready();
    const tokens = {
      worker: await place.token(home, 'care-worker'),
      clinician: await place.token(practice, 'clinician'),
    };
    const load = new Load(world, hub.url, tokens, seed);
    await load.begin();
    const [done, back] = [new Map<string, number>(), [] as number[]];
    for (const fault of faultsFor(many, pick)) {
      await pause(300 + pick.below(1_200));
      await faults[fault]?.({ hub, postgres, pick });
      back.push(await hub.ready());
      done.set(fault, 1 + (done.get(fault) ?? 0));
    }
    await load.end();
    const verdict = await place.run('audit verify');
    const wrong = [...load.wrong, ...(await withClient(world.ownerUrl, (owner) => wrongIn(owner, load)))];
    if (verdict.code !== 0) wrong.push(`audit verify: ${verdict.output}`);
    const code = await hub.stop();
    if (code !== 0) wrong.push(`the hub ended with ${code}`);
    return { wrong, report: reportOf(seed, done, back, load) };
  } finally {
    await hub.kill();
    endCommands();
    await postgres.remove();
    await place.remove();
  }
}

/** Each of them in turn, shuffled, so that a short run has some of most. */
function faultsFor(many: number, pick: Pick): string[] {
  const chosen: string[] = [];
  let left: string[] = [];
  while (chosen.length < many) {
    if (!left.length) left = Object.keys(faults);
    chosen.push(...left.splice(pick.below(left.length), 1));
  }
  return chosen;
}

interface Rows {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

async function wrongIn(owner: Rows, { writes, answered, told }: Load): Promise<string[]> {
  const wrong: string[] = [];
  const { rows } = await owner.query<{ narrative: string; many: number }>(
    'select narrative, count(*)::int as many from public.incident group by 1',
  );
  const there = new Map(rows.map(({ narrative, many }) => [narrative, many]));
  for (const { input, answers } of writes) {
    const found = there.get(input.narrative) ?? 0;
    if (found !== 1) wrong.push(`${input.narrative} stands ${found} times`);
    if (new Set(answers).size !== 1) wrong.push(`${input.narrative} was answered with ${answers.length} ids`);
    if (!told.includes(input.narrative)) wrong.push(`${input.narrative} was told to nobody`);
  }
  if (there.size > writes.length) wrong.push('there are incidents that nobody sent');
  const requests = Object.values(answered).flat();
  const { rows: missing } = await owner.query(
    `select from unnest($1::uuid[]) request where not exists (select from hub.access_entry e where e.request_id = request)`,
    [requests],
  );
  if (missing.length) wrong.push(`${missing.length} of ${requests.length} answers are not on record`);
  const { rows: done } = await owner.query<{ many: number }>(
    `select count(*)::int as many from hub.access_entry
      where kind = 'WRITE' and operation = 'recordIncident' and outcome <> 'REPEATED'`,
  );
  if (done[0]?.many !== writes.length) wrong.push(`${writes.length} writes, and ${done[0]?.many} on record`);
  const { rows: heard } = await owner.query<{ many: number }>(
    `select count(*)::int as many from hub.access_entry where kind = 'READ' and operation = 'incidentRecorded'`,
  );
  if ((heard[0]?.many ?? 0) < told.length)
    wrong.push(`${told.length} events were told, and ${heard[0]?.many} are on record`);
  return wrong;
}

function reportOf(
  seed: number,
  done: Map<string, number>,
  back: number[],
  { writes, answered, told, refused }: Load,
): string {
  const counts = (of: Map<string, number>) => [...of].map(([what, many]) => `${what} ${many}`).join(', ');
  return [
    `Seed ${seed}. Faults: ${counts(done)}.`,
    `${writes.length} writes, ${answered.WRITE.length} answers to them; ${answered.READ.length} reads answered; ${told.length} events told.`,
    `Not answered, or refused: ${counts(refused) || 'none'}.`,
    `Ready again after a median of ${Math.round(back.toSorted((a, b) => a - b)[back.length >> 1] ?? 0)} ms, at most ${Math.round(Math.max(...back))} ms.`,
  ].join('\n');
}
