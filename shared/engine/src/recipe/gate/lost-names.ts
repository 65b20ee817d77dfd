import { languageOf, parseModule } from '../../js/parse.ts';
import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import type { SourceTree } from '../recipe.ts';
import type { Problem } from './problem.ts';

/** What every engine brings along, so that code may begin to use it. */
const STANDARD = new Set(
  'Array Boolean BigInt Buffer Date Error Function Infinity JSON Map Math NaN Number Object Promise Proxy Reflect RegExp Set String Symbol globalThis undefined parseInt parseFloat isNaN isFinite console require module exports process'.split(
    ' ',
  ),
);

/**
 * Names that a changed JavaScript or TypeScript file uses and nothing declares any more. For JavaScript that no compiler
 * checks this is the only net; it is cheap enough to be spread for all.
 */
export function lostNames(tree: SourceTree, texts: ReadonlyMap<string, string | null>): Problem[] {
  return [...texts].flatMap(([path, text]): Problem[] => {
    if (text === null || languageOf(path) === null) return [];
    const after = unresolvedIn(path, text);
    if (after.size === 0) return [];
    const base = tree.files.get(path);
    // A new file may use what the file it came from used.
    const before = base === undefined ? freeAnywhere(tree, texts) : unresolvedIn(path, base);
    return [...after].flatMap(([name, at]) =>
      before.has(name) || STANDARD.has(name) ? [] : [{ path, at, message: `nothing declares \`${name}\`` }],
    );
  });
}

function freeAnywhere(tree: SourceTree, texts: ReadonlyMap<string, string | null>): Set<string> {
  const changed = [...texts.keys()].flatMap((path) => {
    const base = tree.files.get(path);
    return base === undefined || languageOf(path) === null ? [] : [...unresolvedIn(path, base).keys()];
  });
  return new Set(changed);
}

/** Names without a declaration in the file, each with its first place. Empty for a file that does not parse. */
function unresolvedIn(path: string, text: string): Map<string, number> {
  const parsed = parseModule(path, text);
  return parsed.ok ? unresolvedNames(parsed.module) : new Map();
}

export function unresolvedNames(module: ParsedModule): Map<string, number> {
  const found = new Map<string, number>();
  for (const { identifier } of analyzeScopes(module).globalScope?.through ?? []) {
    const known = found.get(identifier.name);
    found.set(identifier.name, Math.min(known ?? Infinity, identifier.range[0]));
  }
  return found;
}
