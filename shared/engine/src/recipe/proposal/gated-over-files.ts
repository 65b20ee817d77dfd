import { gated } from '../gate/gate.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import type { FileOutcome } from './proposal.ts';
import { runOverFiles } from './run-over-files.ts';
import type { OverFiles } from './run-over-files.ts';

/** The same, with everything taken back that brings an error of the compiler. Each file is asked for its proposals once. */
export async function gatedOverFiles(request: RecipeRequest, over: OverFiles): Promise<RecipeResult> {
  const known = new Map<string, FileOutcome>();
  const propose = async (path: string, text: string): Promise<FileOutcome> => {
    const found = known.get(path) ?? (await over.propose(path, text));
    known.set(path, found);
    return found;
  };
  return await gated(request, (exclude) => runOverFiles({ ...request, exclude }, { ...over, propose }));
}
