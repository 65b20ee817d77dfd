import { createHash } from 'node:crypto';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import type { Finding } from '@iama/contracts/recipe';
import type { TaskResult } from '@iama/contracts/task/payload';
import { applyEditSet } from '@iama/engine/edit/apply-edit-set';
import { RunnerError } from '../errors/runner-error.ts';
import { encodeText } from '../workspace/encode-text.ts';
import type { WorkspaceTree } from '../workspace/read-tree.ts';
import { TaskRefusal } from './task-refusal.ts';

/**
 * The patch that a model's edits mean on the files as they are, secrets in place again. They were tried on the masked text before;
 * whatever does not fit here is a file that changed since. Nothing is written.
 */
export function placeDraft(read: WorkspaceTree, edits: PatchEditSet): TaskResult {
  const encode = (path: string, text: string): Uint8Array => encodeText(text, read.boms.has(path));
  const outcome = applyEditSet(read.tree, edits, encode);
  if (!outcome.ok) {
    const stale = outcome.refusals.filter(({ code }) => code === 'BASE_STALE');
    const words = outcome.refusals.map(({ message }) => message).join(' ');
    if (stale.length > 0) {
      const paths = stale.map(({ path }) => path);
      throw new RunnerError('WORKSPACE_CHANGED', words, 'Start the job again on the files as they are now.', paths);
    }
    throw new TaskRefusal({ code: 'PATCH_DOES_NOT_APPLY', message: words.slice(0, 8000), retryable: false });
  }
  const { patch } = outcome;
  return {
    kind: 'run_recipe',
    patch,
    patch_sha256: createHash('sha256').update(JSON.stringify(patch)).digest('hex'),
    findings: findingsOf(patch),
    kept: [],
    excluded: [],
  };
}

/** A hunk of a model's is what a person accepts or rejects; its edits have names of their own. */
function findingsOf({ files }: Patch): Finding[] {
  const ids = new Map<string, Finding>();
  for (const { path, hunks } of files) {
    for (const { finding_ids, new_start } of hunks) {
      for (const id of finding_ids)
        ids.set(id, { id, kind: 'goal', path, symbol: null, line: Math.max(1, new_start), message: id, group: null });
    }
  }
  return [...ids.values()];
}
