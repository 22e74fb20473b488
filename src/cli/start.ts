import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import { ensureDemonstration } from '../../seeds/demonstration.ts';
import { demonstrationTokens, writeAccounts } from '../access/demonstration.ts';
import { demonstrationAccounts } from '../access/demonstration-accounts.ts';
import type { Issuer } from '../access/issuers.ts';
import { issuersInForce } from '../access/issuers-in-force.ts';
import { anchorsFile } from '../access/record/sealing/anchors.ts';
import { keepSealed } from '../access/record/sealing/keep-sealed.ts';
import { findingLine } from '../agreement/findings.ts';
import type { Agreement } from '../agreement/model.ts';
import { agreementPage } from '../agreement/page.ts';
import { accessRecordYears } from '../agreement/retention.ts';
import { demonstrationPages } from '../dashboard/demonstration-pages.ts';
import { ownDocuments } from '../dashboard/own-documents.ts';
import { rolePages } from '../dashboard/role-pages.ts';
import { withClient } from '../database/client.ts';
import { databaseUrlGiven } from '../database/given.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { openPools } from '../database/pools.ts';
import { keepBroughtTaken } from '../imports/brought/keep-taken.ts';
import { keepPublished } from '../measures/keep-published.ts';
import { putInForceAtStart } from '../server/contract/at-start.ts';
import { type Contract, type Ground, groundOf } from '../server/contract/contract.ts';
import { createHub } from '../server/hub.ts';
import { logLine } from '../server/log.ts';
import { listenForScrapes } from '../server/metrics/listen.ts';
import { Metrics } from '../server/metrics/metrics.ts';
import { keepLapsedEnded } from '../subjects/discharge-referral/keep-ended.ts';
import { metricsPlace } from './metrics-place.ts';
import { noticeWanted } from './notice.ts';
import { onlyTrusted } from './only-trusted.ts';
import { originsWanted } from './origins.ts';
import { portWanted, refuseTakenPort } from './port.ts';
import { replicasWanted } from './replicas.ts';
import { stopOnSignal } from './signals.ts';
import { slowOperations } from './slow.ts';
import { waitForDatabase } from './wait-for-database.ts';

const agreementFile = 'schema/agreement.yml';

type Closing = (() => Promise<void>)[];

/** Milliseconds in which the hub stops once it has given notice, whatever its database does. */
const mostToStop = 7_500;

export const start = new Command('start')
  .description('Start the hub, with an embedded PostgreSQL unless DATABASE_URL names one.')
  .action(async () => {
    const notice = noticeWanted();
    const closing: Closing = [];
    const close = async () => {
      const late = pause(notice + mostToStop, undefined, { ref: false });
      // The first of them, stopped last, is the database of the hub's own, which must not be left behind.
      for (let last = closing.pop(); last; last = closing.pop())
        await (closing.length ? Promise.race([last(), late]) : last());
    };
    const stopping = stopOnSignal(close);
    try {
      await startHub(closing, notice);
    } catch (error) {
      if (stopping()) return;
      await close();
      throw error;
    }
  });

async function startHub(closing: Closing, notice: number): Promise<void> {
  const port = portWanted();
  await refuseTakenPort(port, '127.0.0.1');
  const scrapes = metricsPlace();
  if (scrapes) await refuseTakenPort(scrapes.port, scrapes.host, 'CAREGRAPH_METRICS_PORT');
  const documents = { own: ownDocuments, only: onlyTrusted() };
  const origins = originsWanted();
  const slow = slowOperations();
  const ground = await groundOf();
  const host = process.env.HOST ?? '127.0.0.1';
  const url = databaseUrlGiven();
  if (url && URL.canParse(url)) await waitForDatabase(url, { port, host }, closing);
  const opening = openDatabase();
  // Asked to stop while the database comes up, the hub lets it come up and stops it then.
  closing.push(async () => (await opening.catch(() => undefined))?.stop());
  const database = await opening;
  const { issuers, demonstration, notes } = await issuersInForce(database);
  tell(database, notes);
  const contract = await prepare(database, ground, demonstration, issuers);
  const failed = (error: unknown) => logLine('error', 'measures could not be published', error);
  const publishing = await keepPublished(database.ownerUrl, contract.agreement, failed);
  closing.push(publishing.stop);

  let { agreement } = contract;
  const sealing = keepSealed({
    ownerUrl: database.ownerUrl,
    key: database.key,
    anchors: anchorsFile(database.home),
    years: () => accessRecordYears(agreement),
    alarm: (what, error) => logLine('error', what, error),
    dropped: (month) => logLine('info', `The access record of ${month} has passed its retention and was dropped.`),
  });
  closing.push(sealing.stop);

  const ending = keepLapsedEnded({
    ownerUrl: database.ownerUrl,
    failed: (error) => logLine('error', 'referrals that have run out could not be ended', error),
  });
  closing.push(ending.stop);

  const taking = keepBroughtTaken({
    ...{ ownerUrl: database.ownerUrl, key: database.key },
    failed: (error) => logLine('error', 'a file that was brought could not be taken', error),
  });
  closing.push(taking.stop);

  const pools = openPools(database.hubUrl);
  closing.push(pools.close);
  const replicas = replicasWanted(database.key, pools);
  if (replicas) closing.push(() => replicas.close());
  const access = { signIns: () => demonstrationTokens(database.home) };
  const shown = { agreement: () => agreement, agreementPage: () => agreementPage(agreement) };
  const pages = async (app: FastifyInstance) => {
    await app.register(rolePages({ demonstration, issuers }));
    if (demonstration) await app.register(demonstrationPages({ demonstration: access, ...shown }));
  };
  const followed = (next: Agreement) => {
    agreement = next;
    publishing.under(next);
  };
  const warnings = () => (sealing.alarms.length ? ['ACCESS_RECORD_NOT_SEALED' as const] : []);
  const { key } = database;
  const told = { followed, warnings };
  const metrics = scrapes && new Metrics();
  const counted = metrics && { metrics };
  const http = await createHub({
    ...{ contract, pools, key, issuers, pages, origins, documents, notice, slow },
    ...told,
    ...counted,
    ...(replicas && { replicas }),
  });
  closing.push(() => http.close());
  // A demonstration makes tokens for anyone who asks: nobody but this machine may.
  const place = { port, host: demonstration ? '127.0.0.1' : host };
  await refuseTakenPort(place.port, place.host);
  if (metrics && scrapes) {
    const telling = await listenForScrapes(metrics.registry, scrapes);
    closing.push(async () => void telling.close().closeAllConnections());
  }
  const address = await http.listenWide(place);
  whereToLook(address.replace('127.0.0.1', 'localhost'), demonstration);
  if (documents.only) console.log('Nothing is answered but registered documents, and what the dashboard asks.');
}

function tell({ notes, serverVersion, kind, home, migrated }: Database, more: readonly string[]): void {
  for (const note of [...notes, ...more]) console.log(note);
  console.log(
    `PostgreSQL ${serverVersion}, ${kind === 'embedded' ? `embedded; its data are in ${home}` : 'your own'}.`,
  );
  if (migrated.length) console.log(`Tables brought up to date: ${migrated.length} migrations.`);
}

/** What the owner does before anyone may ask: agreement and demonstration. */
function prepare(
  { ownerUrl, home }: Database,
  ground: Ground,
  demonstration: boolean,
  issuers: readonly Issuer[],
): Promise<Contract> {
  return withClient(ownerUrl, async (owner) => {
    if (demonstration) console.log(await ensureDemonstration(owner, new Date()));
    const { contract, notes } = await putInForceAtStart(owner, agreementFile, ground, issuers);
    for (const note of notes) console.log(note);
    if (contract.agreement.demonstration && !demonstration) {
      console.log(
        'Warning: this agreement is a demonstration, in which whole agencies have signed. It holds for no issuer of your own.',
      );
    }
    for (const warning of contract.agreement.warnings) console.log(`Warning: ${findingLine(warning)}.`);
    if (demonstration) await writeAccounts(home, await demonstrationAccounts(owner, contract.agreement));
    return contract;
  });
}

function whereToLook(address: string, demonstration: boolean): void {
  console.log(`\nThe hub answers at ${address}/graphql.`);
  if (!demonstration) return;
  console.log(`Look at ${address}/ to see one question answered for each agency; ask your own at ${address}/graphiql.`);
  console.log('Tokens for scripts: npm run --silent tokens. Ctrl-C stops the hub and its database.');
}
