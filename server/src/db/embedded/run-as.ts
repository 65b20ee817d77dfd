import { spawn } from 'node:child_process';
import type { Account } from './account.ts';

export interface Outcome {
  /** Null when a signal ended it or it could not be started at all. */
  readonly code: number | null;
  /** Standard output and error together, at most 64 KiB. */
  readonly output: string;
  /** `EACCES`, `ENOENT` … when the program could not be started. */
  readonly spawn_error: string | null;
}

/** Runs a short-lived program to its end, under another account if one is given. Never throws. */
export function runAs(account: Account | null, file: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...account,
      // Our own working directory may be one that the account cannot enter.
      cwd: '/',
      env: quietEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      if (output.length < 65_536) output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ code: null, output, spawn_error: error.code ?? error.message });
    });
    child.once('close', (code) => resolve({ code, output, spawn_error: null }));
  });
}

/** Without the person's PG* variables, which the programs would obey, and with messages in English, which we read. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TMPDIR } = process.env;
  return { PATH, SystemRoot, TMPDIR, LC_ALL: 'C', TZ: 'UTC' };
}
