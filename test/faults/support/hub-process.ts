import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { command } from '../../support/command.ts';
import { freshFolder } from '../../support/folder.ts';
import { audience, keySetOf, makeKey } from '../../support/issuer.ts';
import { freePort, signal } from './processes.ts';

const issuer = 'https://faults.example';

/** What hubs of one installation have in common: database, master key, data folder and who issues tokens. */
export async function installation(adminUrl: string, key: Buffer) {
  const { folder, remove } = await freshFolder();
  const signing = await makeKey('faults');
  const [keys, issuers] = [join(folder, 'keys.json'), join(folder, 'issuers.json')];
  await writeFile(keys, JSON.stringify(await keySetOf(signing)));
  await writeFile(
    issuers,
    JSON.stringify([{ issuer, audience, jwks: keys, organisations: ['every home', 'every practice'] }]),
  );
  const environment = {
    ...{ DATABASE_URL: adminUrl, CAREGRAPH_MASTER_KEY: key.toString('hex'), CAREGRAPH_DATA: folder },
    ...{ CAREGRAPH_ISSUERS: issuers, NO_COLOR: '1' },
  };
  return {
    environment,
    remove,
    run: (name: string) => command(name, environment).ended,
    hub: async () => new HubProcess(environment, await freePort()),
    token: (organisation: string, role: string) =>
      new SignJWT({ organisation, role, purpose: 'DIRECT_CARE' })
        .setProtectedHeader({ alg: signing.alg, kid: signing.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject('somebody')
        .setIssuedAt()
        .setExpirationTime('12h')
        .sign(signing.privateKey),
  };
}
export type Installation = Awaited<ReturnType<typeof installation>>;

/** A hub as an operator runs it, in a process of its own that a test may do anything to. */
export class HubProcess {
  readonly url: string;
  readonly #environment: Record<string, string>;
  #running: ReturnType<typeof command> | undefined;
  /** Said by a hub that ended though nobody ended it. */
  died: string | undefined;
  #wanted = false;

  constructor(environment: Record<string, string>, port: number) {
    this.#environment = { ...environment, PORT: String(port) };
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts it, and does not wait. */
  start(more: Record<string, string> = {}): ReturnType<typeof command> {
    const running = command('start', { ...this.#environment, ...more });
    this.#running = running;
    this.#wanted = true;
    void running.ended.then(({ output }) => {
      if (this.#wanted && this.#running === running) this.died = output;
    });
    return running;
  }

  async statusOf(path: string): Promise<number> {
    const signal = AbortSignal.timeout(3_000);
    return fetch(new URL(path, this.url), { signal }).then(
      async (answer) => {
        await answer.text();
        return answer.status;
      },
      () => 0,
    );
  }

  /** Milliseconds until it says that it is ready. */
  async ready(): Promise<number> {
    const began = performance.now();
    while ((await this.statusOf('/health/ready')) !== 200) {
      if (this.died !== undefined) throw new Error(`The hub ended by itself:\n${this.died}`);
      if (performance.now() - began > 120_000) throw new Error('The hub is not ready after two minutes.');
      await pause(50);
    }
    return performance.now() - began;
  }

  /** Where Node's inspector of it listens, if it was started with one. */
  async inspector(): Promise<string> {
    const said = (await this.#running?.printed(/Debugger listening on \S+/)) ?? '';
    return /Debugger listening on (\S+)/.exec(said)?.[1] ?? '';
  }

  freeze(): void {
    this.#signal('SIGSTOP');
  }

  thaw(): void {
    this.#signal('SIGCONT');
  }

  async kill(): Promise<void> {
    this.#wanted = false;
    this.#signal('SIGKILL');
    await this.#running?.ended;
  }

  /** In good order; gives the exit status. */
  async stop(): Promise<number | null> {
    this.#wanted = false;
    this.#signal('SIGCONT');
    this.#signal('SIGTERM');
    return (await this.#running?.ended)?.code ?? null;
  }

  #signal(name: NodeJS.Signals): void {
    const pid = this.#running?.child.pid;
    if (pid && this.#running?.child.exitCode === null) signal([pid], name);
  }
}
