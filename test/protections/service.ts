import type { FailureClass } from './removal.ts';

/** What everybody shares who asks: caches, connections, limits, errors, tokens. */
export const ofTheService: readonly FailureClass[] = [
  {
    title: 'What was kept for one is shown to another',
    happened: 'Pothos #1763, API Platform CVE-2025-31485, Directus CVE-2026-61836, DataLoader #56',
    removals: [
      {
        protection: 'what a token says is kept under the token',
        changes: [
          {
            file: 'dist/src/access/tokens.js',
            from: "const key = hash('sha256', token);",
            to: "const key = 'anybody';",
          },
        ],
        test: { file: 'test/walls/shared-pool.test.ts', title: 'are answered interleaved as they are in turn' },
      },
      {
        protection: 'what is decided of a question is decided for agency, role and purpose',
        changes: [
          {
            file: 'dist/src/server/contract/rules.js',
            from: 'const decision = known.get(key) ??',
            to: 'const decision = [...known.values()][0] ??',
          },
        ],
        test: {
          file: 'test/walls/operations.test.ts',
          title: 'as the agreement says, and a call of which nothing comes',
        },
      },
    ],
  },
  {
    title: 'A subscription goes on though its hearer may not see any more',
    happened: 'Directus CVE-2023-38503, Parse CVE-2026-30947, Hasura #8474',
    removals: [
      {
        protection: 'what opened a record ends with what it followed from',
        changes: [
          {
            sql: `create function hub.without() returns trigger language plpgsql as $$ begin
                if tg_op = 'DELETE' then return null; end if;
                new.until := null; return new; end $$;
              create trigger without before update or delete on hub.relationship for each row execute function hub.without()`,
          },
        ],
        test: {
          file: 'test/server/subscriptions/hearing.test.ts',
          title: 'is told no more once the relationship has ended, though the subscription is still open',
        },
      },
      {
        protection: 'who hears is found out anew, by and by and for each event',
        changes: [
          {
            file: 'dist/src/server/subscriptions/subscription.js',
            from: 'const viewer = await looking.signIn(served);',
            to: 'const viewer = (looking.under = served, looking.asker = this.#opening.asker);',
          },
          {
            file: 'dist/src/server/subscriptions/connection.js',
            from: 'if (!this.#leaving.length)',
            to: 'if (true)',
          },
        ],
        test: {
          file: 'test/server/subscriptions/lasting.test.ts',
          title: 'hears nothing any more once his organisation is no party',
        },
      },
      {
        protection: 'whether a subscription may be heard is decided before it is opened',
        changes: [
          {
            file: 'dist/src/server/agency-graph.js',
            from: "within(operation.cost, this.#limits.short, 'QUERY_TOO_COSTLY');\n        await this.#terms.beforeOperation?.(operation, asking.viewer);",
            to: "within(operation.cost, this.#limits.short, 'QUERY_TOO_COSTLY');",
          },
        ],
        test: {
          file: 'test/walls/operations.test.ts',
          title: 'as the agreement says, and a call of which nothing comes',
        },
      },
    ],
  },
  {
    title: 'A change is made, and then its answer denied',
    happened: 'graphql-shield #366',
    removals: [
      {
        protection: 'whether somebody may write is decided before anything is done',
        changes: [
          {
            file: 'dist/src/server/contract/rules.js',
            from: "return mayWrite(agreement, name, viewer) || new Refusal('FORBIDDEN');",
            to: 'return true;',
          },
        ],
        test: {
          file: 'test/access/writing/writing.test.ts',
          title: 'that the agreement denies to role or purpose leaves every table as it was, byte for byte',
        },
      },
    ],
  },
  {
    title: 'Hints and error texts tell',
    happened: 'Apollo #8086, DETAIL of PostgreSQL, bodies of malformed JSON that Express prints',
    removals: [
      {
        protection: 'of what is unforeseen nothing is said but that it was',
        changes: [
          {
            file: 'dist/src/server/errors.js',
            from: "return new Refusal(databaseCode(error) ?? 'INTERNAL', {}, error);",
            to: "return Object.assign(new Refusal('INTERNAL', {}, error), { message: error.message });",
          },
        ],
        test: {
          file: 'test/server/errors.test.ts',
          title: 'answers an unforeseen error with INTERNAL, and logs its class, code and place but no value',
        },
      },
      {
        protection: 'the log says nothing of an error that a person or a row could have put into it',
        changes: [
          {
            file: 'dist/src/server/log.js',
            from: 'class: error.constructor.name,',
            to: 'class: error.constructor.name, message: error.message,',
          },
        ],
        test: {
          file: 'test/server/errors.test.ts',
          title: 'answers an unforeseen error with INTERNAL, and logs its class, code and place but no value',
        },
      },
    ],
  },
  {
    title: 'Unique and foreign keys tell what is there',
    happened: 'documented by PostgreSQL',
    removals: [
      {
        protection: 'whatever constraint is broken is one problem',
        changes: [
          {
            file: 'dist/src/access/writing/writer.js',
            from: "if (state?.startsWith('23'))",
            to: 'if (false)',
          },
        ],
        test: {
          file: 'test/access/writing/writing.test.ts',
          title: 'that breaks a constraint, whichever it is, comes to one problem, and nothing is told of the row',
        },
      },
    ],
  },
  {
    title: 'A connection keeps what its last user was',
    happened: 'a known fault of pools',
    removals: [
      {
        protection: 'role and settings end with the transaction',
        changes: [
          {
            file: 'dist/src/access/reading/read-session.js',
            from: "set_config('hub.organisation', $2, true)",
            to: "set_config('hub.organisation', $2, false)",
          },
        ],
        test: {
          file: 'test/walls/shared-pool.test.ts',
          title: 'are a hundred over two connections, some of whom err, leave or lose the connection',
        },
      },
    ],
  },
  {
    title: 'Aliases, depth, batches, huge arguments',
    happened: 'Directus CVE-2026-35441, Keystone CVE-2026-63421',
    removals: [
      {
        protection: 'a document has limits, which hold before anything is opened for it',
        changes: [{ file: 'dist/src/server/limits/limits.js', from: 'if (value > limit)', to: 'if (false)' }],
        test: {
          file: 'test/server/limits.test.ts',
          title: 'a hostile document is refused before anything is opened for it',
        },
      },
      {
        protection: 'a page has a size from one to its most',
        changes: [
          { file: 'dist/src/server/limits/cost.js', from: 'if (size < 1 || size > limit)', to: 'if (size > limit)' },
        ],
        test: { file: 'test/server/refusals.test.ts', title: 'every bad request gets one error of the catalogue' },
      },
      {
        protection: 'there are no lists of requests',
        changes: [{ file: 'dist/src/server/http.js', from: 'if (Array.isArray(request.body))', to: 'if (false)' }],
        test: { file: 'test/server/refusals.test.ts', title: 'every bad request gets one error of the catalogue' },
      },
    ],
  },
  {
    title: 'Tricks with tokens',
    happened:
      'alg none, HS256 with the public key, no exp, another iss or aud, floods of unknown keys, keys that cannot be had',
    removals: [
      {
        protection: 'only the algorithms of its issuer sign a token',
        changes: [{ file: 'dist/src/access/tokens.js', from: 'algorithms: [...algorithms], ', to: '' }],
        test: { file: 'test/access/tokens.test.ts', title: 'signed by an algorithm that its issuer is not set up for' },
      },
      {
        protection: 'a token is for this hub',
        changes: [
          { file: 'dist/src/access/tokens.js', from: 'issuer, audience, algorithms:', to: 'issuer, algorithms:' },
        ],
        test: { file: 'test/access/tokens.test.ts', title: 'a token is refused without a word of why' },
      },
      {
        protection: 'a token has an end',
        changes: [{ file: 'dist/src/access/tokens.js', from: "['exp', 'iat', 'sub']", to: "['iat', 'sub']" }],
        test: { file: 'test/access/tokens.test.ts', title: 'a token is refused without a word of why' },
      },
      {
        protection: 'a flood of unknown keys asks an issuer for nothing',
        changes: [{ file: 'dist/src/access/key-set.js', from: 'if (this.#now() < this.#notBefore)', to: 'if (false)' }],
        test: {
          file: 'test/access/key-set.test.ts',
          title: 'are not asked for again by a flood of made-up keys, and known ones keep working in it',
        },
      },
      {
        protection: 'known keys outlive their source by a day',
        changes: [
          {
            file: 'dist/src/access/key-set.js',
            from: 'atMost: 24 * 60 * minutes',
            to: 'atMost: 24 * 60 * 60 * minutes',
          },
        ],
        test: { file: 'test/access/key-set.test.ts', title: 'outlive their server by a day and no longer' },
      },
    ],
  },
  {
    title: 'Small numbers, and differences of large ones',
    happened: 'the tracker of Denning',
    removals: [
      {
        protection: 'small counts are hidden',
        changes: [
          {
            file: 'dist/src/measures/disclosure/rule.js',
            from: 'return count >= suppress.from && count <= suppress.to;',
            to: 'return false;',
          },
        ],
        test: { file: 'test/measures/disclosure/protect.test.ts', title: 'hides counts from 1 to 7' },
      },
      {
        protection: 'no line has exactly one hidden number',
        changes: [
          {
            file: 'dist/src/measures/disclosure/complements.js',
            from: 'const betrays = (line) => unknown(line).length === 1;',
            to: 'const betrays = (line) => false;',
          },
        ],
        test: {
          file: 'test/measures/disclosure/protect.test.ts',
          title: 'hides the next smallest number of a line that would otherwise have one hidden number',
        },
      },
      {
        protection: 'for each hidden number something else could have been published word for word',
        changes: [
          {
            file: 'dist/src/measures/disclosure/protect.js',
            from: 'while (!indistinguishable(cube, hidden, standing, rule));',
            to: 'while (false);',
          },
        ],
        test: { file: 'test/measures/bot/bot.test.ts', title: 'tell no hidden number and no small one' },
      },
    ],
  },
];
