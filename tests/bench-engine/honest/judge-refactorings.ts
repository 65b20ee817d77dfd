import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { lockJob } from '@iama/runner/lock/job/lock-job';
import type { LockedJob } from '@iama/runner/lock/job/lock-job';
import { runInCopy } from '@iama/runner/run/run-in-copy';
import { throwawayGate } from '@iama/runner/secrets/throwaway-gate';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import { usableSuites } from '@iama/runner/tests-discovery/usable-suites';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { readTree } from '@iama/runner/workspace/read-tree';
import type { WorkspaceTree } from '@iama/runner/workspace/read-tree';
import type { Workspace } from '@iama/runner/workspace/workspace';
import { renamesOf } from '@iama/server/app/artifacts/renames-of';
import { findBreaches } from '@iama/server/app/tasks/find-breaches';
import { compareRuns } from '@iama/server/domain/test-run/compare-runs';
import type { HonestRepository } from './honest-repository.ts';
import { INSTALLED } from './real-repositories.ts';
import { refactoringsOf } from './refactorings.ts';
import type { Refactoring } from './refactorings.ts';

/** `regressed`: a test that passed does not; the comparison says so, and the seal has nothing to say. */
export interface Judged {
  readonly repository: string;
  readonly what: string;
  readonly breaches: readonly Breach[];
  readonly regressed: readonly string[];
}

const TIMEOUT_MS = 60_000;

/**
 * Lay a repository out on disk, seal it as a job does, and judge each refactoring as a job's run after the edit is judged: by what the
 * patch does to sealed files, lines and code, and by what its run shows less. Throws where none of its tests passes as it is.
 */
export async function judgeRefactorings(
  repository: HonestRepository,
  more: (read: WorkspaceTree) => readonly Refactoring[] = () => [],
): Promise<readonly Judged[]> {
  const laid = temporaryRepository({ ...repository.files, '.gitignore': 'node_modules\n' });
  try {
    mkdirSync(dirname(join(laid.root, 'node_modules')), { recursive: true });
    symlinkSync(INSTALLED, join(laid.root, 'node_modules'));
    const workspace = await openWorkspace(laid.root);
    const read = await readTree(workspace);
    const locked = await sealed(workspace, read, repository.name);
    const judged: Judged[] = [];
    for (const each of [...(await refactoringsOf(repository, workspace, read)), ...more(read)])
      judged.push({ repository: repository.name, what: each.what, ...(await judge(workspace, read, locked, each)) });
    return judged;
  } finally {
    laid.remove();
  }
}

const common = { timeout_ms: TIMEOUT_MS, gate: throwawayGate(), progress: () => undefined };

async function sealed(workspace: Workspace, read: WorkspaceTree, name: string): Promise<LockedJob> {
  const { usable } = await usableSuites(workspace.root, read.tree, '.');
  const plan = {
    recipe_id: 'formatting' as const,
    level: 'STANDARD' as const,
    target: { kind: 'folder' as const, path: '.' },
  };
  const order = {
    runs: 2,
    budget_ms: 0,
    threshold: 0,
    quarantined: [],
    plan: { ...plan, allowed_files: [], exclude_finding_ids: [] },
  };
  const planned = () => Promise.reject(new Error('no time is given for it'));
  const signal = new AbortController().signal;
  const locked = await lockJob({ ...common, workspace, read, suites: usable, order, planned, signal });
  if (locked.run.totals.passed === 0) throw new Error(`No test of ${name} passes as it is.`);
  return locked;
}

async function judge(
  workspace: Workspace,
  { tree }: WorkspaceTree,
  { run: baseline, record, lock }: LockedJob,
  { patch, agreed }: Refactoring,
): Promise<Pick<Judged, 'breaches' | 'regressed'>> {
  const suites = await suitesOf(workspace, tree);
  const held_to = { record, agreed_files: agreed };
  const signal = new AbortController().signal;
  const verification = await runInCopy({
    ...common,
    workspace,
    tree,
    phase: 'verification',
    suites,
    patch,
    held_to,
    signal,
  });
  const quarantined = lock.flaky.map(({ test_id }) => test_id);
  const renames = renamesOf(patch);
  const breaches = findBreaches({ baseline, verification, quarantined, renames });
  return { breaches, regressed: lost(baseline, verification, quarantined, renames) };
}

async function suitesOf(workspace: Workspace, tree: WorkspaceTree['tree']) {
  return [...(await usableSuites(workspace.root, tree, '.')).usable];
}

function lost(
  before: TestRun,
  verification: TestRun,
  quarantined: readonly string[],
  renames: ReadonlyMap<string, string>,
): readonly string[] {
  const { verdict, failed_tests } = compareRuns({ baseline: before, verification, quarantined, renames });
  return verdict === 'regressed' ? failed_tests : [];
}
