import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fieldsSeenBy } from '../../src/agreement/compile.ts';
import { examplesIn } from '../../src/agreement/examples.ts';
import { findingLine } from '../../src/agreement/findings.ts';
import { examineAgreement, readAgreement } from '../../src/agreement/read.ts';
import { groundOf } from '../../src/server/contract/contract.ts';
import { agencies } from '../../src/shared/agencies.ts';
import { Oracle } from '../support/oracle.ts';

const shipped = readAgreement('schema/agreement.yml');
const examples = examplesIn(readFileSync('docs/examples/README.md', 'utf8'), shipped.text);
const practiceRelationships = Oracle.of(shipped.file).relationships.filter((name) => name.startsWith('practice.'));

it('has a stricter and a wider agreement', () => {
  expect([...examples.keys()]).toEqual(['stricter.yml', 'wider.yml']);
});

for (const [name, text] of examples) {
  describe(name, () => {
    const file = `docs/examples/${name}`;

    it('is the shipped agreement with the changes that the guide names', () => {
      expect(readFileSync(file, 'utf8')).toBe(text);
    });

    it('is an agreement in which nothing is found, not even a warning', async () => {
      const { shape } = await groundOf();
      expect(examineAgreement(text, file, { shape }).findings.map(findingLine)).toEqual([]);
    });

    it('changes nothing for any other agency than the practices', () => {
      const changed = readAgreement(file);
      for (const agency of agencies.filter((agency) => agency !== 'practice')) {
        expect(fieldsSeenBy(changed, agency)).toEqual(fieldsSeenBy(shipped, agency));
      }
    });
  });
}

/** What a practice sees of some resident by one relationship, whatever its role and purpose. */
function seen(text: string, relationship: string): string[] {
  const oracle = new Oracle(text);
  return oracle.subjects.flatMap((subject) =>
    oracle.fieldsOf(subject).filter((field) =>
      oracle.roles.some((role) =>
        oracle.purposes.some((purpose) =>
          oracle.expected({
            agency: 'practice',
            role,
            purpose,
            relationships: [relationship],
            recordBits: [],
            subject,
            field,
          }),
        ),
      ),
    ),
  );
}

it('shows a practice under the stricter agreement its registered residents, and others only in an emergency', () => {
  const text = examples.get('stricter.yml') ?? '';
  const open = practiceRelationships.filter((relationship) => seen(text, relationship).length > 0);
  expect(open).toEqual(['practice.registered', 'practice.emergency']);
  expect(seen(text, 'practice.registered')).toEqual(seen(shipped.text, 'practice.registered'));
});

it('shows a practice under the wider agreement everyone in its homes as it sees its own', () => {
  const text = examples.get('wider.yml') ?? '';
  expect(seen(text, 'practice.aligned')).toEqual(seen(shipped.text, 'practice.registered'));
});
