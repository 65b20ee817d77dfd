import type { AnalysisReport } from '@iama/contracts/job/analysis-report';
import type { PlanAnalysis } from '@iama/contracts/recipe';
import type { TestSuite } from '@iama/contracts/test-run/suite';

export interface ReportFacts {
  readonly analysis: {
    readonly head_commit: string | null;
    readonly files: { readonly total: number; readonly read: number };
    readonly skipped: readonly unknown[];
    readonly plans: readonly PlanAnalysis[];
    readonly test_suites: readonly TestSuite[];
  };
  readonly created_at: string;
}

const MOST_FILES = 500;

/** The figures of the three plans, file by file. */
export function reportAnalysis({ analysis, created_at }: ReportFacts): AnalysisReport {
  const { head_commit, files, skipped, plans, test_suites } = analysis;
  return {
    schema_version: 1,
    head_commit,
    files: { ...files, skipped: skipped.length },
    plans: plans.map(planOf),
    changed_files: changedFiles(plans).slice(0, MOST_FILES),
    test_suites: test_suites.map(({ id, framework, test_files }) => ({ id, framework, test_files })),
    created_at,
  };
}

function planOf(plan: PlanAnalysis): AnalysisReport['plans'][number] {
  const { level, title, risk, risk_reason, symbols, callers, tests_reaching, files } = plan;
  const tested = files.filter(({ reached_by = [] }) => reached_by.length > 0).length;
  const tested_share = files.length === 0 ? null : tested / files.length;
  return { level, title, risk, risk_reason, files: files.length, symbols, callers, tests_reaching, tested_share };
}

function changedFiles(plans: readonly PlanAnalysis[]): AnalysisReport['changed_files'] {
  const paths = new Set(plans.flatMap(({ files }) => files.map(({ path }) => path)));
  const rows = [...paths].map((path) => {
    const touching = plans.filter(({ files }) => files.some((file) => file.path === path));
    const findings = touching.map((plan) => plan.findings.filter((finding) => finding.path === path).length);
    const tests = touching.flatMap(({ files }) => files.find((file) => file.path === path)?.reached_by ?? []);
    return {
      path,
      levels: touching.map(({ level }) => level),
      findings: Math.max(0, ...findings),
      tests_reaching: new Set(tests).size,
    };
  });
  return rows.toSorted(
    (a, b) =>
      Number(a.tests_reaching > 0) - Number(b.tests_reaching > 0) ||
      b.findings - a.findings ||
      (a.path < b.path ? -1 : 1),
  );
}
