import type { AttemptSummary, Progress } from '@iama/contracts/job/evidence';
import type { ExecutionMode, Job } from '@iama/contracts/job/job';
import type { Exclusion } from '@iama/contracts/job/review';
import type { JobFailure } from '@iama/contracts/job/state';
import type { ClientModel } from '@iama/contracts/model/client-model';
import type { ContextConfidence } from '@iama/contracts/model/context-bundle';
import type { ModelAlias, ModelClass } from '@iama/contracts/model/model-class';
import type { PlanLevel, RecipeId } from '@iama/contracts/recipe';
import type { HealingFeedback } from '@iama/contracts/task/payload';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { Breach } from '@iama/contracts/test-run/breach';
import type { LockSettings, WeakLock } from '@iama/contracts/test-run/lock';
import type { Target } from '@iama/contracts/workspace/target';
import type { WorkName } from './activity-policy.ts';

/**
 * One step of the repair ladder. `confirm`: a person must agree before it is entered, unless that was done at the start.
 * `model_class`: who writes the attempts of a goal.
 */
export interface HealingTier {
  readonly name: string;
  readonly model_class?: ModelClass;
  readonly attempts: number;
  readonly confirm?: boolean;
}

/**
 * Who may try how often. `deep_fix_tier` is the index of the tier a deep fix starts in; null: there is no deep fix.
 * `deep_fix_confirm`: a person must have seen its price; left out, as the tier says.
 */
export interface HealingPolicy {
  readonly tiers: readonly [HealingTier, ...HealingTier[]];
  readonly deep_fix_tier: number | null;
  readonly deep_fix_confirm?: boolean;
  readonly pre_authorized: boolean;
}

/** A recipe is deterministic: one run, and one more that leaves out what the failures point at. */
export const RECIPE_HEALING: HealingPolicy = {
  tiers: [{ name: 'builtin', attempts: 2 }],
  deep_fix_tier: null,
  pre_authorized: false,
};

/** What a refactor job is begun with. */
export interface RefactorInput {
  readonly job_id: string;
  readonly recipe_id: RecipeId;
  /** In the person's words; only of the recipe `goal`, and always there. */
  readonly goal?: string;
  /** The model of the person's editor that writes; absent: one of the control plane's. */
  readonly client_model?: ClientModel;
  /** The configured model that writes, whatever the routes say; absent: the one that they lead to. */
  readonly model_alias?: ModelAlias;
  /** Tokens that a model may be shown, by the plan; only for a goal. */
  readonly context_budget?: number;
  readonly target: Target;
  readonly execution_mode: ExecutionMode;
  readonly allow_unverified: boolean;
  readonly test_timeout_ms: number;
  /** Only the ENTERPRISE plan has the analysis report. */
  readonly enterprise_report: boolean;
  readonly healing: HealingPolicy;
  /** How behaviour is pinned; absent in jobs from before that was done. */
  readonly lock?: LockSettings;
}

/** What was promised that the models of a job cost, and what they may not go beyond. Credits. */
export interface Quote {
  readonly credits_min: number;
  readonly credits_max: number;
  readonly credits_cap: number;
}

export interface ArtifactIds {
  readonly analysis: string | null;
  readonly analysis_report: string | null;
  /** What a model is shown, and what it wrote for the newest attempt; absent in jobs from before there were goals. */
  readonly context?: string | null;
  readonly draft?: string | null;
  readonly proposals: string | null;
  readonly spec: string | null;
  readonly test_plan: string | null;
  /** Of the approved revision; absent in jobs from before models wrote tests. */
  readonly written_tests?: string | null;
  readonly baseline_run: string | null;
  /** Of the newest attempt. */
  readonly patch: string | null;
  readonly verification_run: string | null;
  readonly evidence: string | null;
}

/** What a black box covers and what not, and whether the person has agreed to exactly that. The run has both lists. */
export interface BlackBoxState {
  readonly baseline_run_id: string;
  /** Of both lists: another one is another question. */
  readonly lists_sha256: string;
  readonly covered: number;
  readonly uncovered: number;
  readonly some_uncovered: readonly string[];
  readonly none_because: string | null;
  readonly is_accepted: boolean;
}

/** A finished attempt. `tier` is the name of the repair tier it was made in. */
export interface AttemptRecord extends AttemptSummary {
  readonly tier: string;
  readonly patch_artifact_id: string;
  readonly verification_artifact_id: string | null;
  /** Tests and suites that failed; `failed_tests` names at most the first hundred. */
  readonly failed_count: number;
  /** What it did to the tests; absent in attempts from before that was looked at. */
  readonly breaches?: Breach[];
  /** It fails in no other way than that tests take too long. */
  readonly only_time_outs?: boolean;
  /** Null for an attempt that did not fail. */
  readonly progress: Progress | null;
}

/** The patch of the attempt under way, before its verdict. */
export type PatchFacts = Pick<AttemptRecord, 'excluded' | 'patch_sha256' | 'lines_added' | 'lines_removed'>;

/** Everything a refactor job's statechart remembers. Plain JSON. */
export interface RefactorContext extends RefactorInput {
  readonly artifacts: ArtifactIds;
  readonly selectable: readonly PlanLevel[];
  readonly level: PlanLevel | null;
  /** The quote of the chosen plan; absent where nothing was quoted. Credits. */
  readonly quote?: Quote;
  readonly spec_revision: number;
  readonly spec_approved: boolean;
  readonly allowed_files: readonly string[];
  readonly suites: readonly TestSuite[];
  /** Ids of test cases or whole suites that are left out of every comparison. */
  readonly quarantined: readonly string[];
  /** The record that runs after the edit are held to, on the machine with the source; absent where nothing was sealed. */
  readonly seal_sha256?: string | null;
  /** Tests of this revision would notice too little, and the person was told; approving it again accepts that. */
  readonly weak_lock?: WeakLock | null;
  /** Tests that were written without a model pin today's behaviour. */
  readonly has_builtin_tests?: boolean;
  /** Of a failed baseline: what took too long. */
  readonly baseline_timed_out?: readonly string[];
  /** The person wants time-outs repaired like any failure, and is not asked about them again. */
  readonly repairs_time_outs?: boolean;
  /** How sure edits by symbol would hold in the target; absent where they surely do, and in older jobs. */
  readonly confidence?: Pick<ContextConfidence, 'score' | 'mode'>;
  /** Of a job whose programs are asked at their border. */
  readonly black_box?: BlackBoxState | null;
  /** 0 before the first; never goes down, also when the repair counters start again. */
  readonly attempt: number;
  readonly attempts: readonly AttemptRecord[];
  readonly patch: PatchFacts | null;
  readonly feedback: HealingFeedback | null;
  /** What the person said to a repair that waited for them, oldest first; absent where they said nothing. */
  readonly clarifications?: readonly string[];
  /** The last attempt before a deep fix began: what comes after it knows nothing of it. Null or absent: there was none. */
  readonly deep_fix_from?: number | null;
  /**
   * What a person sent back last, and everything that attempts leave out because of it; absent in jobs from before there
   * were reviews.
   */
  readonly review?: { readonly artifact_id: string; readonly rejected: readonly Exclusion[] } | null;
  /** Index into `healing.tiers`, attempts made in that tier, and the fingerprints of its failures in order. */
  readonly tier: number;
  readonly tier_attempts: number;
  readonly fingerprints: readonly string[];
  /** The piece of work that was asked for last; a failure of any other is not this job's any more. */
  readonly work: WorkName | null;
  /** What failed last for a reason outside the code, and how often the job has gone back for it. */
  readonly recovery: { readonly work: WorkName; readonly count: number } | null;
  readonly grace: { readonly deadline_at: string; readonly cause: 'sleep' | 'network' | 'closed' | 'unknown' } | null;
  readonly delivery_status: Job['delivery_status'];
  readonly failure: JobFailure | null;
  /** Where the history of the working states points: the path that was left last. */
  readonly left_at: string | null;
}

export function newContext(input: RefactorInput): RefactorContext {
  return {
    ...input,
    artifacts: {
      analysis: null,
      analysis_report: null,
      proposals: null,
      spec: null,
      test_plan: null,
      baseline_run: null,
      patch: null,
      verification_run: null,
      evidence: null,
    },
    selectable: [],
    level: null,
    spec_revision: 0,
    spec_approved: false,
    allowed_files: [],
    suites: [],
    quarantined: [],
    attempt: 0,
    attempts: [],
    patch: null,
    feedback: null,
    review: null,
    tier: 0,
    tier_attempts: 0,
    fingerprints: [],
    work: null,
    recovery: null,
    grace: null,
    delivery_status: 'none',
    failure: null,
    left_at: null,
  };
}
