import type { ContextBundle, ContextFile } from '@iama/contracts/model/context-bundle';
import type { TaskPayload, TaskResult } from '@iama/contracts/task/payload';
import type { Target } from '@iama/contracts/workspace/target';
import { buildContext } from '@iama/engine/context/build-context';
import type { ContextIndex } from '@iama/engine/context/context-index';
import { isTest } from '@iama/engine/context/is-test';
import { indexSymbols } from '@iama/engine/edit/symbol/index-symbols';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { complexityOf } from '@iama/engine/syntax/complexity-of';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { ContextFiles } from '../context/context-files.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { usableSuites } from '../tests-discovery/usable-suites.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { readVcsState } from '../workspace/read-vcs-state.ts';
import { sha256 } from '../workspace/sha256.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { anchorsIn } from './anchors-in.ts';
import { requireTarget } from './characterize.ts';
import { targetFiles } from './target-files.ts';

type Payload = Extract<TaskPayload, { kind: 'collect_context' }>;

const MOST = { slices: 2000, omitted: 2000, files: 500, symbols: 500, callers: 200, tests: 50, skipped: 500 };

/** What a model is shown of a goal's target, with every secret a placeholder, and who stands on each file. Changes nothing. */
export async function collectGoal(
  workspace: Workspace,
  read: WorkspaceTree,
  payload: Payload & { readonly context_budget: number },
  gate: SecretGate,
): Promise<TaskResult> {
  const { target, context_budget: budget } = payload;
  requireTarget(read, target);
  const [{ usable }, vcs, { index }] = await Promise.all([
    usableSuites(workspace.root, read.tree, target.path),
    readVcsState(workspace),
    new ContextFiles(workspace).refresh(),
  ]);
  const context = bundleOf(index, read, target, budget, gate);
  return {
    kind: 'collect_context',
    head_commit: vcs?.head ?? null,
    files: { total: read.tree.paths.size, read: read.tree.files.size },
    skipped: read.unreadable.filter(({ path }) => isInTarget(target, path)).slice(0, MOST.skipped),
    plans: [],
    test_suites: [...usable],
    target_files: targetFiles(read, target),
    // Whatever a model may plan to change.
    anchors: anchorsIn(
      read,
      context.files.map(({ path }) => path),
    ),
    context,
  };
}

function bundleOf(
  index: ContextIndex,
  read: WorkspaceTree,
  target: Target,
  budget: number,
  gate: SecretGate,
): ContextBundle {
  // Edits are tried on whole files; that only one symbol of them is meant, the question says.
  const shown: Target = target.kind === 'symbol' ? { kind: 'file', path: target.path } : target;
  const files = [...index.paths].filter((path) => isInTarget(shown, path) && languageOfPath(path) !== null).toSorted();
  if (files.length === 0)
    throw new RunnerError('TARGET_NOT_FOUND', `There is no source code at ${target.path}.`, 'Name another target.');
  const outcome = buildContext({ index, target: shown, files, budget });
  if (!outcome.ok) {
    throw new RunnerError(
      'CONTEXT_SIZE_EXCEEDED',
      `${target.path} takes ${outcome.tokens} tokens, and there is room for ${budget}.`,
      'Name a smaller target: a file of that folder, or a symbol of that file.',
      [target.path],
    );
  }
  const { slices, omitted, tokens, confidence } = outcome.context;
  const masked = slices.slice(0, MOST.slices).map((slice) => {
    const text = gate.mask(slice.text);
    return { ...slice, text, sha256: hashOf(slice.text), masked_sha256: hashOf(text) };
  });
  return {
    slices: masked,
    omitted: omitted.slice(0, MOST.omitted),
    tokens,
    budget,
    confidence,
    placeholders: Object.fromEntries(gate.counts),
    files: editable(
      index,
      read,
      files,
      slices.flatMap(({ path, symbol, form }) => (symbol === null && form === 'whole' ? [path] : [])),
    ),
  };
}

/** Files that a model sees whole may change, the target's first; tests may not. */
function editable(
  index: ContextIndex,
  read: WorkspaceTree,
  target: readonly string[],
  whole: readonly string[],
): ContextFile[] {
  const paths = [...new Set([...target, ...whole])].filter((path) => whole.includes(path) && !isTest(path));
  return paths.slice(0, MOST.files).flatMap((path) => {
    const hash = read.hashes.get(path);
    if (hash === undefined) return [];
    const text = index.textOf(path) ?? '';
    const callers = index.importersOf(path).filter((from) => from !== path);
    return [
      {
        path,
        sha256: hash,
        symbols: symbolsOf(path, text).slice(0, MOST.symbols),
        callers: callers.filter((from) => !isTest(from)).slice(0, MOST.callers),
        reached_by: testsReaching(index, path).slice(0, MOST.tests),
        complexity: complexityOf(path, text),
      },
    ];
  });
}

function symbolsOf(path: string, text: string): string[] {
  const indexed = indexSymbols(path, text);
  return indexed.ok ? [...new Set(indexed.symbols.map(({ name }) => name))] : [];
}

/** Tests from which imports lead to the file, by whatever way. */
function testsReaching(index: ContextIndex, path: string): string[] {
  const seen = new Set([path]);
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const from of index.importersOf(next)) {
      if (seen.has(from)) continue;
      seen.add(from);
      if (!isTest(from)) open.push(from);
    }
  }
  return [...seen].filter(isTest).toSorted();
}

function hashOf(text: string): string {
  return sha256(Buffer.from(text));
}
