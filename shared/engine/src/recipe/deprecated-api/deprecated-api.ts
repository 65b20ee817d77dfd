import { gated } from '../gate/gate.ts';
import { coveredFiles } from '../proposal/covered-files.ts';
import type { FileOutcome } from '../proposal/proposal.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import type { Recipe } from '../recipe.ts';
import { describe } from './describe.ts';

/** Replaces deprecated calls by what does exactly the same, and reports the others with what their authors advise. */
export const deprecatedApi: Recipe = {
  id: 'deprecated-api',
  async run(request) {
    const { proposeReplacements } = await import('./propose-replacements.ts');
    const { files, skipped } = coveredFiles(request, ['script']);
    const known = new Map<string, FileOutcome>();
    const propose = (path: string): FileOutcome => {
      const found = known.get(path) ?? proposeReplacements(request.tree, request.level, path);
      known.set(path, found);
      return found;
    };
    return await gated(request, (exclude) =>
      runOverFiles({ ...request, exclude }, { files, skipped, propose, check: () => null }),
    );
  },
  describe,
};
