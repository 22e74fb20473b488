import { createLocalJWKSet, SignJWT } from 'jose';
import { usualClaims } from '../../src/access/issuers.ts';
import type { StatementObserver } from '../../src/access/reading/read-session.ts';
import type { Walls } from '../../src/access/reading/rights.ts';
import { applyAgreement } from '../../src/agreement/apply.ts';
import type { Agreement } from '../../src/agreement/model.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { createHub, type HubParts } from '../../src/server/hub.ts';
import { type Answer, ask } from './ask.ts';
import { databaseOfOwn, type TestDatabase } from './database.ts';
import { audience, keySetOf, makeKey } from './issuer.ts';

export const agreementFile = 'schema/agreement.yml';

export interface HubOptions {
  database?: TestDatabase;
  walls?: Walls;
  observe?: StatementObserver;
  /** Another agreement than the one that is shipped. */
  contract?: Contract;
  /** Told of each agreement that the hub follows after that. */
  followed?(agreement: Agreement): void;
  /** Told by `/health/ready`. */
  warnings?: HubParts['warnings'];
  /** Absent: as shipped, but for the number of questions that one may think of. */
  limits?: HubParts['limits'];
  documents?: HubParts['documents'];
  replicas?: HubParts['replicas'];
  slow?: HubParts['slow'];
}

/** Someone who asks the hub under test. */
export interface Asking {
  ask<Data = Record<string, never>>(
    document: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  token: string;
}

/** A hub under test on loopback, on a database of its own with the small borough in it. Close it when done. */
export async function startHub({
  database,
  walls,
  observe,
  contract,
  followed,
  warnings,
  limits,
  documents,
  replicas,
  slow,
}: HubOptions = {}) {
  const own = database ?? (await databaseOfOwn());
  const governed = contract ?? (await contractOf(agreementFile));
  const client = await own.owner.connect();
  await applyAgreement(client, governed.agreement, governed.tables).finally(() => client.release());
  const key = await makeKey('hub-under-test');
  const name = 'https://issuer.example/hub-under-test';
  const issuer = {
    issuer: name,
    audience,
    algorithms: ['ES256'] as const,
    claims: usualClaims,
    keyOf: createLocalJWKSet(await keySetOf(key)),
    speaksFor: () => true,
  };
  const http = await createHub({
    contract: governed,
    pools: own.pools,
    key: own.key,
    issuers: [issuer],
    log: { level: 'silent' },
    limits: limits ?? { newShapes: Number.POSITIVE_INFINITY },
    ...(walls && { walls }),
    ...(observe && { observe }),
    ...(followed && { followed }),
    ...(warnings && { warnings }),
    ...(documents && { documents }),
    ...(replicas && { replicas }),
    ...(slow && { slow }),
  });
  const url = `${await http.listen({ port: 0, host: '127.0.0.1' })}/graphql`;

  return {
    url,
    database: own,
    contract: governed,
    /** Signs in as a role of the organisation with this code, by this client if one is named. */
    async as(organisation: string, role: string, purpose: string, user = 'somebody', client?: string): Promise<Asking> {
      const token = await new SignJWT({ organisation, role, purpose, ...(client && { azp: client }) })
        .setProtectedHeader({ alg: key.alg, kid: key.kid })
        .setIssuer(name)
        .setAudience(audience)
        .setSubject(user)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(key.privateKey);
      return {
        token,
        ask: (document, variables = {}, headers = {}) =>
          ask(url, document, variables, { authorization: `Bearer ${token}`, ...headers }),
      };
    },
    async close() {
      await http.close();
      if (!database) await own.drop();
    },
  };
}
export type HubUnderTest = Awaited<ReturnType<typeof startHub>>;
