import { execFile } from 'node:child_process';
import { errnoOf } from '../errors/disk-error.ts';

/** What git printed; `missing` when there is no git to ask. */
export type GitAnswer =
  | { readonly ok: true; readonly stdout: string; readonly stderr: string }
  | { readonly ok: false; readonly missing: boolean; readonly stderr: string };

/** The only questions we ask. None of them writes, given the environment and settings below. */
type GitQuestion = 'rev-parse' | 'ls-files' | 'status' | 'symbolic-ref' | 'rev-list';

/**
 * Ask git something about the repository at `cwd` without changing a byte of it: no optional locks (so `status` does not
 * refresh the index), no file-system monitor (it would start a daemon or run a hook), no pager, no prompt.
 */
export async function readGit(
  cwd: string,
  question: GitQuestion,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<GitAnswer> {
  const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=keep', '-c', 'core.quotePath=false'];
  return await new Promise((resolve) => {
    execFile(
      'git',
      ['--no-pager', '--no-optional-locks', ...settings, question, ...args],
      {
        cwd,
        env: gitEnvironment(),
        maxBuffer: 1 << 29,
        timeout: 60_000,
        encoding: 'utf8',
        ...(signal ? { signal } : {}),
      },
      (error, stdout, stderr) => {
        if (!error) resolve({ ok: true, stdout, stderr });
        else resolve({ ok: false, missing: errnoOf(error) === 'ENOENT', stderr: stderr || error.message });
      },
    );
  });
}

/** Variables that would point git elsewhere (as inside a hook) are dropped; git's words stay in English. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') || name === 'GIT_CONFIG_GLOBAL' || name === 'GIT_CONFIG_SYSTEM',
  );
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}
