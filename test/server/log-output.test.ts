import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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

  it('are lost, and nothing else is, when whoever read them has gone', async () => {
    const script = `import { writeLine } from '${module}';
      const often = setInterval(() => writeLine('still here\\n'), 20);
      process.stdin.once('data', () => { clearInterval(often); process.exitCode = 7; process.stdin.destroy(); });`;
    const writer = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    await once(writer.stdout, 'data');
    writer.stdout.destroy();
    await new Promise((later) => setTimeout(later, 600));
    writer.stdin.on('error', () => undefined).end('enough');
    expect(await once(writer, 'exit')).toEqual([7, null]);
  });
});
