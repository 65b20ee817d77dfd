import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './locate-binaries.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { quietEnvironment } from './run-as.ts';

/** Small on purpose: one person's control plane. Process counts matter more here than buffers. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '32MB',
  jit: 'off',
  // Reads happen in the backend itself: no I/O worker processes.
  io_method: 'sync',
  // One machine, no replicas: no WAL senders, no launcher for logical replication.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_replication_slots: '0',
  max_logical_replication_workers: '0',
  max_parallel_workers: '2',
  max_worker_processes: '4',
  autovacuum_max_workers: '1',
  autovacuum_worker_slots: '1',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
  log_timezone: 'UTC',
  timezone: 'UTC',
} as const;

export interface PostmasterOptions {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly cluster_dir: string;
  readonly port: number;
  readonly log_file: string;
}

export type Launch =
  | { readonly ready: true; readonly child: ChildProcess; readonly pid: number }
  /** What the server wrote before it gave up. */
  | { readonly ready: false; readonly output: string };

/** Starts the server and returns when it takes connections, or when it gave up. */
export async function launchPostmaster(options: PostmasterOptions): Promise<Launch> {
  const log = await open(options.log_file, 'a', 0o600);
  const { size: log_start } = await log.stat();
  const args = ['-D', options.cluster_dir, '-p', String(options.port)];
  for (const [name, value] of Object.entries(SETTINGS)) args.push('-c', `${name}=${value}`);
  // Its own session: Ctrl-C in the terminal goes to us, and the database stops last, when we say so.
  // It writes to a file and not to a pipe, which would break for a server that outlives us.
  const child = spawn(options.binaries.postgres, args, {
    ...options.account,
    cwd: '/',
    env: quietEnvironment(),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let gone: string | null = null;
  child.once('error', (error) => (gone = error.message));
  child.once('exit', (code, signal) => (gone = `exit ${code ?? signal}`));
  await log.close();
  while (gone === null) {
    const state = await readPostmasterPid(options.cluster_dir);
    if (state?.ready && state.pid === child.pid) return { ready: true, child, pid: state.pid };
    await delay(10);
  }
  const output = (await readFile(options.log_file)).subarray(log_start).toString('utf8');
  return { ready: false, output: output || gone };
}
