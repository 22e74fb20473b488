import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backHome } from './chapters/back-home.ts';
import { inHospital } from './chapters/in-hospital.ts';
import { inTheHome } from './chapters/in-the-home.ts';
import { monthCloses } from './chapters/month-closes.ts';
import { toAHome } from './chapters/to-a-home.ts';
import { type Day, dayBegins } from './support/day.ts';
import { everyView } from './support/views.ts';

let day: Day;
beforeAll(async () => {
  day = await dayBegins();
});
afterAll(() => day?.end());

/** Each chapter begins where the one before ended: what fails after a failure says nothing. */
const chapters = {
  'in the home': inTheHome,
  'in hospital': inHospital,
  'to a home': toAHome,
  'back home': backHome,
  'the month closes': monthCloses,
};

describe('a day that passes through the graph alone', () => {
  for (const [chapter, steps] of Object.entries(chapters)) {
    describe(chapter, () => {
      for (const { title, happens, ...standing } of steps) {
        it(title, async () => {
          await happens(day);
          expect(await everyView(day, standing, title === inTheHome[0]?.title)).toBeGreaterThan(20);
        });
      }
    });
  }
});
