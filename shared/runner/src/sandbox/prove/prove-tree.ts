import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { tryLine } from './proof.ts';
import type { Proof, ProofPlace } from './proof.ts';

const TIMEOUT_MS = 1500;
const MOST_MS = 10_000;

/**
 * A run that does not end starts children: plain ones, deaf to SIGTERM, in a session of their own, and without the
 * environment by which a run's processes are known. After the time-out none may be left.
 */
export async function proveTree(place: ProofPlace): Promise<Proof> {
  // A duration nobody else sleeps for: by it the processes are found again, whatever their numbers are.
  const token = `86400.${randomInt(1e9, 2e9)}`;
  const line = [
    `sleep ${token} &`,
    `(trap '' TERM; sleep ${token}) &`,
    `command -v setsid >/dev/null && setsid sleep ${token} &`,
    `command -v setsid >/dev/null && setsid env -i /bin/sh -c "sleep ${token}; :" &`,
    `sleep ${token}`,
  ].join('\n');
  const result = await tryLine(place, line, { timeout_ms: TIMEOUT_MS });
  const survivors = processesNaming(token);
  const left = survivors.length;
  survivors.forEach(end);
  const held = result.ended === 'timeout' && left === 0 && result.duration_ms < MOST_MS;
  const detail = held
    ? `After a time-out of ${TIMEOUT_MS / 1000} s every process of the run was gone, within ${(result.duration_ms / 1000).toFixed(1)} s.`
    : result.ended !== 'timeout'
      ? `The run ended before its time-out (${result.ended}): ${result.output_tail.slice(-200)}`
      : left > 0
        ? `${left} processes outlived the time-out.`
        : `The time-out took ${(result.duration_ms / 1000).toFixed(1)} s.`;
  return { property: 'timeout_ends_the_tree', held, detail };
}

function processesNaming(token: string): readonly number[] {
  return commandLines().flatMap(({ pid, line }) => (line.includes(token) && pid !== process.pid ? [pid] : []));
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function commandLines(): readonly { readonly pid: number; readonly line: string }[] {
  if (existsSync('/proc/self/cmdline')) {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map((name) => ({ pid: Number(name), line: commandLineOf(name) }));
  }
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return listed.map((line) => ({ pid: Number.parseInt(line, 10), line }));
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
