import type { z } from 'zod';
import type { CharacterizePayload, CharacterizeResult, TaskResult } from '@iama/contracts/task/payload';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { Target } from '@iama/contracts/workspace/target';
import { isTest } from '@iama/engine/context/is-test';
import { testsReaching } from '@iama/engine/context/tests-reaching';
import { moduleGraphOf } from '@iama/engine/js/module-graph';
import { testReachOf } from '@iama/engine/js/test-reach';
import { lockLanguageOf } from '@iama/engine/lock/lock-language';
import { RunnerError } from '../errors/runner-error.ts';
import { writtenPlaceFor, offeredPlace } from '../lock/written-place.ts';
import { findSuites } from '../run/run-suites.ts';
import { usableSuites } from '../tests-discovery/usable-suites.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { Workspace } from '../workspace/workspace.ts';

type Payload = z.infer<typeof CharacterizePayload>;

/** The tests that exist, and which files of the target they reach through imports. */
export async function characterize(
  workspace: Workspace,
  read: WorkspaceTree,
  { target, for_model = false }: Pick<Payload, 'target' | 'for_model'>,
): Promise<TaskResult> {
  requireTarget(read, target);
  const { usable } = await usableSuites(workspace.root, read.tree, target.path);
  const files = [...read.tree.files.keys()].filter(
    (path) => isInTarget(target, path) && lockLanguageOf(path) !== null && !isTest(path),
  );
  const { reached: scripts } = testReachOf(moduleGraphOf(read.tree));
  const python = files.filter((path) => path.endsWith('.py') && testsReaching(read.tree, path).size > 0);
  const reached = new Set([...scripts, ...python]);
  return {
    kind: 'characterize',
    test_suites: [...usable],
    reached_files: files.filter((path) => reached.has(path)),
    unreached_files: files.filter((path) => !reached.has(path)),
    ...(for_model && placeFor(read, target, usable)),
  };
}

function placeFor(
  { tree }: WorkspaceTree,
  target: Target,
  usable: readonly TestSuite[],
): Pick<z.infer<typeof CharacterizeResult>, 'test_place' | 'no_place_because'> {
  const known = findSuites(tree, usable);
  const suites = usable.flatMap(({ id }) => known.get(id) ?? []);
  const found = writtenPlaceFor(tree, target, suites);
  if (found !== null) return { test_place: offeredPlace(tree, found) };
  return { test_place: null, no_place_because: 'The target has no JavaScript, TypeScript or Python to test.' };
}

/** Throws TARGET_NOT_FOUND when nothing of the target is left. */
export function requireTarget(read: WorkspaceTree, target: Target): void {
  if ([...read.tree.paths].some((path) => isInTarget(target, path))) return;
  throw new RunnerError(
    'TARGET_NOT_FOUND',
    `There is nothing at ${target.path} any more.`,
    'Start a job on another target.',
  );
}
