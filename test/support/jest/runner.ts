import './hub.ts';

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { beginFile } from './modules.ts';

const require = createRequire(import.meta.url);

/** What jest-circus asks of Jest's runtime to load the test file and itself, and where it leaves what to import. */
interface Runtime {
  requireInternalModule(path: string): unknown;
  unstable_shouldLoadAsEsm(path: string): boolean;
  unstable_importModule(path: string): Promise<unknown>;
  requireModuleOrMock(from: string, name: string): typeof import('@jest/globals');
}
type Circus = (...parts: [...Parameters<typeof run>]) => Promise<unknown>;

const { default: circus } = require('jest-circus/runner') as { default: Circus };

/**
 * Runs a test file with jest-circus, but has Node load the modules: the hub and the libraries once for all files of the
 * process, which then also run warm, and only what belongs to the tests for each file anew.
 */
export default function run(
  globalConfig: unknown,
  config: unknown,
  environment: unknown,
  runtime: Runtime,
  testPath: string,
  ...rest: unknown[]
): Promise<unknown> {
  const loading: Runtime = Object.assign(Object.create(runtime), {
    requireInternalModule: loadAnew,
    // Jest says so only where Node was told to have modules in realms.
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path: string) =>
      import(beginFile(pathToFileURL(path), runtime.requireModuleOrMock(path, '@jest/globals'))),
  });
  return circus(globalConfig, config, environment, loading, testPath, ...rest);
}

/** jest-circus keeps describes and tests in itself, and what of it all realms are to know as global symbols. */
function loadAnew(path: string): unknown {
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (left.has(symbol.description ?? '')) Reflect.deleteProperty(globalThis, symbol);
  }
  delete require.cache[path];
  return require(path);
}
const left = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES']);
