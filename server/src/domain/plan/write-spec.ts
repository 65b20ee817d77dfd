import type { BddItem, SddItem, Spec } from '@iama/contracts/job/spec';
import type { Finding, Kept, PlanAnalysis, PlanLevel } from '@iama/contracts/recipe';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import { countOf } from '../text/count-of.ts';

export interface SpecRequest {
  readonly analysis: { readonly plans: readonly PlanAnalysis[]; readonly test_suites: readonly TestSuite[] };
  readonly level: PlanLevel;
  /** 1 for the first; each revision has a token of its own. */
  readonly revision: number;
  readonly revision_token: string;
}

/** Statements a person can still read. Beyond them the item says how many more there are. */
const MAX_FINDINGS_PER_FILE = 8;
const MAX_KEPT = 100;
const MAX_SUITES = 20;

/** The specification of a plan: what will change, what is promised to stay, and the only files a patch may touch. */
export function writeSpec({ analysis, level, revision, revision_token }: SpecRequest): Spec {
  const plan = analysis.plans.find((candidate) => candidate.level === level);
  if (plan === undefined) throw new Error(`the analysis has no plan for ${level}`);
  return {
    revision,
    revision_token,
    level,
    bdd: numbered('bdd', behaviours(plan, analysis.test_suites).map(bddItem)),
    sdd: [...numbered('change', changes(plan)), ...numbered('keep', keeps(plan))],
    allowed_files: allowedFiles(plan),
    approved_at: null,
  };
}

/** Both names of a rename: the old one is removed, the new one is written. */
function allowedFiles({ files }: PlanAnalysis): string[] {
  const paths = files.flatMap(({ path, new_path }) => (new_path === null ? [path] : [path, new_path]));
  return [...new Set(paths)].toSorted();
}

/** Given, when, then. */
type Behaviour = readonly [given: string, when: string, outcome: string];

function bddItem([given, when, outcome]: Behaviour): Omit<BddItem, 'id'> {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the field, and a string: nothing awaits it
  return { given, when, then: outcome };
}

function behaviours(plan: PlanAnalysis, suites: readonly TestSuite[]): Behaviour[] {
  const items: Behaviour[] = suites
    .slice(0, MAX_SUITES)
    .map((suite) => [
      `${countOf(suite.test_files, 'test file')} that \`${suite.source}\` runs in ${place(suite.cwd)}`,
      'they run with the change',
      'every case that passes today passes again, and none is missing or newly skipped',
    ]);
  if (suites.length > MAX_SUITES) {
    const more = countOf(suites.length - MAX_SUITES, 'more test suite');
    items.push([more, 'they run with the change', 'the same holds for them']);
  }
  if (suites.length === 0) {
    items.push([
      'no test was found in this workspace',
      'the change is made',
      'its evidence says that nothing was proved',
    ]);
  }
  if (plan.callers > 0) {
    const callers = `${countOf(plan.callers, 'file')} outside the change ${plan.callers === 1 ? 'imports' : 'import'} a changed file`;
    items.push([callers, 'the change is applied', 'none of them is touched']);
  }
  items.push([
    'the change was applied and its files were not edited since',
    'it is reverted',
    'every file is byte for byte what it was',
  ]);
  return items;
}

function changes(plan: PlanAnalysis): Omit<SddItem, 'id'>[] {
  return plan.files.map(({ path, change, new_path }) => ({
    kind: 'change',
    statement: `${headline(path, change, new_path)}${reasons(plan.findings.filter((finding) => finding.path === path))}`,
    paths: new_path === null ? [path] : [path, new_path],
  }));
}

function headline(path: string, change: PlanAnalysis['files'][number]['change'], new_path: string | null): string {
  if (change === 'create') return `${path} is created`;
  if (change === 'delete') return `${path} is deleted`;
  if (change === 'rename') return `${path} becomes ${new_path ?? 'another file'}`;
  return `${path} is edited`;
}

function reasons(findings: readonly Finding[]): string {
  if (findings.length === 0) return '.';
  const shown = findings
    .slice(0, MAX_FINDINGS_PER_FILE)
    .map(({ message, line }) => `${trimStop(message)} (line ${line})`);
  const more = findings.length - shown.length;
  return `: ${shown.join('; ')}${more > 0 ? `; and ${more} more of this kind` : ''}.`;
}

function keeps(plan: PlanAnalysis): Omit<SddItem, 'id'>[] {
  const promised = plan.will_not.map((deed) => ({ kind: 'keep' as const, statement: promise(deed), paths: [] }));
  const kept = plan.kept.slice(0, MAX_KEPT).map((item) => ({
    kind: 'keep' as const,
    statement: keptStatement(item),
    paths: [item.path],
  }));
  const bound = { kind: 'keep' as const, statement: 'No file outside this list is touched.', paths: [] };
  const more = plan.kept.length - kept.length;
  const rest =
    more > 0 ? [{ kind: 'keep' as const, statement: `${countOf(more, 'more place')} left as found.`, paths: [] }] : [];
  return [...promised, ...kept, ...rest, bound];
}

/** `will_not` says what is not done, as a deed: "Change what any file exports." */
function promise(deed: string): string {
  return `It will not ${deed.charAt(0).toLowerCase()}${trimStop(deed.slice(1))}.`;
}

function keptStatement({ path, line, symbol, reason }: Kept): string {
  const where = line === null ? path : `${path}:${line}`;
  return `${symbol === null ? where : `${symbol} (${where})`} stays: ${trimStop(reason)}.`;
}

function numbered<Item extends object>(prefix: string, items: readonly Item[]): (Item & { id: string })[] {
  return items.map((item, index) => ({ id: `${prefix}-${index + 1}`, ...item }));
}

function place(cwd: string): string {
  return cwd === '.' ? 'the workspace' : cwd;
}

function trimStop(text: string): string {
  return text.replace(/\.\s*$/, '');
}
