import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import type { Confinement } from '../sandbox/confinement.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';

/** One run of one suite. */
export interface SuiteRequest {
  readonly discovered: DiscoveredSuite;
  /** Number of the suite in its run; keeps its results apart from the others'. */
  readonly index: number;
  /** The run's folder, its copy of the workspace in it, and the workspace itself. */
  readonly run_folder: string;
  readonly copy: string;
  readonly workspace: string;
  /** In the environment of every process of the folder's runs; each run has one of its own besides. */
  readonly mark: string;
  /** Major version of the `node` that tests will find; null when there is none. */
  readonly node_major: number | null;
  readonly timeout_ms: number;
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  /** What the copy links to, as absolute paths: a container has nothing else of the machine. */
  readonly readable: readonly string[];
  /** Holds the run in; without it, it runs as any program of the person does. */
  readonly confinement?: Confinement;
  /** On top of the run's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
}
