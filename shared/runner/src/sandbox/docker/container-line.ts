import type { ContainerConfinement } from '../confinement.ts';
import { quote } from '../quote.ts';

export interface ContainerRun {
  readonly line: string;
  readonly image: string;
  /** Of the container; by it the run is ended. */
  readonly name: string;
  /** Of the folder that the run belongs to; by it a later start finds what a crash left. */
  readonly run_id: string;
  readonly cwd: string;
  /** Everything that the run sees of an environment. `PATH` comes before the image's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute paths, which the container has under the same names; nothing else of the machine is in it. */
  readonly writable: readonly string[];
  readonly readable: readonly string[];
  readonly uid: number;
  readonly gid: number;
}

export const RUN_LABEL = 'iama.run';
const PROCESSES = 1024;
const SCRATCH = '/tmp:rw,exec,nosuid,nodev,mode=1777,size=1g';

/**
 * A shell line that runs `line` in a container of its own. Exit codes pass through; 125 is Docker's own. The shell stays process 1 of
 * it, which has to reap orphans. Nothing is pulled. Pure.
 */
export function containerLine(
  run: ContainerRun,
  { program, memory_kib, cpus, is_rootless }: ContainerConfinement,
): string {
  const { PATH: bins = '', ...env } = run.env;
  const memory = `${memory_kib}k`;
  // Under a rootless engine the person is root in the container, and nobody else there may write what is theirs.
  const user = is_rootless ? '0:0' : `${run.uid}:${run.gid}`;
  const args = [
    ['run', '--rm', '--pull', 'never', '--name', run.name, '--label', `${RUN_LABEL}=${run.run_id}`],
    ['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
    ['--pids-limit', String(PROCESSES), '--memory', memory, '--memory-swap', memory, '--cpus', String(cpus)],
    ['--user', user, '--tmpfs', SCRATCH, '--workdir', run.cwd],
    ...run.writable.map((path) => ['--mount', mount(path, false)]),
    ...run.readable.map((path) => ['--mount', mount(path, true)]),
    ...Object.entries({ HOME: '/tmp', ...env }).map(([name, value]) => ['--env', `${name}=${value}`]),
    ['--entrypoint', '/bin/sh', run.image, '-c', inside(run.line, bins)],
  ].flat();
  return `exec ${[program, ...args].map(quote).join(' ')}`;
}

function inside(line: string, bins: string): string {
  const path = bins === '' ? [] : [`PATH=${quote(bins)}:"$PATH"`, 'export PATH'];
  return [...path, line, 'exit $?'].join('\n');
}

/** One line of CSV, as Docker reads it: a field with a comma or a quote stands in quotes. */
function mount(path: string, is_readonly: boolean): string {
  const fields = ['type=bind', `source=${path}`, `target=${path}`, ...(is_readonly ? ['readonly'] : [])];
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}
