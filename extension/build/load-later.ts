import { dirname, join, sep } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { EXTENSION } from './paths.ts';

/** What the extension's own modules import from elsewhere, but need only once there is a control plane to talk to. */
const LATER = /^(zod|@iama\/(contracts|client|engine)\/.+)$/;
/** Marks our own questions, so that they are not answered by ourselves. */
const OURS = { for: 'load-later' };

/**
 * A start runs only what it needs: modules that match are run when a name of theirs is first used, not when it is imported.
 * The editor's thread then does not build the schemas of the whole wire for a person who opens a folder and starts no job.
 */
export const loadLater: Plugin = {
  name: 'load-later',
  setup(it) {
    it.onResolve({ filter: LATER }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === OURS || kind !== 'import-statement' || !importer.startsWith(join(EXTENSION, 'src') + sep))
        return;
      const found = await it.resolve(path, { resolveDir, kind, importer, pluginData: OURS });
      return { ...found, namespace: 'later', pluginData: found.path };
    });
    it.onLoad({ filter: /.*/, namespace: 'later' }, async ({ path }) => ({
      contents: await accessors(path),
      resolveDir: dirname(path),
      loader: 'js',
    }));
  },
};

/** A module with the same names; the real one stands in the same bundle and runs with the first look at one of them. */
async function accessors(path: string): Promise<string> {
  const names = await namesOf(path);
  const lines = names.map(
    (name) =>
      `Object.defineProperty(exports, ${JSON.stringify(name)}, { enumerable: true, get: () => real().${name} });`,
  );
  return [
    `const real = () => require(${JSON.stringify(path)});`,
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
