import { readFileSync } from 'node:fs';

/** A process that a later one can recognise even though numbers are used again. `started` is null where unknown. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string | null;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, started: startOf(process.pid) };
}

/** False when the process is gone, or its number belongs to another one now. */
export function isAlive(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return identity.started === null || startOf(identity.pid) === identity.started;
}

/** Clock ticks from boot to the process's start (field 22 of /proc/<pid>/stat); null on systems without /proc. */
export function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself contain spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
