import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';

export interface SuiteEnd {
  /** Null when the suite was ended by a signal. */
  readonly exitCode: number | null;
  /** True when it was still running after its limit and was ended. */
  readonly overdue: boolean;
  readonly output: string;
}

/** What a suite gets to stop its servers, once it is told to end. */
const GRACE_MS = 10_000;

/** Runs one npm script's command line, shows its output as it comes and keeps it. Ends it after `limit_ms`. */
export async function runSuite(root: string, command: string, limit_ms: number, reporter = 'dot'): Promise<SuiteEnd> {
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(`${command} --reporter ${reporter} --forbid-only`, {
    cwd: root,
    shell: true,
    // A group of its own, so that a suite that hangs ends together with what it started.
    detached: process.platform !== 'win32',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
  }
  let overdue = false;
  const limit = setTimeout(() => {
    overdue = true;
    endGroup(child.pid, 'SIGTERM');
  }, limit_ms);
  const hardLimit = setTimeout(() => endGroup(child.pid, 'SIGKILL'), limit_ms + GRACE_MS);
  const interrupt = () => {
    endGroup(child.pid, 'SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, overdue, output };
  } finally {
    clearTimeout(limit);
    clearTimeout(hardLimit);
    process.off('SIGINT', interrupt);
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
