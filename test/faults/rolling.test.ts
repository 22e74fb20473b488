import { expect, it } from '@jest/globals';
import { rolling } from './support/rolling.ts';

const startedAnew = rolling();

it('hubs that are started anew one after the other, behind whoever asks which of them is ready, fail no request', async () => {
  expect((await startedAnew(1)).failed).toEqual([]);
});
