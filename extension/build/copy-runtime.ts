import { cp, glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { SHIPPED } from './runtime-packages.ts';

const require = createRequire(import.meta.url);

/** Copy what cannot be bundled beside the executor, in `outdir`. Throws when the binary for the platform is not installed here. */
export async function copyRuntime(platform: NodeJS.Platform, arch: string, outdir: string): Promise<void> {
  for (const { name, files, binary, forPlatform } of SHIPPED) {
    const own = forPlatform?.(platform, arch);
    await copyPackage(name, own === undefined ? files : [...files, own], outdir);
    if (binary) await copyPackage(binary(platform, arch), ['package.json', '*.node'], outdir);
  }
}

async function copyPackage(name: string, files: readonly string[], outdir: string): Promise<void> {
  const from = dirname(require.resolve(`${name}/package.json`));
  const to = join(outdir, 'node_modules', name);
  for (const pattern of files) {
    let found = 0;
    for await (const path of glob(pattern, { cwd: from })) {
      found += 1;
      await mkdir(dirname(join(to, path)), { recursive: true });
      if (path.endsWith('lib/typescript.js')) await writeFile(join(to, path), await minified(join(from, path)));
      else await cp(join(from, path), join(to, path), { recursive: true });
    }
    if (found === 0) throw new Error(`${name} has no ${pattern}: the extension would lack a part of it.`);
  }
}

/** The compiler is 9 MB as it comes. */
async function minified(path: string): Promise<string> {
  const { code } = await transform(await readFile(path, 'utf8'), {
    minify: true,
    legalComments: 'none',
    platform: 'node',
  });
  return code;
}
