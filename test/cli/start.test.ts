import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, endCommands } from '../support/command.ts';
import { freshFolder } from '../support/folder.ts';

describe('caregraph start', () => {
  let place: Awaited<ReturnType<typeof freshFolder>>;
  beforeAll(async () => {
    place = await freshFolder();
  });
  afterAll(async () => {
    endCommands();
    await place.remove();
  });

  it('refuses a taken port before it makes anything', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, output } = await command('start', { CAREGRAPH_DATA: place.folder, PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `The hub cannot listen on port ${port}: another program listens there. Choose another one with PORT.`,
    );
    expect(await readdir(place.folder)).toEqual([]);
  });

  it('refuses a DATABASE_URL that is no address, and quotes nothing of it', async () => {
    const wrong = [
      'postgresql://hub:se/cr#et@127.0.0.1:5432/caregraph',
      'mysql://hub:secret@127.0.0.1/caregraph',
      'secret',
    ];
    for (const DATABASE_URL of wrong) {
      const { code, output } = await command('migrate', { CAREGRAPH_DATA: place.folder, DATABASE_URL }).ended;
      expect({ code, told: output.trim() }).toEqual({
        code: 1,
        told: expect.stringMatching(/^DATABASE_URL is not an address/),
      });
      expect(output).not.toMatch(/secret|se\/cr|\n\s+at /);
    }
    expect(await readdir(place.folder)).toEqual([]);
  });

  it('refuses a master key that is too weak before it makes anything, and quotes nothing of it', async () => {
    const weak = { CAREGRAPH_DATA: place.folder, CAREGRAPH_MASTER_KEY: '5e0c4e7f' };
    const { code, output } = await command('start', { ...weak, PORT: '0' }).ended;
    expect({ code, told: output.trim() }).toEqual({
      code: 1,
      told: expect.stringMatching(/^CAREGRAPH_MASTER_KEY must hold at least 32 random bytes/),
    });
    expect(output).not.toContain('5e0c4e7f');
    expect(await readdir(place.folder)).toEqual([]);
  });

  // In turn: the first start fills the folder that the second one finds.
  it.each([
    ['fills a new database', /^Loaded the demonstration/m],
    [
      'finds its data again, and in force what was applied',
      /^It is version \w+, which A\.Guardian applied on .+ UTC\.$/m,
    ],
  ])('%s, answers, and takes one Ctrl-C for one however often it arrives', async (_what, wanted) => {
    const hub = command('start', { CAREGRAPH_DATA: place.folder, PORT: '0' });
    const told = await hub.printed(/The hub answers at \S+\./);
    expect(told).toMatch(wanted);
    const url = /The hub answers at (\S+)\./.exec(told)?.[1] ?? '';
    expect((await fetch(url, { method: 'POST' })).status).toBe(401);
    const apply = 'agreement apply schema/agreement.yml --yes --by A.Guardian';
    expect((await command(apply, { CAREGRAPH_DATA: place.folder }).ended).code).toBe(0);
    hub.child.kill('SIGINT');
    await pause(100);
    hub.child.kill('SIGINT');
    expect((await hub.ended).code).toBe(0);
    expect(existsSync(join(place.folder, 'postgres/postmaster.pid'))).toBe(false);
  });
});
