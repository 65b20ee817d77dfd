import { audit, beginWork, endWork, fail, logLine, rest } from '../effects.ts';
import { keepArtifact, leaveOut, newRevision } from '../memory.ts';
import { describeFailure } from '../describe-failure.ts';
import type { RefactorContext } from '../context.ts';
import type { RefactorEventOf } from '../events.ts';
import { mayAskForTests } from '../may-ask-for-tests.ts';
import { isA, refactorSetup, rememberFrom } from '../refactor-setup.ts';
import { nameSome } from '../../text/name-some.ts';
import { pinsBlackBox } from '../black-box.ts';
import { baselinePassed } from './baseline-passed.ts';
import { longerTime, setAsideForTime, timedOut } from '../time-outs.ts';
import { startWait, stopTimer } from '../timers.ts';
import { beginAttempt } from './attempt.ts';

/** Pinning today's behaviour: no edit is asked for before the baseline has passed. */

const BASELINE = '#refactor.live.busy.attended.agreed.BASELINE_VALIDATION';
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
            guard: ({ context, event }) => asksForTests(context, event),
            target: 'writing',
            actions: [keepTestPlan()],
          },
          {
            guard: ({ event }) => event.suites.length > 0 && event.no_place_because !== undefined,
            target: BASELINE,
            actions: [
              keepTestPlan(),
              logLine('info', (_context, event) =>
                isA(event, 'characterized') ? noneWords(event.no_place_because ?? '') : '',
              ),
            ],
          },
          {
            // Programs that can be asked are a net too.
            guard: ({ context, event }) => event.suites.length > 0 || pinsBlackBox(context),
            target: BASELINE,
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
    /** A model writes tests of the specification. They are run on the unchanged code before anybody believes them. */
    writing: {
      entry: beginWork('draft_tests'),
      exit: endWork(),
      on: {
        tests_written: [
          {
            guard: ({ event }) => event.none_because === null,
            target: BASELINE,
            actions: [keepWrittenTests()],
          },
          {
            target: BASELINE,
            actions: [
              keepWrittenTests(),
              logLine('warn', (_context, event) =>
                isA(event, 'tests_written') ? noneWords(event.none_because ?? '') : '',
              ),
            ],
          },
        ],
      },
    },
  },
});

/** Once for each revision: approved again above a weak net, or taken up again, a job has its tests already. */
function asksForTests(context: RefactorContext, { suites, can_run_model_tests }: RefactorEventOf<'characterized'>) {
  const has = Boolean(context.artifacts.written_tests);
  return mayAskForTests(context) && can_run_model_tests === true && suites.length > 0 && !has;
}

function noneWords(because: string): string {
  return `No test of a model’s runs: ${because} The existing tests and the built-in ones hold behaviour.`;
}

function keepWrittenTests() {
  return rememberFrom('tests_written', (event, context) => keepArtifact('written_tests', event.artifact_id, context));
}

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
