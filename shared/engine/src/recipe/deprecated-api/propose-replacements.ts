import type { PlanLevel } from '@iama/contracts/recipe';
import { languageOf } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import type { FileOutcome } from '../proposal/proposal.ts';
import type { SourceTree } from '../recipe.ts';
import { compilerOf } from '../typescript/compiler.ts';
import { builtinRules } from './builtin-rules.ts';
import { deprecatedNames, usesAny } from './deprecated-names.ts';
import { noteRules } from './note-rules.ts';
import { kindOf } from './type-kind.ts';

/** What one file uses that is deprecated. The compiler is only asked where a name makes it worth while. */
export function proposeReplacements(tree: SourceTree, level: PlanLevel, path: string): FileOutcome {
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok) return { skip: `it does not parse: ${parsed?.message ?? 'no text'}` };
  if (languageOf(path) === 'dts') return { skip: 'a declaration file describes what exists elsewhere' };
  const { module } = parsed;
  const compiler = compilerOf(tree);
  const builtin = builtinRules(module, (node) => {
    const project = compiler.projectOf(path);
    return project ? kindOf(project, path, node) : 'unknown';
  });
  const project = mayDeprecate(tree) ? compiler.projectOf(path) : null;
  const names = project ? deprecatedNames(project) : null;
  if (!project || !names || !usesAny(module, names)) return builtin;
  const ours = [
    ...builtin.proposals.flatMap(({ edits }) => edits),
    ...builtin.holds.map(({ at }) => ({ start: at, end: at + 200 })),
  ];
  const isOurs = (at: number): boolean => ours.some(({ start, end }) => at >= start && at <= end);
  const noted = noteRules(project, module, level, names, isOurs);
  return { proposals: [...builtin.proposals, ...noted.proposals], holds: [...builtin.holds, ...noted.holds] };
}

const deprecating = new WeakMap<SourceTree, boolean>();

/** Whether anything of the tree, or a package that it may have installed, can call a name deprecated. */
function mayDeprecate(tree: SourceTree): boolean {
  const known = deprecating.get(tree);
  if (known !== undefined) return known;
  const found = tree.modules !== undefined || [...tree.files.values()].some((text) => text.includes('@deprecated'));
  deprecating.set(tree, found);
  return found;
}
