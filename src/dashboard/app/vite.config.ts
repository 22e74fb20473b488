import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vite';

const nhsuk = dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json'));

/** The dashboard as one folder of files that the hub serves under `/dashboard/`; nothing of it comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  publicDir: false,
  resolve: { alias: { '/assets/images': join(nhsuk, 'dist/nhsuk/assets/images') } },
  logLevel: 'warn',
  build: {
    outDir: join(import.meta.dirname, '../../../dist/dashboard'),
    emptyOutDir: true,
    target: 'es2022',
    // Pictures and fonts as files: the policy of the pages allows no data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
