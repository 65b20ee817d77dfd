import { hasNet } from '../black-box.ts';
import type { RefactorContext } from '../context.ts';
import { audit, fail, rest } from '../effects.ts';
import type { RefactorEventOf } from '../events.ts';
import { longerTime, setAsideForTime, timedOut } from '../time-outs.ts';
import { enterTier, leaveOut, newRevision, noteClarification, sameAgain } from '../memory.ts';
import { refactorSetup, remember, rememberFrom, tell } from '../refactor-setup.ts';
import { nameSome } from '../../text/name-some.ts';
import { startBackoff, startSettling, startWait, stopTimer } from '../timers.ts';
import { beginAttempt, climb } from './attempt.ts';
import { specChanged } from './shared-moves.ts';

/** Where the repair waits for a person, and where it picks itself up or gives up. */

const HEALING = '#refactor.live.busy.attended.agreed.SELF_HEALING';

/** The person ends the repair; what was made so far is kept. */
export const repairStopped = {
  target: '#refactor.live.RECOVERY_PENDING.settling',
  actions: [
    fail('VERIFICATION_FAILED', (_event, { attempts }) => {
      const failed_tests = attempts.at(-1)?.failed_tests ?? [];
      return failed_tests.length === 0 ? '' : `You stopped the repair. These do not pass: ${nameSome(failed_tests)}.`;
    }),
    audit('stop_repair'),
  ],
};

export const waitingIntervention = refactorSetup.createStateConfig({
  entry: [startWait('intervention_timeout'), rest('WAITING_INTERVENTION')],
  exit: [stopTimer('intervention_timeout')],
  on: {
    retry: {
      target: HEALING,
      actions: [
        rememberFrom('retry', noteClarification),
        remember(({ tier }) => enterTier(tier)),
        audit('retry'),
        ...beginAttempt(true),
      ],
    },
    rerun_tests: {
      guard: ({ context }) => context.artifacts.patch !== null && hasNet(context),
      target: `${HEALING}.verifying`,
      actions: [
        rememberFrom('rerun_tests', ({ test_timeout_ms }, context) => sameAgain(test_timeout_ms, context)),
        audit('rerun_tests'),
      ],
    },
    increase_timeout: {
      guard: ({ context, event }) => timedOut(context).length > 0 && longerTime(context, event) !== null,
      target: `${HEALING}.verifying`,
      actions: [
        rememberFrom('increase_timeout', (event, context) =>
          sameAgain(longerTime(context, event) ?? undefined, context),
        ),
        audit('increase_timeout'),
      ],
    },
    skip_or_quarantine_test: {
      guard: ({ context, event }) => setAsideForTime(context, event) !== null,
      target: `${HEALING}.verifying`,
      actions: [
        audit('quarantine_tests'),
        rememberFrom('skip_or_quarantine_test', (event, context) => ({
          ...leaveOut(setAsideForTime(context, event) ?? [], context),
          ...sameAgain(undefined, context),
        })),
      ],
    },
    continue_repair: {
      guard: ({ context }) => timedOut(context).length > 0,
      target: HEALING,
      actions: [
        rememberFrom('continue_repair', noteClarification),
        remember(({ tier }) => ({ ...enterTier(tier), repairs_time_outs: true })),
        audit('continue_repair'),
        ...beginAttempt(true),
      ],
    },
    deep_fix: {
      guard: ({ context, event }) => mayDeepFix(context, event),
      target: '#refactor.live.busy.attended.agreed.DEEP_FIX_ACTIVE',
      actions: [
        rememberFrom('deep_fix', noteClarification),
        audit('deep_fix'),
        tellDeepFix(),
        remember(forgetRepairs),
        ...beginAttempt(true),
      ],
    },
    revise_spec: {
      target: '#refactor.live.WAITING_SPEC_APPROVAL',
      actions: [rememberFrom('revise_spec', newRevision), audit('revise_spec')],
    },
    stop_repair: repairStopped,
    intervention_timeout: { target: '#refactor.FAILED.resumable', actions: [fail('INTERVENTION_TIMEOUT')] },
  },
});

function mayDeepFix({ healing }: RefactorContext, event: RefactorEventOf<'deep_fix'>): boolean {
  if (healing.deep_fix_tier === null) return false;
  return event.confirmed || !(healing.deep_fix_confirm ?? healing.tiers[healing.deep_fix_tier]?.confirm ?? false);
}

/** A deep fix starts from the original source, test and specification: nothing of the repairs before is carried over. */
function forgetRepairs({ healing, tier, attempt }: RefactorContext): Partial<RefactorContext> {
  return { ...enterTier(healing.deep_fix_tier ?? tier), feedback: null, deep_fix_from: attempt };
}

function tellDeepFix() {
  return tell(({ healing, tier }) => ({
    type: 'deep_fix_start',
    level: 'info',
    data: { context_reset: true, model_upgraded: healing.deep_fix_tier !== null && healing.deep_fix_tier > tier },
  }));
}

export const waitingEscalationDecision = refactorSetup.createStateConfig({
  entry: [startWait('escalation_confirmation_timeout'), rest('WAITING_ESCALATION_DECISION')],
  exit: [stopTimer('escalation_confirmation_timeout')],
  on: {
    escalate: {
      target: HEALING,
      actions: [rememberFrom('escalate', noteClarification), ...climb(), audit('escalate'), ...beginAttempt(true)],
    },
    stop_repair: repairStopped,
    escalation_confirmation_timeout: {
      target: '#refactor.FAILED.resumable',
      actions: [fail('ESCALATION_CONFIRMATION_TIMEOUT')],
    },
  },
});

export const recoveryPending = refactorSetup.createStateConfig({
  initial: 'settling',
  states: {
    /** Something outside the code failed and may pass by itself: back to the step that was left. */
    backing_off: {
      entry: [startBackoff()],
      exit: [stopTimer('recovery_backoff')],
      on: {
        recovery_backoff: { target: '#refactor.live.busy.last' },
        retry: { target: '#refactor.live.busy.last', actions: [audit('retry')] },
        spec_updated: specChanged,
      },
    },
    /** Nothing more can be tried; `failure` says why. */
    settling: {
      entry: [startSettling()],
      exit: [stopTimer('recovery_backoff')],
      on: { recovery_backoff: { target: '#refactor.FALLBACK_REQUIRED' } },
    },
  },
});
