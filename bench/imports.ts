import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hubCode } from './hub-code.ts';

/**
 * How long a council's file of placements takes, from its first byte to the end of the merge, in an embedded database that
 * is as durable as in use: `node bench/imports.ts [lines]`, after `npm run build`. Ten lines for each person: what was paid since 2024, by quarters.
 */
const lines = Number(process.argv[2] ?? 1_000_000);
const parts = 10;
const people = lines / parts;
const homes = 2_000;
const since = '2024-01-01';

const { startEmbedded } = await hubCode('database/embedded');
const { bootstrap, ensureDatabase } = await hubCode('database/bootstrap');
const { withClient, inTransaction } = await hubCode('database/client');
const { migrate } = await hubCode('database/migrate');
const { applyAgreement } = await hubCode('agreement/apply');
const { contractOf } = await hubCode('server/contract/contract');
const { recordKeys } = await hubCode('access/record/sealing/keys');
const { takeFile } = await hubCode('imports/engine/run');
const { placements } = await hubCode('imports/placements/placements');
const { madeUpNhsNumbers } = await hubCode('shared/nhs-number');

const folder = await mkdtemp(join(tmpdir(), 'caregraph-bench-'));
const server = await startEmbedded(folder);
try {
  const key = randomBytes(32);
  const { ownerUrl } = await bootstrap(await ensureDatabase(server.adminUrl, 'imports'), key);
  await migrate(ownerUrl);
  const { agreement, tables } = await contractOf('schema/agreement.yml');
  await withClient(ownerUrl, async (owner) => {
    await applyAgreement(owner, agreement, tables);
    console.error(`Making ${people} people …`);
    const council = await inTransaction(owner, async () => {
      await owner.query(`select set_config('hub.bulk', 'on', true)`);
      return makeCouncil(owner);
    });
    // Planned for empty tables, it would take hours.
    await owner.query('vacuum analyze');
    await owner.query('select hub.derive_relationships(null)');
    await owner.query('vacuum analyze hub.relationship');
    const numbers = numbersOf();
    const files: [what: string, lastRate: (n: number) => number][] = [
      ['the first night: all but one part of each are new', () => 910],
      ['the next night: nothing has changed', () => 910],
      ['the night after: 1 line in 100 has changed', (n) => (n % 10 ? 910 : 920)],
    ];
    for (const [night, [what, lastRate]] of files.entries()) {
      const file = join(folder, `night-${night}.csv`);
      await pipeline(async function* () {
        yield 'NHS number,Home,From,Care type,Source,Weekly rate,Paid from,Paid to,Night\n';
        for (const [n, number] of numbers.entries()) {
          const home = `1-80000${String(n % homes).padStart(4, '0')}`;
          for (let part = 0; part < parts; part++) {
            const last = part === parts - 1;
            const rate = last ? lastRate(n) : 812.5 + part;
            yield `${number},${home},${since},Residential,COUNCIL,${rate},${quarter(part)},${last ? '' : quarter(part + 1)},${night}\n`;
          }
        }
      }, createWriteStream(file));
      const [began, { user, system }] = [performance.now(), process.cpuUsage()];
      const databaseBegan = await cpuOf(owner);
      const taken = await takeFile(
        owner,
        placements,
        { name: 'placements.csv', stream: async () => createReadStream(file) },
        {
          organisation: council,
          asOf: new Date(Date.now() + night * 1000),
          by: 'bench',
          agreement: agreement.hash,
          keys: recordKeys(key),
          allowLargeChange: true,
        },
      );
      const seconds = (performance.now() - began) / 1000;
      const own = process.cpuUsage({ user, system });
      const cpu = (own.user + own.system) / 1e6;
      const database = (await cpuOf(owner)) - databaseBegan;
      const { size } = await stat(file);
      console.log(
        `${what}: ${taken.read} lines (${Math.round(size / 1e6)} MB) in ${seconds.toFixed(1)} s (CPU: ${cpu.toFixed(1)} s here, ${database.toFixed(1)} s in the database), peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB: ${taken.added} added, ${taken.changed} changed, ${taken.unchanged} as they were, ${taken.rejected} not taken`,
      );
    }
    const { rows } = await owner.query('select count(*)::int as drift from hub.relationship_drift()');
    console.log(`register and facts differ in ${rows[0].drift} rows`);
  });
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  if (server.home !== folder) await rm(server.home, { recursive: true, force: true });
}

/** Seconds of CPU that the database's process of this connection has had; in Linux. */
async function cpuOf(owner: { query(text: string): Promise<{ rows: { pid: number }[] }> }): Promise<number> {
  const { rows } = await owner.query('select pg_backend_pid() as pid');
  const told = await readFile(`/proc/${rows[0]?.pid}/stat`, 'utf8');
  const [user, system] = told
    .slice(told.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

function quarter(number: number): string {
  return `${2024 + Math.floor(number / 4)}-${String((number % 4) * 3 + 1).padStart(2, '0')}-01`;
}

function numbersOf(): string[] {
  const made = madeUpNhsNumbers();
  return Array.from({ length: people }, () => made.next().value as string);
}

async function makeCouncil(owner: {
  query(text: string, values?: unknown[]): Promise<{ rows: { id: string }[] }>;
}): Promise<string> {
  const { rows } = await owner.query(
    `insert into organisation (agency, code, name) values ('council', 'LA-BENCH', 'Bench') returning id`,
  );
  const council = rows[0]?.id as string;
  await owner.query(
    `insert into organisation (agency, code, name)
     select 'home', '1-80000' || lpad(n::text, 4, '0'), 'Home ' || n from generate_series(0, $1::int - 1) n`,
    [homes],
  );
  await owner.query(
    `insert into care_home (organisation_id, cqc_location_id, cqc_provider_id, provider_name, name, address, postcode,
       latitude, longitude, council_id, registered_on, nursing, registered_beds, care_types)
     select o.id, o.code, '1-8000000000', 'Bench', o.name, '1 Street', 'ZZ1 1ZZ', 53, -2, $1, '2015-01-01', false, 500, '{RESIDENTIAL}'
     from organisation o where o.agency = 'home'`,
    [council],
  );
  await owner.query(
    `create temporary table person on commit drop as
     select number, n - 1 as n, gen_random_uuid() as id, gen_random_uuid() as placement_id
     from unnest($1::text[]) with ordinality given (number, n)`,
    [numbersOf()],
  );
  await owner.query(
    `insert into resident (id, author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, sex)
     select id, '${council}', number, 'VERIFIED', 'Edith', 'Example', '1938-03-04', 'FEMALE' from person`,
  );
  await owner.query(
    `insert into placement (id, author_id, resident_id, home_id, care_type, from_on)
     select p.placement_id, '${council}', p.id, h.id, 'RESIDENTIAL', '${since}' from person p
     join care_home h on h.cqc_location_id = '1-80000' || lpad((p.n % ${homes})::text, 4, '0')`,
  );
  await owner.query(
    `insert into funding_component (author_id, resident_id, placement_id, source, payer_id, payee_id, weekly_amount, from_on)
     select '${council}', t.resident_id, t.id, 'COUNCIL', '${council}', h.organisation_id, 910, '${quarter(parts - 1)}'
     from placement t join care_home h on h.id = t.home_id`,
  );
  return council;
}
