import assert from 'node:assert/strict';
import type { RefactorEvent } from './events.ts';
import {
  AT,
  begin,
  brief,
  journey,
  NEXT_SPEC,
  PATCH,
  script,
  send,
  SETTLE,
  taskOf,
  SPEC,
  SUITE,
  TO_BASELINE,
  TO_DELIVERED,
  TO_GENERATING_TESTS,
  TO_REFACTORING,
  TO_STRATEGY,
  TO_VERIFYING,
} from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';

function stateOf(snapshot: RefactorSnapshot): string {
  return refactorLifecycle.stateOf(snapshot);
}

describe('a refactor job', () => {
  it('waits a day to be started', () => {
    const { snapshot, effects } = refactorLifecycle.begin(begin().context);
    assert.equal(stateOf(snapshot), 'PENDING');
    assert.equal(brief(effects), 'timer start_timeout 86400s');
  });

  it('asks for each piece of work in its turn, until the diff is delivered', () => {
    assert.deepEqual(script(TO_DELIVERED), [
      'start → ANALYZING: stop start_timeout, audit start, task collect_context, timer step_timeout 300s',
      'context_collected → ANALYZING: stop step_timeout, run build_proposals, timer step_timeout 180s',
      'proposals_built → WAITING_STRATEGY: stop step_timeout, timer decision_timeout 604800s, tell completion',
      'select_proposal → WAITING_SPEC_APPROVAL: stop decision_timeout, audit select_proposal, ' +
        'timer decision_timeout 604800s, tell spec_updated, tell completion',
      'approve_spec → GENERATING_TESTS: stop decision_timeout, audit approve_spec, tell spec_updated, ' +
        'task characterize, timer step_timeout 300s',
      'characterized → BASELINE_VALIDATION: stop step_timeout, task run_tests, timer step_timeout 900s',
      'baseline_passed → REFACTORING: stop step_timeout, tell attempt_start, task run_recipe, timer step_timeout 1800s',
      'patch_made → REFACTORING: stop step_timeout, task run_tests, timer step_timeout 900s',
      'verification_passed → REFACTORING: stop step_timeout, tell attempt_end, run build_evidence, timer step_timeout 300s',
      'evidence_built → DELIVERED: stop step_timeout, tell completion',
    ]);
  });

  it('gives the tasks what they need, from what was agreed', () => {
    const { effects } = send(journey(TO_BASELINE), { type: 'baseline_passed', artifact_id: 'b' });
    assert.deepEqual(taskOf(effects), {
      recipe_id: 'unused-code',
      level: 'STANDARD',
      target: { kind: 'folder', path: 'src' },
      allowed_files: SPEC.allowed_files,
      exclude_finding_ids: [],
      attempt: 1,
      feedback: null,
    });
  });

  it('runs the baseline without a patch and the verification with it', () => {
    const runs = [
      send(journey(TO_GENERATING_TESTS), { type: 'characterized', artifact_id: 'p', suites: [SUITE] }),
      send(journey(TO_REFACTORING), PATCH),
    ].map(({ effects }) => taskOf(effects));
    const suites = [SUITE];
    assert.deepEqual(runs, [
      { phase: 'baseline', suites, patch_artifact_id: null, timeout_ms: 300_000 },
      { phase: 'verification', suites, patch_artifact_id: 'patch-1', timeout_ms: 300_000 },
    ]);
  });

  it('lets a test run take as long as the person allowed its suites', () => {
    const { effects } = send(journey(TO_GENERATING_TESTS, { test_timeout_ms: 3_600_000 }), {
      type: 'characterized',
      artifact_id: 'p',
      suites: [SUITE, { ...SUITE, id: 'other' }],
    });
    assert.ok(brief(effects).includes('timer step_timeout 7500s'));
  });

  it('makes the analysis report for those whose plan has it', () => {
    const reporting = journey(TO_STRATEGY, { enterprise_report: true });
    assert.equal(stateOf(reporting), 'GENERATING_ANALYSIS_REPORT');
    assert.equal(refactorLifecycle.needsClient(reporting), false);
    const waiting = send(reporting, { type: 'analysis_report_built', artifact_id: 'r' }).snapshot;
    assert.equal(stateOf(waiting), 'WAITING_STRATEGY');
  });

  it('ends where there is nothing to change', () => {
    const ended = journey([...TO_STRATEGY.slice(0, 2), { type: 'proposals_built', artifact_id: 'p', selectable: [] }]);
    assert.equal(refactorLifecycle.failureOf(ended)?.code, 'NOTHING_TO_CHANGE');
  });

  it('ends where no test was found, unless the person allowed that', () => {
    const none: RefactorEvent = { type: 'characterized', artifact_id: 'p', suites: [] };
    assert.equal(refactorLifecycle.failureOf(journey([...TO_GENERATING_TESTS, none]))?.code, 'NO_TESTS_FOUND');

    const allowed = journey([...TO_GENERATING_TESTS, none, PATCH], { allow_unverified: true });
    assert.equal(allowed.state_path, 'live.busy.attended.agreed.REFACTORING.delivering');
    assert.equal(allowed.context.attempts.at(-1)?.verdict, 'unverified');
  });

  it('delivers nothing that was compared with nothing, unless the person allowed that', () => {
    const unverified: RefactorEvent = { type: 'verification_passed', artifact_id: 'r', verdict: 'unverified' };
    const refused = journey([...TO_VERIFYING, unverified, SETTLE]);
    assert.equal(refactorLifecycle.failureOf(refused)?.code, 'VERIFICATION_FAILED');
    const allowed = journey([...TO_VERIFYING, unverified], { allow_unverified: true });
    assert.equal(allowed.state_path, 'live.busy.attended.agreed.REFACTORING.delivering');
  });

  it('records what the person did with the diff, and lets them do it again', () => {
    const statuses: string[] = [];
    let snapshot = journey(TO_DELIVERED);
    const apply: RefactorEvent = { type: 'apply_delivery', scope: 'partial' };
    for (const event of [apply, { type: 'revert_delivery' }, { ...apply, scope: 'all' }] as const) {
      snapshot = send(snapshot, event).snapshot;
      statuses.push(snapshot.context.delivery_status);
    }
    assert.deepEqual(statuses, ['partially_applied', 'reverted', 'applied']);
  });
});

describe('a baseline that fails', () => {
  const FAILED: RefactorEvent = {
    type: 'baseline_failed',
    artifact_id: 'baseline-1',
    code: 'BASELINE_TESTS_FAILED',
    failed_tests: ['t1', 't2'],
  };

  it('waits for the person and names the tests', () => {
    const waiting = journey([...TO_BASELINE, FAILED]);
    assert.equal(stateOf(waiting), 'BASELINE_VALIDATION_FAILED');
    assert.deepEqual(refactorLifecycle.failureOf(waiting)?.detail, 't1, t2');
    assert.equal(refactorLifecycle.needsClient(waiting), false);
  });

  it('runs again without the quarantined tests, on record', () => {
    const quarantine: RefactorEvent = { type: 'quarantine_tests', test_ids: ['t2', 't1'] };
    const step = send(journey([...TO_BASELINE, FAILED]), quarantine);
    assert.deepEqual(step.snapshot.context.quarantined, ['t1', 't2']);
    assert.equal(
      brief(step.effects),
      'stop decision_timeout, audit quarantine_tests, task run_tests, timer step_timeout 900s',
    );
    assert.equal(refactorLifecycle.failureOf(step.snapshot), null);
  });

  it('does not run a suite that is left out as a whole', () => {
    const step = send(journey([...TO_BASELINE, FAILED]), { type: 'quarantine_tests', test_ids: [SUITE.id] });
    assert.deepEqual(taskOf(step.effects)['suites'], []);
  });

  it('goes back to a specification that nobody has approved', () => {
    const revised = journey([...TO_BASELINE, FAILED, { type: 'revise_spec', ...NEXT_SPEC }]);
    assert.equal(stateOf(revised), 'WAITING_SPEC_APPROVAL');
    assert.equal(revised.context.spec_approved, false);
    assert.equal(revised.context.artifacts.baseline_run, null);
    assert.deepEqual(revised.context.allowed_files, NEXT_SPEC.allowed_files);
  });
});

describe('a client that goes away', () => {
  const MISSED: RefactorEvent = { type: 'heartbeat_missed', at: AT, cause: 'sleep' };

  it('stops the work, starts the countdown and keeps the canonical state', () => {
    const step = send(journey(TO_VERIFYING), MISSED);
    assert.equal(stateOf(step.snapshot), 'REFACTORING');
    assert.equal(refactorLifecycle.needsClient(step.snapshot), true);
    assert.equal(brief(step.effects), 'stop step_timeout, timer client_heartbeat_lost 300s, tell heartbeat_status');
    assert.deepEqual(step.snapshot.context.grace, { deadline_at: '2026-11-20T09:35:00.000Z', cause: 'sleep' });
  });

  it('goes on with the step it was in, asking for its work again but not counting another attempt', () => {
    const back = send(journey([...TO_VERIFYING, MISSED]), { type: 'heartbeat_recovered' });
    assert.equal(back.snapshot.state_path, 'live.busy.attended.agreed.REFACTORING.verifying');
    assert.equal(
      brief(back.effects),
      'stop client_heartbeat_lost, tell heartbeat_status, task run_tests, timer step_timeout 900s',
    );
    assert.equal(back.snapshot.context.attempt, 1);
    assert.equal(back.snapshot.context.grace, null);
  });

  it('ends the job after five minutes and keeps what was made', () => {
    const lost = journey([...TO_VERIFYING, MISSED, { type: 'client_heartbeat_lost' }]);
    assert.equal(refactorLifecycle.failureOf(lost)?.code, 'CLIENT_DISCONNECTED');
    assert.equal(lost.context.artifacts.patch, 'patch-1');
  });

  it('can be ended at once by the person, and by a cancel', () => {
    const codes = (['force_terminate', 'cancel'] as const).map((type) => {
      const ended = journey([...TO_VERIFYING, MISSED, { type }]);
      return refactorLifecycle.failureOf(ended)?.code;
    });
    assert.deepEqual(codes, ['FORCE_TERMINATED', 'USER_CANCELLED']);
  });
});

describe('setbacks outside the code', () => {
  it('goes back to the step that failed, each time later, as often as its policy says', () => {
    const waits: string[] = [];
    let snapshot = journey([{ type: 'start' }]);
    for (let failures = 0; failures < 4; failures += 1) {
      const step = send(snapshot, {
        type: 'task_failed',
        kind: 'collect_context',
        code: 'DISK_FULL',
        message: 'no space left on device',
        retryable: true,
      });
      waits.push(brief(step.effects).replace(/.*timer /, ''));
      snapshot = send(step.snapshot, SETTLE).snapshot;
    }
    assert.deepEqual(
      waits,
      ['2s', '4s', '8s', '0s'].map((wait) => `recovery_backoff ${wait}`),
    );
    assert.equal(stateOf(snapshot), 'FALLBACK_REQUIRED');
    assert.deepEqual(
      [refactorLifecycle.failureOf(snapshot)?.code, refactorLifecycle.failureOf(snapshot)?.detail],
      ['TASK_FAILED', 'no space left on device'],
    );
  });

  it('forgets the retries of a step that succeeded', () => {
    const again = journey([{ type: 'start' }, { type: 'step_timeout' }, SETTLE]);
    assert.equal(again.context.recovery?.count, 1);
    assert.equal(send(again, { type: 'context_collected', artifact_id: 'a' }).snapshot.context.recovery, null);
  });

  it('ends with the reason for which a patch was refused', () => {
    for (const code of ['PATCH_OUT_OF_SCOPE', 'REJECTED_CHANGE_RETURNED', 'WORKSPACE_CHANGED'] as const) {
      const refused = journey([...TO_REFACTORING, { type: 'patch_refused', code, detail: 'src/x.js' }, SETTLE]);
      const failure = refactorLifecycle.failureOf(refused);
      assert.deepEqual([failure?.code, failure?.detail], [code, 'src/x.js']);
    }
  });

  it('does not try again what cannot pass by itself', () => {
    const changed = journey([
      ...TO_REFACTORING,
      { type: 'task_failed', kind: 'run_recipe', code: 'WORKSPACE_CHANGED', message: 'src/a.js', retryable: false },
      SETTLE,
    ]);
    assert.equal(refactorLifecycle.failureOf(changed)?.code, 'WORKSPACE_CHANGED');
  });

  it('is retried by the person from a fresh baseline, or from the analysis if nothing was agreed', () => {
    const fatal = { code: 'INTERNAL', message: 'it broke', retryable: false } as const;
    const late = journey([...TO_REFACTORING, { type: 'task_failed', kind: 'run_recipe', ...fatal }, SETTLE]);
    assert.equal(stateOf(send(late, { type: 'retry' }).snapshot), 'GENERATING_TESTS');
    const early = journey([{ type: 'start' }, { type: 'task_failed', kind: 'collect_context', ...fatal }, SETTLE]);
    assert.equal(stateOf(send(early, { type: 'retry' }).snapshot), 'ANALYZING');
    assert.deepEqual(refactorLifecycle.acceptedCommands(early), ['retry']);
  });
});
