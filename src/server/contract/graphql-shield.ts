import { createRequire } from 'node:module';
import util from 'node:util';

/**
 * graphql-shield 7.6.5's ES build imports `util.isUndefined`, which Node 23 removed. Its CommonJS build only calls it,
 * in `chain` and `race`, so that one can be loaded and given what it lacks.
 */
Object.assign(util, { isUndefined: (value: unknown) => value === undefined });

export const { deny, rule, shield } = createRequire(import.meta.url)(
  'graphql-shield',
) as typeof import('graphql-shield');
