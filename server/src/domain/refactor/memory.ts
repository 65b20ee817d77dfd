import type { Progress } from '@iama/contracts/job/evidence';
import { isOfModelTests } from '@iama/contracts/test-run/written-tests';
import type { ArtifactIds, AttemptRecord, BlackBoxState, RefactorContext } from './context.ts';
import type { RefactorEventOf, SpecFacts } from './events.ts';
import { judgeProgress } from './judge-progress.ts';
import type { FailedAttempt } from './judge-progress.ts';

type Update = Partial<RefactorContext>;

/** Names of failed tests kept for each attempt; the verification run has them all. */
export const MAX_NAMES = 100;

/** What keeps a draft from being a patch: kept so many with each attempt. */
const MAX_PROBLEMS = 20;

/** A report arrived: its artifact is kept, and the step's retries are forgotten. */
export function keepArtifact(kind: keyof ArtifactIds, artifact_id: string, context: RefactorContext): Update {
  return { artifacts: { ...context.artifacts, [kind]: artifact_id }, recovery: null };
}

/** A revision of the specification that nobody has approved. Whatever was made from the one before is void. */
export function newRevision(spec: SpecFacts, context: RefactorContext): Update {
  return {
    ...freshCounters(),
    review: reviewKept(context),
    artifacts: { ...freshArtifacts(context), written_tests: null, spec: spec.spec_artifact_id },
    // Tests of the revision before are gone, and others may come to have their names.
    quarantined: context.quarantined.filter((id) => !isOfModelTests(id)),
    spec_revision: spec.revision,
    spec_approved: false,
    weak_lock: null,
    black_box: null,
    has_builtin_tests: false,
    allowed_files: spec.allowed_files,
  };
}

/** A new attempt of the same job: it works from the approved specification (or the analysis) again. */
export function freshStart(context: RefactorContext): Update {
  return { ...freshCounters(), review: reviewKept(context), artifacts: freshArtifacts(context) };
}

/** Failures of an attempt that its review may be the cause of. */
const TOO_NARROW: ReadonlySet<string> = new Set(['NOTHING_TO_CHANGE', 'VERIFICATION_FAILED', 'HEALING_EXHAUSTED']);

/** What was rejected stays out, unless nothing could be made without it: then the diff that stood before comes again. */
function reviewKept({ review = null, failure }: RefactorContext): NonNullable<RefactorContext['review']> | null {
  return failure !== null && TOO_NARROW.has(failure.code) ? null : review;
}

/** A person sends a delivered diff back. What healing left out of it stays out, so that it does not fail again. */
export function sentBack(event: RefactorEventOf<'request_changes'>, context: RefactorContext): Update {
  const { review_artifact_id: artifact_id, rejected } = event;
  const before = [...(context.review?.rejected ?? []), ...(context.attempts.at(-1)?.excluded ?? [])];
  const known = new Map([...before, ...rejected].map((each) => [each.finding_id, each]));
  return { ...freshCounters(), delivery_status: 'none', review: { artifact_id, rejected: [...known.values()] } };
}

/** The repair counters start again. `attempt` and `attempts` are the job's record and stay. */
export function freshCounters(): Update {
  return {
    ...enterTier(0),
    feedback: null,
    deep_fix_from: null,
    repairs_time_outs: false,
    patch: null,
    recovery: null,
    failure: null,
    grace: null,
  };
}

function freshArtifacts({ artifacts }: RefactorContext): ArtifactIds {
  return {
    ...artifacts,
    test_plan: null,
    baseline_run: null,
    draft: null,
    patch: null,
    verification_run: null,
    evidence: null,
  };
}

/** Today's behaviour is pinned. Tests that do not say the same every time are left out by name. */
export function baselineKept(event: RefactorEventOf<'baseline_passed'>, context: RefactorContext): Update {
  return {
    ...keepArtifact('baseline_run', event.artifact_id, context),
    quarantined: [...new Set([...context.quarantined, ...(event.flaky ?? [])])].toSorted(),
    seal_sha256: event.seal_sha256 ?? null,
    black_box: blackBoxKept(event, context),
    has_builtin_tests: event.has_builtin_tests ?? false,
  };
}

/** What the person agreed to holds as long as both lists are the same. */
function blackBoxKept(event: RefactorEventOf<'baseline_passed'>, { black_box }: RefactorContext): BlackBoxState | null {
  if (!event.black_box) return null;
  const is_accepted = Boolean(black_box?.is_accepted) && black_box?.lists_sha256 === event.black_box.lists_sha256;
  return { ...event.black_box, baseline_run_id: event.artifact_id, is_accepted };
}

/** One more attempt in the tier that stands. */
export function nextAttempt(context: RefactorContext): Update {
  return {
    attempt: context.attempt + 1,
    tier_attempts: context.tier_attempts + 1,
    patch: null,
    artifacts: { ...context.artifacts, draft: null, patch: null, verification_run: null, evidence: null },
  };
}

/** Most lines of the person's that are kept. */
const MAX_CLARIFICATIONS = 10;

/** A line of the person's, if there is one. */
export function noteClarification(event: { readonly clarification?: string }, context: RefactorContext): Update {
  if (event.clarification === undefined) return {};
  return { clarifications: [...(context.clarifications ?? []), event.clarification].slice(-MAX_CLARIFICATIONS) };
}

/** Some tests are left out from now on. */
export function leaveOut(test_ids: readonly string[], { quarantined }: RefactorContext): Update {
  return { quarantined: [...new Set([...quarantined, ...test_ids])].toSorted() };
}

/** The same patch once more: no attempt of its own, so what it showed before is taken back. */
export function sameAgain(test_timeout_ms: number | undefined, context: RefactorContext): Update {
  return {
    test_timeout_ms: test_timeout_ms ?? context.test_timeout_ms,
    attempts: context.attempts.slice(0, -1),
    fingerprints: context.fingerprints.slice(0, -1),
  };
}

/** Enter a tier: attempts and failures are counted anew there. */
export function enterTier(tier: number): Update {
  return { tier, tier_attempts: 0, fingerprints: [] };
}

export function recordPatch(event: RefactorEventOf<'patch_made'>, context: RefactorContext): Update {
  const { patch_sha256, lines_added, lines_removed, excluded } = event;
  return {
    ...keepArtifact('patch', event.artifact_id, context),
    patch: { patch_sha256, lines_added, lines_removed, excluded },
  };
}

export function recordSuccess(event: RefactorEventOf<'verification_passed'>, context: RefactorContext): Update {
  return {
    ...keepArtifact('verification_run', event.artifact_id, context),
    attempts: [...context.attempts, attemptOf(context, event.artifact_id, event.verdict)],
  };
}

/** Nothing was run: the attempt stands, and says so. */
export function recordUnverified(context: RefactorContext): Update {
  return { attempts: [...context.attempts, attemptOf(context, null, 'unverified')] };
}

export function recordFailure(event: RefactorEventOf<'verification_failed'>, context: RefactorContext): Update {
  const { fingerprint, failed_tests, feedback, breaches = [], timed_out = [], only_time_outs = false } = event;
  const failed_count = failed_tests.length;
  const patch_artifact_id = patchOf(context).artifact_id;
  return {
    ...keepArtifact('verification_run', event.artifact_id, context),
    attempts: [
      ...context.attempts,
      {
        ...attemptOf(context, event.artifact_id, 'regressed'),
        fingerprint,
        failed_tests: failed_tests.slice(0, MAX_NAMES),
        failed_count,
        ...(timed_out.length > 0 && { timed_out: timed_out.slice(0, MAX_NAMES), only_time_outs }),
        ...(breaches.length > 0 && { breaches: breaches.slice(0, MAX_NAMES) }),
        progress: wasRun(context)
          ? judgeProgress(failedBefore(context), { fingerprint, failed_count })
          : progressBeside(context, fingerprint),
      },
    ],
    fingerprints: [...context.fingerprints, fingerprint],
    feedback: { ...feedback, previous_patch_artifact_id: patch_artifact_id },
  };
}

/** Nothing could be run: what was written is no patch. It counts like any attempt that failed. */
export function recordUnusable(event: RefactorEventOf<'draft_unusable'>, context: RefactorContext): Update {
  const { artifact_id, draft_sha256: patch_sha256, fingerprint, problems } = event;
  return {
    ...keepArtifact('draft', artifact_id, context),
    attempts: [
      ...context.attempts,
      {
        number: context.attempt,
        tier: tierName(context),
        verdict: 'unusable',
        fingerprint,
        failed_tests: [],
        failed_count: 0,
        problems: problems.slice(0, MAX_PROBLEMS),
        progress: progressBeside(context, fingerprint),
        patch_artifact_id: artifact_id,
        verification_artifact_id: null,
        patch_sha256,
        lines_added: 0,
        lines_removed: 0,
        excluded: [],
      },
    ],
    fingerprints: [...context.fingerprints, fingerprint],
    feedback: null,
  };
}

/** Beside an attempt whose tests were not run there is no better and no worse. */
function progressBeside({ fingerprints }: RefactorContext, fingerprint: string): Progress {
  const before = fingerprints.at(-1);
  if (before === undefined) return 'first';
  return before === fingerprint ? 'same' : 'different';
}

function wasRun({ attempts }: RefactorContext): boolean {
  return attempts.at(-1)?.verdict !== 'unusable';
}

/** The attempt before, if it failed in the tier that stands. */
function failedBefore({ fingerprints, attempts }: RefactorContext): FailedAttempt | null {
  const fingerprint = fingerprints.at(-1);
  const last = attempts.at(-1);
  return fingerprint === undefined || last === undefined ? null : { fingerprint, failed_count: last.failed_count };
}

function attemptOf(
  context: RefactorContext,
  verification_artifact_id: string | null,
  verdict: AttemptRecord['verdict'],
): AttemptRecord {
  const { facts, artifact_id } = patchOf(context);
  return {
    number: context.attempt,
    tier: tierName(context),
    verdict,
    fingerprint: null,
    failed_tests: [],
    failed_count: 0,
    progress: null,
    patch_artifact_id: artifact_id,
    verification_artifact_id,
    ...facts,
  };
}

function patchOf(context: RefactorContext) {
  const artifact_id = context.artifacts.patch;
  if (context.patch === null || artifact_id === null) throw new Error('a verdict came without a patch');
  return { facts: context.patch, artifact_id };
}

export function tierName({ healing, tier }: RefactorContext): string {
  return healing.tiers[tier]?.name ?? 'builtin';
}
