import type { Target } from '@iama/contracts/workspace/target';
import { buildContext } from '@iama/engine/context/build-context';
import type { Context, Slice } from '@iama/engine/context/slice';
import { languageOfPath } from '@iama/engine/syntax/language-of-path';
import { RunnerError } from '../errors/runner-error.ts';
import { openGate } from '../secrets/open-gate.ts';
import { sha256 } from '../workspace/sha256.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ContextFiles } from './context-files.ts';

/** A slice as it may leave this machine, with the hash of its text before and after its secrets were masked. */
export interface MaskedSlice extends Slice {
  readonly sha256: string;
  readonly masked_sha256: string;
}

export interface CollectedContext extends Omit<Context, 'slices'> {
  readonly slices: readonly MaskedSlice[];
  /** Secrets masked in them, by type. */
  readonly secrets: Readonly<Record<string, number>>;
  /** Files read for it: all the first time, then what changed. */
  readonly files_read: number;
}

export interface ContextDemand {
  readonly workspace: Workspace;
  readonly files: ContextFiles;
  readonly data_dir: string;
  readonly target: Target;
  /** Tokens. */
  readonly budget: number;
  readonly signal?: AbortSignal;
}

/**
 * The context of a target, with every secret masked. Throws TARGET_NOT_FOUND, CONTEXT_SIZE_EXCEEDED when the target alone is
 * larger than the budget.
 */
export async function collectSlices(demand: ContextDemand): Promise<CollectedContext> {
  const { workspace, target, budget } = demand;
  const { index, files_read } = await demand.files.refresh(demand.signal);
  const files = [...index.paths].filter((path) => isInTarget(target, path) && languageOfPath(path) !== null).toSorted();
  if (files.length === 0) {
    throw new RunnerError('TARGET_NOT_FOUND', `There is no source code at ${target.path}.`, 'Name another target.');
  }
  const outcome = buildContext({ index, target, files, budget });
  if (!outcome.ok) {
    throw new RunnerError(
      'CONTEXT_SIZE_EXCEEDED',
      `${target.path} takes ${outcome.tokens} tokens, and there is room for ${budget}.`,
      'Name a smaller target: a file of that folder, or a symbol of that file.',
      [target.path],
    );
  }
  const { slices, ...rest } = outcome.context;
  const gate = await openGate(
    demand.data_dir,
    workspace.root,
    slices.map(({ text }) => text),
  );
  const masked = slices.map((slice): MaskedSlice => {
    const text = gate.mask(slice.text);
    return { ...slice, text, sha256: hashOf(slice.text), masked_sha256: hashOf(text) };
  });
  return { ...rest, slices: masked, secrets: Object.fromEntries(gate.counts), files_read };
}

function hashOf(text: string): string {
  return sha256(Buffer.from(text));
}
