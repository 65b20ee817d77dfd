import type { Patch } from '@iama/contracts/patch/patch';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import { patchCopy, unpatchCopy } from '../../run/patch-copy.ts';
import { findSuites } from '../../run/run-suites.ts';
import { surveyTargets } from '../observe-target.ts';
import type { Survey } from '../observe-target.ts';
import { placeAfter } from '../test-place.ts';
import type { TestPlace } from '../place.ts';
import { isModule } from './text-for.ts';

export interface AfterRequest {
  readonly bench: Bench;
  readonly tree: SourceTree;
  readonly patch: Patch;
  /** Where the tests of each file go. */
  readonly places: ReadonlyMap<string, TestPlace>;
  /** Where files are then, for those that tests have to load another way. */
  readonly anew: ReadonlyMap<string, string>;
  readonly timeout_ms: number;
}

/** A module with the plan carried out. `place` is how a test loads it then; null where it does so as today. */
export interface AfterSurvey {
  readonly survey: Survey;
  readonly place: TestPlace | null;
  readonly target: string;
  readonly is_module: boolean;
}

/** What modules offer once the plan is carried out, found in the copy, which is as it was when this returns or throws. */
export async function offersAfter(request: AfterRequest): Promise<ReadonlyMap<string, AfterSurvey>> {
  const { bench, tree, patch, places, anew, timeout_ms } = request;
  if (places.size === 0) return new Map();
  const { planned, tree: after } = await patchCopy(bench.copy, patch, tree);
  try {
    const suites = [...places.values()].map(({ discovered }) => discovered.suite);
    const found = findSuites(after, suites);
    const moved = new Map(
      [...places].map(([path, place]) => {
        const target = anew.get(path);
        const { suite, line } = place.discovered;
        return [
          path,
          target === undefined ? place : placeAfter(after, place, target, found.get(suite.id)?.line ?? line),
        ];
      }),
    );
    const surveys = await surveyTargets(bench, moved, timeout_ms);
    return new Map(
      [...surveys].map(([path, survey]) => {
        const target = anew.get(path) ?? path;
        const place = anew.has(path) ? (moved.get(path) ?? null) : null;
        return [path, { survey, place, target, is_module: isModule(after, target) }];
      }),
    );
  } finally {
    await unpatchCopy(bench.copy, planned);
  }
}
