import type { Patch } from '@iama/contracts/patch/patch';
import type { SurveyedExport } from '@iama/engine/lock/observation';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import { patchCopy, unpatchCopy } from '../../run/patch-copy.ts';
import { surveyTargets } from '../observe-target.ts';
import type { TestPlace } from '../place.ts';

/**
 * What modules offer once the plan is carried out, found in the copy, which is as it was when this returns or throws. A module that
 * cannot be loaded then is not in the answer: that is no change that anybody agreed to.
 */
export async function offersAfter(
  bench: Bench,
  tree: SourceTree,
  patch: Patch,
  places: ReadonlyMap<string, TestPlace>,
  timeout_ms: number,
): Promise<ReadonlyMap<string, readonly SurveyedExport[]>> {
  if (places.size === 0) return new Map();
  const { planned } = await patchCopy(bench.copy, patch, tree);
  try {
    const surveys = await surveyTargets(bench, places, timeout_ms);
    return new Map([...surveys].flatMap(([path, each]) => (each.loaded ? [[path, each.exports] as const] : [])));
  } finally {
    await unpatchCopy(bench.copy, planned);
  }
}
