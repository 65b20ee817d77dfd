import type { RefactorInput } from './context.ts';
import type { RefactorEvent } from './events.ts';
import {
  AT,
  DRAFT,
  GOAL,
  LADDER,
  PATCH,
  TO_BASELINE,
  TO_DELIVERED,
  TO_ESCALATION,
  TO_GENERATING_TESTS,
  TO_HEALING,
  TO_INTERVENTION,
  TO_REFACTORING,
  TO_STRATEGY,
  TO_VERIFYING,
  TO_WRITING,
  VERIFIED,
  WITH_TESTS,
} from './journeys.fixture.ts';

/** How a job of this kind comes to a place. */
export interface Place {
  readonly reach: readonly RefactorEvent[];
  readonly over?: Partial<RefactorInput>;
}

const AGREED = 'live.busy.attended.agreed';
const ladder = { healing: LADDER };
const OUT_OF_SCOPE: RefactorEvent = { type: 'patch_refused', code: 'PATCH_OUT_OF_SCOPE', detail: 'It touches x.js.' };
const APPLY: RefactorEvent = { type: 'apply_delivery', scope: 'all' };

function attempt(state: string, reach: readonly RefactorEvent[], over: Partial<RefactorInput>): Record<string, Place> {
  return {
    [`${AGREED}.${state}.editing`]: { reach, over },
    [`${AGREED}.${state}.placing`]: { reach: [...reach, DRAFT], over: { ...over, ...GOAL } },
    [`${AGREED}.${state}.verifying`]: { reach: [...reach, PATCH], over },
    [`${AGREED}.${state}.delivering`]: { reach: [...reach, PATCH, VERIFIED], over },
  };
}

/** Every place a refactor job can be in, with one way to it. */
export const PLACES: Readonly<Record<string, Place>> = {
  'live.PENDING': { reach: [] },
  'live.busy.attended.ANALYZING.collecting': { reach: TO_STRATEGY.slice(0, 1) },
  'live.busy.attended.ANALYZING.proposing': { reach: TO_STRATEGY.slice(0, 2) },
  'live.busy.GENERATING_ANALYSIS_REPORT.reporting': { reach: TO_STRATEGY, over: { enterprise_report: true } },
  'live.WAITING_STRATEGY': { reach: TO_STRATEGY },
  'live.WAITING_SPEC_APPROVAL': { reach: TO_GENERATING_TESTS.slice(0, 4) },
  [`${AGREED}.GENERATING_TESTS.characterizing`]: { reach: TO_GENERATING_TESTS },
  [`${AGREED}.GENERATING_TESTS.writing`]: { reach: TO_WRITING, over: WITH_TESTS },
  [`${AGREED}.BASELINE_VALIDATION.running`]: { reach: TO_BASELINE },
  'live.BASELINE_VALIDATION_FAILED': {
    reach: [
      ...TO_BASELINE,
      { type: 'baseline_failed', artifact_id: 'b', code: 'BASELINE_TESTS_FAILED', failed_tests: ['x'] },
    ],
  },
  ...attempt('REFACTORING', TO_REFACTORING, {}),
  ...attempt('SELF_HEALING', TO_HEALING, ladder),
  ...attempt('DEEP_FIX_ACTIVE', [...TO_INTERVENTION, { type: 'deep_fix', confirmed: true }], ladder),
  'live.WAITING_INTERVENTION': { reach: TO_INTERVENTION, over: ladder },
  'live.WAITING_ESCALATION_DECISION': { reach: TO_ESCALATION, over: ladder },
  'live.grace': { reach: [...TO_VERIFYING, { type: 'heartbeat_missed', at: AT, cause: 'sleep' }] },
  'live.RECOVERY_PENDING.backing_off': { reach: [...TO_REFACTORING, { type: 'step_timeout' }] },
  'live.RECOVERY_PENDING.settling': { reach: [...TO_REFACTORING, OUT_OF_SCOPE] },
  FALLBACK_REQUIRED: { reach: [...TO_REFACTORING, OUT_OF_SCOPE, { type: 'recovery_backoff' }] },
  'DELIVERED.staged': { reach: TO_DELIVERED },
  'DELIVERED.applied': { reach: [...TO_DELIVERED, APPLY] },
  'DELIVERED.partially_applied': { reach: [...TO_DELIVERED, { type: 'apply_delivery', scope: 'partial' }] },
  'DELIVERED.reverted': { reach: [...TO_DELIVERED, APPLY, { type: 'revert_delivery' }] },
  'FAILED.closed': { reach: [{ type: 'cancel' }] },
  'FAILED.resumable': { reach: [...TO_INTERVENTION, { type: 'intervention_timeout' }], over: ladder },
};
