import type { FastTrack } from '@iama/contracts/job/proposal';
import type { PlanAnalysis } from '@iama/contracts/recipe';

/** What is read at a glance: beyond it a person is asked. */
const MOST = { findings: 3, symbols: 3 };
/** Plans of an account that have fast track. */
const INCLUDED: ReadonlySet<string> = new Set(['PRO', 'MAX', 'ENTERPRISE']);

/** One file that keeps its name, a few places in it, low risk, and every edit known beforehand: a recipe's, never a model's. */
export function isSmallChange(plan: PlanAnalysis, is_recipe: boolean): boolean {
  const [file, ...more] = plan.files;
  return (
    is_recipe &&
    more.length === 0 &&
    file?.change === 'modify' &&
    plan.risk === 'low' &&
    plan.finding_count > 0 &&
    plan.finding_count <= MOST.findings &&
    plan.symbols <= MOST.symbols
  );
}

/** Whether a plan may be agreed to as it is chosen. `tier` is that of the job's entitlements. */
export function judgeFastTrack(plan: PlanAnalysis, is_recipe: boolean, tier: string): FastTrack {
  if (!isSmallChange(plan, is_recipe)) return 'too_large';
  return INCLUDED.has(tier) ? 'offered' : 'not_in_plan';
}
