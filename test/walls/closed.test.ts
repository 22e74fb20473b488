import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Agreement } from '../../src/agreement/model.ts';
import { agreementHtml, agreementPage } from '../../src/agreement/page.ts';
import { parseAgreement } from '../../src/agreement/read.ts';
import { type Contract, contractFrom, contractOf } from '../../src/server/contract/contract.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { apply } from '../server/support/changing.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import type { Written } from '../support/oracle-text.ts';
import { changedBy, textOf } from './support/agreement-changes.ts';
import { fieldIn, privilegesUnlike } from './support/given.ts';

const text = readFileSync(agreementFile, 'utf8');
const written = parse(text) as Written;

let database: TestDatabase;
let contract: Contract;
/** The pages of the agreement that is shipped. */
let pages: (readonly [page: (of: Agreement) => string, asItIs: string])[];

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  contract = await contractOf(agreementFile);
  pages = [agreementPage, agreementHtml].map((page) => [page, page(contract.agreement)]);
});
afterAll(() => database?.drop());

/** What the agreement opens or lets be asked and written, apart from the clauses about residents' records. */
interface Permission {
  name: string;
  /** Type and fields of the graph that go with it. */
  type: string;
  fields: readonly string[];
  missing(copy: Written): void;
  closed(copy: Written): void;
}

const permissions: Permission[] = [
  ...Object.entries(written.open).flatMap(([type, clauses]) =>
    clauses.map(({ fields }, n) => ({
      name: `open ${type}/${n + 1}`,
      type,
      fields,
      missing: (copy: Written) => void copy.open[type]?.splice(n, 1),
      closed: (copy: Written) => void Object.assign(copy.open[type]?.[n] ?? {}, { to: [] }),
    })),
  ),
  ...Object.keys(written.queries).map((query) => ({
    name: `query ${query}`,
    type: 'Query',
    fields: [query],
    missing: (copy: Written) => void delete copy.queries[query],
    closed: (copy: Written) => void Object.assign(copy.queries[query] ?? {}, { by: [] }),
  })),
  ...Object.keys(written.subscriptions ?? {}).map((name) => ({
    name: `subscription ${name}`,
    type: 'Subscription',
    fields: [name],
    missing: (copy: Written) => void delete copy.subscriptions?.[name],
    closed: (copy: Written) => void Object.assign(copy.subscriptions?.[name] ?? {}, { by: [] }),
  })),
  ...Object.keys(written.writes ?? {}).map((mutation) => ({
    name: `write ${mutation}`,
    type: 'Mutation',
    fields: [mutation],
    missing: (copy: Written) => void delete copy.writes?.[mutation],
    closed: (copy: Written) => void Object.assign(copy.writes?.[mutation] ?? {}, { by: 'nobody' }),
  })),
  {
    name: 'emergency',
    type: 'Mutation',
    fields: ['breakGlass'],
    missing: (copy) => void delete copy.emergency,
    closed: (copy) => void Object.assign(copy.emergency ?? {}, { who: {} }),
  },
];

describe('a permission that is taken back', () => {
  for (const { name, type, fields, missing, closed } of permissions) {
    const read = (changed: Written) => parseAgreement(textOf(changed), 'closed.yml', { shape: contract.shape });

    it(`${name}: silence is refused; given to nobody, it is gone from page, schemas and privileges together`, async () => {
      expect(() => read(changedBy(written, missing))).toThrow(/no clause decides|nothing says who may/);

      const changed = changedBy(written, closed);
      const agreement = read(changed);
      for (const [page, asItIs] of pages) expect(page(agreement)).not.toBe(asItIs);
      const { schemas } = await contractFrom(agreement, contract);
      for (const agency of agencies)
        for (const field of fields)
          expect([agency, field, fieldIn(schemas[agency], type, field)]).toEqual([agency, field, false]);
      await apply(database, { ...contract, agreement });
      expect(await privilegesUnlike(database, contract.graph, new Oracle(changed))).toEqual([]);
    });
  }
});
