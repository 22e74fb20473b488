import { readOptions } from './options.ts';

await (readOptions(process.argv.slice(2)).size === 'england' ? import('./england/run.ts') : import('./borough.ts'));
