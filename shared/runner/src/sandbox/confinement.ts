/**
 * How far a run is held in. `container`: one of the Docker engine (LOCAL_DOCKER). The others are native: `namespaces`: own mount,
 * network and process namespaces of Linux, so that writes outside the run's folder fail, the network is cut and nothing outlives the
 * run. `limits`: only what every system has (own process group, the environment's allow-list, time, and memory where the shell can
 * limit it).
 */
export type Confinement = NativeConfinement | ContainerConfinement;

export interface NativeConfinement {
  readonly level: 'namespaces' | 'limits';
  /** Data segment of each process, in KiB (`ulimit -d`); null where the system has no such limit. */
  readonly memory_kib: number | null;
}

export interface ContainerConfinement {
  readonly level: 'container';
  /** Of all processes of a run together, in KiB. */
  readonly memory_kib: number;
  readonly cpus: number;
  /** Absolute path of the docker program: a repository's own folders are on the PATH of its runs. */
  readonly program: string;
  /** Which one a suite runs in. */
  readonly images: Images;
  /** The engine maps the person to root in its containers. */
  readonly is_rootless: boolean;
}

/** Image references by what has to be in them. */
export interface Images {
  readonly node: string;
  readonly python: string;
  readonly go: string;
}

/** Most repositories' tests stay well below; a leak ends before the machine swaps. Per process, or per container. */
export const MEMORY_KIB = 4 * 1024 * 1024;
