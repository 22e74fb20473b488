import { registerHooks } from 'node:module';

type Globals = typeof import('@jest/globals');

const own = new URL('.', import.meta.url).href;
const tests = new URL('../../', import.meta.url).href;
const globals = new URL('globals.js', import.meta.url).href;

/** What the test file that is loaded now imports as `@jest/globals`. */
export let given: Globals | undefined;
let files = 0;

/** A test file's address, under which it and the test modules that it imports are loaded for it alone. */
export function beginFile(address: URL, itsGlobals: Globals): string {
  given = itsGlobals;
  files += 1;
  return `${address.href}?file=${files}`;
}

registerHooks({
  resolve(specifier, context, next) {
    const file = context.parentURL?.startsWith(tests) && new URL(context.parentURL).search;
    if (!file) return next(specifier, context);
    if (specifier === '@jest/globals') return { url: globals + file, format: 'module', shortCircuit: true };
    const found = next(specifier, context);
    return found.url.startsWith(tests) && !found.url.startsWith(own) ? { ...found, url: found.url + file } : found;
  },
});
