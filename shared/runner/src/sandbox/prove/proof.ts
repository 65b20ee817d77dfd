import type { CommandResult } from '../../run/run-command.ts';
import { runCommand } from '../../run/run-command.ts';
import { testEnvironment } from '../../run/test-environment.ts';
import { holdCommand } from '../hold-command.ts';
import type { Confinement } from '../confinement.ts';
import { throwawayGate } from '../../secrets/throwaway-gate.ts';

export type SandboxProperty =
  | 'write_outside_fails'
  | 'dependencies_are_read_only'
  | 'network_is_cut'
  | 'timeout_ends_the_tree'
  | 'memory_is_limited'
  | 'environment_is_reduced'
  | 'output_is_intact';

/** What was tried and seen on this machine. `detail` is a sentence for people. */
export interface Proof {
  readonly property: SandboxProperty;
  readonly held: boolean;
  readonly detail: string;
}

/** Where proofs are tried. `inside` is the only place a run may write to; `outside` lies beside it. */
export interface ProofPlace {
  readonly confinement: Confinement;
  readonly inside: string;
  readonly outside: string;
  readonly mark: string;
}

let tried = 0;

/** Run a line in the sandbox, as a test run would. */
export async function tryLine(
  place: ProofPlace,
  line: string,
  more: { timeout_ms?: number; memory_kib?: number; parent?: NodeJS.ProcessEnv; readable?: readonly string[] } = {},
): Promise<CommandResult> {
  const [name = '', value = ''] = place.mark.split('=');
  const is_apart = place.confinement.level === 'container';
  const env = is_apart
    ? { [name]: value, IAMA_NODE: 'node' }
    : testEnvironment(more.parent ?? process.env, { [name]: value, IAMA_NODE: process.execPath });
  const confinement =
    more.memory_kib === undefined ? place.confinement : { ...place.confinement, memory_kib: more.memory_kib };
  const places = {
    cwd: place.inside,
    writable: place.inside,
    readable: more.readable ?? [],
    mark: place.mark,
    index: (tried += 1),
  };
  const held = holdCommand({ line, framework: 'node_test', env, ...places }, confinement);
  return await runCommand({
    ...held,
    // What starts a container has the person's environment: none of it may come through.
    env: is_apart ? { ...(more.parent as Record<string, string> | undefined), ...held.env } : held.env,
    cwd: place.inside,
    timeout_ms: more.timeout_ms ?? 20_000,
    mark: place.mark,
    signal: new AbortController().signal,
    gate: throwawayGate(),
  });
}
