import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Agreement } from '../../src/agreement/model.ts';
import { agreementHtml, agreementPage } from '../../src/agreement/page.ts';
import { examineAgreement, parseAgreement } from '../../src/agreement/read.ts';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractFrom, contractOf } from '../../src/server/contract/contract.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { apply } from '../server/support/changing.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import type { Written } from '../support/oracle-text.ts';
import { textOf } from './support/agreement-changes.ts';
import { Comparison, type Ground } from './support/compare.ts';
import { fieldIn, privilegesUnlike } from './support/given.ts';
import { everyoneLooking, groundOf } from './support/matrix.ts';
import { everythingOf, printed } from './support/question.ts';
import { lineOf, linesOf, withoutClause } from './support/removed-clauses.ts';
import { plantedResidents } from './support/residents.ts';
import { type Telling, Tellings } from './support/telling.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const written = parse(text) as Written;
const oracle = new Oracle(text);

let database: TestDatabase;
let contract: Contract;
let hub: HubUnderTest;
let ground: Ground;
let tellings: Tellings;
/** The pages of the agreement that is shipped. */
let pages: (readonly [page: (of: Agreement) => string, asItIs: string])[];
/** What names a record, and what it is found by: the check refuses an agreement that shows the rest without them. */
const needed = ['Resident/1', 'Placement/1'];
/** Who saw what, before the clause was taken out. */
const seen: Telling[] = [];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  contract = await contractOf(agreementFile);
  const planted = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  const residents = planted.filter(({ relationships }) => relationships.length < 2);
  await write(database.owner, residents);
  hub = await startHub({ database, contract });
  ground = groundOf(oracle, text, database.key);
  pages = [agreementPage, agreementHtml].map((page) => [page, page(contract.agreement)]);
  tellings = new Tellings(ground, everyoneLooking(oracle), residents);
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

/** What the viewer is answered about the cell: what it shows, or how it is kept back. */
async function answerOf({ viewer, of, subject, field }: Telling): Promise<string> {
  const { organisation, role, purpose } = viewer;
  const comparison = new Comparison(ground, viewer);
  const schema = contract.schemas[organisation.agency];
  const personal = new Set(oracle.subjects);
  const asked = everythingOf(subject, { schema, personal, follow: () => false, only: (_, name) => name === field });
  const records = [of.resident, ...of.records].filter(
    (one) => one.subject === subject && !one.superseded && comparison.shownForm(of, one, field),
  );
  // What belongs to one kind of incident holds nothing in another.
  const record = records.find(({ shown }) => shown[field] !== null) ?? records[0];
  const id = record && comparison.idOf(record);
  const asking = await hub.as(organisation.code, role, purpose);
  const { data, errors } = await asking.ask<{ node: Record<string, unknown> | null }>(
    `query($id: ID!) { node(id: $id) { ... on ${subject} { ${printed(asked)} } } }`,
    { id },
  );
  if (errors) return errors[0]?.extensions.code ?? '';
  if (data.node === null) return 'no such record';
  const withheld = data.node.withheld as { field: string; form: string | null }[];
  const told = withheld.find((one) => one.field === field);
  return told ? `withheld, shown ${told.form}` : `shown: ${JSON.stringify(data.node[field])}`;
}

describe('a clause that is taken out is gone from page, schema, privileges and answer together', () => {
  for (const [subject, clauses] of Object.entries(written.subjects)) {
    for (const [n, { nobody, fields }] of clauses.entries()) {
      if (nobody) {
        it(`${subject}/${n + 1}: without it the agreement is refused, and ${fields} shared with nobody as before`, () => {
          const copy = structuredClone(written);
          copy.subjects[subject]?.splice(n, 1);
          const read = () => parseAgreement(textOf(copy), 'without.yml', { shape: contract.shape });
          expect(read).toThrow(`no clause decides ${subject}.${fields[0]}`);
        });
        continue;
      }
      const taken = () => withoutClause(written, subject, n, contract.shape.readThrough);
      if (needed.includes(`${subject}/${n + 1}`)) {
        it(`${subject}/${n + 1}: is not taken out alone, because others need it`, () => {
          const { agreement, findings } = examineAgreement(textOf(taken().made()), 'without.yml', {
            shape: contract.shape,
          });
          expect(agreement).toBeUndefined();
          const errors = findings.filter(({ severity }) => severity === 'error');
          expect(errors.length).toBeGreaterThan(0);
          for (const { what } of errors) {
            expect(what).toContain(`shares ${subject} with `);
            expect(fields.some((field) => what.includes(`which does not see ${subject}.${field}`))).toBe(true);
          }
        });
        continue;
      }
      it(`${subject}/${n + 1}`, async () => {
        const change = taken();
        const made = change.made();
        const other = new Oracle(made);
        const { agreement, findings } = examineAgreement(textOf(made), 'without.yml', { shape: contract.shape });
        if (!agreement) throw new Error(findings.map(({ what }) => what).join());

        for (const [page, asItIs] of pages)
          expect(linesOf(page(agreement), subject)).not.toContain(lineOf(asItIs, subject, n));

        const { schemas } = await contractFrom(agreement, contract);
        for (const agency of agencies)
          for (const field of fields)
            expect([agency, field, fieldIn(schemas[agency], subject, field)]).toEqual([
              agency,
              field,
              other.everSees(agency, subject, field),
            ]);

        const telling = tellings.find(other, change);
        if (!telling) throw new Error(`nobody saw anything by ${subject}/${n + 1}`);
        seen.push(telling);
        await apply(database, { ...contract, agreement });
        expect(await privilegesUnlike(database, contract.graph, other)).toEqual([]);
        const stillInSchema = fieldIn(schemas[telling.viewer.organisation.agency], subject, telling.field);
        const answer = await answerOf(telling);
        if (stillInSchema)
          expect(answer).toMatch(/^withheld, shown (null|year)$|^no such record$|^PURPOSE_NOT_ALLOWED$/);
        else expect(answer).toBe('NOT_SHARED');
      });
    }
  }

  it('and each was shown before', async () => {
    await apply(database, contract);
    expect(await privilegesUnlike(database, contract.graph, oracle)).toEqual([]);
    for (const telling of seen) expect(await answerOf(telling)).toMatch(/^shown: [^n]|^withheld, shown year$/);
    expect(seen.length).toBeGreaterThan(20);
  });
});
