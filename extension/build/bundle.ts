import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { ABSENT, SHIPPED } from './runtime-packages.ts';
import { loadLater } from './load-later.ts';
import { DIST, EXTENSION, ROOT } from './paths.ts';

/** zod brings its messages in fifty languages, half of a bundle; what it says here goes into logs. */
const englishOnly: NonNullable<BuildOptions['plugins']>[number] = {
  name: 'english-only',
  setup(it) {
    it.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

const COMMON: BuildOptions = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  legalComments: 'none',
  // The extension host warns about each look at it; a library asks whether it runs at Cloudflare.
  define: { navigator: 'undefined' },
  absWorkingDir: EXTENSION,
  logLevel: 'warning',
  plugins: [englishOnly],
};

/** The extension host's two files, into `outdir`: what a start needs, and what is read later. */
export async function bundleHost(outdir: string): Promise<void> {
  const later = loadLater();
  const host: BuildOptions = { ...COMMON, format: 'cjs', external: ['vscode'] };
  const outfile = join(outdir, 'extension.cjs');
  await build({ ...host, entryPoints: ['src/extension.ts'], outfile, plugins: [englishOnly, later.plugin] });
  const stdin = { contents: later.source(), resolveDir: EXTENSION, sourcefile: 'later.ts' };
  await build({ ...host, stdin, outfile: join(outdir, 'later.cjs') });
}

/** All of the extension's code, into `dist`. */
export async function bundle(): Promise<void> {
  await bundleHost(DIST);
  await bundleExecutor(join(DIST, 'executor'));
}

/** The executor with its worker thread and the hooks that test runs load, into `outdir`. */
export async function bundleExecutor(outdir: string): Promise<void> {
  await build({
    ...COMMON,
    entryPoints: {
      main: 'src/executor/main.ts',
      'engine-worker': join(ROOT, 'shared/runner/src/tasks/engine-worker.ts'),
    },
    format: 'esm',
    outdir,
    outExtension: { '.js': '.mjs' },
    external: [...SHIPPED.map(({ name }) => name), ...ABSENT],
    plugins: [englishOnly, workerOfBundle],
    alias: { '@iama/grammars/grammar-libraries': './src/executor/shipped-grammars.ts' },
    // Packages in the bundle that were written for require.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  await cp(join(ROOT, 'shared/runner/src/run/hooks'), join(outdir, 'hooks'), { recursive: true });
}

/** The runner starts its thread from a source file beside it; in the bundle that is a built one. */
const workerOfBundle: NonNullable<BuildOptions['plugins']>[number] = {
  name: 'worker-of-bundle',
  setup(it) {
    it.onLoad({ filter: /run-in-worker\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes("'./engine-worker.ts'")) throw new Error(`${path} starts another worker than it did.`);
      return { contents: text.replace("'./engine-worker.ts'", "'./engine-worker.mjs'"), loader: 'ts' };
    });
  },
};
