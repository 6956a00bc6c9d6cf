/**
 * Bundles GraphiQL for the WAR: `node build.mjs OUTDIR` writes OUTDIR/index.html and all that it loads, OUTDIR/graphiql/.
 *
 * The files in graphiql/ carry a hash of their content in their names: a browser may keep them forever, and the same
 * sources always give the same names and bytes.
 */
import { build } from 'esbuild';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';

const here = import.meta.dirname;
const [outdir] = process.argv.slice(2);
if (!outdir) {
  console.error('Usage: node build.mjs OUTDIR');
  process.exit(2);
}
const assets = resolve(outdir, 'graphiql');

const settings = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  metafile: true,
  target: 'es2022',
  // GraphiQL imports the parsers by their old names, which are CommonJS: bundled, those would lack the names it takes from them.
  alias: { 'prettier/parser-babel': 'prettier/plugins/babel', 'prettier/parser-graphql': 'prettier/plugins/graphql' },
  legalComments: 'none', // they are in licenses.txt, once
  logLevel: 'warning',
};

/** The modules that went into the bundles, as paths from here. */
const modules = new Set();

/** Lets a module say `import url from 'some.js?worker'`: some.js becomes a file of its own, to start a worker with. */
const workers = {
  name: 'workers',
  setup(plugin) {
    plugin.onResolve({ filter: /\?worker$/ }, async ({ path, kind, resolveDir }) => {
      const found = await plugin.resolve(path.replace('?worker', ''), { kind, resolveDir });
      return { errors: found.errors, path: relative(here, found.path), namespace: 'worker' };
    });
    plugin.onLoad({ filter: /./, namespace: 'worker' }, async ({ path }) => {
      const worker = await build({ ...settings, entryPoints: [path], write: false });
      Object.keys(worker.metafile.inputs).forEach(module => modules.add(module));
      return { contents: worker.outputFiles[0].contents, loader: 'file' };
    });
  },
};

/** Name, version and license of every bundled package: most licenses ask that their text goes where the code goes. */
async function licenses() {
  const packages = new Set();
  for (const module of modules) {
    const [directory] = module.match(/^node_modules\/(.+\/node_modules\/)?(@[^/]+\/)?[^/]+/) ?? [];
    if (directory) packages.add(directory);
  }
  const notices = await Promise.all([...packages].sort().map(async directory => {
    const { name, version, license } = JSON.parse(await readFile(join(here, directory, 'package.json')));
    const files = (await readdir(join(here, directory))).filter(file => /^licen[cs]e|notices?(\.|$)/i.test(file)).sort();
    const texts = await Promise.all(files.map(file => readFile(join(here, directory, file), 'utf8')));
    return [`${name} ${version} (${license})`, ...texts.map(text => text.trim())].join('\n\n');
  }));
  return notices.join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

await rm(assets, { recursive: true, force: true });

const { metafile: { inputs, outputs } } = await build({
  ...settings,
  entryPoints: ['main.jsx', 'favicon.svg'],
  outdir: assets,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  format: 'esm',
  splitting: true,
  jsx: 'automatic',
  loader: { '.svg': 'copy', '.ttf': 'file', '.woff2': 'file' },
  plugins: [workers],
});
Object.keys(inputs).forEach(module => modules.add(module));

const outputOf = entry => Object.keys(outputs).find(file => outputs[file].entryPoint === entry);
const script = outputOf('main.jsx');
const style = outputs[script].cssBundle;

// The page's style sheet has the styles of all modules. Those of the modules loaded later come a second time: drop them.
const unused = Object.keys(outputs).filter(file => file.endsWith('.css') && file !== style);
await Promise.all(unused.map(file => rm(resolve(here, file))));

// index.html names the files as if they had no hash.
const names = { 'main.js': script, 'main.css': style, 'favicon.svg': outputOf('favicon.svg') };
const page = await readFile(join(here, 'index.html'), 'utf8');
await writeFile(join(outdir, 'index.html'), page.replace(/(?<="graphiql\/)[^"]+/g, name => basename(names[name])));
await writeFile(join(assets, 'licenses.txt'), await licenses());
