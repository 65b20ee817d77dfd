import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import type { Binaries } from './locate-binaries.ts';

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the library links and executable bits that the package's install script makes. npm does not run install
 * scripts everywhere, and without the links the programs do not start. Does nothing when they are there.
 */
export async function hydrateLibraries(binaries: Binaries): Promise<void> {
  const list = await readFile(join(binaries.native_dir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(dirname(binaries.native_dir), target);
    if (await isThere(link)) continue;
    await symlink(relative(dirname(target), source) || basename(source), link).catch(ignoreExisting);
  }
  for (const program of [binaries.postgres, binaries.initdb]) {
    const { mode } = await lstat(program);
    if ((mode & 0o111) === 0) await chmod(program, mode | 0o755);
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** A twin may have made the same link meanwhile. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
