import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ensureDatabase } from '../../src/database/bootstrap.ts';
import { freePort } from '../faults/support/processes.ts';
import { freshFolder } from '../support/folder.ts';
import { dropDatabases, testServer } from '../support/server.ts';

interface Service {
  environment: Record<string, string>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  healthcheck?: object;
}

const dockerfile = await readFile('Dockerfile', 'utf8');
const commandOf = (instruction: string): string[] => {
  const said = new RegExp(`^${instruction}[\\s\\\\]*(?:--\\S+[\\s\\\\]+)*(?:CMD )?(\\[.*\\])$`, 'm').exec(
    dockerfile,
  )?.[1];
  return JSON.parse(said ?? '[]');
};

describe('the image', () => {
  let place: Awaited<ReturnType<typeof freshFolder>>;
  const { adminUrl, key, run: prefix } = testServer();
  const name = `${prefix}_image`;
  beforeAll(async () => {
    place = await freshFolder();
  });
  afterAll(async () => {
    await dropDatabases(adminUrl, name);
    await place?.remove();
  });

  // Without Docker: a folder with what is copied into it, and no more.
  it('holds all that the hub needs to start, with its key in a file, and its health check tells that it lives', async () => {
    const [hub, data] = [join(place.folder, 'hub'), join(place.folder, 'data')];
    const copied = [...dockerfile.matchAll(/^COPY --from=build \/hub\/(\S+) \.\/(\S*)$/gm)];
    expect(copied.length).toBeGreaterThan(4);
    for (const [, from = '', to = ''] of copied) {
      if (from === 'node_modules') continue;
      await cp(from, join(hub, to || from), { recursive: true });
    }
    await symlink(join(process.cwd(), 'node_modules'), join(hub, 'node_modules'));
    await writeFile(join(place.folder, 'key'), key);
    const environment = {
      ...{ PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(await freePort()), CAREGRAPH_DATA: data },
      ...{ DATABASE_URL: await ensureDatabase(adminUrl, name), CAREGRAPH_MASTER_KEY_FILE: join(place.folder, 'key') },
    };
    const run = ([, ...words]: string[]) =>
      spawn(process.execPath, words, { cwd: hub, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const running = run(commandOf('CMD'));
    let output = '';
    for (const stream of [running.stdout, running.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    try {
      while (!output.includes('The hub answers at') && running.exitCode === null) await pause(50);
      expect(output).toContain('The hub answers at');
      expect((await once(run(commandOf('HEALTHCHECK')), 'close'))[0]).toBe(0);
    } finally {
      running.kill();
      if (running.exitCode === null) await once(running, 'close');
    }
    expect((await once(run(commandOf('HEALTHCHECK')), 'close'))[0]).toBe(1);
  });

  it('runs as an ordinary user who may write nowhere else, may do nothing else, and whose secrets are files', async () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].every(([, image]) => /:\d+\.\d+\.\d+/.test(image ?? ''))).toBe(
      true,
    );
    const { services } = parse(await readFile('compose.yml', 'utf8')) as { services: Record<string, Service> };
    expect(services.hub).toMatchObject({
      ...{ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
      environment: { CAREGRAPH_MASTER_KEY_FILE: expect.stringMatching(/^\/run\/secrets\//) },
    });
    expect(services.database).toMatchObject({ healthcheck: expect.anything() });
    expect(dirname(services.database?.environment.POSTGRES_PASSWORD_FILE ?? '')).toBe('/run/secrets');
  });
});
