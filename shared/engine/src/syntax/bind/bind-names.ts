import type { SyntaxNode, UnitNode } from '../node.ts';
import type { Bindings } from '../source-file.ts';
import type { BindRules } from './bind-rules.ts';
import { declareAssigned } from './declare-assigned.ts';
import { declareNames } from './declare-names.ts';
import { linkClasses } from './link-classes.ts';
import { openReachable } from './open-reachable.ts';
import { resolveUses } from './resolve-uses.ts';
import { visibleFrom } from './scope.ts';

/**
 * Who is meant by which name in one file, by the rules of its language. Parents must be linked. Where the file does not say
 * for certain (overloads, reflection, a member of an unknown object that shares a name), no use is resolved and every
 * declaration that could be meant is `exported`, so that nobody changes it.
 */
export function bindNames(root: UnitNode, rules: BindRules): Bindings {
  const declared = declareNames(root, rules);
  linkClasses(declared, rules);
  declareAssigned(declared, rules);
  const uses = resolveUses(declared, rules);
  openReachable(declared, uses, rules);
  return {
    all: declared.all,
    free: uses.free,
    of: (node) => uses.of.get(node) ?? null,
    visible: (node) => namesVisibleAt(node),
  };

  function namesVisibleAt(node: SyntaxNode): ReadonlySet<string> {
    const scope = declared.scopeOf.get(node);
    return new Set(scope ? [...visibleFrom(scope)].map(({ name }) => name) : []);
  }
}
