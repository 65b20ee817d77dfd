import type { FileSignatures } from './inputs/callable.ts';
import type { InputContext } from './inputs/candidates-of-param.ts';
import type { CallSites } from './inputs/find-call-sites.ts';
import type { CallPlan, SurveyedExport } from './observation.ts';

export interface PlanRequest {
  /** The file's name without its extension: others call a module that is one function by it. */
  readonly stem: string;
  readonly text: string;
  readonly exports: readonly SurveyedExport[];
  readonly signatures: FileSignatures;
  readonly sites: CallSites;
  readonly context: InputContext;
  /** Only this top-level name or `Class.method`; null for the whole file. */
  readonly symbol: string | null;
  /** Calls for one function. */
  readonly most_per_function: number;
  /** The same in a module of three functions or fewer: each of them carries more of it. */
  readonly most_where_few: number;
  readonly most: number;
}

export interface PlannedCalls {
  readonly calls: readonly CallPlan[];
  /** Exports that are declared in another file: they are not part of this target. */
  readonly elsewhere: readonly string[];
}
