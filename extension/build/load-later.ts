import { dirname, join, sep } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { EXTENSION } from './paths.ts';

/** What the extension's own modules import from elsewhere, but need only once there is a control plane to talk to. */
const LATER = /^(zod|@iama\/(contracts|client|engine)\/.+)$/;
/** Marks our own questions, so that they are not answered by ourselves. */
const OURS = { for: 'load-later' };

/** The file that holds them, beside the one that asks. */
const FILE = './later.cjs';

/** Modules for later, by the name that each has in the file. */
export interface Later {
  readonly plugin: Plugin;
  /** What the file has to export. To be asked when the build with the plugin is done. */
  source(): string;
}

/**
 * A start reads and runs only what it needs: modules that match stand in a file of their own, which is read when a name of
 * theirs is first used, not when it is imported. The editor's thread then neither compiles nor builds the schemas of the
 * whole wire for a person who opens a folder and starts no job.
 */
export function loadLater(): Later {
  const paths: string[] = [];
  const plugin: Plugin = {
    name: 'load-later',
    setup(it) {
      it.onResolve({ filter: LATER }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === OURS || kind !== 'import-statement' || !importer.startsWith(join(EXTENSION, 'src') + sep))
          return;
        const found = await it.resolve(path, { resolveDir, kind, importer, pluginData: OURS });
        return { ...found, namespace: 'later', pluginData: found.path };
      });
      it.onResolve({ filter: /^\.\/later\.cjs$/, namespace: 'later' }, () => ({ path: FILE, external: true }));
      it.onLoad({ filter: /.*/, namespace: 'later' }, async ({ path }) => {
        if (!paths.includes(path)) paths.push(path);
        return { contents: await accessors(path, paths.indexOf(path)), resolveDir: dirname(path), loader: 'js' };
      });
    },
  };
  const source = () => paths.map((path, index) => `export * as m${index} from ${JSON.stringify(path)};`).join('\n');
  return { plugin, source };
}

/** A module with the same names; a look at one of them reads the file. */
async function accessors(path: string, index: number): Promise<string> {
  const names = await namesOf(path);
  const lines = names.map(
    (name) =>
      `Object.defineProperty(exports, ${JSON.stringify(name)}, { enumerable: true, get: () => real().${name} });`,
  );
  return [
    `const real = () => require(${JSON.stringify(FILE)}).m${index};`,
    `Object.defineProperty(exports, '__esModule', { value: true });`,
    ...lines,
  ].join('\n');
}

async function namesOf(path: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'none',
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  return (output?.exports ?? []).filter((name) => name !== 'default');
}
