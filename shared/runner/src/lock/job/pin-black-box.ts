import { performance } from 'node:perf_hooks';
import type { BlackBoxFacts } from '@iama/contracts/test-run/black-box';
import type { LockOrder } from '@iama/contracts/test-run/lock';
import { folderToAsk } from '@iama/engine/lock/black-box/folder-to-ask';
import { planProbes } from '@iama/engine/lock/black-box/plan-probes';
import type { Answer, PinnedProbe } from '@iama/engine/lock/black-box/probe';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import type { Confinement } from '../../sandbox/confinement.ts';
import type { WorkspaceTree } from '../../workspace/read-tree.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { askInRounds, noProgram } from '../black-box/lock-black-box.ts';
import type { BlackBox } from '../black-box/lock-black-box.ts';
import { reasonAgainstAnswer } from './agreed-change.ts';
import { runOfProbes } from './black-box-net.ts';
import { CANNOT_HOLD, confinementForCalls } from './held-in.ts';
import { NOTHING_TRIED } from './pin-plan.ts';
import type { PinnedPlan } from './pin-plan.ts';

export interface BlackBoxOrder {
  readonly workspace: Workspace;
  /** The workspace as read just now. */
  readonly read: Pick<WorkspaceTree, 'tree'>;
  readonly order: LockOrder;
  /** What holds every run of the job in; without it the programs are held as this machine can. */
  readonly confinement?: Confinement;
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Once tells nothing of what differs from run to run. */
const LEAST_ROUNDS = 2;
const LEAST_ROUND_MS = 1000;
const MOST_LISTED = 500;
const LONGEST = { probe: 1500, from: 800, text: 1500 };

const INSTEAD = 'What programs answer at their border is held instead.';

/**
 * Hold what the programs around a job's target answer, instead of what its code does. Null where there is no program to ask and the order
 * says to characterize then. Throws DISK_FULL, COPY_FAILED, CANCELLED.
 */
export async function pinBlackBox(request: BlackBoxOrder): Promise<PinnedPlan | null> {
  const { read, order, progress } = request;
  const folder = folderToAsk(read.tree, order.plan.target);
  const plan = planProbes(read.tree, folder);
  if (plan.probes.length === 0) {
    progress(noProgram(folder));
    if (order.or_characterize) return null;
    return nothingHeld(request, folder, { ...NOTHING, uncovered: plan.uncovered }, noProgram(folder));
  }
  const confinement = await confinementForCalls(request.confinement);
  // What a repository's texts start its programs with may do anything.
  if (confinement === null) {
    const dropped = plan.probes.map((probe) => ({ probe, reason: CANNOT_HOLD }));
    return nothingHeld(request, folder, { pinned: [], dropped, uncovered: plan.uncovered }, CANNOT_HOLD);
  }
  const { workspace, signal } = request;
  const rounds = Math.max(LEAST_ROUNDS, order.runs);
  const timeout_ms = Math.max(LEAST_ROUND_MS, Math.floor(order.budget_ms / rounds));
  const began = performance.now();
  const asked = await askInRounds({ workspace, folder, confinement, timeout_ms, signal, progress }, plan, rounds);
  const box = withoutAgreed(asked, request);
  const mask = (text: string): string => request.gate.mask(text);
  if (box.pinned.length === 0)
    return nothingHeld(request, folder, box, 'No probe is answered the same way each time.', rounds);
  const net = { folder, start: asked.start, pinned: box.pinned };
  const duration_ms = Math.round((performance.now() - began) / rounds);
  return {
    facts: factsOf(blackBoxFacts(box, folder, rounds, null, mask)),
    tests: [],
    runs: [runOfProbes(net, [], duration_ms, mask)],
    black_box: net,
  };
}

type Held = Pick<BlackBox, 'pinned' | 'dropped' | 'uncovered'>;
const NOTHING: Held = { pinned: [], dropped: [], uncovered: [] };

/** What the plan changes on purpose is no behaviour to be held. */
function withoutAgreed({ pinned, dropped, uncovered }: BlackBox, { order }: BlackBoxOrder): Held {
  const reasonFor = ({ answer }: PinnedProbe): string | null => reasonAgainstAnswer(order.plan.recipe_id, answer);
  const agreed = pinned.flatMap((each) => {
    const reason = reasonFor(each);
    return reason === null ? [] : [{ probe: each.probe, reason }];
  });
  return { pinned: pinned.filter((each) => reasonFor(each) === null), dropped: [...dropped, ...agreed], uncovered };
}

function nothingHeld(request: BlackBoxOrder, folder: string, held: Held, why: string, rounds = 0): PinnedPlan {
  const mask = (text: string): string => request.gate.mask(text);
  return { facts: factsOf(blackBoxFacts(held, folder, rounds, why, mask)), tests: [], runs: [] };
}

function factsOf(black_box: BlackBoxFacts): PinnedPlan['facts'] {
  return { pinned: [], not_pinned: [], none_because: INSTEAD, faults: NOTHING_TRIED, survivors: [], black_box };
}

function blackBoxFacts(
  { pinned, dropped, uncovered }: Held,
  folder: string,
  rounds: number,
  none_because: string | null,
  mask: (text: string) => string,
): BlackBoxFacts {
  const covered = pinned.map(({ probe, answer, exact }) => ({
    probe: mask(probe.id).slice(0, LONGEST.probe),
    answer: wordsOf(answer),
    from: mask(probe.from).slice(0, LONGEST.from),
    exact,
  }));
  const left = [...dropped.map(({ probe, reason }) => ({ what: probe.id, reason })), ...uncovered].map(
    ({ what, reason }) => ({
      what: mask(what).slice(0, LONGEST.probe),
      reason: mask(reason).slice(0, LONGEST.text),
    }),
  );
  const beyond = (list: readonly unknown[]): number => Math.max(0, list.length - MOST_LISTED);
  return {
    folder,
    rounds,
    covered: covered.slice(0, MOST_LISTED),
    uncovered: left.slice(0, MOST_LISTED),
    not_listed: beyond(covered) + beyond(left),
    none_because,
  };
}

function wordsOf(answer: Answer): string {
  if (answer.kind === 'command') return `exit code ${answer.exit_code}`;
  return answer.kind === 'request' ? `status ${answer.status}` : '';
}
