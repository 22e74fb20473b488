import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const nhsuk = dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json'));

/** Smaller ones fit into one packet as they are. */
const worthwhile = 1000;

/** Beside each file of text the same compressed, once for all who ask for it. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const texts = Object.keys(bundle).filter((name) => ['.js', '.css', '.svg'].includes(extname(name)));
    for (const path of texts.map((name) => join(dir, name))) {
      const text = await readFile(path);
      if (text.length < worthwhile) continue;
      await writeFile(`${path}.gz`, gzipSync(text, { level: 9 }));
      await writeFile(`${path}.br`, brotliCompressSync(text));
    }
  },
};

/** The dashboard as one folder of files that the hub serves under `/dashboard/`; nothing of it comes from elsewhere. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  publicDir: false,
  resolve: { alias: { '/assets/images': join(nhsuk, 'dist/nhsuk/assets/images') } },
  plugins: [compressed],
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
