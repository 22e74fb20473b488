import { describe } from '@jest/globals';
import { shuffledHistories } from './support/shuffling.ts';

describe('the history that a trust tells', () => {
  shuffledHistories({ histories: 4, orders: 3, seed: 20_260_301 });
});
