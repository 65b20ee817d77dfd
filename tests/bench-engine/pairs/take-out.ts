import type { FlagMode, FlagValue } from '@iama/contracts/flag/request';
import type { FlagInput } from '@iama/engine/flag/program/flag-input';
import { readProgram } from '@iama/engine/flag/program/read-program';
import { removeFlag } from '@iama/engine/flag/remove-flag';
import { traceFlag } from '@iama/engine/flag/trace-flag';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import type { FileChange } from '@iama/engine/patch/file-change';
import type { Mark } from '@iama/engine/rewrite/program';
import { removeMarked } from '@iama/engine/rewrite/remove-marked';
import { walk } from '@iama/engine/rewrite/work/walk';
import { linkProgram } from '@iama/engine/syntax/link/link-program';
import type { SyntaxNode } from '@iama/engine/syntax/node';
import { wholeWorkspace } from '../remove-in-memory.ts';
import type { PairStep } from './pair-case.ts';

type Texts = ReadonlyMap<string, string>;

/** What is left of the texts after one step; deleted files are missing. */
export function takeOut(texts: Texts, step: PairStep, mode: FlagMode): Texts {
  const input = wholeWorkspace(texts);
  if ('values' in step) return changed(texts, valuesOut(input, step.values, mode));
  const request = { ...step, mode };
  const traced = traceFlag(input, request, request.key, request.value, mode);
  return changed(texts, removeFlag(input, request, traced).changes);
}

function valuesOut(input: FlagInput, values: Readonly<Record<string, FlagValue>>, mode: FlagMode) {
  const { files } = readProgram(input);
  const marks = new Map<SyntaxNode, Mark>();
  for (const { root, text } of files.values()) {
    walk(root, (node) => {
      const written = text.slice(node.start, node.end);
      const isWrapped = node.children.some(({ start, end }) => start === node.start && end === node.end);
      if (isWrapped || !Object.hasOwn(values, written)) return true;
      marks.set(node, { kind: 'value', value: values[written] ?? null, seed: written });
      return false;
    });
  }
  const links = linkProgram(files, { files: input.texts, paths: input.paths });
  return removeMarked({ files, links, marks, mode }).changes;
}

function changed(texts: Texts, changes: readonly FileChange[]): Texts {
  const results = new Map(texts);
  for (const change of changes) {
    if (change.change === 'delete') results.delete(change.path);
    if (change.change === 'modify') results.set(change.path, applyEdits(texts.get(change.path) ?? '', change.edits));
  }
  return results;
}
