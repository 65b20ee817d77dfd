/**
 * How far this machine can hold a native run in. `namespaces`: own mount, network and process namespaces of Linux, so that
 * writes outside the run's folder fail, the network is cut and nothing outlives the run. `limits`: only what every
 * system has (own process group, the environment's allow-list, time, and memory where the shell can limit it).
 */
export type ConfinementLevel = 'namespaces' | 'limits';

export interface Confinement {
  readonly level: ConfinementLevel;
  /** Data segment of each process, in KiB (`ulimit -d`); null where the system has no such limit. */
  readonly memory_kib: number | null;
}

/** Most repositories' tests stay well below; a leak ends before the machine swaps. Per process. */
export const MEMORY_KIB = 4 * 1024 * 1024;
