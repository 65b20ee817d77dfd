import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '@iama/runner/run/find-program';
import { makeShop } from '@iama/runner/sample/make-shop';

/** What a person can do when VS Code cannot be opened. */
export class NoCodeError extends Error {}

export interface CodeOptions {
  /** The extension to install, and the program that does it. */
  readonly vsix: string;
  readonly code: string;
  /** A new folder: profile, extensions and the sample workspace stand in it. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Opens VS Code with the extension on a fresh sample repository, apart from the person's own settings and extensions. Resolves
 * with the sample's folder. Throws NoCodeError.
 */
export async function openCode({ vsix, code, folder, env }: CodeOptions): Promise<string> {
  const sample = join(folder, 'corner-shop');
  await mkdir(sample, { recursive: true });
  await makeShop(sample, env);
  const apart = ['--user-data-dir', join(folder, 'profile'), '--extensions-dir', join(folder, 'extensions')];
  await run(code, [...apart, '--install-extension', vsix, '--force'], env);
  await run(code, [...apart, '--new-window', sample], env);
  return sample;
}

/** The program that opens VS Code: `code` on the PATH, or what CODE names. Throws NoCodeError. */
export function findCode(env: NodeJS.ProcessEnv): string {
  const wanted = env['CODE'] || 'code';
  const found = wanted.includes('/') ? wanted : findProgram(wanted, env['PATH'] ?? '');
  if (found !== null) return found;
  throw new NoCodeError(
    `There is no program called ${wanted} on the PATH. In VS Code, run "Shell Command: Install 'code' command in PATH" from the ` +
      'palette, or name another one: CODE=codium npm run code. Without it: npm run package, then "Extensions: Install from ' +
      'VSIX…" in the palette.',
  );
}

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  // On Windows `code` is a batch file, which only a shell starts; none of the arguments is somebody else's.
  const child = spawn(program, args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
  const [status] = (await once(child, 'close').catch((cause: unknown) => {
    throw new NoCodeError(`${program} could not be started.`, { cause });
  })) as [number | null];
  if (status !== 0) throw new NoCodeError(`${program} ${args.join(' ')} ended with exit code ${status}.`);
}
