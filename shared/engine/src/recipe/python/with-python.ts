import { coveredFiles } from '../proposal/covered-files.ts';
import { runOverFiles } from '../proposal/run-over-files.ts';
import type { FileOutcome } from '../proposal/proposal.ts';
import type { Recipe, RecipeRequest, RecipeResult } from '../recipe.ts';
import { checkPython } from './check-python.ts';
import { inRounds } from './in-rounds.ts';

/** What a recipe does with one Python file. */
export type ProposePython = (request: RecipeRequest, path: string, text: string) => Promise<FileOutcome>;

/** The recipe of a name for both languages: scripts as before, Python files by `propose`. */
export function withPython(recipe: Recipe, propose: ProposePython): Recipe {
  return {
    ...recipe,
    async run(request) {
      const scripts = await recipe.run(request);
      const covered = coveredFiles(request, ['python']);
      if (covered.files.length === 0) return scripts;
      const python = await runOverFiles(request, {
        ...covered,
        propose: (path, text) => inRounds(text, (now) => propose(request, path, now)),
        check: (path, before, after) => checkPython(request.tree, path, before, after),
      });
      return joined(scripts, python);
    },
  };
}

function joined(one: RecipeResult, two: RecipeResult): RecipeResult {
  return {
    findings: [...one.findings, ...two.findings],
    kept: [...one.kept, ...two.kept],
    changes: [...one.changes, ...two.changes],
    skipped: [...one.skipped, ...two.skipped],
  };
}
