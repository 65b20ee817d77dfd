import { analyze } from '@typescript-eslint/scope-manager';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { ParsedModule } from './parse.ts';

/**
 * Scopes, variables and references of a module, by ECMAScript and TypeScript rules. Top-level names of a file that is not
 * an ES module stand in a function scope below the global one, so that uses of its `var`s and functions resolve; whether
 * that file's names are really private (CommonJS) or global (a browser script) is for the caller to know.
 */
export function analyzeScopes(module: ParsedModule): ScopeManager {
  const known = scopesByModule.get(module);
  if (known) return known;
  const scopes = analyzeProgram(module);
  scopesByModule.set(module, scopes);
  return scopes;
}

const scopesByModule = new WeakMap<ParsedModule, ScopeManager>();

function analyzeProgram(module: ParsedModule): ScopeManager {
  // The parser's tree is TS-ESTree by shape; the two packages only disagree on nominal types.
  return analyze(module.program as unknown as Parameters<typeof analyze>[0], {
    sourceType: module.sourceType === 'module' ? 'module' : 'script',
    globalReturn: module.sourceType !== 'module',
    jsxPragma: 'React',
    lib: [],
  });
}
