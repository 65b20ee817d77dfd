import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** A program with everything it starts, in a process group of its own. */
export interface ProcessGroup {
  readonly pid: number;
  /** All that it wrote to both outputs, so far. */
  output(): string;
  /** Resolves with the first match in its output; rejects when it ends before, or after `limit_ms`. */
  until(wanted: RegExp, limit_ms: number): Promise<RegExpExecArray>;
  /** Resolves when nothing of the group runs any more. */
  end(): Promise<void>;
}

/** What a group gets to end by itself. */
const GRACE_MS = 3000;
const running = new Set<number>();

/** Starts a program in its own group. The group ends with this process too, whatever ends it, short of kill -9. */
export function startGroup(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ProcessGroup {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} did not start.`);
  watchOwnEnd();
  running.add(pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const gone = once(child, 'close');
  return {
    pid,
    output: () => output,
    async until(wanted, limit_ms) {
      const late = AbortSignal.timeout(limit_ms);
      for (;;) {
        const found = wanted.exec(output);
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended early:\n${output}`);
        const more = [child.stdout, child.stderr].map((stream) => once(stream, 'data', { signal: late }));
        await Promise.race([...more, gone]).catch(() => {
          throw new Error(`Nothing like ${wanted} within ${limit_ms} ms:\n${output}`);
        });
      }
    },
    async end() {
      signalGroup(pid, 'SIGTERM');
      if (!(await isGone(pid))) signalGroup(pid, 'SIGKILL');
      await gone;
      running.delete(pid);
    },
  };
}

/** The system has no event for the end of a whole group. */
async function isGone(pid: number): Promise<boolean> {
  const give_up_at = performance.now() + GRACE_MS;
  while (performance.now() < give_up_at) {
    if (!(await hasLiving(pid))) return true;
    await pause(20);
  }
  return false;
}

/**
 * Whether something of the group runs. Linux keeps the dead in it until their parent asks for them, and the first
 * process of a container, which inherits them, may take seconds.
 */
async function hasLiving(group: number): Promise<boolean> {
  if (!signalGroup(group, 0)) return false;
  if (process.platform !== 'linux') return true;
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // pid (name, with anything in it) state parent group …
    const [state, , its_group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(its_group) === group && state !== 'Z') return true;
  }
  return false;
}

/** False when there is no such group any more. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

let watched = false;
function watchOwnEnd(): void {
  if (watched) return;
  watched = true;
  process.on('exit', () => {
    for (const pid of running) signalGroup(pid, 'SIGKILL');
  });
  exitOnSignals();
}

let exits = false;
/** A signal that ends this process lets it say so to those that it started: a plain end by a signal tells nobody. */
export function exitOnSignals(): void {
  if (exits) return;
  exits = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
}
