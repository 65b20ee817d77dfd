import { declaredPackages } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** Newer syntax that the package's linters can parse. A lint step often is part of `npm test`. */
export interface LintSyntax {
  /** `export { x as 'a string' }`, ECMAScript 2022. */
  readonly stringNames: boolean;
  /** `import x from './x.json' with { type: 'json' }`, ECMAScript 2025. */
  readonly importAttributes: boolean;
}

/** By the declared majors: ESLint 9 reads 2025, standard 17 reads 2022, JSHint neither. */
export function lintSyntax(manifest: Manifest): LintSyntax {
  const declared = declaredPackages(manifest);
  const major = (name: string): number | null => {
    const range = declared.get(name);
    return range === undefined ? null : Number(/\d+/.exec(range)?.[0] ?? Number.POSITIVE_INFINITY);
  };
  const atLeast = (name: string, wanted: number): boolean => (major(name) ?? Number.POSITIVE_INFINITY) >= wanted;
  const modernOnly = !declared.has('jshint') && !declared.has('jslint');
  return {
    stringNames: modernOnly && atLeast('standard', 17) && atLeast('eslint', 8),
    importAttributes:
      modernOnly &&
      !declared.has('standard') &&
      !declared.has('xo') &&
      !declared.has('semistandard') &&
      atLeast('eslint', 9),
  };
}
