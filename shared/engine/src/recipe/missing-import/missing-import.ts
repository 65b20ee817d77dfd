import type { Recipe } from '../recipe.ts';
import { gated } from '../gate/gate.ts';
import { coveredFiles } from '../proposal/covered-files.ts';
import type { FileOutcome } from '../proposal/proposal.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import { describe } from './describe.ts';

/**
 * Adds the import of a name that is used, declared nowhere, and offered by exactly one module. What the compiler, the
 * environment or another script of a page may declare is left alone.
 */
export const missingImport: Recipe = {
  id: 'missing-import',
  async run(request) {
    const { proposeImports } = await import('./propose-imports.ts');
    const { files, skipped } = coveredFiles(request, ['script'], 'take');
    const known = new Map<string, FileOutcome>();
    const propose = (path: string): FileOutcome => {
      const found = known.get(path) ?? proposeImports(request.tree, request.level, path);
      known.set(path, found);
      return found;
    };
    return await gated(request, (exclude) =>
      runOverFiles({ ...request, exclude }, { files, skipped, propose, check: () => null }),
    );
  },
  describe,
};
