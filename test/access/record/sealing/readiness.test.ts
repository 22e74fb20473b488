import { expect, it } from '@jest/globals';
import { startHub } from '../../../support/hub.ts';

it('a hub whose record is not sealed answers, and says so', async () => {
  let sealed = false;
  const hub = await startHub({ warnings: () => (sealed ? [] : ['ACCESS_RECORD_NOT_SEALED']) });
  const ready = async () => (await fetch(new URL('/health/ready', hub.url))).json();
  expect(await ready()).toEqual({ status: 'ready', warnings: ['ACCESS_RECORD_NOT_SEALED'] });
  sealed = true;
  expect(await ready()).toEqual({ status: 'ready' });
  await hub.close();
});
