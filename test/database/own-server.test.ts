import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bootstrap } from '../../src/database/bootstrap.ts';
import { withClient } from '../../src/database/client.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded.ts';
import { urlAs } from '../../src/database/urls.ts';
import { command } from '../support/command.ts';
import { freshFolder } from '../support/folder.ts';

/** A server of one's own on which no hub has been, with a database that belongs to an ordinary administrator. */
describe('a PostgreSQL of one’s own', () => {
  let place: Awaited<ReturnType<typeof freshFolder>>;
  let server: EmbeddedServer;
  const key = Buffer.alloc(32, 1);
  const tenant = (database: string) => urlAs(server.adminUrl, { user: 'tenant', password: 'secret', database });
  const asSuperuser = (...statements: string[]) =>
    withClient(server.adminUrl, async (client) => {
      for (const statement of statements) await client.query(statement);
    });

  beforeAll(async () => {
    place = await freshFolder();
    server = await startEmbedded(place.folder, { durable: false });
    await asSuperuser(`create role tenant login createrole password 'secret'`, 'create database plain owner tenant');
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });

  it('needs no superuser: the owner of the database with CREATEROLE is enough', async () => {
    const { ownerUrl, hubUrl } = await bootstrap(tenant('plain'), key);
    const rows = await withClient(ownerUrl, async (client) => {
      await client.query(
        'create table public.home (id uuid, during daterange, exclude using gist (id with =, during with &&))',
      );
      return (await client.query('select current_user::text as name')).rows;
    });
    expect(rows).toEqual([{ name: 'caregraph_owner' }]);
    await withClient(hubUrl, async (client) => {
      await client.query(`set role caregraph_home`);
      await expect(client.query('select from public.home')).rejects.toThrow('permission denied');
    });
    await bootstrap(tenant('plain'), key);
  });

  it('gets new passwords with a new master key', async () => {
    const { hubUrl } = await bootstrap(tenant('plain'), Buffer.alloc(32, 2));
    expect(await withClient(hubUrl, async (client) => (await client.query('select 1 as one')).rows)).toEqual([
      { one: 1 },
    ]);
    await bootstrap(tenant('plain'), key);
  });

  it('is refused with the statement to run where its administrator may not let the hub make tables', async () => {
    await asSuperuser('create database closed', 'grant create on database closed to tenant');
    await expect(bootstrap(tenant('closed'), key)).rejects.toThrow(
      'grant usage, create on schema public to caregraph_owner',
    );
    await withClient(urlAs(server.adminUrl, { database: 'closed' }), (client) =>
      client.query('grant usage, create on schema public to caregraph_owner'),
    );
    await expect(bootstrap(tenant('closed'), key)).resolves.toMatchObject({ serverVersion: expect.any(String) });
  });

  it('says how to get on where its administrator may not make roles', async () => {
    await asSuperuser(`create role guest login password 'secret'`, 'create database visited owner guest');
    const guest = urlAs(server.adminUrl, { user: 'guest', password: 'secret', database: 'visited' });
    await expect(bootstrap(guest, key)).rejects.toThrow('let an administrator run: grant "caregraph_owner" to "guest"');
  });

  it('is migrated once when two hubs start together', async () => {
    await asSuperuser('create database shared owner tenant');
    const environment = {
      DATABASE_URL: tenant('shared'),
      CAREGRAPH_DATA: place.folder,
      CAREGRAPH_MASTER_KEY: key.toString('hex'),
    };
    const ended = await Promise.all([1, 2, 3].map(() => command('migrate', environment).ended));
    expect(ended.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0]);
    const applied = ended.map(({ output }) => output.match(/^Applied /gm)?.length ?? 0);
    expect(applied.filter((count) => count > 0).length).toBeLessThanOrEqual(1);
  });

  it('is named without its password when it cannot be reached', async () => {
    const wrong = urlAs(server.adminUrl, { user: 'tenant', password: 'guessed' });
    const { code, output } = await command('migrate', { DATABASE_URL: wrong, CAREGRAPH_DATA: place.folder }).ended;
    expect(code).toBe(1);
    expect(output).toContain('password authentication failed for user "tenant"');
    expect(output).not.toContain('guessed');
  });
});
