import type { PlanLevel } from '@iama/contracts/recipe';
import { languageOf } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { moduleGraphOf } from '../../js/module-graph.ts';
import { reachableFrom } from '../../js/reachable.ts';
import { resolverOf } from '../../js/resolve.ts';
import type { FileOutcome, Hold, Proposal } from '../proposal/proposal.ts';
import type { SourceTree } from '../recipe.ts';
import { compilerOf } from '../typescript/compiler.ts';
import { isAtLeast } from '../unused-code/unit.ts';
import { builtinCandidates } from './builtin-candidates.ts';
import type { Candidate } from './candidate.ts';
import { compilerCandidates, isDeclared } from './compiler-candidates.ts';
import { findMissing } from './find-missing.ts';
import type { Missing } from './find-missing.ts';
import { mergeImports } from './merge-imports.ts';

/** The imports that one file lacks: what has one source as a proposal, the rest with the reason why it stays. */
export function proposeImports(tree: SourceTree, level: PlanLevel, path: string): FileOutcome {
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok) return { skip: `it does not parse: ${parsed?.message ?? 'no text'}` };
  if (languageOf(path) === 'dts') return { skip: 'a declaration file describes what exists elsewhere' };
  const { module } = parsed;
  const proposals: (Proposal & { candidate: Candidate; name: string })[] = [];
  const holds: Hold[] = [];
  const unresolved = findMissing(module);
  const project = unresolved.length === 0 ? null : compilerOf(tree).projectOf(path);
  if (!project) return { proposals, holds };
  const isEsm = runsAsModule(tree, module);
  for (const missing of unresolved.filter((each) => !isDeclared(project, path, each))) {
    const { name, at } = missing;
    const found = compilerCandidates(tree, project, path, missing);
    const candidates = found.length > 0 ? found : builtinCandidates(module, isEsm ?? true, missing);
    const best = nearest(candidates);
    // A name that nothing offers is no missing import, but something else that is wrong.
    if (!best) continue;
    const reason = isEsm === null ? SHARED : whyNot(tree, level, path, missing, candidates);
    if (reason !== null) holds.push({ symbol: name, at, reason });
    else {
      const message = `Import \`${name}\` from '${best.specifier}'.`;
      proposals.push({
        kind: 'missing_import',
        symbol: name,
        at,
        key: best.specifier,
        message,
        edits: best.edits,
        candidate: best,
        name,
      });
    }
  }
  return { proposals: mergeImports(proposals), holds };
}

/** The compiler's choice, or the file that declares the name where the choice merely passes it on and is no index. */
function nearest(candidates: readonly Candidate[]): Candidate | undefined {
  const [best] = candidates;
  if (!best?.path || /(?:^|\/)index\.\w+$/.test(best.path)) return best;
  const declares = ({ path, source }: Candidate): boolean => path !== null && source.includes(`/${path}:`);
  return candidates.find((each) => each.source === best.source && declares(each)) ?? best;
}

const SHARED = 'the file is a plain script, so another script of a page may declare the name';

/** How the file is loaded; null for a script that is no module of either kind. */
function runsAsModule(tree: SourceTree, { path, text, sourceType }: ParsedModule): boolean | null {
  if (sourceType === 'module' || /\.m[jt]s$/.test(path)) return true;
  if (/\.c[jt]s$/.test(path) || /\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/.test(text)) return false;
  return resolverOf(tree).packages.owning(path)?.isModule === true ? true : null;
}

function whyNot(
  tree: SourceTree,
  level: PlanLevel,
  path: string,
  missing: Missing,
  candidates: readonly Candidate[],
): string | null {
  const best = nearest(candidates);
  if (!best) return 'nothing offers it';
  if (new Set(candidates.map(({ source }) => source)).size > 1) {
    const names = [...new Set(candidates.map(({ specifier }) => `'${specifier}'`))];
    return `more than one module offers it: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and others' : ''}`;
  }
  if (best.path === null && !isAtLeast(level, 'STANDARD')) return `it would come from the package '${best.specifier}'`;
  if (best.isDefault && best.path !== null && !isAtLeast(level, 'COMPREHENSIVE')) {
    return `'${best.specifier}' has it as its default export, under a name that only the file suggests`;
  }
  const loops = best.path !== null && missing.atLoad && reachableFrom(moduleGraphOf(tree), [best.path]).has(path);
  return loops ? `'${best.specifier}' loads this file itself, and the name is used while this file loads` : null;
}
