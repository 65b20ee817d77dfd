import { WorkspacePath } from '@iama/contracts/primitives';
import type { PreflightReason, PreflightReasonCode } from '@iama/contracts/workspace/preflight';
import type { ExecutionMode } from '@iama/contracts/job/job';
import type { Target } from '@iama/contracts/workspace/target';
import type { ContainerProblem } from '../sandbox/container-problem.ts';
import type { UsableSuites } from '../tests-discovery/usable-suites.ts';
import { isSupportedSource } from './file-kinds.ts';
import type { VcsState } from './read-vcs-state.ts';
import { isInTarget } from './target-paths.ts';

/** Everything a verdict is made from. */
export interface PreflightFacts {
  readonly target: Target;
  readonly workspace_name: string;
  readonly paths: ReadonlySet<string>;
  readonly readable: ReadonlyMap<string, string>;
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** Names in the target's file, null when the target is no symbol. */
  readonly target_symbols: readonly string[] | null;
  readonly vcs: VcsState | null;
  readonly suites: UsableSuites;
  /** Folders of packages that have dependencies and no `node_modules`. */
  readonly dependencies_missing: readonly string[];
  readonly execution_mode: ExecutionMode;
  /** On this machine, tests reach no network and write to their copy only. */
  readonly held_in: boolean;
  readonly container_problem: ContainerProblem | null;
  readonly store_problem: string | null;
}

/** More files than this are not read in seconds any more. */
const MOST_FILES = 100_000;

/** Every reason, worst first. Pure. */
export function preflightReasons(facts: PreflightFacts): readonly PreflightReason[] {
  const reasons = [...aboutTarget(facts), ...aboutVcs(facts), ...aboutTests(facts), ...aboutMachine(facts)];
  const rank = { blocked: 0, caution: 1, info: 2 } as const;
  return reasons.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

function aboutTarget({
  target,
  paths,
  readable,
  unreadable,
  target_symbols: symbols,
}: PreflightFacts): PreflightReason[] {
  const inside = [...paths].filter((path) => isInTarget(target, path));
  if (inside.length === 0) {
    return [
      blocked(
        'TARGET_NOT_FOUND',
        `There are no files at ${target.path}, or git ignores them.`,
        'Choose another target.',
      ),
    ];
  }
  const sources = inside.filter((path) => isSupportedSource(path) && readable.has(path));
  const reasons: PreflightReason[] = [];
  if (sources.length === 0) {
    const lost = unreadable.find(({ path }) => isInTarget(target, path) && isSupportedSource(path));
    const why = lost ? ` ${lost.path} was left out: ${lost.reason}` : '';
    reasons.push(
      blocked(
        'NO_SUPPORTED_FILES',
        `${target.path} holds no JavaScript or TypeScript that can be read.${why}`,
        'Choose a target with such files.',
      ),
    );
  }
  if (target.kind === 'symbol' && symbols !== null && !symbols.includes(target.symbol)) {
    const known = symbols.slice(0, 8).join(', ');
    reasons.push(
      blocked(
        'SYMBOL_NOT_FOUND',
        `${target.path} has no symbol ${target.symbol}.`,
        known ? `It has ${known}.` : 'Choose the file itself.',
      ),
    );
  }
  return reasons;
}

function aboutVcs({ target, vcs }: PreflightFacts): PreflightReason[] {
  if (vcs === null) return [];
  const reasons: PreflightReason[] = [];
  if (vcs.unmerged.length > 0) {
    reasons.push(
      blocked(
        'UNMERGED_PATHS',
        `${count(vcs.unmerged, 'file has', 'files have')} merge conflicts.`,
        'Resolve the conflicts first.',
        vcs.unmerged,
      ),
    );
  }
  if (vcs.operation !== null) {
    reasons.push(
      caution(
        'OPERATION_IN_PROGRESS',
        `A ${vcs.operation} is in progress.`,
        `Finish or abort it first (git ${vcs.operation} --abort), so that the change can be told apart.`,
      ),
    );
  }
  if (vcs.head === null) {
    reasons.push(
      caution(
        'NO_COMMITS',
        'The repository has no commit yet.',
        'Commit once, so that git can show what a change did.',
      ),
    );
    return reasons;
  }
  const dirty = vcs.dirty.filter((path) => isInTarget(target, path));
  const others = vcs.dirty.length - dirty.length;
  if (dirty.length > 0) {
    const message = `${count(dirty, 'file', 'files')} in the target ${dirty.length === 1 ? 'has' : 'have'} uncommitted changes; they are refactored as they are now.`;
    reasons.push(
      caution('DIRTY_WORKING_TREE', message, 'Commit or stash them first to review the two changes apart.', dirty),
    );
  } else if (others > 0) {
    const message = `${count(vcs.dirty, 'file', 'files')} outside the target ${others === 1 ? 'has' : 'have'} uncommitted changes.`;
    reasons.push(info('DIRTY_WORKING_TREE', message, 'Nothing to do; they are tested as they are now.', vcs.dirty));
  }
  return reasons;
}

function aboutTests({ suites, dependencies_missing: lacking }: PreflightFacts): PreflightReason[] {
  const reasons: PreflightReason[] = [];
  const declared = suites.usable.length + suites.missing.length;
  if (lacking.length > 0) {
    const where = lacking.includes('.') ? '' : ` in ${lacking.slice(0, 5).join(', ')}`;
    const make = declared > 0 ? blocked : caution;
    reasons.push(
      make(
        'DEPENDENCIES_MISSING',
        `The dependencies are not installed${where}.`,
        'Run npm ci (or your package manager’s install) there, then start again.',
        lacking,
      ),
    );
  }
  if (declared === 0) {
    reasons.push(
      caution(
        'NO_TESTS_FOUND',
        'No tests were found, so nothing can show that behaviour stays the same.',
        'Add a test script to package.json, or accept a result without evidence (--allow-untested).',
      ),
    );
  }
  for (const { suite, tool, next } of suites.missing) {
    if (lacking.includes(suite.cwd) || lacking.includes('.')) continue;
    const message = `${suite.source} in ${suite.cwd} needs ${tool}, which is not installed.`;
    reasons.push(
      suites.usable.length === 0
        ? blocked('TEST_TOOL_MISSING', message, next)
        : caution('TEST_TOOL_MISSING', `${message} It is left out.`, next),
    );
  }
  return reasons;
}

function aboutMachine({
  paths,
  suites,
  execution_mode,
  held_in,
  vcs,
  container_problem: container,
  store_problem: problem,
  workspace_name: name,
}: PreflightFacts): PreflightReason[] {
  const reasons: PreflightReason[] = [];
  if (paths.size > MOST_FILES) {
    reasons.push(
      blocked(
        'WORKSPACE_TOO_LARGE',
        `${name} has ${paths.size} files; at most ${MOST_FILES} are read.`,
        'Ignore generated files in .gitignore, or use a smaller checkout.',
      ),
    );
  }
  if (problem !== null) {
    reasons.push(
      blocked(
        'SNAPSHOT_STORE_UNWRITABLE',
        `Snapshots cannot be kept: ${problem}.`,
        'Free some space there, or set IAMA_HOME to another folder, outside the repository and writable.',
      ),
    );
  }
  if (container !== null) reasons.push(blocked(container.code, container.message, container.next));
  if (suites.usable.length > 0 && execution_mode === 'LOCAL_DOCKER' && container === null) {
    reasons.push(
      info(
        'CONTAINER_EXECUTION',
        'Tests run in a container without a network, in a copy of the repository.',
        'What needs the network, or programs that its image lacks, fails before and after the edit alike.',
      ),
    );
  }
  if (suites.usable.length > 0 && execution_mode === 'LOCAL_NATIVE') {
    if (!held_in && (vcs === null || vcs.head === null || vcs.dirty.length > 0)) {
      reasons.push(
        blocked(
          'LOCAL_NATIVE_NO_VCS_CHECKPOINT',
          'Tests would run with your rights, and git could not bring back what they might do to your files.',
          'Commit or stash your changes first; or let the tests be held in (`iama doctor` shows what holds here).',
        ),
      );
    }
    reasons.push(
      (held_in ? info : caution)(
        'NATIVE_EXECUTION',
        held_in
          ? 'Tests run on this machine in a copy of the repository, without a network and with no way to write elsewhere.'
          : 'Tests run on this machine in a copy of the repository, with your rights and your network.',
        held_in
          ? 'What needs the network fails before and after the edit alike; `--unconfined` or the setting `iama.tests.unconfined` lets it.'
          : 'Go on only if you would run this repository’s tests yourself.',
      ),
    );
  }
  return reasons;
}

function count(items: readonly unknown[], one: string, many: string): string {
  return `${items.length} ${items.length === 1 ? one : many}`;
}

type Make = (code: PreflightReasonCode, message: string, next: string, paths?: readonly string[]) => PreflightReason;

const reason =
  (severity: PreflightReason['severity']): Make =>
  (code, message, next, paths = []) => ({
    code,
    severity,
    message,
    next,
    paths: paths.filter((path) => WorkspacePath.safeParse(path).success).slice(0, 50),
  });

const blocked = reason('blocked');
const caution = reason('caution');
const info = reason('info');
