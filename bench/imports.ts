import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { measured } from './cpu.ts';
import { hubCode } from './hub-code.ts';
import { locationLines, makeCouncil, placementLines } from './imports-world.ts';

/**
 * How long the CQC's directory and a council's file of placements take, from the first byte to the end of the merge, in an
 * embedded database that is as durable as in use: `node bench/imports.ts [placement lines]`, after `npm run build`. Beside
 * each the least that any hub would have to do: PostgreSQL's COPY of the very same file into a table of text.
 */
const lines = Number(process.argv[2] ?? 1_000_000);
const linesOfOne = 10;
const locations = 15_000;

const { startEmbedded } = await hubCode('database/embedded');
const { bootstrap, ensureDatabase } = await hubCode('database/bootstrap');
const { withClient, inTransaction } = await hubCode('database/client');
const { migrate } = await hubCode('database/migrate');
const { applyAgreement } = await hubCode('agreement/apply');
const { contractOf } = await hubCode('server/contract/contract');
const { recordKeys } = await hubCode('access/record/sealing/keys');
const { takeFile } = await hubCode('imports/engine/run');
const { cqc } = await hubCode('imports/cqc/locations');
const { placements } = await hubCode('imports/placements/placements');
const { madeUpNhsNumbers } = await hubCode('shared/nhs-number');

const made = madeUpNhsNumbers();
const numbers = Array.from({ length: lines / linesOfOne }, () => made.next().value as string);
const folder = await mkdtemp(join(tmpdir(), 'caregraph-bench-'));
const server = await startEmbedded(folder);
try {
  const key = randomBytes(32);
  const { ownerUrl } = await bootstrap(await ensureDatabase(server.adminUrl, 'imports'), key);
  await migrate(ownerUrl);
  const { agreement, tables } = await contractOf('schema/agreement.yml');
  await withClient(ownerUrl, async (owner) => {
    await applyAgreement(owner, agreement, tables);
    const take = async (
      what: string,
      format: typeof cqc,
      organisation: string | null,
      rows: () => Iterable<string>,
    ) => {
      const file = join(folder, 'file.csv');
      await pipeline(rows(), createWriteStream(file));
      const [header = ''] = rows();
      const copied = await measured(owner, async () => {
        const columns = header.split(',').map((_, place) => `c${place} text`);
        await owner.query(`create temporary table copied (${columns.join(', ')})`);
        await pipeline(
          createReadStream(file),
          owner.query(copyFrom('copy copied from stdin with (format csv, header)')),
        );
        await owner.query('drop table copied');
      });
      const taken = await measured(owner, () =>
        takeFile(
          owner,
          format,
          { name: 'file.csv', stream: async () => createReadStream(file) },
          {
            organisation,
            asOf: new Date(),
            by: 'bench',
            agreement: agreement.hash,
            keys: recordKeys(key),
            allowLargeChange: true,
          },
        ),
      );
      const { read, added, changed, ended, unchanged, rejected } = taken.result;
      const [own, least] = [taken.here + taken.database, copied.here + copied.database];
      console.log(
        `${what}: ${read} lines (${Math.round((await stat(file)).size / 1e6)} MB) in ${taken.seconds.toFixed(1)} s, CPU ${taken.here.toFixed(1)} s here and ${taken.database.toFixed(1)} s in the database, ${(own / least).toFixed(0)} times that of COPY (${least.toFixed(2)} s); ${added} added, ${changed} changed, ${ended} ended, ${unchanged} as they were, ${rejected} not taken`,
      );
    };

    await take('the directory', cqc, null, () => locationLines(locations));
    await take('the directory once more', cqc, null, () => locationLines(locations));
    console.error(`Making ${numbers.length} people …`);
    const council = await inTransaction(owner, async () => {
      await owner.query(`select set_config('hub.bulk', 'on', true)`);
      return makeCouncil(owner, numbers);
    });
    // Planned for empty tables, it would take hours.
    await owner.query('vacuum analyze');
    await owner.query('select hub.derive_relationships(null)');
    await owner.query('vacuum analyze hub.relationship');
    const nights = ['the first night, all but one part of each are new', 'the next night, nothing has changed'];
    for (const [night, what] of [...nights, 'the night after, 1 line in 100 has changed'].entries())
      await take(what, placements, council, () => placementLines(numbers, night, night === nights.length));
    const { rows } = await owner.query('select count(*)::int as drift from hub.relationship_drift()');
    console.log(`register and facts differ in ${rows[0].drift} rows`);
    console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  });
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  if (server.home !== folder) await rm(server.home, { recursive: true, force: true });
}
