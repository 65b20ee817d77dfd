import type { PlanLevel } from '@iama/contracts/recipe';
import type { ModuleGraph } from '../../js/module-graph.ts';
import { languageOf } from '../../js/parse.ts';
import type { LoadEffects } from './load-effects.ts';
import { isKnownToAct, isPurePackage } from './package-purity.ts';

/**
 * What becomes of an import that binds nothing any more, from `from` on. `bare`: it stays as `import './x'`, because
 * loading the module does something. Below `from` the import stays as it is, with `reason`.
 */
export interface ImportPolicy {
  readonly bare: boolean;
  readonly from: PlanLevel;
  readonly reason: string;
}

/**
 * Loading a module is an effect of its own, so an import is only dropped when that is known to be nothing:
 * - TypeScript drops imports that nothing uses when it compiles (unless `verbatimModuleSyntax` or its forerunners are
 *   set), so in such a file dropping one changes nothing; the same for `import type`.
 * - Node's own modules and a list of packages only define things.
 * - A file of this repository is read: only declarations → dropped, anything else → bare. If it only loads packages
 *   that nobody vouches for, it is treated as they are.
 * - Of other packages nobody knows. Below STANDARD the import stays; from there on it goes, unless the package is one
 *   that is known to work by being loaded, which stays as a bare import.
 */
export function policyOf(
  graph: ModuleGraph,
  effects: LoadEffects,
  from: string,
  specifier: string,
  isRequire: boolean,
): ImportPolicy {
  const drop = (): ImportPolicy => ({ bare: false, from: 'CONSERVATIVE', reason: '' });
  if (!isRequire && isElided(graph, from, specifier)) return drop();
  const resolution = graph.resolver.resolve(from, specifier);
  if (resolution.kind === 'builtin') return drop();
  if (resolution.kind === 'file') {
    const reason = `loading ${resolution.files[0]} may have effects`;
    if (!resolution.files.some((file) => effects.acts(file, true))) return drop();
    return resolution.files.some((file) => effects.acts(file, false))
      ? { bare: true, from: 'CONSERVATIVE', reason }
      : { bare: false, from: 'STANDARD', reason };
  }
  if (isKnownToAct(specifier) || resolution.kind === 'unresolved') {
    return { bare: true, from: 'STANDARD', reason: `loading ${specifier} may have effects` };
  }
  if (isPurePackage(specifier)) return drop();
  return { bare: false, from: 'STANDARD', reason: `loading the package ${specifier} may have effects` };
}

function isElided(graph: ModuleGraph, from: string, specifier: string): boolean {
  const language = languageOf(from);
  if (language !== 'ts' && language !== 'tsx') return false;
  // Run as it stands, with its types stripped, nothing is elided.
  if (/\.[cm]?tsx?$/.test(specifier)) return false;
  const { option } = graph.resolver.settings;
  const kept = option(from, 'importsNotUsedAsValues');
  return (
    option(from, 'verbatimModuleSyntax') !== true &&
    option(from, 'preserveValueImports') !== true &&
    (kept === undefined || kept === 'remove')
  );
}
