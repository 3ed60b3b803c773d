#!/usr/bin/env node
// Builds the pages the gateway serves at `/`: `node apps/console/build.mjs [folder]`, into dist/apps/console/public
// unless told otherwise. The placeholder page stays as it is written; the explorer is bundled with all it needs.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, '../..');
const out = path.resolve(process.argv[2] ?? path.join(ROOT, 'dist/apps/console/public'));

/** GraphiQL's style sheet without its embedded type faces: they hold no Chinese and a `data:` font needs a wider policy. */
const withoutEmbeddedFonts = {
  name: 'without-embedded-fonts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]graphiql[\\/]dist[\\/]style\.css$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replaceAll(/@font-face\s*\{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

const shared = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
};

/** The licences of what a bundle contains, as its packages give them. */
function licences(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((input) => {
      const [, name] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
      return name ? [name] : [];
    }),
  );
  return [...packages]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8'));
      const file = readdirSync(path.join(ROOT, folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
      const text = file ? readFileSync(path.join(ROOT, folder, file), 'utf8').trim() : `Licence: ${license}`;
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(path.join(out, 'explorer'), { recursive: true });
for (const file of ['index.html', 'placeholder.css', 'favicon.svg']) {
  cpSync(path.join(HERE, 'src/placeholder', file), path.join(out, file));
}
cpSync(path.join(HERE, 'src/explorer/index.html'), path.join(out, 'explorer/index.html'));

await build({ ...shared, entryPoints: ['apps/console/src/placeholder/placeholder.mjs'], outdir: out });
const { metafile } = await build({
  ...shared,
  entryPoints: ['apps/console/src/explorer/explorer.mjs'],
  outdir: path.join(out, 'explorer'),
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  loader: { '.graphql': 'text' },
  plugins: [withoutEmbeddedFonts],
});
writeFileSync(path.join(out, 'explorer/licences.txt'), licences(metafile));

if (!existsSync(path.join(out, 'explorer/explorer.css'))) throw new Error('the explorer was built without its styles');
console.log(`built the console's pages into ${path.relative(process.cwd(), out) || '.'}`);
