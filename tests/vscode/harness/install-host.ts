import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** VS Code as programs: the Node it needs, and the entry to start with it. */
export interface Host {
  readonly node: string;
  readonly entry: string;
}

const FOLDER = join(import.meta.dirname, '../host');
const MODULES = join(FOLDER, 'node_modules');
const SERVER = join(MODULES, 'code-server/lib/vscode');
/** Written last and inside the folder that `npm ci` empties first, so a cut-off install never counts. */
const STAMP = join(MODULES, '.installed-for');
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

export const HOST: Host = {
  node: join(MODULES, '.bin/node'),
  entry: join(MODULES, 'code-server/out/node/entry.js'),
};

/**
 * VS Code from the npm registry into `tests/vscode/host`: about 20 s and 800 MB the first time, nothing after that until
 * its lockfile changes. No compiler, no scripts of packages. Resolves to true when it had to install.
 */
export async function installHost(): Promise<boolean> {
  const wanted = await hashOfLockfile();
  const installed = await readFile(STAMP, 'utf8').catch(() => '');
  if (installed === wanted) return false;
  await npm(FOLDER, ['ci']);
  // Not `ci`: the shrinkwrap that ships with it lacks a peer (tslib), and `ci` refuses.
  await npm(SERVER, ['install', '--omit=dev']);
  await npm(join(SERVER, 'extensions'), ['install', '--omit=dev']);
  await writeFile(STAMP, wanted);
  return true;
}

async function hashOfLockfile(): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(FOLDER, 'package-lock.json')))
    .digest('hex');
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  // An `npm run` around us says where *its* project is; npm would install there.
  const { npm_config_local_prefix: _, npm_config_prefix: __, ...env } = process.env;
  await promisify(execFile)('npm', [...args, ...QUIET], { cwd, env, maxBuffer: 64 * 1024 * 1024 });
}
