import { newContext } from './context.ts';
import { repairStopped, recoveryPending, waitingEscalationDecision, waitingIntervention } from './states/repair.ts';
import { refactorSetup } from './refactor-setup.ts';
import { attemptState } from './states/attempt.ts';
import { baselineValidation, baselineValidationFailed, generatingTests } from './states/baseline.ts';
import { analyzing, generatingAnalysisReport, pending, waitingSpecApproval, waitingStrategy } from './states/begin.ts';
import { endings, grace, missed, setbacks, specChanged } from './states/shared-moves.ts';
import { delivered, failed, fallbackRequired } from './states/ended.ts';

/**
 * The lifecycle of a refactor job. Upper-case states are the canonical ones; lower-case states are groups that hold the
 * moves their members share, or steps inside a canonical state. Used only through `initialTransition`, `transition`
 * and `resolveState`: it decides, and nothing runs inside it.
 */
export const refactorMachine = refactorSetup.createMachine({
  id: 'refactor',
  context: ({ input }) => newContext(input),
  initial: 'live',
  states: {
    live: {
      initial: 'PENDING',
      on: endings,
      states: {
        PENDING: pending,
        busy: {
          initial: 'attended',
          on: setbacks,
          states: {
            last: { type: 'history', history: 'deep' },
            GENERATING_ANALYSIS_REPORT: generatingAnalysisReport,
            attended: {
              initial: 'ANALYZING',
              on: { heartbeat_missed: missed },
              states: {
                ANALYZING: analyzing,
                agreed: {
                  initial: 'GENERATING_TESTS',
                  on: { spec_updated: specChanged },
                  states: {
                    GENERATING_TESTS: generatingTests,
                    BASELINE_VALIDATION: baselineValidation,
                    REFACTORING: attemptState('first'),
                    SELF_HEALING: { ...attemptState('repair'), on: { stop_repair: repairStopped } },
                    DEEP_FIX_ACTIVE: { ...attemptState('repair'), on: { stop_repair: repairStopped } },
                  },
                },
              },
            },
          },
        },
        grace,
        WAITING_STRATEGY: waitingStrategy,
        WAITING_SPEC_APPROVAL: waitingSpecApproval,
        BASELINE_VALIDATION_FAILED: baselineValidationFailed,
        WAITING_INTERVENTION: waitingIntervention,
        WAITING_ESCALATION_DECISION: waitingEscalationDecision,
        RECOVERY_PENDING: recoveryPending,
      },
    },
    FALLBACK_REQUIRED: fallbackRequired,
    DELIVERED: delivered,
    FAILED: failed,
  },
});
