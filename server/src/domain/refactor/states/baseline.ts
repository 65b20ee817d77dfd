import { audit, beginWork, endWork, fail, logLine, rest } from '../effects.ts';
import { keepArtifact, leaveOut, newRevision } from '../memory.ts';
import { describeFailure } from '../describe-failure.ts';
import { refactorSetup, rememberFrom } from '../refactor-setup.ts';
import { nameSome } from '../../text/name-some.ts';
import { pinsBlackBox } from '../black-box.ts';
import { baselinePassed } from './baseline-passed.ts';
import { longerTime, setAsideForTime, timedOut } from '../time-outs.ts';
import { startWait, stopTimer } from '../timers.ts';
import { beginAttempt } from './attempt.ts';

/** Pinning today's behaviour: no edit is asked for before the baseline has passed. */

const FIRST_EDIT = '#refactor.live.busy.attended.agreed.REFACTORING';

export const generatingTests = refactorSetup.createStateConfig({
  initial: 'characterizing',
  states: {
    characterizing: {
      entry: beginWork('characterize'),
      exit: endWork(),
      on: {
        characterized: [
          {
            // Programs that can be asked are a net too.
            guard: ({ context, event }) => event.suites.length > 0 || pinsBlackBox(context),
            target: '#refactor.live.busy.attended.agreed.BASELINE_VALIDATION',
            actions: [keepTestPlan()],
          },
          {
            guard: ({ context }) => context.allow_unverified,
            target: FIRST_EDIT,
            actions: [
              keepTestPlan(),
              logLine(
                'warn',
                () => 'No tests were found. The job goes on because you allowed a result that no test stands behind.',
              ),
              ...beginAttempt(false),
            ],
          },
          { target: '#refactor.FAILED', actions: [keepTestPlan(), fail('NO_TESTS_FOUND')] },
        ],
      },
    },
  },
});

function keepTestPlan() {
  return rememberFrom('characterized', (event, context) => ({
    ...keepArtifact('test_plan', event.artifact_id, context),
    suites: event.suites,
  }));
}

export const baselineValidation = refactorSetup.createStateConfig({
  initial: 'running',
  states: {
    running: {
      entry: beginWork('run_tests'),
      exit: endWork(),
      on: {
        baseline_passed: baselinePassed(),
        baseline_failed: {
          target: '#refactor.live.BASELINE_VALIDATION_FAILED',
          actions: [
            rememberFrom('baseline_failed', (event, context) => ({
              ...keepArtifact('baseline_run', event.artifact_id, context),
              baseline_timed_out: event.timed_out ?? [],
              failure: describeFailure(event.code, context.job_id, event.detail ?? nameSome(event.failed_tests)),
            })),
          ],
        },
      },
    },
  },
});

export const baselineValidationFailed = refactorSetup.createStateConfig({
  entry: [startWait('decision_timeout'), rest('BASELINE_VALIDATION_FAILED')],
  exit: [stopTimer('decision_timeout')],
  on: {
    quarantine_tests: {
      guard: ({ context, event }) => event.test_ids.some((id) => !context.quarantined.includes(id)),
      target: '#refactor.live.busy.attended.agreed.BASELINE_VALIDATION',
      actions: [
        rememberFrom('quarantine_tests', (event, context) => ({ ...leaveOut(event.test_ids, context), failure: null })),
        audit('quarantine_tests'),
      ],
    },
    increase_timeout: {
      guard: ({ context, event }) => timedOut(context).length > 0 && longerTime(context, event) !== null,
      target: '#refactor.live.busy.attended.agreed.BASELINE_VALIDATION',
      actions: [
        rememberFrom('increase_timeout', (event, context) => ({
          test_timeout_ms: longerTime(context, event) ?? context.test_timeout_ms,
          failure: null,
        })),
        audit('increase_timeout'),
      ],
    },
    skip_or_quarantine_test: {
      guard: ({ context, event }) => setAsideForTime(context, event) !== null,
      target: '#refactor.live.busy.attended.agreed.BASELINE_VALIDATION',
      actions: [
        audit('quarantine_tests'),
        rememberFrom('skip_or_quarantine_test', (event, context) => ({
          ...leaveOut(setAsideForTime(context, event) ?? [], context),
          failure: null,
        })),
      ],
    },
    revise_spec: {
      target: '#refactor.live.WAITING_SPEC_APPROVAL',
      actions: [rememberFrom('revise_spec', newRevision), audit('revise_spec')],
    },
    decision_timeout: { target: '#refactor.FAILED', actions: [fail('DECISION_TIMEOUT')] },
  },
});
