import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
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
    expect(tests.filter((named) => !isTest(named))).toEqual([]);
  });

  it('would notice a test that was renamed, emptied of its title or moved', () => {
    const [, file = '', title = ''] = /^- Test: `(.+?)`: (.+)$/m.exec(log) ?? [];
    expect(isTest(`\`${file}\`: ${title}`)).toBe(true);
    expect(isTest(`\`${file}\`: ${title}, and more`)).toBe(false);
    expect(isTest(`\`${file}\`: ${title.slice(0, -1)}`)).toBe(false);
    expect(isTest(`\`elsewhere/${file}\`: ${title}`)).toBe(false);
    expect(isTest(`\`${file}\`: `)).toBe(false);
  });
});

/** Whether a file under `test/` runs a test of this title: one that is skipped or only spoken of is none. */
function isTest(named: string): boolean {
  const [, file = '', title = ''] = /^`(test\/.+\.test\.ts)`: (.+)$/.exec(named) ?? [];
  if (!title || !existsSync(file)) return false;
  const titles = [...read(file).matchAll(/^\s*(?:it|test)\(\s*(['"`])(.+?)\1,/gm)].map(([, , found]) => found);
  return titles.includes(title);
}
