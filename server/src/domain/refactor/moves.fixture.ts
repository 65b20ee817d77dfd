import type { RefactorEvent } from './events.ts';

type Move = readonly [from: RegExp, to: RegExp];

const AGREED = 'live.busy.attended.agreed';
const TRYING = `${AGREED}.(REFACTORING|SELF_HEALING|DEEP_FIX_ACTIVE)`;
const HEALING = `${AGREED}.SELF_HEALING.editing`;
const BASELINE = `${AGREED}.BASELINE_VALIDATION.running`;
const CHARACTERIZING = `${AGREED}.GENERATING_TESTS.characterizing`;
const COLLECTING = 'live.busy.attended.ANALYZING.collecting';
const APPROVAL = 'live.WAITING_SPEC_APPROVAL';
const FAILED_BASELINE = 'live.BASELINE_VALIDATION_FAILED';
const INTERVENTION = 'live.WAITING_INTERVENTION';
const ESCALATION = 'live.WAITING_ESCALATION_DECISION';
const SETTLING = 'live.RECOVERY_PENDING.settling';
const BACKING_OFF = 'live.RECOVERY_PENDING.backing_off';
const ASKED = [HEALING, INTERVENTION, ESCALATION, SETTLING];

const move = (from: string | readonly string[], ...to: readonly string[]): Move => [whole(from), whole(to)];
const whole = (paths: string | readonly string[]): RegExp =>
  new RegExp(
    `^(${[paths]
      .flat()
      .join('|')
      .replaceAll('.', String.raw`\.`)
      .replaceAll('#', '.+')})$`,
  );

const ends: Move = move('live.#', 'FAILED.closed');
const setback: Move = move('live.busy.#', BACKING_OFF, SETTLING);

/**
 * A second telling of a job's life, written from what was agreed on and not from the statechart: for each event, from where it may
 * lead where. It knows no counters and no guards, so it says what may happen and never what must.
 */
export const MOVES: Readonly<Record<RefactorEvent['type'], readonly Move[]>> = {
  start: [move('live.PENDING', COLLECTING)],
  start_timeout: [move('live.PENDING', 'FAILED.closed')],
  context_collected: [move(COLLECTING, 'live.busy.attended.ANALYZING.proposing')],
  proposals_built: [
    move(
      'live.busy.attended.ANALYZING.proposing',
      'live.WAITING_STRATEGY',
      'live.busy.GENERATING_ANALYSIS_REPORT.reporting',
      'FAILED.closed',
    ),
  ],
  analysis_report_built: [move('live.busy.GENERATING_ANALYSIS_REPORT.reporting', 'live.WAITING_STRATEGY')],
  select_proposal: [move('live.WAITING_STRATEGY', APPROVAL)],
  edit_spec: [move(APPROVAL, APPROVAL)],
  approve_spec: [move(APPROVAL, CHARACTERIZING)],
  characterized: [
    move(
      CHARACTERIZING,
      `${AGREED}.GENERATING_TESTS.writing`,
      BASELINE,
      `${AGREED}.REFACTORING.editing`,
      'FAILED.closed',
    ),
  ],
  tests_written: [move(`${AGREED}.GENERATING_TESTS.writing`, BASELINE)],
  baseline_passed: [move(BASELINE, `${AGREED}.REFACTORING.editing`, APPROVAL)],
  baseline_failed: [move(BASELINE, FAILED_BASELINE)],
  quarantine_tests: [move(FAILED_BASELINE, BASELINE)],
  revise_spec: [move([FAILED_BASELINE, INTERVENTION, 'FALLBACK_REQUIRED'], APPROVAL)],
  draft_made: [move(`${TRYING}.editing`, `${TRYING}.placing`)],
  draft_unusable: [move(`${TRYING}.editing`, ...ASKED)],
  patch_made: [
    move(
      [`${TRYING}.editing`, `${TRYING}.placing`],
      `${TRYING}.verifying`,
      `${TRYING}.delivering`,
      SETTLING,
      'FAILED.closed',
    ),
  ],
  patch_refused: [move([`${TRYING}.editing`, `${TRYING}.placing`], SETTLING)],
  verification_passed: [move(`${TRYING}.verifying`, `${TRYING}.delivering`, SETTLING)],
  verification_failed: [move(`${TRYING}.verifying`, ...ASKED)],
  evidence_built: [move(`${TRYING}.delivering`, 'DELIVERED.staged')],
  retry: [
    move(INTERVENTION, HEALING),
    move(BACKING_OFF, 'live.busy.#'),
    move(['FALLBACK_REQUIRED', 'FAILED.resumable'], CHARACTERIZING, COLLECTING),
  ],
  rerun_tests: [move(INTERVENTION, `${AGREED}.SELF_HEALING.verifying`)],
  increase_timeout: [move(FAILED_BASELINE, BASELINE), move(INTERVENTION, `${AGREED}.SELF_HEALING.verifying`)],
  skip_or_quarantine_test: [move(FAILED_BASELINE, BASELINE), move(INTERVENTION, `${AGREED}.SELF_HEALING.verifying`)],
  continue_repair: [move(INTERVENTION, HEALING)],
  deep_fix: [move(INTERVENTION, `${AGREED}.DEEP_FIX_ACTIVE.editing`)],
  escalate: [move(ESCALATION, HEALING)],
  stop_repair: [move([`${AGREED}.SELF_HEALING.#`, `${AGREED}.DEEP_FIX_ACTIVE.#`, INTERVENTION, ESCALATION], SETTLING)],
  cancel: [ends],
  kill_switch: [ends],
  force_terminate: [move('live.grace', 'FAILED.closed')],
  apply_delivery: [move('DELIVERED.(staged|reverted)', 'DELIVERED.(applied|partially_applied)')],
  request_changes: [move('DELIVERED.staged', `${AGREED}.REFACTORING.editing`)],
  revert_delivery: [move('DELIVERED.(applied|partially_applied)', 'DELIVERED.reverted')],
  heartbeat_missed: [move('live.busy.attended.#', 'live.grace')],
  heartbeat_recovered: [move('live.grace', 'live.busy.attended.#')],
  client_heartbeat_lost: [move('live.grace', 'FAILED.closed')],
  activity_failed: [setback],
  task_failed: [setback],
  step_timeout: [setback],
  spec_updated: [move([`${AGREED}.#`, 'live.grace', BACKING_OFF, APPROVAL], APPROVAL)],
  decision_timeout: [move(['live.WAITING_STRATEGY', APPROVAL, FAILED_BASELINE], 'FAILED.closed')],
  intervention_timeout: [move(INTERVENTION, 'FAILED.resumable')],
  escalation_confirmation_timeout: [move(ESCALATION, 'FAILED.resumable')],
  recovery_backoff: [move(BACKING_OFF, 'live.busy.#'), move(SETTLING, 'FALLBACK_REQUIRED')],
};

/** Whether an event may have an effect there at all. */
export function mayLeave(from: string, type: RefactorEvent['type']): boolean {
  return MOVES[type].some(([before]) => before.test(from));
}

/** Whether a job may come from one place to another by an event. */
export function mayMove(from: string, type: RefactorEvent['type'], to: string): boolean {
  return MOVES[type].some(([before, after]) => before.test(from) && after.test(to));
}
