import type { Preflight } from '@iama/contracts/workspace/preflight';
import type { RecipeId } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import { RunnerError } from '../errors/runner-error.ts';
import type { Workspace } from './workspace.ts';

export interface PreflightRequest {
  readonly workspace: Workspace;
  readonly target: Target;
  readonly recipe_id: RecipeId;
  readonly data_dir: string;
  readonly signal?: AbortSignal;
}

/** One verdict about a workspace before a job starts, with every reason behind it. Changes nothing in it. */
export function preflight(_request: PreflightRequest): Promise<Preflight> {
  return Promise.reject(new RunnerError('INTERNAL', 'preflight is not built yet.', ''));
}
