import { ModuleMocker } from 'jest-mock';

/**
 * Where test files run: in the realm of the process itself, as does the hub that they ask. Jest's own environment is a
 * realm for each file, into which hub and libraries have to be loaded anew.
 */
export default class SharedEnvironment {
  readonly global = globalThis;
  readonly moduleMocker = new ModuleMocker(globalThis);
  /** Nobody stops the clock here: hub, database and libraries share it. */
  readonly fakeTimers = null;
  readonly fakeTimersModern = null;
  /** What Jest replaces for the time of a file. */
  readonly #own = {
    console: globalThis.console,
    exit: process.exit,
    getBuiltinModule: process.getBuiltinModule,
  };

  getVmContext() {
    return null;
  }

  async setup() {
    // Jest's serves a file's mocks and refuses service after it; libraries keep what they were given.
    process.getBuiltinModule = this.#own.getBuiltinModule;
  }

  async teardown() {
    globalThis.console = this.#own.console;
    process.exit = this.#own.exit;
  }
}
