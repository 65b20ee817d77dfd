import type { AttemptSummary, Evidence, LockCard } from '@iama/contracts/job/evidence';
import type { ModelCost } from '@iama/contracts/model/model-cost';
import type { Review } from '@iama/contracts/job/review';
import type { PlanLevel, RecipeId } from '@iama/contracts/recipe';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { isOfModelTests } from '@iama/contracts/test-run/written-tests';
import type { WrittenTests } from '@iama/contracts/test-run/written-tests';
import { clauseTests } from '../test-run/clause-tests.ts';
import { compareRuns } from '../test-run/compare-runs.ts';
import { leftOut } from '../test-run/left-out.ts';
import { netOf } from '../test-run/net-of.ts';
import { totalsOf } from '../test-run/totals-of.ts';

export interface EvidenceFacts {
  readonly recipe_id: RecipeId;
  readonly level: PlanLevel;
  readonly spec_revision: number;
  /** What was agreed to, and by whom; absent in jobs from before that was kept. */
  readonly spec?: Evidence['spec'];
  /** Null when no test was found and the person allowed a result without. */
  readonly baseline: TestRun | null;
  readonly verification: TestRun | null;
  readonly quarantined: readonly string[];
  /** Old name → new name of files the delivered patch renames. */
  readonly renames: ReadonlyMap<string, string>;
  /** Every attempt of the job, oldest first; the last one is delivered. */
  readonly attempts: readonly AttemptSummary[];
  /** What a person sent back before this diff, oldest first. */
  readonly reviews: readonly Review[];
  readonly created_at: string;
  /** What models had to do with it; absent where none was asked. */
  readonly goal?: string | undefined;
  readonly models?: ModelCost | undefined;
  /** How behaviour was to be pinned; absent in jobs that pinned nothing. */
  readonly lock?: Pick<LockCard, 'threshold' | 'strength' | 'accepted_weak' | 'mode' | 'accepted_black_box'> | null;
  /** Tests that a model wrote; absent where none was asked. */
  readonly written_tests?: { readonly tests: WrittenTests; readonly clauses_total: number } | null;
}

/**
 * What stands behind a delivered diff, computed from the two runs once more. Throws when they do not support a delivery:
 * evidence that contradicts itself must never leave the house.
 */
export function assembleEvidence(facts: EvidenceFacts): Evidence {
  const { recipe_id, level, spec_revision, baseline, verification, quarantined, attempts, reviews, created_at } = facts;
  const delivered = attempts.at(-1);
  if (delivered === undefined) throw new Error('there is no attempt to give evidence of');
  const runs = { baseline: baseline && netOf(baseline), verification: verification && netOf(verification) };
  const { verdict, test_changes, failed_tests } = compareRuns({ ...facts, ...runs });
  if (verdict !== delivered.verdict || verdict === 'regressed') {
    const said = `attempt ${delivered.number} was ${delivered.verdict}`;
    throw new Error(`${said}, but its runs say ${verdict} (${failed_tests.slice(0, 5).join(', ')})`);
  }
  if (baseline?.lock?.black_box && !facts.lock?.accepted_black_box)
    throw new Error(`attempt ${delivered.number} stands on a black box that nobody has agreed to`);
  const [breach] = verification?.breaches ?? [];
  if (breach) throw new Error(`attempt ${delivered.number} tampers with the tests: ${breach.name} in ${breach.place}`);
  return {
    schema_version: 1,
    recipe_id,
    level,
    spec_revision,
    ...(facts.spec && { spec: facts.spec }),
    verdict,
    baseline: baseline?.totals ?? null,
    verification: verification?.totals ?? null,
    test_changes: [...test_changes],
    quarantined: [...quarantined].toSorted(),
    attempts: attempts.map(summaryOf),
    ...lockCard(facts),
    ...(reviews.length > 0 && { reviews: reviews.map(told) }),
    ...(facts.goal !== undefined && { goal: facts.goal }),
    ...(facts.models && { models: facts.models }),
    patch_sha256: delivered.patch_sha256,
    tool_versions: { ...baseline?.tool_versions, ...verification?.tool_versions },
    created_at,
  };
}

function told({ attempt, rejected_hunk_ids, comments }: Review): NonNullable<Evidence['reviews']>[number] {
  return { attempt, rejected_hunks: rejected_hunk_ids.length, comments };
}

/** What the written tests said, and all that the baseline's lock has told. */
function lockCard({ baseline, verification, lock, written_tests, quarantined }: EvidenceFacts): Pick<Evidence, 'lock'> {
  if (!lock || !baseline?.lock) return {};
  const before = totalsOf(writtenRuns(baseline, false));
  const after = totalsOf(writtenRuns(verification, false));
  const model_tests = written_tests && modelTests(written_tests, baseline, verification, quarantined);
  return { lock: { ...baseline.lock, ...lock, before, after, ...(model_tests && { model_tests }) } };
}

function modelTests(
  { tests, clauses_total }: NonNullable<EvidenceFacts['written_tests']>,
  baseline: TestRun,
  verification: TestRun | null,
  quarantined: readonly string[],
): LockCard['model_tests'] {
  return {
    before: totalsOf(writtenRuns(baseline, true)),
    after: totalsOf(writtenRuns(verification, true)),
    clauses: clauseTests(tests, compared(baseline, quarantined)),
    clauses_total,
    refused: [...tests.refused, ...(baseline.lock?.by_model?.not_run ?? [])],
    none_because: tests.none_because,
  };
}

/** A test that was left out is compared with nothing and holds no clause; that one was set aside is told of it. */
function compared({ lock, characterization = [] }: TestRun, quarantined: readonly string[]) {
  const set_aside = new Set(lock?.flaky.map(({ test_id }) => test_id));
  const isLeftOut = leftOut(quarantined);
  const left = characterization.map((suite) => ({
    ...suite,
    cases: suite.cases.filter(({ id }) => set_aside.has(id) || !isLeftOut(suite.suite_id, id)),
  }));
  return { characterization: left, ...(lock && { lock }) };
}

function writtenRuns(run: TestRun | null, by_model: boolean): Pick<TestRun, 'suites'> {
  return { suites: (run?.characterization ?? []).filter(({ suite_id }) => isOfModelTests(suite_id) === by_model) };
}

/** Records of a job carry more than the evidence says. */
function summaryOf(attempt: AttemptSummary): AttemptSummary {
  const { number, verdict, fingerprint, failed_tests, excluded, patch_sha256, lines_added, lines_removed } = attempt;
  const { breaches, problems, timed_out } = attempt;
  return {
    number,
    verdict,
    fingerprint,
    failed_tests,
    excluded,
    patch_sha256,
    lines_added,
    lines_removed,
    ...(timed_out && { timed_out }),
    ...(problems && { problems }),
    ...(breaches && { breaches }),
  };
}
