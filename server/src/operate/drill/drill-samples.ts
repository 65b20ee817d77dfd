import type { CreateJob } from '@iama/contracts/job/job';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { TaskOutcome } from '@iama/contracts/task/task';

/** What a client would send of a small workspace that exists nowhere. */

const SHA256 = 'a'.repeat(64);
const PATH = 'src/drill.js';
const TEXT = 'function unused() {}\n';

export const DRILL_JOB: Omit<CreateJob, 'project_id'> = {
  kind: 'refactor',
  recipe_id: 'unused-code',
  target: { kind: 'file', path: PATH },
  execution_mode: 'LOCAL_NATIVE',
  preflight: {
    verdict: 'safe',
    reasons: [],
    workspace_name: 'drill',
    vcs: { kind: 'git', head: null, branch: null, dirty_files: 0 },
    files: { total: 1, supported: 1 },
    test_suites: [],
  },
  acknowledged: [],
  allow_unverified: false,
  test_timeout_ms: 60_000,
};

/** The target was read, and something could be done at each level. */
export function collected(for_goal: boolean): TaskOutcome {
  const levels: PlanLevel[] = for_goal ? [] : ['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'];
  return {
    status: 'completed',
    result: {
      kind: 'collect_context',
      head_commit: null,
      files: { total: 1, read: 1 },
      skipped: [],
      plans: levels.map(planAt),
      test_suites: [],
      ...(for_goal ? { context: CONTEXT } : {}),
    },
  };
}

function planAt(level: PlanLevel) {
  const finding = {
    id: `${PATH}#unused`,
    kind: 'unused_function',
    path: PATH,
    symbol: 'unused',
    line: 1,
    message: 'Nobody calls it.',
    group: null,
  } as const;
  return {
    level,
    title: 'Drill',
    summary: 'A kill switch is being drilled.',
    will: ['nothing'],
    will_not: [],
    risk: 'low' as const,
    risk_reason: 'Nothing is changed.',
    findings: [finding],
    finding_count: 1,
    kept: [],
    files: [{ path: PATH, change: 'modify' as const, new_path: null }],
    symbols: 1,
    callers: 0,
    tests_reaching: 0,
    lines_added: 0,
    lines_removed: 1,
  };
}

const CONTEXT = {
  slices: [
    {
      path: PATH,
      symbol: null,
      role: 'target' as const,
      form: 'whole' as const,
      line: 1,
      text: TEXT,
      tokens: 6,
      reason: 'It is the target.',
      sha256: SHA256,
      masked_sha256: SHA256,
    },
  ],
  omitted: [],
  tokens: 6,
  budget: 1000,
  confidence: {
    score: 100,
    parse_rate: 1,
    symbol_rate: 1,
    snippet_completeness: 1,
    mode: 'EXACT_SEARCH_REPLACE' as const,
  },
  placeholders: {},
  files: [{ path: PATH, sha256: SHA256, symbols: ['unused'], callers: [], reached_by: [] }],
};
