import { LockSettings } from '@iama/contracts/test-run/lock';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { Effect, Snapshot } from '../job/lifecycle.ts';
import { RECIPE_HEALING } from './context.ts';
import type { HealingPolicy, RefactorContext, RefactorInput } from './context.ts';
import type { RefactorEvent } from './events.ts';
import { refactorLifecycle } from './refactor-lifecycle.ts';

export type RefactorSnapshot = Snapshot<RefactorContext>;

export const AT = '2026-11-20T09:30:00.000Z';

export const SUITE: TestSuite = {
  id: 'root-mocha',
  framework: 'mocha',
  cwd: '.',
  source: 'npm test',
  command: ['mocha'],
  test_files: 3,
};

/** A ladder of three tiers, as a plan with language models would have; only the last asks before it is entered. */
export const LADDER: HealingPolicy = {
  tiers: [
    { name: 'L1', attempts: 3 },
    { name: 'L2', attempts: 3 },
    { name: 'L3', attempts: 3, confirm: true },
  ],
  deep_fix_tier: 1,
  pre_authorized: false,
};

export const INPUT: RefactorInput = {
  job_id: 'job-1',
  recipe_id: 'unused-code',
  target: { kind: 'folder', path: 'src' },
  execution_mode: 'LOCAL_NATIVE',
  allow_unverified: false,
  test_timeout_ms: 300_000,
  enterprise_report: false,
  healing: RECIPE_HEALING,
};

/** A job whose edits a model writes. */
export const GOAL: Partial<RefactorInput> = { recipe_id: 'goal', goal: 'Say it simpler.', healing: LADDER };
/** One whose tests a model writes too. */
export const WITH_TESTS: Partial<RefactorInput> = { ...GOAL, lock: LockSettings.parse({ tests_by: 'model' }) };
export const DRAFT: RefactorEvent = { type: 'draft_made', artifact_id: 'draft-1' };

export const SPEC = { spec_artifact_id: 'spec-1', revision: 1, allowed_files: ['src/a.js', 'src/b.js'] };
export const NEXT_SPEC = { spec_artifact_id: 'spec-2', revision: 2, allowed_files: ['src/a.js'] };

export const PATCH: RefactorEvent = {
  type: 'patch_made',
  artifact_id: 'patch-1',
  patch_sha256: 'a'.repeat(64),
  empty: false,
  lines_added: 1,
  lines_removed: 4,
  excluded: [],
};

export function failing(fingerprint: string): RefactorEvent {
  return {
    type: 'verification_failed',
    artifact_id: `run-${fingerprint}`,
    fingerprint,
    failed_tests: ['root-mocha::test/a.js::adds'],
    feedback: { failures: [], suite_output: [] },
  };
}

/** What leads to each place, one event after another. */
export const TO_STRATEGY: readonly RefactorEvent[] = [
  { type: 'start' },
  { type: 'context_collected', artifact_id: 'analysis-1' },
  { type: 'proposals_built', artifact_id: 'proposals-1', selectable: ['CONSERVATIVE', 'STANDARD'] },
];
export const TO_GENERATING_TESTS: readonly RefactorEvent[] = [
  ...TO_STRATEGY,
  { type: 'select_proposal', level: 'STANDARD', ...SPEC },
  { type: 'approve_spec', revision: 1 },
];
export const TO_WRITING: readonly RefactorEvent[] = [
  ...TO_GENERATING_TESTS,
  { type: 'characterized', artifact_id: 'plan-1', suites: [SUITE], can_run_model_tests: true },
];
export const TO_BASELINE: readonly RefactorEvent[] = [
  ...TO_GENERATING_TESTS,
  { type: 'characterized', artifact_id: 'plan-1', suites: [SUITE] },
];
export const TO_REFACTORING: readonly RefactorEvent[] = [
  ...TO_BASELINE,
  { type: 'baseline_passed', artifact_id: 'baseline-1' },
];
export const TO_VERIFYING: readonly RefactorEvent[] = [...TO_REFACTORING, PATCH];
export const TO_HEALING: readonly RefactorEvent[] = [...TO_VERIFYING, failing('a')];
export const VERIFIED: RefactorEvent = { type: 'verification_passed', artifact_id: 'run-1', verdict: 'verified' };
export const TO_DELIVERED: readonly RefactorEvent[] = [
  ...TO_VERIFYING,
  VERIFIED,
  { type: 'evidence_built', artifact_id: 'evidence-1' },
];
/** Three identical failures in each of the first two tiers of the ladder. */
export const TO_ESCALATION: readonly RefactorEvent[] = [
  ...TO_REFACTORING,
  ...Array.from({ length: 6 }, () => [PATCH, failing('a')]).flat(),
];
export const TO_INTERVENTION: readonly RefactorEvent[] = [
  ...TO_ESCALATION,
  { type: 'escalate' },
  ...Array.from({ length: 3 }, () => [PATCH, failing('a')]).flat(),
];

export function begin(over: Partial<RefactorInput> = {}): RefactorSnapshot {
  return refactorLifecycle.begin({ ...INPUT, ...over }).snapshot;
}

/** Sends one event, as a host does: the snapshot has been through JSON. Fails when it is refused. */
export function send(snapshot: RefactorSnapshot, event: RefactorEvent) {
  const stored = JSON.parse(JSON.stringify(snapshot)) as RefactorSnapshot;
  const step = refactorLifecycle.step(stored, event);
  if (!step.accepted) throw new Error(`${snapshot.state_path} refused ${event.type}`);
  return step;
}

/** Sends events one after another and gives the last step. */
export function journey(events: readonly RefactorEvent[], over: Partial<RefactorInput> = {}): RefactorSnapshot {
  return events.reduce((snapshot, event) => send(snapshot, event).snapshot, begin(over));
}

/** Short words for effects, so that a whole path can be read at a glance. */
export function brief(effects: readonly Effect[]): string {
  return effects.map(briefOne).join(', ');
}

function briefOne(effect: Effect): string {
  switch (effect.type) {
    case 'run_activity':
      return `run ${effect.activity}`;
    case 'request_task':
      return `task ${effect.kind}`;
    case 'start_timer':
      return `timer ${effect.timer} ${effect.delay_ms / 1000}s`;
    case 'cancel_timer':
      return `stop ${effect.timer}`;
    case 'emit':
      return `tell ${effect.event.type}`;
    case 'audit':
      return `audit ${effect.action}`;
  }
}

/** Each event with the state it led to and what the host was asked for because of it. */
export function script(events: readonly RefactorEvent[], over: Partial<RefactorInput> = {}): string[] {
  let snapshot = begin(over);
  return events.map((event) => {
    const step = send(snapshot, event);
    snapshot = step.snapshot;
    return `${event.type} → ${refactorLifecycle.stateOf(snapshot)}: ${brief(step.effects)}`;
  });
}

/** The parameters of the task that was asked for. */
export function taskOf(effects: readonly Effect[]): Readonly<Record<string, unknown>> {
  const task = effects.find((effect) => effect.type === 'request_task');
  if (task?.type !== 'request_task') throw new Error('no task was asked for');
  return task.params;
}

export const SETTLE: RefactorEvent = { type: 'recovery_backoff' };
