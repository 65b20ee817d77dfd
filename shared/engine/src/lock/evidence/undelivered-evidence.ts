import type { Fallback } from '@iama/contracts/job/fallback';
import type { JobHistory } from '@iama/contracts/job/history';
import { Spec } from '@iama/contracts/job/spec';
import type { MissingPart, UndeliveredEvidence } from '@iama/contracts/job/undelivered-evidence';
import { Patch } from '@iama/contracts/patch/patch';
import { TestRun } from '@iama/contracts/test-run/test-run';

/** What a job left behind that stands behind no delivered diff. */
export interface UndeliveredFacts {
  readonly history: JobHistory;
  /** By the names of their files. */
  readonly bodies: ReadonlyMap<string, unknown>;
  readonly fallback: Fallback;
}

export interface Undelivered {
  readonly evidence: UndeliveredEvidence;
  /** Of the newest attempt, also where its verdict is not known. */
  readonly patch: Patch | null;
  readonly baseline: TestRun | null;
  readonly verification: TestRun | null;
}

/** A shape of the contracts. */
interface Shape<Body> {
  safeParse(value: unknown): { readonly data?: Body | undefined };
}

/** What can be said of a job that has delivered nothing, and what cannot. Pure. */
export function undeliveredEvidence({ history, bodies, fallback }: UndeliveredFacts): Undelivered {
  const { job } = history;
  const { attempts, failure } = fallback;
  const last = attempts.at(-1);
  const bodyOf = <Body>(shape: Shape<Body>, fits: (artifact: JobHistory['artifacts'][number]) => boolean) => {
    const file = history.artifacts.findLast((each) => fits(each) && each.file !== null)?.file;
    return file ? (shape.safeParse(bodies.get(file)).data ?? null) : null;
  };
  const newest = bodyOf(Spec, ({ kind }) => kind === 'spec');
  const spec = newest?.approved_at ? newest : null;
  const baseline = bodyOf(TestRun, ({ kind }) => kind === 'baseline_run');
  const patch = bodyOf(Patch, ({ kind, attempt }) => kind === 'patch' && attempt === job.attempt);
  const verification = bodyOf(TestRun, ({ id }) => id === last?.verification_artifact_id);
  const parts = { plan: job.level, specification: spec, baseline, patch, verification };
  const evidence: UndeliveredEvidence = {
    schema_version: 1,
    outcome: 'undelivered',
    state: fallback.state,
    failure,
    actions: fallback.actions,
    recipe_id: job.recipe_id,
    goal: job.goal,
    level: job.level,
    spec_revision: spec?.revision ?? null,
    verdict: last?.verdict === 'regressed' ? 'regressed' : 'unverified',
    missing: missingOf(parts),
    baseline: baseline?.totals ?? null,
    verification: verification?.totals ?? null,
    attempts,
    failures: fallback.failures,
    suite_output: fallback.suite_output,
    ...(baseline?.lock && { lock: baseline.lock }),
    patch_sha256: last?.patch_sha256 ?? null,
    tool_versions: { ...baseline?.tool_versions, ...verification?.tool_versions },
    created_at: job.updated_at,
  };
  return { evidence, patch, baseline, verification };
}

const BECAUSE: Readonly<Record<MissingPart, string>> = {
  plan: 'No plan was chosen.',
  specification: 'No specification was agreed on.',
  baseline: 'No run of the tests on the unchanged code is kept.',
  patch: 'The newest attempt left no diff.',
  verification: 'No run of the tests with the newest diff is kept.',
  sealed_evidence: 'Nothing was delivered, so nothing vouches for a diff.',
};

function missingOf(parts: Readonly<Record<Exclude<MissingPart, 'sealed_evidence'>, unknown>>) {
  const lacking = (Object.keys(parts) as (keyof typeof parts)[]).filter((part) => parts[part] === null);
  return [...lacking, 'sealed_evidence' as const].map((part) => ({ part, because: BECAUSE[part] }));
}
