import { openPools } from '../../../../src/database/pools.ts';
import { startHub } from '../../../support/hub.ts';

/** A hub in a process of its own, so that it can be killed. Prints where it listens and a token. */
const { hubUrl, ownerUrl, key, organisation } = JSON.parse(process.argv[2] ?? '') as Record<string, string>;
const pg = (await import('pg')).default;
const owner = new pg.Pool({ connectionString: ownerUrl as string, max: 1 });
const hub = await startHub({
  database: {
    hubUrl: hubUrl as string,
    ownerUrl: ownerUrl as string,
    adminUrl: '',
    name: '',
    key: Buffer.from(key as string, 'hex'),
    owner,
    pools: openPools(hubUrl as string),
    drop: async () => {},
  },
});
const { token } = await hub.as(organisation as string, 'clinician', 'DIRECT_CARE', 'ada');
console.log(JSON.stringify({ url: hub.url, token }));
