import type { FailureClass } from './removal.ts';

/** Records that are opened, or told of, to whom the agreement does not open them. */
export const aboutPeople: readonly FailureClass[] = [
  {
    title: 'Who says that he has to do with a resident opens the record by that alone',
    happened: 'found in a review of our own design',
    removals: [
      {
        protection: 'what one organisation says alone opens no more than an emergency does, and that for a day',
        changes: [
          {
            sql: `alter table hub.claim drop constraint claim_ends;
            create function hub.without() returns trigger language plpgsql as $$ begin
              new.until := now() + interval '10 years'; return new; end $$;
            create trigger without before insert on hub.relationship for each row
              when (new.kind like '%.emergency') execute function hub.without()`,
          },
        ],
        test: {
          file: 'test/walls/in-concert.test.ts',
          title: 'are let in by nothing that all of them say but what opens to a claimant for a day',
        },
      },
    ],
  },
  {
    title: 'An empty list where the truth is withheld',
    happened: 'a known clinical risk: `allergies: []`',
    removals: [
      {
        protection: 'a list that no clause opens is null',
        changes: [
          {
            file: 'dist/src/access/reading/reader.js',
            from: 'return _m === undefined || this.parts.rights.opens(subject, _m & relationshipMask);',
            to: 'return true;',
          },
        ],
        test: {
          file: 'test/walls/access-matrix.test.ts',
          title: 'is shown as the agreement says in the list of residents, with all that hangs on them',
        },
      },
    ],
  },
  {
    title: 'A filter or an order tells a hidden field',
    happened:
      'Strapi CVE-2023-22894, Directus CVE-2025-30352 and CVE-2025-64748, Keystone CVE-2025-46720 and CVE-2026-33326, HAPI #6065',
    removals: [
      {
        protection: 'a condition holds only where its field is seen in clear',
        changes: [
          {
            file: 'dist/src/access/reading/page-statement.js',
            from: "const and = clear === 'true' ? '' :",
            to: "const and = clear ? '' :",
          },
        ],
        test: {
          file: 'test/walls/inputs.test.ts',
          title: 'whichever rows, in which order and under which cursors',
        },
      },
      {
        protection: 'what is withheld sorts as one',
        changes: [
          {
            file: 'dist/src/access/reading/page-statement.js',
            from: "if (rule === 'clear')",
            to: 'if (rule)',
          },
        ],
        test: {
          file: 'test/walls/inputs.test.ts',
          title: 'whichever rows, in which order and under which cursors',
        },
      },
    ],
  },
  {
    title: 'A cursor holds the value',
    happened: 'Azure data-api-builder #3553',
    removals: [
      {
        protection: 'cursors are sealed',
        changes: [
          {
            file: 'dist/src/access/cursor.js',
            from: "const sealed = createCipheriv('aes-256-ctr', this.#keys.for('cursor cipher', organisationId, 32), tag).update(plain);",
            to: 'const sealed = plain;',
          },
        ],
        test: {
          file: 'test/walls/opaque.test.ts',
          title:
            'no id and no cursor holds anything of a record: neither a value nor the UUID, as it stands or decoded',
        },
      },
      {
        protection: 'a cursor belongs to its viewer and its list',
        changes: [
          {
            file: 'dist/src/access/cursor.js',
            from: 'if (!timingSafeEqual(tag, this.#tagOf(organisationId, scope, plain)))',
            to: 'if (!plain.toString().startsWith("["))',
          },
        ],
        test: {
          file: 'test/walls/opaque.test.ts',
          title: 'is refused to another list, and to the same list under another condition',
        },
      },
    ],
  },
  {
    title: 'A count, or a sum, tells of what is hidden',
    happened: 'Directus CVE-2026-35442, pg_graphql #653',
    removals: [
      {
        protection: 'rows that no clause opens are not counted',
        changes: [
          {
            file: 'dist/src/access/reading/rights.js',
            from: "return this.walls.projection ? rowIsOpen(this.openings(subject), mask) : 'true';",
            to: "return 'true';",
          },
        ],
        test: {
          file: 'test/walls/each-alone.test.ts',
          title: 'shows the same, byte for byte, without row policies and with every column granted',
        },
      },
    ],
  },
  {
    title: 'The same record by another way: an alias, a fragment, its id',
    happened: 'Directus CVE-2024-34708, Apollo GHSA-mx7m-j9xf-62hw, API Platform CVE-2025-31481',
    removals: [
      {
        protection: 'each cell is masked where it is read, by whatever way',
        changes: [
          {
            file: 'dist/src/access/reading/cells.js',
            from: 'return forms.length ? `case ${forms.join',
            to: "return forms.length ? shownAs(field, alias, 'clear') : forms.length ? `case ${forms.join",
          },
        ],
        test: {
          file: 'test/walls/access-matrix.test.ts',
          title: 'is shown so to who asks for a record by its id',
        },
      },
      {
        protection: 'the row policies of the database hold by themselves',
        changes: [{ sql: 'alter policy incident_related on incident using (incident.valid_until is null)' }],
        test: {
          file: 'test/walls/each-alone.test.ts',
          title: 'let exactly those rows through to a question that masks nothing',
        },
      },
    ],
  },
  {
    title: 'Roles, or policies, are combined wrongly',
    happened: 'Hasura #10711, Medplum #3332, Directus CVE-2025-24353',
    removals: [
      {
        protection: 'a clause that asks for more of a record asks for all of it',
        changes: [
          {
            file: 'dist/src/access/reading/cells.js',
            from: 'return also ? `(',
            to: 'return false ? `(',
          },
        ],
        test: {
          file: 'test/walls/access-matrix.test.ts',
          title: 'is shown as the agreement says in the list of residents, with all that hangs on them',
        },
      },
      {
        protection: 'purpose and role decide which relationships count',
        changes: [
          {
            file: 'dist/src/access/reading/sources.js',
            from: "return this.#parameter('kinds', 'int');",
            to: "return '2147483647';",
          },
        ],
        test: {
          file: 'test/walls/each-alone.test.ts',
          title: 'shows the same, byte for byte, without row policies and with every column granted',
        },
      },
    ],
  },
  {
    title: 'An operation or a type is forgotten',
    happened: 'Hasura CVE-2022-46792, Keystone CVE-2022-39322, Medplum #4183',
    removals: [
      {
        protection: 'an agreement that is silent about a field, type or operation is refused',
        changes: [
          {
            file: 'dist/src/agreement/undecided.js',
            from: 'for (const [name, type] of shape.types) {',
            to: 'for (const [name, type] of []) {',
          },
        ],
        test: { file: 'test/agreement/check.test.ts', title: 'what the agreement does not decide stops the hub:' },
      },
      {
        protection: 'of a type that has clauses an agency’s schema holds only the fields that some clause gives it',
        changes: [
          {
            file: 'dist/src/server/contract/agency-schema.js',
            from: 'seen.get(type)?.has(field) === true',
            to: 'true',
          },
        ],
        test: {
          file: 'test/walls/contract.test.ts',
          title: 'exactly the fields, queries, subscriptions and mutations that some role of it may see',
        },
      },
    ],
  },
];
