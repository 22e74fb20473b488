import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { usualClaims } from '../../../src/access/issuers.ts';
import { CannotStart } from '../../../src/database/cannot-start.ts';
import { withClient } from '../../../src/database/client.ts';
import { putInForceAtStart } from '../../../src/server/contract/at-start.ts';
import { type Contract, type Ground, groundOf } from '../../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { agreementFile } from '../../support/hub.ts';
import { apply, changed } from '../support/changing.ts';

let database: TestDatabase;
let ground: Ground;
let folder: string;
let file: string;
let other: Contract;

beforeAll(async () => {
  ground = await groundOf();
  other = await changed('review: 2027-04-01', 'review: 2027-05-01');
});
beforeEach(async () => {
  database = await databaseOfOwn('empty');
  folder = await mkdtemp(join(tmpdir(), 'start-'));
  file = join(folder, 'agreement.yml');
  await write('review: 2027-04-01');
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** The shipped agreement with another date, or another text. */
async function write(review: string, more = ''): Promise<void> {
  const text = await readFile(agreementFile, 'utf8');
  await writeFile(file, text.replace('review: 2027-04-01', review) + more);
}
const nobody = {
  audience: 'hub',
  algorithms: [],
  claims: usualClaims,
  keyOf: () => Promise.reject(new Error('asked for a key')),
  speaksFor: () => false,
};
const start = () => withClient(database.ownerUrl, (owner) => putInForceAtStart(owner, file, ground));
const inForce = async () => {
  const { contract, notes } = await start();
  return { review: contract.agreement.review, notes };
};
const history = async () => (await database.owner.query('select way from hub.agreement_application')).rows;

it('the first start puts its file in force, and the next ones change nothing', async () => {
  const { review, notes } = await inForce();
  expect(review).toBe('2027-04-01');
  expect(notes).toEqual([
    expect.stringMatching(/^Agreement in force: .+, from 2026-04-01, to be reviewed by 2027-04-01\.$/),
  ]);
  expect((await inForce()).notes).toEqual(notes);
  expect(await history()).toHaveLength(1);
});

it('a demonstration is not put in force where tokens are issued to real people', async () => {
  const startFor = (...names: string[]) =>
    withClient(database.ownerUrl, (owner) =>
      putInForceAtStart(
        owner,
        file,
        ground,
        names.map((issuer) => ({ issuer, ...nobody })),
      ),
    );
  await expect(startFor('https://issuer.invalid/demonstration', 'https://login.borough.gov.uk')).rejects.toThrow(
    /^The agreement is a demonstration.+https:\/\/login\.borough\.gov\.uk.+leave out "demonstration: true", and name each/,
  );
  await expect(startFor('https://example.com.evil')).rejects.toThrow(CannotStart);
  expect(await history()).toEqual([]);
  await startFor('https://issuer.invalid/demonstration', 'http://localhost:8080');
  expect(await history()).toHaveLength(1);
});

it('a start with a changed file puts that in force, where nobody has applied anything', async () => {
  await start();
  await write('review: 2027-06-01');
  const { review, notes } = await inForce();
  expect(review).toBe('2027-06-01');
  expect(notes[1]).toMatch(/holds a new version\. It replaces version [0-9a-f]{12}, which a hub started with on 20/);
});

it('a start brings back no version that was replaced: another hub may have the newer file', async () => {
  await start();
  await write('review: 2027-06-01');
  await start();
  await write('review: 2027-04-01');
  const { review, notes } = await inForce();
  expect(review).toBe('2027-06-01');
  expect(notes[1]).toMatch(
    /holds another version, [0-9a-f]{12}, which is not in force\. To put it in force: caregraph/,
  );
});

it('a start undoes nothing that somebody applied, whatever its file says by then', async () => {
  await start();
  await apply(database, other, 'A. Guardian');
  for (const review of ['2027-04-01', '2027-06-01']) {
    await write(`review: ${review}`);
    const started = await inForce();
    expect(started.review).toBe('2027-05-01');
    expect(started.notes[1]).toMatch(/^It is version [0-9a-f]{12}, which A\. Guardian applied on 20.+ UTC\.$/);
    expect(started.notes[2]).toMatch(/holds another version/);
  }
  await rm(file);
  await writeFile(file, 'not: an agreement');
  expect((await inForce()).review).toBe('2027-05-01');
});

it('a start without a file goes on with what is in force, and needs one where nothing is', async () => {
  await rm(file);
  await expect(start()).rejects.toThrow(`There is no agreement in force, and no file ${file} to start with.`);
  await apply(database, other);
  expect((await inForce()).review).toBe('2027-05-01');
});

it('a start with mistakes in a file that would come into force says each with its line, and leaves all as it was', async () => {
  await start();
  await write('review: soon');
  await expect(start()).rejects.toThrow(/agreement\.yml:\d+: /);
  expect(await history()).toHaveLength(1);
});

it('a start that cannot read what is in force says who applied it and what to do', async () => {
  await apply(database, {
    ...other,
    agreement: { ...other.agreement, text: `${other.agreement.text}\nanother-section: of a later release\n` },
  });
  await expect(start()).rejects.toThrow(
    /^This release cannot follow the agreement in force, which A\. Guardian applied on .+\nthe agreement in force:\d+: .*another-section.*\nPut it right in a file/,
  );
});
