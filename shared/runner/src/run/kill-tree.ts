import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** How long processes get to end by themselves after SIGTERM. With the rest, well under 5 s. */
const GRACE_MS = 1500;
const POLL_MS = 50;

/**
 * End a process group and everything that came out of it: SIGTERM, then SIGKILL. Processes that left the group (daemons,
 * `setsid`) are found by the run's mark in their environment, on systems with /proc. Returns when none is left.
 */
export async function killTree(group: number | null, mark: string): Promise<void> {
  signalAll(group, mark, 'SIGTERM');
  for (let waited = 0; waited < GRACE_MS && isAnyAlive(group, mark); waited += POLL_MS) await delay(POLL_MS);
  for (let tries = 0; tries < 40 && isAnyAlive(group, mark); tries += 1) {
    signalAll(group, mark, 'SIGKILL');
    await delay(POLL_MS);
  }
}

/** Processes whose environment carries the mark `name=value`. Zombies have none, so they do not count. */
export function markedProcesses(mark: string): readonly number[] {
  const found: number[] = [];
  for (const name of processNumbers()) {
    try {
      if (readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(mark)) found.push(Number(name));
    } catch {
      // It has ended, or is not ours to look at.
    }
  }
  return found.filter((pid) => pid !== process.pid);
}

function processNumbers(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function signalAll(group: number | null, mark: string, signal: NodeJS.Signals): void {
  if (group !== null) send(process.platform === 'win32' ? group : -group, signal);
  for (const pid of markedProcesses(mark)) send(pid, signal);
}

function isAnyAlive(group: number | null, mark: string): boolean {
  return (group !== null && send(process.platform === 'win32' ? group : -group, 0)) || markedProcesses(mark).length > 0;
}

/** False when there is nobody to send it to. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
