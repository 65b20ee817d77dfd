import type { Patch } from '@iama/contracts/patch/patch';
import type { Finding, Kept, PlanLevel, RecipeId, RecipeOptions } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import type { Workspace } from '../workspace/workspace.ts';

/** Recipes to run one after another, each on what the one before leaves. Plain data: it crosses a thread border. */
export interface FixRequest {
  readonly workspace: Workspace;
  readonly target: Target;
  readonly recipe_ids: readonly RecipeId[];
  readonly level: PlanLevel;
  readonly options: RecipeOptions;
}

/** What one recipe found and would change. Its patch stands on the patches of the steps before it. */
export interface FixStep {
  readonly recipe_id: RecipeId;
  readonly findings: readonly Finding[];
  readonly kept: readonly Kept[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly patch: Patch;
  readonly duration_ms: number;
}

export interface FixPlan {
  readonly steps: readonly FixStep[];
  readonly files: { readonly total: number; readonly read: number };
}
