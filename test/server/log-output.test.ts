import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const module = new URL('../../src/server/log-output.js', import.meta.url).href;

/** What a process that runs `script` writes. */
const writtenBy = (script: string) =>
  spawnSync(process.execPath, ['--input-type=module', '--eval', `import { writeLine } from '${module}';\n${script}`], {
    encoding: 'utf8',
  }).stdout;

describe('lines of the log', () => {
  it('that come close together are written together, in their order', () => {
    const told = writtenBy(`
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text) => write('<' + text + '>');
      for (const line of ['one\\n', 'two\\n']) writeLine(line);
      setTimeout(() => writeLine('three\\n'), 500);`);
    expect(told).toBe('<one\ntwo\n><three\n>');
  });

  it.each(['process.exit(0);', `throw new Error('a fault');`])(
    'are written though the process ends at once: %s',
    (end) => {
      expect(writtenBy(`writeLine('the last\\n'); ${end}`)).toBe('the last\n');
    },
  );
});
