import { setTimeout as pause } from 'node:timers/promises';
import { Pick } from '../../days/random/pick.ts';
import { Listener } from '../../support/hear.ts';
import { asked } from './asking.ts';
import type { World } from './world.ts';

const RESIDENT = `query ($nhsNumber: NhsNumber!) {
  resident(nhsNumber: $nhsNumber) { id familyName incidents(first: 100) { totalCount nodes { id narrative } } }
}`;
const RECORD = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }`;
const HEAR = `subscription ($since: String) { incidentRecorded(since: $since) { cursor node { narrative } } }`;

interface Shown {
  resident: { id: string; familyName: string; incidents: Incidents | null } | null;
}
interface Incidents {
  totalCount: number;
  nodes: { id: string; narrative: string }[];
}
interface Recorded {
  recordIncident: { record: { id: string } | null; problems: { code: string }[] };
}
interface Heard {
  incidentRecorded: { cursor: string; node: { narrative: string } };
}

/** One incident that somebody wants on record. What it says is found nowhere else. */
interface Write {
  input: {
    idempotencyKey: string;
    resident: string;
    narrative: string;
    kind: string;
    harm: string;
    occurredAt: string;
  };
  nhsNumber: string;
  /** The id in each answer that came. */
  answers: string[];
}

const many = { writers: 4, readers: 3 };
const mostTries = 12;

/** People who read, write and hear without end, whatever becomes of the hub, and a model of what must be true for them. */
export class Load {
  /** What no hub may do, as it was noticed. */
  readonly wrong: string[] = [];
  readonly writes: Write[] = [];
  /** Requests that were answered with data, by what was asked. */
  readonly answered: Record<'READ' | 'WRITE', string[]> = { READ: [], WRITE: [] };
  readonly told: string[] = [];
  readonly refused = new Map<string, number>();
  readonly #world: World;
  readonly #url: string;
  readonly #tokens: { worker: string; clinician: string };
  readonly #pick: Pick;
  readonly #going: Promise<void>[] = [];
  readonly #ids = new Map<string, string>();
  #over = false;
  #deaf = false;

  constructor(world: World, url: string, tokens: Load['tokens'], seed: number) {
    this.#world = world;
    this.#url = url;
    this.#tokens = tokens;
    this.#pick = new Pick(seed);
  }

  get tokens() {
    return this.#tokens;
  }

  async begin(): Promise<void> {
    for (const { nhsNumber } of this.#world.residents) {
      const shown = await this.#ask<Shown>('worker', 'READ', RESIDENT, { nhsNumber });
      this.#ids.set(nhsNumber, shown?.resident?.id ?? '');
    }
    this.#going.push(this.#hear());
    // Whoever hears first of all says from then on what he heard last.
    while (!this.told.length) {
      await this.#write();
      await pause(300);
    }
    for (let n = 0; n < many.writers; n++) this.#going.push(this.#again(() => this.#write()));
    for (let n = 0; n < many.readers; n++) this.#going.push(this.#again(() => this.#read()));
  }

  /** Ends reading and writing, sends once more what was never answered, and waits until all was heard. */
  async end(): Promise<void> {
    this.#over = true;
    const [hearing, ...others] = this.#going;
    await Promise.all(others);
    for (const write of this.writes) for (let n = 0; n < 50 && !write.answers.length; n++) await this.#send(write, 200);
    const heard = () => new Set(this.told).size >= this.writes.length;
    for (let n = 0; n < 300 && !heard(); n++) await pause(100);
    this.#deaf = true;
    await hearing;
  }

  async #again(act: () => Promise<void>): Promise<void> {
    while (!this.#over) {
      await act();
      await pause(40 + this.#pick.below(120));
    }
  }

  async #ask<Data>(who: 'worker' | 'clinician', kind: 'READ' | 'WRITE', document: string, variables: object) {
    const asking = { url: this.#url, token: this.#tokens[who], wrong: this.wrong };
    const outcome = await asked<Data>(asking, document, variables);
    if ('refused' in outcome) {
      this.refused.set(outcome.refused, 1 + (this.refused.get(outcome.refused) ?? 0));
      return undefined;
    }
    this.answered[kind].push(outcome.requestId);
    return outcome.data;
  }

  /** One in five gives up at the first failure; the others send the same again until it is answered, or for long. */
  async #write(): Promise<void> {
    const number = this.writes.length;
    const { nhsNumber } = this.#pick.one(this.#world.residents);
    const occurredAt = new Date(Date.parse('2026-05-01T00:00:00Z') + number * 60_000).toISOString();
    const said = { kind: 'FALL', harm: 'LOW', occurredAt, narrative: `fault ${number}.` };
    const resident = this.#ids.get(nhsNumber) ?? '';
    const write = { input: { idempotencyKey: `fault-key-${number}`, resident, ...said }, nhsNumber, answers: [] };
    this.writes.push(write);
    const patient = !this.#pick.often(20);
    for (let tries = 0; tries < mostTries; tries++) {
      if (await this.#send(write, patient ? 250 : 0)) break;
      if (!patient) return;
    }
    // The answer may be lost on the way to whoever asked: who sends the same again gets the same.
    if (this.#pick.often(10)) await this.#send(write, 0);
  }

  async #send({ input, answers }: Write, wait: number): Promise<boolean> {
    const said = await this.#ask<Recorded>('worker', 'WRITE', RECORD, { input });
    if (!said) {
      await pause(wait);
      return false;
    }
    const { record, problems } = said.recordIncident;
    if (!record || problems.length) this.wrong.push(`a write was refused: ${problems.map(({ code }) => code)}`);
    else answers.push(record.id);
    return true;
  }

  /** Everything that was acknowledged before must be there once, and nothing that nobody sent. */
  async #read(): Promise<void> {
    const { nhsNumber, familyName } = this.#pick.one(this.#world.residents);
    const about = () => this.writes.filter((write) => write.nhsNumber === nhsNumber);
    const must = about().filter(({ answers }) => answers.length);
    const who = this.#pick.often(50) ? 'worker' : 'clinician';
    const said = await this.#ask<Shown>(who, 'READ', RESIDENT, { nhsNumber });
    if (!said) return;
    const shown = said.resident;
    if (shown?.familyName !== familyName)
      return void this.wrong.push('a resident was answered who is not the one asked for');
    if (!shown.incidents) return void this.wrong.push('incidents were withheld from one who may see them');
    const { totalCount, nodes } = shown.incidents;
    const told = new Map(nodes.map(({ id, narrative }) => [narrative, id]));
    if (told.size !== nodes.length || totalCount !== nodes.length)
      this.wrong.push('an incident was shown twice, or miscounted');
    for (const { input, answers } of must) {
      const id = told.get(input.narrative);
      if (!id) this.wrong.push(`an acknowledged write was not shown: ${input.narrative}`);
      else if (who === 'worker' && answers[0] !== id) this.wrong.push(`${input.narrative} has another id`);
    }
    const sent = new Set(about().map(({ input }) => input.narrative));
    for (const narrative of told.keys())
      if (!sent.has(narrative)) this.wrong.push(`nobody sent this about him: ${narrative}`);
  }

  /** Hears of every incident, and after each loss of what came since the last one. */
  async #hear(): Promise<void> {
    let since: string | undefined;
    while (!this.#deaf) {
      const listener = new Listener<Heard>(`${this.#url}/graphql`, this.#tokens.clinician, HEAR, { since });
      let taken = 0;
      while (!this.#deaf && listener.ended === undefined) {
        await pause(50);
        for (; taken < listener.told.length; taken++) since = this.#takes(listener.told[taken]?.data, since);
      }
      for (const code of listener.ended?.codes ?? [])
        if (!/^(LOST|\[object)/.test(code) && /^[A-Z_]+$/.test(code))
          this.refused.set(code, 1 + (this.refused.get(code) ?? 0));
      await listener.close();
    }
  }

  #takes(told: Heard | undefined, since: string | undefined): string | undefined {
    if (!told) return since;
    const { cursor, node } = told.incidentRecorded;
    if (this.told.includes(node.narrative)) this.wrong.push(`${node.narrative} was told twice`);
    this.told.push(node.narrative);
    return cursor;
  }
}
