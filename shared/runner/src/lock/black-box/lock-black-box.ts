import { planProbes } from '@iama/engine/lock/black-box/plan-probes';
import type { ProbePlan } from '@iama/engine/lock/black-box/plan-probes';
import type { DroppedProbe, PinnedProbe, Uncovered } from '@iama/engine/lock/black-box/probe';
import { compareProbes } from '@iama/engine/lock/black-box/compare-probes';
import type { ChangedAnswer } from '@iama/engine/lock/black-box/compare-probes';
import { settleProbes } from '@iama/engine/lock/black-box/settle-probes';
import type { Answers } from '@iama/engine/lock/black-box/settle-probes';
import { uncoveredOptions } from '@iama/engine/lock/black-box/uncovered-options';
import { RunnerError } from '../../errors/runner-error.ts';
import { openBench } from '../../run/bench.ts';
import type { Confinement } from '../../sandbox/confinement.ts';
import { throwawayGate } from '../../secrets/throwaway-gate.ts';
import { readTree } from '../../workspace/read-tree.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { askProbes } from './ask-probes.ts';

export interface BlackBoxRequest {
  readonly workspace: Workspace;
  /** Of the package whose programs are asked, by workspace path. */
  readonly folder: string;
  readonly confinement: Confinement;
  /** For each round of all probes. */
  readonly timeout_ms: number;
  /** How long one probe may take to answer; ten seconds, when it is not said. */
  readonly answer_ms?: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

const ANSWER_MS = 10_000;

/** What programs answer at their border, and what of them nobody asked. */
export interface BlackBox {
  readonly pinned: readonly PinnedProbe[];
  readonly dropped: readonly DroppedProbe[];
  readonly uncovered: readonly Uncovered[];
  /** The line of the server that requests went to. */
  readonly start: string | null;
  readonly tool_versions: Readonly<Record<string, string>>;
}

/**
 * Ask the programs of a package, `runs` times, each time in a copy of their own that they may do to what they like. The workspace is only
 * read. Throws TARGET_NOT_LOADABLE where there is nothing to ask, DISK_FULL, COPY_FAILED, CANCELLED.
 */
export async function lockBlackBox(request: BlackBoxRequest, runs: number): Promise<BlackBox> {
  const { tree } = await readTree(request.workspace, request.signal);
  const plan = planProbes(tree, request.folder);
  if (plan.probes.length === 0) throw nothingToAsk(request.folder);
  return await askInRounds(request, plan, runs);
}

/** Ask a plan's probes `runs` times, and settle what they answer each time. Throws DISK_FULL, COPY_FAILED, CANCELLED. */
export async function askInRounds(request: BlackBoxRequest, plan: ProbePlan, runs: number): Promise<BlackBox> {
  const rounds: Answers[] = [];
  let tool_versions: Readonly<Record<string, string>> = {};
  for (let round = 1; round <= runs; round += 1) {
    request.progress(`Asking ${plan.probes.length} probes, ${round} of ${runs}`);
    const asked = await askOnce(request, plan);
    rounds.push(asked.answers);
    ({ tool_versions } = asked);
  }
  const { kept, dropped } = settleProbes(plan.probes, rounds);
  const uncovered = [...plan.uncovered, ...uncoveredOptions(kept)];
  return { pinned: kept, dropped, uncovered, start: plan.start, tool_versions };
}

/** Ask again what was pinned, of the workspace as it is now. */
export async function checkBlackBox(
  request: BlackBoxRequest,
  { pinned, start }: Pick<BlackBox, 'pinned' | 'start'>,
): Promise<readonly ChangedAnswer[]> {
  request.progress(`Asking ${pinned.length} probes`);
  const plan = { probes: pinned.map(({ probe }) => probe), start };
  return compareProbes(pinned, (await askOnce(request, plan)).answers);
}

async function askOnce(
  { workspace, folder, confinement, timeout_ms, answer_ms = ANSWER_MS, signal }: BlackBoxRequest,
  plan: Parameters<typeof askProbes>[0]['plan'],
): Promise<{ readonly answers: Answers; readonly tool_versions: Readonly<Record<string, string>> }> {
  const bench = await openBench({ workspace, suites: [], gate: throwawayGate(), signal, confinement });
  try {
    const answers = await askProbes({ bench, plan, folder, confinement, timeout_ms, answer_ms });
    return { answers, tool_versions: bench.tool_versions };
  } finally {
    await bench.close();
  }
}

/** Why a package cannot be asked anything, in a sentence. */
export function noProgram(folder: string): string {
  return `The package in ${folder} has no program to ask: no file of \`bin\`, and no route of a server that \`npm start\` starts.`;
}

function nothingToAsk(folder: string): RunnerError {
  return new RunnerError(
    'TARGET_NOT_LOADABLE',
    noProgram(folder),
    'Choose the folder of a package that has one, or pin its code without --black-box.',
  );
}
