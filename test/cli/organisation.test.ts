import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, endCommands } from '../support/command.ts';
import { databaseOfOwn } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { audience, keySetOf, makeKey } from '../support/issuer.ts';

describe('caregraph organisation add', () => {
  let hub: HubUnderTest;
  let place: Awaited<ReturnType<typeof freshFolder>>;
  beforeAll(async () => {
    place = await freshFolder();
    hub = await startHub({ database: await databaseOfOwn('empty') });
    const keys = join(place.folder, 'keys.json');
    await writeFile(keys, JSON.stringify(await keySetOf(await makeKey('one'))));
    const list = [{ issuer: 'https://login.example', audience, jwks: keys, organisations: ['E08990002'] }];
    await writeFile(join(place.folder, 'issuers.json'), JSON.stringify(list));
  });
  afterAll(async () => {
    endCommands();
    await hub?.close();
    await hub?.database.drop();
    await place?.remove();
  });

  const add = (agency: string, code: string, name: string, more: Record<string, string> = {}) =>
    command(`organisation add --agency ${agency} --code ${code} --name ${name}`, {
      ...{ DATABASE_URL: hub.database.adminUrl, CAREGRAPH_MASTER_KEY: hub.database.key.toString('hex') },
      ...{ CAREGRAPH_DATA: place.folder, NO_COLOR: '1', ...more },
    }).ended;
  const stored = async () =>
    (await hub.database.owner.query('select agency, code, name from organisation order by code')).rows;

  it('lets its people ask as soon as it is there, has signed and is spoken for, and says which of that it lacks', async () => {
    const before = await stored();
    const asking = await hub.as('E08990002', 'social-worker', 'SAFEGUARDING');
    const refused = await asking.ask('{ viewer { agency } }');
    expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([403, 'ORGANISATION_REFUSED']);

    const { code, output } = await add('council', 'E08990002', 'Example-Council');
    expect([code, output]).toEqual([0, expect.stringContaining('Added Example-Council (council, E08990002).')]);
    expect(output).toContain('It has signed the agreement in force.');
    expect(output).toContain('Nobody may issue tokens for it yet');
    expect(output).toMatch(/^ {2}social-worker, for SAFEGUARDING$/m);
    expect(await stored()).toEqual([...before, { agency: 'council', code: 'E08990002', name: 'Example-Council' }]);
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      if ((await asking.ask('{ viewer { agency } }')).status === 200) break;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect((await asking.ask<{ viewer: object }>('{ viewer { agency } }')).data).toEqual({
      viewer: { agency: 'council' },
    });
  });

  it('changes nothing when it is there already, and takes no organisation for another', async () => {
    const before = await stored();
    const issuers = { CAREGRAPH_ISSUERS: join(place.folder, 'issuers.json') };
    const again = await add('council', 'E08990002', 'Example-Council', issuers);
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('is there already.')]);
    expect(again.output).toContain('Its tokens come from https://login.example.');
    const other = await add('council', 'E08990002', 'Another-Council');
    expect([other.code, other.output.trim()]).toEqual([
      1,
      'E08990002 is Example-Council (council) already: nothing was changed.',
    ]);
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['bank', 'X1', /^--agency must be one of council, icb, trust, dashboard/],
    ['home', '1-1000000099', /^A home has more than a code and a name: it comes by the directory of the CQC/],
    ['practice', 'Y99999', /^A practice has more than a code and a name/],
    ['council', 'E0899000', /^--code must be the nine characters/],
    ['icb', 'qz1', /^--code must be the code of the NHS Organisation Data Service/],
  ])('refuses a %s called %s in a sentence, and changes nothing', async (agency, code, told) => {
    const before = await stored();
    const refused = await add(agency, code, 'Somebody');
    expect([refused.code, refused.output.trim()]).toEqual([1, expect.stringMatching(told)]);
    expect(await stored()).toEqual(before);
  });
});
