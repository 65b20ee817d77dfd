import { SPEC_LINKS_MAX, SPEC_TEXT_MAX } from '@iama/contracts/job/spec';
import type { Anchor } from '@iama/contracts/job/anchor';
import type { BddItem, SddItem, Spec } from '@iama/contracts/job/spec';
import type { Finding, Kept, PlanAnalysis, PlanLevel } from '@iama/contracts/recipe';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import { anchorItem } from './anchor-item.ts';
import { countOf } from '../text/count-of.ts';
import { planFiles } from './plan-files.ts';
import { suitesReaching } from './suites-reaching.ts';

export interface SpecRequest {
  readonly analysis: {
    readonly plans: readonly PlanAnalysis[];
    readonly test_suites: readonly TestSuite[];
    readonly anchors?: readonly Anchor[] | undefined;
  };
  readonly level: PlanLevel;
  /** 1 for the first; each revision has a token of its own. */
  readonly revision: number;
  readonly revision_token: string;
  /** A change that is read at a glance gets a specification that is, too. */
  readonly small?: boolean;
}

/** Statements a person can still read. Beyond them the item says how many more there are. */
const MAX_FINDINGS_PER_FILE = 8;
const MAX_KEPT = 100;
const MAX_SUITES = 20;
const MAX_CHANGES = 500;

/** The specification of a plan: what will change, what is promised to stay, and the only files a patch may touch. */
export function writeSpec({ analysis, level, revision, revision_token, small = false }: SpecRequest): Spec {
  const plan = analysis.plans.find((candidate) => candidate.level === level);
  if (plan === undefined) throw new Error(`the analysis has no plan for ${level}`);
  const anchored = <Item extends Links>(items: readonly Item[]) =>
    items.map((item) => anchorItem(item, analysis.anchors ?? []));
  return {
    revision,
    revision_token,
    level,
    bdd: anchored(numbered('bdd', behaviours(plan, analysis.test_suites, small).map(bddItem))),
    sdd: anchored([
      ...numbered('change', changes(plan, analysis.test_suites)),
      ...numbered('keep', small ? [NOTHING_ELSE] : keeps(plan)),
    ]),
    allowed_files: planFiles(plan),
    author_id: null,
    approved_at: null,
  };
}

/** Given, when, then, and what they speak of. */
type Behaviour = readonly [given: string, when: string, outcome: string, links?: Partial<Links>];
type Links = Pick<SddItem, 'paths' | 'symbols' | 'test_ids'>;

function bddItem([given, when, outcome, links = {}]: Behaviour): Omit<BddItem, 'id'> {
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the field, and a string: nothing awaits it
  return { given: cut(given), when: cut(when), then: cut(outcome), ...linked(links) };
}

/** Each name once, and no more than the contract lets a person send back. */
function linked({ paths = [], symbols = [], test_ids = [] }: Partial<Links>): Links {
  const some = (names: readonly string[]): string[] => [...new Set(names)].slice(0, SPEC_LINKS_MAX);
  return { paths: some(paths), symbols: some(symbols.filter((name) => name !== '')), test_ids: some(test_ids) };
}

/** What a person cannot send back they cannot keep either, once they change another word of the item. */
function cut(text: string): string {
  return text.length <= SPEC_TEXT_MAX ? text : `${text.slice(0, SPEC_TEXT_MAX - 1).toWellFormed()}…`;
}

function behaviours(plan: PlanAnalysis, suites: readonly TestSuite[], small: boolean): Behaviour[] {
  const wanted = (plan.behaviours ?? []).map(({ given, when, then }): Behaviour => [given, when, then]);
  const items: Behaviour[] = suites.slice(0, MAX_SUITES).map((suite) => [
    `${countOf(suite.test_files, 'test file')} that \`${suite.source}\` runs in ${place(suite.cwd)}`,
    'they run with the change',
    'every case that passes today passes again, and none is missing or newly skipped',
    {
      paths: testsOf(plan).filter((test) => suitesReaching([test], suites).includes(suite.id)),
      test_ids: [suite.id],
    },
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
  if (small) return [...wanted, ...items];
  if (plan.callers > 0) {
    const callers = `${countOf(plan.callers, 'file')} outside the change ${plan.callers === 1 ? 'imports' : 'import'} a changed file`;
    items.push([callers, 'the change is applied', 'none of them is touched', { paths: planFiles(plan) }]);
  }
  items.push([
    'the change was applied and its files were not edited since',
    'it is reverted',
    'every file is byte for byte what it was',
    { paths: planFiles(plan) },
  ]);
  return [...wanted, ...items];
}

function changes(plan: PlanAnalysis, suites: readonly TestSuite[]): Omit<SddItem, 'id'>[] {
  const shown = plan.files.slice(0, MAX_CHANGES).map(({ path, change, new_path, reached_by = [] }) => {
    const findings = plan.findings.filter((finding) => finding.path === path);
    return statement('change', `${headline(path, change, new_path)}${reasons(findings)}`, {
      paths: new_path === null ? [path] : [path, new_path],
      symbols: findings.flatMap(({ symbol }) => symbol ?? []),
      test_ids: suitesReaching(reached_by, suites),
    });
  });
  const more = plan.files.length - shown.length;
  return more > 0
    ? [...shown, statement('change', `${countOf(more, 'more file')} of the list ${more === 1 ? 'is' : 'are'} changed.`)]
    : shown;
}

function statement(kind: SddItem['kind'], text: string, links: Partial<Links> = {}): Omit<SddItem, 'id'> {
  return { kind, statement: cut(text), ...linked(links) };
}

/** The test files that reach a change, as far as the analysis names them. */
function testsOf({ files }: PlanAnalysis): string[] {
  return [...new Set(files.flatMap(({ reached_by = [] }) => reached_by))].toSorted();
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

/** All that a small specification has to promise beside its tests. */
const NOTHING_ELSE = statement('keep', 'Nothing else in this file changes, and no other file is touched.');

function keeps(plan: PlanAnalysis): Omit<SddItem, 'id'>[] {
  const promised = plan.will_not.map((deed) => statement('keep', promise(deed)));
  const kept = plan.kept
    .slice(0, MAX_KEPT)
    .map((item) => statement('keep', keptStatement(item), { paths: [item.path], symbols: [item.symbol ?? ''] }));
  const bound = statement('keep', 'No file outside this list is touched.');
  const more = plan.kept.length - kept.length;
  const rest = more > 0 ? [statement('keep', `${countOf(more, 'more place')} left as found.`)] : [];
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
