import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { PlanAnswer, PlannedLevel } from '@iama/contracts/model/plan-answer';
import type { Finding, PlanAnalysis } from '@iama/contracts/recipe';
import { PlanLevel } from '@iama/contracts/recipe';

/** Three plans of a model as plans of the product: its words, and figures that are counted from the workspace. */
export function analyseGoal(answer: PlanAnswer, bundle: ContextBundle): PlanAnalysis[] {
  return PlanLevel.options.flatMap((level) => {
    const plan = answer.plans.find((each) => each.level === level);
    return plan ? [analysisOf(plan, bundle)] : [];
  });
}

function analysisOf(plan: PlannedLevel, bundle: ContextBundle): PlanAnalysis {
  const { level, title, summary, will, will_not, risk, risk_reason, behaviours } = plan;
  const findings = plan.changes.map((change, index) => findingOf(change, level, index, bundle));
  const files = filesOf(plan, bundle);
  const touched = new Set(files.map(({ path }) => path));
  const facts = bundle.files.filter(({ path }) => touched.has(path));
  const callers = new Set(facts.flatMap((file) => file.callers).filter((path) => !touched.has(path)));
  return {
    level,
    title,
    summary,
    will,
    will_not,
    risk,
    risk_reason,
    findings,
    finding_count: findings.length,
    kept: [],
    files,
    symbols: new Set(findings.flatMap(({ path, symbol }) => (symbol === null ? [] : [`${path} ${symbol}`]))).size,
    callers: callers.size,
    tests_reaching: new Set(facts.flatMap(({ reached_by }) => reached_by)).size,
    lines_added: 0,
    lines_removed: 0,
    behaviours,
    ...complexityOf(plan, facts),
  };
}

/** Of files as they are: what a model makes of them is not known yet. Nothing where a client of before did not count. */
function complexityOf({ new_files }: PlannedLevel, facts: ContextBundle['files']): Pick<PlanAnalysis, 'complexity'> {
  if (facts.every(({ complexity }) => complexity === undefined) && new_files.length === 0) return {};
  const counted = facts.flatMap(({ complexity }) => complexity ?? []);
  const before = counted.reduce((sum, each) => sum + each, 0);
  return { complexity: { before, after: null, unread: facts.length - counted.length } };
}

function findingOf(
  { path, symbol, statement }: PlannedLevel['changes'][number],
  level: PlanLevel,
  index: number,
  bundle: ContextBundle,
): Finding {
  const line = lineOf(path, symbol, bundle);
  return { id: `${level}-${index + 1}`, kind: 'goal', path, symbol, line, message: statement, group: null };
}

/** Where the symbol is named first in its file; the file's first line where it is not. */
function lineOf(path: string, symbol: string | null, { slices }: ContextBundle): number {
  const text = slices.find((slice) => slice.path === path && slice.symbol === null)?.text ?? '';
  const name = symbol?.split('.').at(-1) ?? '';
  if (name === '') return 1;
  const at = text.split('\n').findIndex((line) => line.split(/[^\w$]+/).includes(name));
  return Math.max(at, 0) + 1;
}

function filesOf({ changes, new_files, deleted_files }: PlannedLevel, bundle: ContextBundle): PlanAnalysis['files'] {
  const created = new Set(new_files);
  const deleted = new Set(deleted_files);
  const paths = [...new Set([...changes.map(({ path }) => path), ...new_files, ...deleted_files])].toSorted();
  return paths.map((path) => ({
    path,
    change: deleted.has(path) ? 'delete' : created.has(path) ? 'create' : 'modify',
    new_path: null,
    reached_by: bundle.files.find((file) => file.path === path)?.reached_by ?? [],
  }));
}
