import type { AttemptSummary } from '@iama/contracts/job/evidence';
import type { ApplyRecord } from '@iama/contracts/job/delivery';
import type { Exclusion } from '@iama/contracts/job/review';
import type { ContextConfidence } from '@iama/contracts/model/context-bundle';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { TaskKind } from '@iama/contracts/task/kind';
import type { HealingFeedback, TaskFailure } from '@iama/contracts/task/payload';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { WeakLock } from '@iama/contracts/test-run/lock';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { ActivityName } from './activity-policy.ts';
import type { BlackBoxState, Quote } from './context.ts';

/** A specification as the statechart needs to know it. `allowed_files` bounds every patch made from it. */
export interface SpecFacts {
  readonly spec_artifact_id: string;
  readonly revision: number;
  readonly allowed_files: readonly string[];
}

/** What a person or a client may send; the names are those of `JobCommand`. */
export type RefactorCommand =
  | { readonly type: 'start' }
  /** Accepted only for a level that `proposals_built` called selectable. */
  | ({ readonly type: 'select_proposal'; readonly level: PlanLevel; readonly quote?: Quote } & SpecFacts)
  /** The host has stored it as a new revision, with the token of the one before it checked. */
  | ({ readonly type: 'edit_spec' } & SpecFacts)
  /**
   * Accepted only for the revision that stands; the host checks the token before it sends this, or has written it for fast track.
   * `accept_black_box`: the run whose lists the person has read; a job that asks about a black box takes no approval without.
   */
  | {
      readonly type: 'approve_spec';
      readonly revision: number;
      readonly accept_black_box?: string;
      readonly fast_track?: boolean;
    }
  /** Back to the specification, which the host has stored as a new revision. */
  | ({ readonly type: 'revise_spec' } & SpecFacts)
  /** Ids of cases, or of whole suites. Added to those already left out. */
  | { readonly type: 'quarantine_tests'; readonly test_ids: readonly string[] }
  /** `clarification`: a line of the person's for whoever makes the next attempt. */
  | { readonly type: 'retry'; readonly clarification?: string }
  /** The tests once more, on the patch that failed last; with more time for each suite if it is given. */
  | { readonly type: 'rerun_tests'; readonly test_timeout_ms?: number }
  /** What to do about tests that take too long. More time for each suite; left out: twice as much. */
  | { readonly type: 'increase_timeout'; readonly test_timeout_ms?: number }
  /** Ids of what took too long; left out: all of it. */
  | { readonly type: 'skip_or_quarantine_test'; readonly test_ids?: readonly string[] }
  | { readonly type: 'continue_repair'; readonly clarification?: string }
  /** `confirmed`: the person has seen and accepted the price of a tier that asks for it. */
  | { readonly type: 'deep_fix'; readonly confirmed: boolean; readonly clarification?: string }
  | { readonly type: 'escalate'; readonly clarification?: string }
  | { readonly type: 'stop_repair' }
  | { readonly type: 'cancel' }
  | { readonly type: 'force_terminate' }
  | { readonly type: 'apply_delivery'; readonly scope: ApplyRecord['scope'] }
  /** The host has stored the review; `rejected` has at least one finding, except of a goal, where words may be enough. */
  | {
      readonly type: 'request_changes';
      readonly review_artifact_id: string;
      readonly rejected: readonly Exclusion[];
    }
  | { readonly type: 'revert_delivery' };

/** What workers and tasks report. Each carries the id of the artifact that holds the details. */
export type RefactorReport =
  | {
      readonly type: 'context_collected';
      readonly artifact_id: string;
      readonly context_artifact_id?: string;
      readonly confidence?: Pick<ContextConfidence, 'score' | 'mode'>;
    }
  | { readonly type: 'proposals_built'; readonly artifact_id: string; readonly selectable: readonly PlanLevel[] }
  | { readonly type: 'analysis_report_built'; readonly artifact_id: string }
  | {
      readonly type: 'characterized';
      readonly artifact_id: string;
      readonly suites: readonly TestSuite[];
      /** A model's tests have a place on that machine, and can be held in there. */
      readonly can_run_model_tests?: boolean;
      /** Why not, where it was asked. */
      readonly no_place_because?: string;
    }
  /** A model wrote tests of the specification, or none that can be used. */
  | { readonly type: 'tests_written'; readonly artifact_id: string; readonly none_because: string | null }
  | {
      readonly type: 'baseline_passed';
      readonly artifact_id: string;
      /** Tests that differed between runs of the unchanged code: left out from now on. */
      readonly flaky?: readonly string[];
      readonly seal_sha256?: string | null;
      /** Tests that were written without a model have passed: a net also where the repository has none. */
      readonly has_builtin_tests?: boolean;
      /** What the tests would not notice, when that is too much. */
      readonly weak?: WeakLock | null;
      /** What programs at their border are held to, where that is asked. */
      readonly black_box?: Omit<BlackBoxState, 'baseline_run_id' | 'is_accepted'> | null;
    }
  | {
      readonly type: 'baseline_failed';
      readonly artifact_id: string;
      readonly code: 'BASELINE_TESTS_FAILED' | 'BASELINE_TIMEOUT' | 'NO_TESTS_FOUND';
      readonly failed_tests: readonly string[];
      readonly timed_out?: readonly string[];
      /** Why there is nothing to run, where that is known better. */
      readonly detail?: string;
    }
  /** A model wrote edits that can be placed. */
  | { readonly type: 'draft_made'; readonly artifact_id: string }
  /** What it wrote cannot be made a patch. An attempt like any other, and it failed. */
  | {
      readonly type: 'draft_unusable';
      readonly artifact_id: string;
      readonly draft_sha256: string;
      readonly fingerprint: string;
      readonly problems: readonly string[];
    }
  | {
      readonly type: 'patch_made';
      readonly artifact_id: string;
      readonly patch_sha256: string;
      /** True when nothing is left to change. */
      readonly empty: boolean;
      readonly lines_added: number;
      readonly lines_removed: number;
      readonly excluded: AttemptSummary['excluded'];
    }
  | {
      readonly type: 'patch_refused';
      readonly code: 'PATCH_OUT_OF_SCOPE' | 'REJECTED_CHANGE_RETURNED' | 'WORKSPACE_CHANGED';
      readonly detail: string;
    }
  | {
      readonly type: 'verification_passed';
      readonly artifact_id: string;
      readonly verdict: 'verified' | 'unverified';
    }
  | {
      readonly type: 'verification_failed';
      readonly artifact_id: string;
      readonly fingerprint: string;
      readonly failed_tests: readonly string[];
      readonly timed_out?: readonly string[];
      /** Nothing else is wrong with it. */
      readonly only_time_outs?: boolean;
      /** What the patch does to the tests instead of the code. */
      readonly breaches?: readonly Breach[];
      readonly feedback: Omit<HealingFeedback, 'previous_patch_artifact_id'>;
    }
  | { readonly type: 'evidence_built'; readonly artifact_id: string };

/** What the host notices by itself. */
export type RefactorNotice =
  /** `at` is the instant the host noticed; the grace period counts from it. */
  | {
      readonly type: 'heartbeat_missed';
      readonly at: string;
      readonly cause: 'sleep' | 'network' | 'closed' | 'unknown';
    }
  | { readonly type: 'heartbeat_recovered' }
  | {
      readonly type: 'activity_failed';
      readonly activity: ActivityName;
      readonly message: string;
      readonly retryable: boolean;
      /** Where the cause is known better than that the step failed. */
      readonly code?: 'MODEL_FAILED' | 'COST_CAP_REACHED' | 'ARTIFACT_GONE';
    }
  | {
      readonly type: 'task_failed';
      readonly kind: TaskKind;
      readonly code: TaskFailure['code'];
      readonly message: string;
      readonly retryable: boolean;
    }
  /** The specification was edited; while work is under way it stops, and the person agrees anew. */
  | ({ readonly type: 'spec_updated' } & SpecFacts)
  /** `reason`: the operator's words. */
  | { readonly type: 'kill_switch'; readonly reason?: string };

/** Durable timers: the name of the timer is the event it sends. */
export type RefactorTimer =
  | { readonly type: 'start_timeout' }
  | { readonly type: 'decision_timeout' }
  | { readonly type: 'intervention_timeout' }
  | { readonly type: 'escalation_confirmation_timeout' }
  | { readonly type: 'recovery_backoff' }
  | { readonly type: 'step_timeout' }
  | { readonly type: 'client_heartbeat_lost' };

/** Everything that can happen to a refactor job. */
export type RefactorEvent = RefactorCommand | RefactorReport | RefactorNotice | RefactorTimer;

export type RefactorEventOf<Type extends RefactorEvent['type']> = Extract<RefactorEvent, { readonly type: Type }>;
