import { describe, expect, it } from '@jest/globals';
import { isTest } from '../support/titles.ts';
import { read } from './markdown.ts';

const log = read('docs/safety/hazard-log.md');
const hazards = log.split(/^### /m).slice(1);

describe('the hazard log', () => {
  it('says of each hazard, by a number of its own, what causes and bounds it, what is left, and how that is tested', () => {
    expect(hazards.map((hazard) => hazard.split('.')[0])).toEqual(hazards.map((_, place) => `H${place + 1}`));
    for (const hazard of hazards) {
      const said = [...hazard.matchAll(/^- (\w[\w ]+): ./gm)].map(([, what]) => what);
      expect([...new Set(said)]).toEqual(['Cause', 'Effect', 'Initial risk', 'Control', 'Left', 'Test']);
    }
  });

  it('names tests that there are, each by its whole title', () => {
    const tests = [...log.matchAll(/^- Test: (.*)$/gm)].map(([, named = '']) => named);
    expect(tests.length).toBeGreaterThan(hazards.length);
    expect(tests.filter((named) => !isNamed(named))).toEqual([]);
  });

  it('would notice a test that was renamed, emptied of its title or moved', () => {
    const [, file = '', title = ''] = /^- Test: `(.+?)`: (.+)$/m.exec(log) ?? [];
    expect(isNamed(`\`${file}\`: ${title}`)).toBe(true);
    expect(isNamed(`\`${file}\`: ${title}, and more`)).toBe(false);
    expect(isNamed(`\`${file}\`: ${title.slice(0, -1)}`)).toBe(false);
    expect(isNamed(`\`elsewhere/${file}\`: ${title}`)).toBe(false);
    expect(isNamed(`\`${file}\`: `)).toBe(false);
  });
});

/** Whether a line of the log, `file`: title, names a test that there is. */
function isNamed(named: string): boolean {
  const [, file = '', title = ''] = /^`(test\/.+\.test\.ts)`: (.+)$/.exec(named) ?? [];
  return isTest(file, title);
}
