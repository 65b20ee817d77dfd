import type { Breach } from '@iama/contracts/test-run/breach';
import type { WeakLock } from '@iama/contracts/test-run/lock';
import type { ActivityName } from './activity-policy.ts';
import type { RefactorEvent } from './events.ts';
import { AT, failing, PATCH, SUITE, VERIFIED } from './journeys.fixture.ts';
import type { RefactorSnapshot } from './journeys.fixture.ts';

export const WEAK: WeakLock = {
  threshold: 0.7,
  noticed: 4,
  tried: 16,
  survivors: [{ path: 'src/a.js', line: 3, kind: 'operator', words: 'a > b  became  a >= b' }],
};
export const BREACH: Breach = {
  name: 'TEST_SKIPPED',
  place: 'test/a.test.js',
  detail: 'A test is skipped that was not.',
};

type Samples = {
  readonly [Type in RefactorEvent['type']]: (snapshot: RefactorSnapshot) => RefactorEvent & { readonly type: Type };
};

/** One event of every type, in the form in which this job would most likely take it. */
export const SAMPLES: Samples = {
  start: () => ({ type: 'start' }),
  select_proposal: () => ({ type: 'select_proposal', level: 'STANDARD', ...specAfter(0) }),
  edit_spec: ({ context }) => ({ type: 'edit_spec', ...specAfter(context.spec_revision) }),
  approve_spec: ({ context }) => ({ type: 'approve_spec', revision: context.spec_revision }),
  revise_spec: ({ context }) => ({ type: 'revise_spec', ...specAfter(context.spec_revision) }),
  quarantine_tests: ({ context }) => ({ type: 'quarantine_tests', test_ids: [`t${context.quarantined.length}`] }),
  retry: () => ({ type: 'retry' }),
  rerun_tests: () => ({ type: 'rerun_tests' }),
  increase_timeout: () => ({ type: 'increase_timeout' }),
  skip_or_quarantine_test: () => ({ type: 'skip_or_quarantine_test' }),
  continue_repair: () => ({ type: 'continue_repair' }),
  deep_fix: () => ({ type: 'deep_fix', confirmed: true }),
  escalate: () => ({ type: 'escalate' }),
  stop_repair: () => ({ type: 'stop_repair' }),
  cancel: () => ({ type: 'cancel' }),
  force_terminate: () => ({ type: 'force_terminate' }),
  apply_delivery: () => ({ type: 'apply_delivery', scope: 'all' }),
  request_changes: () => ({
    type: 'request_changes',
    review_artifact_id: 'review',
    rejected: [{ finding_id: 'f', reason: 'You rejected it.' }],
  }),
  revert_delivery: () => ({ type: 'revert_delivery' }),
  context_collected: () => ({ type: 'context_collected', artifact_id: 'analysis' }),
  proposals_built: () => ({ type: 'proposals_built', artifact_id: 'proposals', selectable: ['STANDARD'] }),
  analysis_report_built: () => ({ type: 'analysis_report_built', artifact_id: 'report' }),
  characterized: () => ({ type: 'characterized', artifact_id: 'plan', suites: [SUITE] }),
  tests_written: () => ({ type: 'tests_written', artifact_id: 'written', none_because: null }),
  baseline_passed: () => ({ type: 'baseline_passed', artifact_id: 'baseline' }),
  baseline_failed: () => ({
    type: 'baseline_failed',
    artifact_id: 'baseline',
    code: 'BASELINE_TESTS_FAILED',
    failed_tests: ['t'],
  }),
  draft_made: () => ({ type: 'draft_made', artifact_id: 'draft' }),
  draft_unusable: () => ({
    type: 'draft_unusable',
    artifact_id: 'draft',
    draft_sha256: 'd'.repeat(64),
    fingerprint: 'draft(SEARCH_NOT_FOUND src/a.js)',
    problems: ['src/a.js: that text is not there.'],
  }),
  patch_made: () => ({ ...PATCH, type: 'patch_made' }) as RefactorEvent & { type: 'patch_made' },
  patch_refused: () => ({ type: 'patch_refused', code: 'PATCH_OUT_OF_SCOPE', detail: 'It touches x.js.' }),
  verification_passed: () => VERIFIED as RefactorEvent & { type: 'verification_passed' },
  verification_failed: () => failing('a') as RefactorEvent & { type: 'verification_failed' },
  evidence_built: () => ({ type: 'evidence_built', artifact_id: 'evidence' }),
  heartbeat_missed: () => ({ type: 'heartbeat_missed', at: AT, cause: 'unknown' }),
  heartbeat_recovered: () => ({ type: 'heartbeat_recovered' }),
  activity_failed: (snapshot) => ({
    type: 'activity_failed',
    activity: activityOf(snapshot),
    message: 'it broke',
    retryable: true,
  }),
  task_failed: (snapshot) => ({
    type: 'task_failed',
    kind: taskOf(snapshot),
    code: 'INTERNAL',
    message: 'it broke',
    retryable: true,
  }),
  spec_updated: ({ context }) => ({ type: 'spec_updated', ...specAfter(context.spec_revision) }),
  kill_switch: () => ({ type: 'kill_switch' }),
  start_timeout: () => ({ type: 'start_timeout' }),
  decision_timeout: () => ({ type: 'decision_timeout' }),
  intervention_timeout: () => ({ type: 'intervention_timeout' }),
  escalation_confirmation_timeout: () => ({ type: 'escalation_confirmation_timeout' }),
  recovery_backoff: () => ({ type: 'recovery_backoff' }),
  step_timeout: () => ({ type: 'step_timeout' }),
  client_heartbeat_lost: () => ({ type: 'client_heartbeat_lost' }),
};

export const EVENT_TYPES = Object.keys(SAMPLES) as RefactorEvent['type'][];

/** Other forms of the same events: those that guards tell apart. */
export function variantsOf(snapshot: RefactorSnapshot): RefactorEvent[] {
  const plain = EVENT_TYPES.map((type) => SAMPLES[type](snapshot));
  return [...plain, ...plain.flatMap(otherForms)];
}

function otherForms(event: RefactorEvent): RefactorEvent[] {
  switch (event.type) {
    case 'proposals_built':
      return [{ ...event, selectable: [] }];
    case 'characterized':
      return [
        { ...event, suites: [] },
        { ...event, can_run_model_tests: true },
        { ...event, no_place_because: 'It cannot be held in.' },
      ];
    case 'tests_written':
      return [{ ...event, none_because: 'It has no form.' }];
    case 'baseline_passed':
      return [
        { ...event, flaky: ['x'] },
        { ...event, weak: WEAK },
        { ...event, has_builtin_tests: true },
        { ...event, flaky: ['x'], weak: WEAK },
      ];
    case 'patch_made':
      return [{ ...event, empty: true }];
    case 'verification_failed':
      return [
        failing('b'),
        failing('c'),
        { ...event, breaches: [BREACH] },
        { ...event, timed_out: ['root-mocha'], only_time_outs: true },
      ];
    case 'verification_passed':
      return [{ ...event, verdict: 'unverified' }];
    case 'task_failed':
      return [
        { ...event, retryable: false },
        { ...event, code: 'WORKSPACE_CHANGED', retryable: false },
      ];
    case 'activity_failed':
      return [{ ...event, retryable: false }];
    case 'apply_delivery':
      return [{ ...event, scope: 'partial' }];
    case 'request_changes':
      return [{ ...event, rejected: [] }];
    case 'deep_fix':
      return [{ ...event, confirmed: false }];
    case 'approve_spec':
      return [{ ...event, revision: event.revision - 1 }];
    default:
      return [];
  }
}

function specAfter(revision: number) {
  return { spec_artifact_id: `spec-${revision + 1}`, revision: revision + 1, allowed_files: ['src/a.js'] };
}

const ACTIVITIES: readonly ActivityName[] = [
  'build_proposals',
  'build_analysis_report',
  'draft_tests',
  'draft_patch',
  'build_evidence',
];

function activityOf({ context }: RefactorSnapshot): ActivityName {
  return ACTIVITIES.find((activity) => activity === context.work) ?? 'build_proposals';
}

function taskOf({ context }: RefactorSnapshot) {
  const { work } = context;
  const task = work === 'characterize' || work === 'run_recipe' || work === 'run_tests' ? work : 'collect_context';
  return task;
}
