import { performance } from 'node:perf_hooks';
import type { Patch } from '@iama/contracts/patch/patch';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { compareProbes } from '@iama/engine/lock/black-box/compare-probes';
import { findPrograms } from '@iama/engine/lock/black-box/find-programs';
import type { Probe } from '@iama/engine/lock/black-box/probe';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { RunnerError } from '../../errors/runner-error.ts';
import { openBench } from '../../run/bench.ts';
import { patchCopy } from '../../run/patch-copy.ts';
import type { Confinement } from '../../sandbox/confinement.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { askProbes } from '../black-box/ask-probes.ts';
import { runOfProbes } from './black-box-net.ts';
import type { BlackBoxNet } from './black-box-net.ts';
import { CANNOT_HOLD, confinementForCalls } from './held-in.ts';

export interface AskAfterRequest {
  readonly workspace: Workspace;
  readonly tree: SourceTree;
  /** Applied to the copy before anything is asked. */
  readonly patch: Patch | null;
  readonly confinement?: Confinement;
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

const ANSWER_MS = 10_000;
/** More than a round had before the edit: that a machine is busy now is no change of behaviour. */
const ROUND_MS = 300_000;

/**
 * Ask the probes again, of the workspace with the patch, in a copy that no test has been in. Throws WORKSPACE_CHANGED where this machine
 * cannot hold programs in, and what patchCopy and openBench throw.
 */
export async function askAfter(request: AskAfterRequest, net: BlackBoxNet): Promise<SuiteRun> {
  const { workspace, tree: before, patch, gate, signal, progress } = request;
  const confinement = await confinementForCalls(request.confinement);
  if (confinement === null)
    throw new RunnerError(
      'WORKSPACE_CHANGED',
      CANNOT_HOLD,
      'Try the job again: it is then pinned as this machine can.',
    );
  progress(`Asking ${net.pinned.length} probes again`);
  const began = performance.now();
  const bench = await openBench({ workspace, suites: [], gate, signal, confinement });
  try {
    const tree = patch === null ? before : (await patchCopy(bench.copy, patch, before)).tree;
    const { folder } = net;
    const times = { timeout_ms: ROUND_MS, answer_ms: ANSWER_MS };
    const answers = await askProbes({ bench, plan: planNow(tree, net), folder, confinement, ...times });
    const duration_ms = Math.round(performance.now() - began);
    return runOfProbes(net, compareProbes(net.pinned, answers), duration_ms, (text) => gate.mask(text));
  } finally {
    await bench.close();
  }
}

/** The same questions, of programs and a server that may have other files now: what people type is what stays. */
function planNow(tree: SourceTree, { folder, start, pinned }: BlackBoxNet): { probes: Probe[]; start: string | null } {
  const now = findPrograms(tree, folder);
  const paths = new Map(now.bins.map(({ name, path }) => [name, path]));
  const probes = pinned.map(({ probe }) =>
    probe.kind === 'command' ? { ...probe, path: paths.get(probe.program) ?? probe.path } : probe,
  );
  return { probes, start: start === null ? null : (now.start ?? start) };
}
