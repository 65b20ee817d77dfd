import { languageOf } from '../../js/parse.ts';
import { gated } from '../gate/gate.ts';
import { coveredFiles } from '../proposal/covered-files.ts';
import type { FileOutcome } from '../proposal/proposal.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import type { Recipe } from '../recipe.ts';
import { describe } from './describe.ts';

/**
 * Writes down the types that the TypeScript compiler knows: what exported code gives and takes, and at the highest level what
 * can be inferred of untyped parameters. Types say nothing at run time, so the program does what it did.
 */
export const missingTypeAnnotation: Recipe = {
  id: 'missing-type-annotation',
  async run(request) {
    const { proposeTypes } = await import('./propose-types.ts');
    const covered = coveredFiles(request, ['script']);
    const files = covered.files.filter((path) => /^tsx?$/.test(languageOf(path) ?? ''));
    const known = new Map<string, FileOutcome>();
    const propose = (path: string): FileOutcome => {
      const found = known.get(path) ?? proposeTypes(request.tree, request.level, path);
      known.set(path, found);
      return found;
    };
    return await gated(request, (exclude) =>
      runOverFiles({ ...request, exclude }, { files, skipped: covered.skipped, propose, check: () => null }),
    );
  },
  describe,
};
