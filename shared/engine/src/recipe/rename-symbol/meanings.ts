import { parseModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';

/**
 * What every name of a text means, in the order in which names stand: the ordinal of the declaration, or the name itself for
 * one that nothing declares. Two texts that differ in nothing but names have equal meanings when no name is captured.
 * Null for a text that does not parse.
 */
export function meaningsOf(path: string, text: string): readonly string[] | null {
  const parsed = parseModule(path, text);
  if (!parsed.ok) return null;
  const { scopes } = analyzeScopes(parsed.module);
  const variables = scopes.flatMap((scope) => scope.variables.filter(({ defs }) => defs.length > 0));
  const placeOf = (variable: (typeof variables)[number]): number => variable.defs[0]?.name.range[0] ?? 0;
  const ordinals = new Map(variables.toSorted((a, b) => placeOf(a) - placeOf(b)).map((each, index) => [each, index]));
  return scopes
    .flatMap((scope) => scope.references)
    .toSorted((a, b) => a.identifier.range[0] - b.identifier.range[0])
    .map(({ identifier, resolved }) => {
      const ordinal = resolved ? ordinals.get(resolved) : undefined;
      return ordinal === undefined ? identifier.name : `#${ordinal}`;
    });
}
