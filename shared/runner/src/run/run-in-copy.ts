import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { SuiteRun, TestRun, TestTotals } from '@iama/contracts/test-run/test-run';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { planPatch } from '../apply/plan-patch.ts';
import type { PatchedFile } from '../apply/plan-patch.ts';
import { asDiskError } from '../errors/disk-error.ts';
import { throwIfCancelled } from '../errors/throw-if-cancelled.ts';
import { discoverSuites } from '../tests-discovery/discover-suites.ts';
import { decodeText } from '../workspace/decode-text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { makeRunFolder } from './run-folder.ts';
import { runSuite } from './run-suite.ts';
import { toolVersions } from './tool-versions.ts';

export interface CopyRunRequest {
  readonly workspace: Workspace;
  /** The workspace as read just now: what suites there are is worked out from it, never taken from the wire. */
  readonly tree: SourceTree;
  readonly phase: TestRun['phase'];
  /** Which suites to run, by id. */
  readonly suites: readonly TestSuite[];
  /** Applied to the copy before the run. */
  readonly patch: Patch | null;
  /** For each suite. */
  readonly timeout_ms: number;
  /** Everything that is told of the run goes through it. */
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/**
 * Run test suites in a copy of the workspace and tell what happened, case by case. The workspace is only read. The copy and
 * every process are gone when this returns or throws.
 * Throws WORKSPACE_CHANGED or PATCH_DOES_NOT_APPLY (the patch), DISK_FULL, COPY_FAILED, CANCELLED.
 */
export async function runInCopy(request: CopyRunRequest): Promise<TestRun> {
  const began = performance.now();
  const folder = await makeRunFolder();
  try {
    // Some tests look at the name of the folder they stand in.
    const copy = join(folder.path, request.workspace.name);
    await copyWorkspace(request.workspace, copy, request.signal);
    const tree = request.patch === null ? request.tree : await patchCopy(copy, request.patch, request.tree);
    const found = new Map(discoverSuites(tree).map((each) => [each.suite.id, each]));
    for (const { id, cwd } of request.suites) {
      if (!found.has(id)) discoverSuites(tree, cwd).forEach((each) => found.set(each.suite.id, each));
    }
    const versions = await toolVersions(copy, request.suites);
    const runs: SuiteRun[] = [];
    for (const [index, wanted] of request.suites.entries()) {
      throwIfCancelled(request.signal);
      const discovered = found.get(wanted.id);
      request.progress(`Running ${wanted.source} (${wanted.framework}) in ${wanted.cwd}`);
      const run = discovered
        ? await runSuite({
            discovered,
            index,
            run_folder: folder.path,
            copy,
            workspace: request.workspace.root,
            mark: folder.mark,
            node_major: majorOf(versions['node']),
            timeout_ms: request.timeout_ms,
            gate: request.gate,
            signal: request.signal,
          })
        : vanished(wanted);
      request.progress(sentenceOf(wanted, run));
      runs.push(run);
    }
    return {
      phase: request.phase,
      suites: runs,
      totals: totalsOf(runs),
      duration_ms: Math.round(performance.now() - began),
      tool_versions: versions,
    };
  } catch (error) {
    throw asDiskError(error, 'the copy of the workspace');
  } finally {
    await folder.remove();
  }
}

/** Nobody needs this copy after a crash, so plain writes do. Returns the tree as it is with the patch. */
async function patchCopy(copy: string, patch: Patch, tree: SourceTree): Promise<SourceTree> {
  const planned = await planPatch(copy, patch);
  for (const file of planned) {
    const place = join(copy, file.path);
    if (file.after_bytes === null) await rm(place);
    else {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, file.after_bytes, { mode: file.after?.mode ?? 0o644 });
    }
  }
  return patchedTree(tree, planned);
}

function patchedTree(tree: SourceTree, planned: readonly PatchedFile[]): SourceTree {
  const files = new Map(tree.files);
  const paths = new Set(tree.paths);
  for (const { path, after_bytes: bytes } of planned) {
    files.delete(path);
    paths.delete(path);
    if (bytes === null) continue;
    paths.add(path);
    const decoded = decodeText(bytes);
    if (decoded.ok) files.set(path, decoded.text);
  }
  return { files, paths };
}

function vanished(suite: TestSuite): SuiteRun {
  return {
    suite_id: suite.id,
    framework: suite.framework,
    command: suite.command,
    outcome: 'crashed',
    exit_code: null,
    signal: null,
    duration_ms: 0,
    cases: [],
    output_tail: `The repository no longer has this suite (${suite.source} in ${suite.cwd}).`,
  };
}

function totalsOf(runs: readonly SuiteRun[]): TestTotals {
  const cases = runs.flatMap((run) => run.cases);
  const count = (...statuses: readonly string[]): number =>
    cases.filter((each) => statuses.includes(each.status)).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped', 'todo') };
}

function sentenceOf(suite: TestSuite, run: SuiteRun): string {
  const count = (status: string): number => run.cases.filter((each) => each.status === status).length;
  const seconds = (run.duration_ms / 1000).toFixed(1);
  return `${suite.source} (${suite.framework}) ${run.outcome}: ${count('passed')} passed, ${count('failed')} failed, ${seconds} s`;
}

function majorOf(version: string | undefined): number | null {
  const major = Number.parseInt(version?.replace(/^v/, '') ?? '', 10);
  return Number.isNaN(major) ? null : major;
}
