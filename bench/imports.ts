import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hubCode } from './hub-code.ts';

/**
 * How long a council's file of placements takes, from its first byte to the end of the merge, in an embedded database that
 * is as durable as in use: `node bench/imports.ts [lines]`, after `npm run build`. Two lines for each person.
 */
const lines = Number(process.argv[2] ?? 1_000_000);
const people = lines / 2;
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
    const known = 'COUNCIL,812.50';
    const files: [what: string, parts: (n: number) => string[]][] = [
      ['a second part for each, all of them new', () => [known, 'JOINT,100.00']],
      ['the next night: nothing has changed', () => [known, 'JOINT,100.00']],
      ['the night after: 1 in 100 has changed', (n) => [known, n % 50 ? 'JOINT,100.00' : 'JOINT,120.00']],
    ];
    for (const [night, [what, parts]] of files.entries()) {
      const file = join(folder, `night-${night}.csv`);
      await pipeline(async function* () {
        yield 'NHS number,Home,From,Care type,Source,Weekly rate,Night\n';
        for (const [n, number] of numbers.entries())
          yield parts(n)
            .map(
              (part) =>
                `${number},1-80000${String(n % homes).padStart(4, '0')},${since},Residential,${part},${night}\n`,
            )
            .join('');
      }, createWriteStream(file));
      const began = performance.now();
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
      const { size } = await stat(file);
      console.log(
        `${what}: ${taken.read} lines (${Math.round(size / 1e6)} MB) in ${seconds.toFixed(1)} s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB: ${taken.added} added, ${taken.changed} changed, ${taken.unchanged} as they were, ${taken.rejected} not taken`,
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
     select '${council}', t.resident_id, t.id, 'COUNCIL', '${council}', h.organisation_id, 812.50, t.from_on
     from placement t join care_home h on h.id = t.home_id`,
  );
  return council;
}
