import { z } from 'zod';

/** What a job is for. Each kind has a statechart of its own on the same spine. */
export const JobKind = z.enum(['refactor', 'flag_removal', 'review', 'error_fix']);
export type JobKind = z.infer<typeof JobKind>;

/** The canonical states of a refactor job. Nothing may invent another name. */
export const JobState = z.enum([
  'PENDING',
  'ANALYZING',
  'GENERATING_ANALYSIS_REPORT',
  'WAITING_STRATEGY',
  'WAITING_SPEC_APPROVAL',
  'GENERATING_TESTS',
  'BASELINE_VALIDATION',
  'BASELINE_VALIDATION_FAILED',
  'REFACTORING',
  'SELF_HEALING',
  'WAITING_INTERVENTION',
  'WAITING_ESCALATION_DECISION',
  'DEEP_FIX_ACTIVE',
  'RECOVERY_PENDING',
  'FALLBACK_REQUIRED',
  'DELIVERED',
  'FAILED',
]);
export type JobState = z.infer<typeof JobState>;

/** Why a job ended in FAILED or FALLBACK_REQUIRED, or stands in BASELINE_VALIDATION_FAILED. */
export const FailureCode = z.enum([
  'USER_CANCELLED',
  'CLIENT_DISCONNECTED',
  'FORCE_TERMINATED',
  'KILL_SWITCH',
  'START_TIMEOUT',
  'DECISION_TIMEOUT',
  'INTERVENTION_TIMEOUT',
  'ESCALATION_CONFIRMATION_TIMEOUT',
  'TASK_TIMEOUT',
  'ACTIVITY_FAILED',
  'ARTIFACT_GONE',
  'TASK_FAILED',
  'MODEL_FAILED',
  'COST_CAP_REACHED',
  'NOTHING_TO_CHANGE',
  'NO_TESTS_FOUND',
  'BASELINE_TESTS_FAILED',
  'BASELINE_TIMEOUT',
  'WORKSPACE_CHANGED',
  'PATCH_OUT_OF_SCOPE',
  'REJECTED_CHANGE_RETURNED',
  'VERIFICATION_FAILED',
  'SEAL_BROKEN',
  'HEALING_EXHAUSTED',
]);
export type FailureCode = z.infer<typeof FailureCode>;

/** A failure told to a person: what happened, the evidence in one line, and what to do next. */
export const JobFailure = z.object({
  code: FailureCode,
  title: z.string(),
  detail: z.string(),
  next: z.string(),
});
export type JobFailure = z.infer<typeof JobFailure>;

/** Events a person or client may send to a job; `accepted_events` of a job is a subset of these. */
export const JobCommand = z.enum([
  'start',
  'select_proposal',
  'edit_spec',
  'approve_spec',
  'revise_spec',
  'quarantine_tests',
  'retry',
  'rerun_tests',
  'increase_timeout',
  'skip_or_quarantine_test',
  'continue_repair',
  'deep_fix',
  'escalate',
  'stop_repair',
  'cancel',
  'force_terminate',
  'apply_delivery',
  'request_changes',
  'revert_delivery',
]);
export type JobCommand = z.infer<typeof JobCommand>;
