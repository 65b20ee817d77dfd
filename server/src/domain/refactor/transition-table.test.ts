import assert from 'node:assert/strict';
import { JobCommand, JobState } from '@iama/contracts/job/state';
import type { RefactorEvent } from './events.ts';
import {
  journey,
  NEXT_SPEC,
  TO_DELIVERED,
  TO_GENERATING_TESTS,
  TO_REFACTORING,
  TO_STRATEGY,
} from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';
import { leavesOf } from './leaves-of.ts';
import { PLACES } from './places.fixture.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';
import { EVENT_TYPES, SAMPLES } from './sample-events.fixture.ts';

type Moves = Partial<Record<RefactorEvent['type'], string>>;

const ANALYZING = 'live.busy.attended.ANALYZING';
const AGREED = 'live.busy.attended.agreed';
const GENERATING_TESTS = `${AGREED}.GENERATING_TESTS.characterizing`;
const BASELINE = `${AGREED}.BASELINE_VALIDATION.running`;
const HEALING = `${AGREED}.SELF_HEALING.editing`;
const APPROVAL = 'live.WAITING_SPEC_APPROVAL';
const CLOSED = 'FAILED.closed';
const BACKING_OFF = 'live.RECOVERY_PENDING.backing_off';
const SETTLING = 'live.RECOVERY_PENDING.settling';

const live: Moves = { cancel: CLOSED, kill_switch: CLOSED };
const onServer: Moves = { ...live, activity_failed: BACKING_OFF, step_timeout: BACKING_OFF };
const onClient: Moves = { ...live, task_failed: BACKING_OFF, step_timeout: BACKING_OFF };
const attended: Moves = { heartbeat_missed: 'live.grace' };
const agreed: Moves = { ...attended, spec_updated: APPROVAL };

function attemptRows(state: string, more: Moves): Record<string, Moves> {
  const path = `${AGREED}.${state}`;
  const tried = { verification_passed: `${path}.delivering`, verification_failed: HEALING };
  return {
    [`${path}.editing`]: {
      ...onClient,
      ...agreed,
      ...more,
      patch_made: `${path}.verifying`,
      patch_refused: SETTLING,
    },
    [`${path}.placing`]: {
      ...onClient,
      ...agreed,
      ...more,
      patch_made: `${path}.verifying`,
      patch_refused: SETTLING,
    },
    [`${path}.verifying`]: { ...onClient, ...agreed, ...more, ...tried },
    [`${path}.delivering`]: { ...onServer, ...agreed, ...more, evidence_built: 'DELIVERED.staged' },
  };
}

/** The specification: every place a job can be in, and everything it accepts there. All else is refused. */
const TABLE: Readonly<Record<string, Moves>> = {
  'live.PENDING': { ...live, start: `${ANALYZING}.collecting`, start_timeout: CLOSED },
  [`${ANALYZING}.collecting`]: { ...onClient, ...attended, context_collected: `${ANALYZING}.proposing` },
  [`${ANALYZING}.proposing`]: { ...onServer, ...attended, proposals_built: 'live.WAITING_STRATEGY' },
  'live.busy.GENERATING_ANALYSIS_REPORT.reporting': { ...onServer, analysis_report_built: 'live.WAITING_STRATEGY' },
  'live.WAITING_STRATEGY': { ...live, select_proposal: APPROVAL, decision_timeout: CLOSED },
  [APPROVAL]: {
    ...live,
    edit_spec: APPROVAL,
    approve_spec: GENERATING_TESTS,
    spec_updated: APPROVAL,
    decision_timeout: CLOSED,
  },
  [GENERATING_TESTS]: { ...onClient, ...agreed, characterized: BASELINE },
  [`${AGREED}.GENERATING_TESTS.writing`]: { ...onServer, ...agreed, tests_written: BASELINE },
  [BASELINE]: {
    ...onClient,
    ...agreed,
    baseline_passed: `${AGREED}.REFACTORING.editing`,
    baseline_failed: 'live.BASELINE_VALIDATION_FAILED',
  },
  'live.BASELINE_VALIDATION_FAILED': {
    ...live,
    quarantine_tests: BASELINE,
    revise_spec: APPROVAL,
    decision_timeout: CLOSED,
  },
  ...attemptRows('REFACTORING', {}),
  ...attemptRows('SELF_HEALING', { stop_repair: SETTLING }),
  ...attemptRows('DEEP_FIX_ACTIVE', { stop_repair: SETTLING }),
  'live.WAITING_INTERVENTION': {
    ...live,
    retry: HEALING,
    rerun_tests: `${AGREED}.SELF_HEALING.verifying`,
    deep_fix: `${AGREED}.DEEP_FIX_ACTIVE.editing`,
    revise_spec: APPROVAL,
    stop_repair: SETTLING,
    intervention_timeout: 'FAILED.resumable',
  },
  'live.WAITING_ESCALATION_DECISION': {
    ...live,
    escalate: HEALING,
    stop_repair: SETTLING,
    escalation_confirmation_timeout: 'FAILED.resumable',
  },
  'live.grace': {
    ...live,
    heartbeat_recovered: `${AGREED}.REFACTORING.verifying`,
    client_heartbeat_lost: CLOSED,
    force_terminate: CLOSED,
    spec_updated: APPROVAL,
  },
  [BACKING_OFF]: {
    ...live,
    recovery_backoff: `${AGREED}.REFACTORING.editing`,
    retry: `${AGREED}.REFACTORING.editing`,
    spec_updated: APPROVAL,
  },
  [SETTLING]: { ...live, recovery_backoff: 'FALLBACK_REQUIRED' },
  FALLBACK_REQUIRED: { retry: GENERATING_TESTS, revise_spec: APPROVAL },
  'DELIVERED.staged': { apply_delivery: 'DELIVERED.applied', request_changes: `${AGREED}.REFACTORING.editing` },
  'DELIVERED.applied': { revert_delivery: 'DELIVERED.reverted' },
  'DELIVERED.partially_applied': { revert_delivery: 'DELIVERED.reverted' },
  'DELIVERED.reverted': { apply_delivery: 'DELIVERED.applied' },
  'FAILED.closed': {},
  'FAILED.resumable': { retry: GENERATING_TESTS },
};

function at(path: string): RefactorSnapshot {
  const place = PLACES[path];
  assert.ok(place, `there is no way to ${path}`);
  return journey(place.reach, place.over);
}

describe('every place of a refactor job, against every event', () => {
  it('knows every place the statechart has', () => {
    assert.deepEqual(leavesOf().toSorted(), Object.keys(TABLE).toSorted());
    assert.deepEqual(Object.keys(PLACES).toSorted(), Object.keys(TABLE).toSorted());
  });

  it('uses the canonical states, all of them, and no other name in capitals', () => {
    const names = leavesOf().flatMap((path) => path.split('.').filter((name) => name === name.toUpperCase()));
    assert.deepEqual([...new Set(names)].toSorted(), JobState.options.toSorted());
  });

  for (const [path, moves] of Object.entries(TABLE)) {
    describe(path, () => {
      const snapshot = at(path);

      it('is reached', () => assert.equal(snapshot.state_path, path));

      for (const type of EVENT_TYPES) {
        const to = moves[type];
        it(to === undefined ? `refuses ${type}` : `takes ${type} to ${to}`, () => {
          const step = refactorLifecycle.step(snapshot, SAMPLES[type](snapshot));
          assert.equal(step.accepted ? step.snapshot.state_path : 'refused', to ?? 'refused');
        });
      }

      it('offers exactly the commands it takes', () => {
        const commands = JobCommand.options.filter((command) => moves[command] !== undefined);
        assert.deepEqual(refactorLifecycle.acceptedCommands(snapshot), commands);
      });
    });
  }
});

describe('gates', () => {
  it('takes no plan that would change nothing', () => {
    const snapshot = journey(TO_STRATEGY);
    const step = refactorLifecycle.step(snapshot, { type: 'select_proposal', level: 'COMPREHENSIVE', ...NEXT_SPEC });
    assert.equal(step.accepted, false);
  });

  it('takes no approval of another revision than the one that stands', () => {
    const waiting = journey([...TO_GENERATING_TESTS.slice(0, 4), { type: 'spec_updated', ...NEXT_SPEC }]);
    assert.equal(refactorLifecycle.step(waiting, { type: 'approve_spec', revision: 1 }).accepted, false);
    assert.equal(refactorLifecycle.step(waiting, { type: 'approve_spec', revision: 2 }).accepted, true);
  });

  it('takes no quarantine that adds nothing', () => {
    const failed = at('live.BASELINE_VALIDATION_FAILED');
    assert.equal(refactorLifecycle.step(failed, { type: 'quarantine_tests', test_ids: [] }).accepted, false);
  });

  it('takes no failure of work that is not under way', () => {
    const refactoring = journey(TO_REFACTORING);
    const late: RefactorEvent = {
      type: 'task_failed',
      kind: 'run_tests',
      code: 'INTERNAL',
      message: '',
      retryable: true,
    };
    assert.equal(refactorLifecycle.step(refactoring, late).accepted, false);
  });

  it('refuses with what would be accepted', () => {
    const step = refactorLifecycle.step(journey(TO_DELIVERED), { type: 'start' });
    assert.deepEqual(step, { accepted: false, accepted_events: ['apply_delivery', 'request_changes'] });
  });
});
