import { analyze } from '@typescript-eslint/scope-manager';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { ParsedModule } from './parse.ts';

/** Scopes, variables and references of a module, by ECMAScript and TypeScript rules. */
export function analyzeScopes(module: ParsedModule): ScopeManager {
  // The parser's tree is TS-ESTree by shape; the two packages only disagree on nominal types.
  return analyze(module.program as unknown as Parameters<typeof analyze>[0], {
    sourceType: module.sourceType === 'module' ? 'module' : 'script',
    globalReturn: module.sourceType === 'commonjs',
    lib: [],
  });
}
