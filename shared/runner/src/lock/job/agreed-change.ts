import type { RecipeId } from '@iama/contracts/recipe';
import type { Answer } from '@iama/engine/lock/black-box/probe';
import type { CallPlan, Observation, SurveyedExport } from '@iama/engine/lock/observation';

/**
 * What a plan changes on purpose is no behaviour to be held. Why a whole file is not pinned against this recipe; null for
 * recipes that leave what a module does and its texts alone. Pure.
 */
export function reasonAgainstFile(recipe_id: RecipeId): string | null {
  if (recipe_id === 'typo-in-string') return 'The plan changes the very texts that such a test would hold.';
  return null;
}

/** How what is printed stands in an observation: of scripts, and of Python. */
const PRINTS = /^(console\..*|stdout|stderr)$/;

/** Why what a call was seen to do is not pinned against this recipe; null where it is. Pure. */
export function reasonAgainstCall(recipe_id: RecipeId, observation: Observation): string | null {
  if (recipe_id === 'console-removal' && observation.seen.some(([name = '']) => PRINTS.test(name)))
    return 'The plan takes out what it prints.';
  if (recipe_id === 'missing-import' && /^(ReferenceError|NameError)$/.test(observation.error?.name ?? ''))
    return 'The plan mends what it throws.';
  if (recipe_id === 'promises-to-async' && observation.outcome === 'threw')
    return 'The plan may let it reject where it throws.';
  return null;
}

/** Why what a program answers is not held against this recipe; null where it is. Pure. */
export function reasonAgainstAnswer(recipe_id: RecipeId, answer: Answer): string | null {
  if (recipe_id === 'typo-in-string') return 'The plan changes the very texts that it answers with.';
  if (recipe_id === 'console-removal' && answer.kind === 'command' && `${answer.stdout}${answer.stderr}` !== '')
    return 'The plan takes out what it prints.';
  return null;
}

/** Whether what is called is still there in a module that offers this. Pure. */
export function isOffered({ path, method }: CallPlan, after: readonly SurveyedExport[]): boolean {
  const found = after.find(
    (each) => each.path.length === path.length && each.path.every((name, at) => name === path[at]),
  );
  return found !== undefined && (method === null || found.methods.includes(method));
}
