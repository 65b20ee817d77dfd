import type { CallPlan, SurveyedExport } from '@iama/engine/lock/observation';
import type { TestStyle } from '@iama/engine/lock/write/test-style';
import { isOffered } from './agreed-change.ts';
import type { AfterSurvey } from './offers-after.ts';

/** How a test loads a file with the plan carried out. */
export interface PlannedLoad {
  readonly style: TestStyle;
  readonly target: string;
  readonly is_module: boolean;
}

export interface CallsAfter {
  /** Those whose subject is still there. */
  readonly calls: readonly CallPlan[];
  /** Null where tests load the file as today. */
  readonly load: PlannedLoad | null;
  /** Why no test could hold the file; null where one can. */
  readonly reason: string | null;
}

/**
 * Which calls can be made on a module with the plan carried out as well. What it exported as a whole may be its default export then. A
 * module that cannot be loaded as today is no change that anybody agreed to, and stays held; one that a test would have to load another
 * way, and cannot, is left. Pure.
 */
export function callsAfter(calls: readonly CallPlan[], after: AfterSurvey | undefined): CallsAfter {
  if (!after) return { calls, load: null, reason: null };
  const { survey, place, target, is_module } = after;
  if (!survey.loaded)
    return {
      calls,
      load: null,
      reason: place === null ? null : `As the plan leaves it: ${survey.reason}`.slice(0, 600),
    };
  const named = calls.filter((plan) => isOffered(plan, survey.exports));
  if (place === null) return { calls: named, load: null, reason: null };
  const within = calls.filter((plan) => isOffered({ ...plan, path: ['default', ...plan.path] }, survey.exports));
  const is_default = within.length > named.length || (named.length === 0 && hasDefault(survey.exports));
  const style = is_default && place.style.language === 'script' ? { ...place.style, is_default } : place.style;
  return { calls: is_default ? within : named, load: { style, target, is_module }, reason: null };
}

function hasDefault(exports: readonly SurveyedExport[]): boolean {
  return exports.some(({ path }) => path.length === 1 && path[0] === 'default');
}
