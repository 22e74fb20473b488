import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLClient } from 'graphql-request';
import { type DemonstrationAccount, demonstrationAccounts } from '../../src/access/demonstration-accounts.ts';
import { publishMeasures } from '../../src/measures/publish.ts';
import { type Agency, agencies } from '../../src/shared/agencies.ts';
import { freshFolder } from '../support/folder.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { getSdk as councilSdk } from '../support/sdks/council.ts';
import { getSdk as dashboardSdk } from '../support/sdks/dashboard.ts';
import { getSdk as homeSdk } from '../support/sdks/home.ts';
import { getSdk as icbSdk } from '../support/sdks/icb.ts';
import { getSdk as practiceSdk } from '../support/sdks/practice.ts';
import { getSdk as trustSdk } from '../support/sdks/trust.ts';

let hub: HubUnderTest;
let accounts: DemonstrationAccount[];
beforeAll(async () => {
  hub = await startHub();
  const client = await hub.database.owner.connect();
  await publishMeasures(client, hub.contract.agreement).finally(() => client.release());
  accounts = await demonstrationAccounts(hub.database.owner, hub.contract.agreement);
});
afterAll(() => hub?.close());

async function clientOf(agency: Agency, role: string): Promise<GraphQLClient> {
  const account = accounts.find((one) => one.agency === agency && one.role === role);
  const { token } = await hub.as(account?.code ?? '', role, account?.purpose ?? '');
  return new GraphQLClient(hub.url, { headers: { authorization: `Bearer ${token}` } });
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const lately = { from: day(365), to: day(0) };

describe('the typed SDK of each agency, from its own schema', () => {
  it('is there for every agency', async () => {
    const made = (await readdir('test/support/sdks')).map((file) => file.replace('.ts', ''));
    expect(made.sort()).toEqual([...agencies].sort());
  });

  it('reads the residents of an aligned home for a practice', async () => {
    const sdk = practiceSdk(await clientOf('practice', 'clinician'));
    const { alignedHomes } = await sdk.Round();
    const residents = alignedHomes.nodes.flatMap((home) => home.residents?.nodes ?? []);
    const [first] = residents;
    expect(residents.length).toBeGreaterThan(0);
    const { node } = await sdk.Person({ id: first?.id ?? '' });
    expect(node).toMatchObject({ id: first?.id, familyName: first?.familyName });
  });

  it('tells the beds of a home, which others find', async () => {
    const home = homeSdk(await clientOf('home', 'manager'));
    expect((await home.WhoLivesHere()).residents.totalCount).toBeGreaterThan(0);
    const code = accounts.find(({ agency }) => agency === 'home')?.code ?? '';
    const { careHome } = await home.Beds({ cqcLocationId: code });
    const now = careHome?.residential ?? careHome?.nursing;
    const beds = { careType: now?.careType ?? 'RESIDENTIAL', maximum: now?.maximum ?? 0 };
    const told = { ...beds, occupied: beds.maximum - 3, reserved: 0, available: 3 };
    const input = { idempotencyKey: 'sdk-tells-beds', careTypes: [told], confirm: true };
    const { updateCapacity } = await home.TellBeds({ input, careType: beds.careType });
    expect(updateCapacity).toMatchObject({ problems: [], record: { capacity: { ...told, freshness: 'FRESH' } } });
    const name = updateCapacity.record?.name;

    const trust = trustSdk(await clientOf('trust', 'discharge-coordinator'));
    const near = await trust.FreeBeds({ careType: beds.careType, near: { careHome: code } });
    expect(near.careHomes.nodes.find((found) => found.name === name)).toMatchObject({ capacity: { available: 3 } });
    const board = dashboardSdk(await clientOf('dashboard', 'service'));
    const { careHomes } = await board.FreeBeds({ careType: beds.careType });
    expect(careHomes.nodes.find((found) => found.name === name)).toMatchObject({ capacity: { available: 3 } });
  });

  it('tells a council for whom it pays, and how much', async () => {
    const sdk = councilSdk(await clientOf('council', 'finance'));
    const { residents } = await sdk.PaidFor();
    expect(residents.nodes.length).toBeGreaterThan(0);
    const paid = await Promise.all(residents.nodes.map(({ id }) => sdk.Payers({ resident: id, ...lately })));
    expect(paid.flatMap(({ fundingOf }) => fundingOf ?? []).some(({ total }) => (total ?? 0) > 0)).toBe(true);
  });

  it('asks measures and reward runs', async () => {
    const sdk = icbSdk(await clientOf('icb', 'analyst'));
    expect((await sdk.Admissions(lately)).measure.unit).toEqual(expect.any(String));
    const finance = icbSdk(await clientOf('icb', 'finance'));
    expect((await finance.RewardRuns()).rewardRuns.totalCount).toBeGreaterThanOrEqual(0);
    const board = dashboardSdk(await clientOf('dashboard', 'service'));
    expect((await board.Admissions(lately)).measure.sentence).toEqual(expect.any(String));
  });
});

describe('a question of what another agency has', () => {
  it('makes no SDK, and its field is named', async () => {
    const place = await freshFolder();
    try {
      await mkdir(join(place.folder, 'questions'));
      await writeFile(join(place.folder, 'questions/who.graphql'), 'query Who { residents { totalCount } }');
      const config = {
        schema: resolve('schema/dashboard.graphql'),
        documents: join(place.folder, 'questions/*.graphql'),
      };
      const made = { [join(place.folder, 'sdk.ts')]: { ...config, plugins: ['typescript-operations'] } };
      const file = join(place.folder, 'codegen.json');
      await writeFile(file, JSON.stringify({ generates: made }));
      const generate = promisify(execFile)(process.execPath, [
        ...['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', file],
      ]);
      const said = await generate.catch(({ stdout, stderr }) => `${stdout}${stderr}`);
      expect(said).toMatch(/Cannot query field "residents" on type "Query"/);
      expect(await readdir(place.folder)).not.toContain('sdk.ts');
    } finally {
      await place.remove();
    }
  });
});
