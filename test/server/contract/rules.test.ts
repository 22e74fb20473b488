import { expect, it } from '@jest/globals';
import { type GraphQLSchema, type OperationDefinitionNode, parse } from 'graphql';
import type { Viewer } from '../../../src/access/viewer.ts';
import { contractOf } from '../../../src/server/contract/contract.ts';
import { guardOf } from '../../../src/server/contract/rules.ts';
import type { Agency } from '../../../src/shared/agencies.ts';
import type { Purpose } from '../../../src/shared/purposes.ts';

const contract = await contractOf('schema/agreement.yml');
const guard = guardOf(contract.graph, contract.agreement, contract.shape);

async function verdict(
  agency: Agency,
  purpose: Purpose,
  text: string,
  schema: GraphQLSchema,
  role = agency === 'home' ? 'manager' : 'clinician',
): Promise<string> {
  const definition = parse(text).definitions[0] as OperationDefinitionNode;
  const decided = guard({ schema, definition } as never, { agency, role, purpose } as Viewer);
  return decided.then(
    () => 'allowed',
    (refusal) => refusal.code,
  );
}

const measure = '{ measure(of: EMERGENCY_ADMISSIONS, from: "2026-01-01", to: "2026-02-01") { unit } }';

it('refuses a query under a purpose that the agreement does not name for it, before anything runs', async () => {
  const schema = contract.schemas.home;
  expect(await verdict('home', 'DIRECT_CARE', measure, schema)).toBe('PURPOSE_NOT_ALLOWED');
  expect(await verdict('home', 'PLANNING', measure, schema)).toBe('allowed');
});

it('refuses a field that the agreement does not share, even if the schema had it', async () => {
  const funding = '{ residents { nodes { currentPlacement { funding { source } } } } }';
  expect(await verdict('practice', 'DIRECT_CARE', funding, contract.graph)).toBe('NOT_SHARED');
  expect(await verdict('home', 'DIRECT_CARE', funding, contract.graph)).toBe('allowed');
});

it('refuses a question about residents where the purpose opens none to the role', async () => {
  const residents = '{ residents { totalCount } }';
  const schema = contract.schemas.council;
  expect(await verdict('council', 'FUNDING', residents, schema, 'finance')).toBe('allowed');
  expect(await verdict('council', 'QUALITY_MONITORING', residents, schema, 'analyst')).toBe('PURPOSE_NOT_ALLOWED');
  expect(await verdict('council', 'PLANNING', residents, schema, 'analyst')).toBe('PURPOSE_NOT_ALLOWED');
});
