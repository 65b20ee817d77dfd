import type { Reference, ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, parentsOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { unresolvedNames } from '../unused-code/load-effects.ts';
import { usesSemicolons } from '../proposal/text-style.ts';

/** What is asked again and again about one file. */
export interface FileFacts {
  readonly module: ParsedModule;
  readonly text: string;
  readonly scopes: ScopeManager;
  /** Offsets of names that nothing in the file declares. */
  readonly unresolved: ReadonlySet<number>;
  /** `;` or nothing. */
  readonly end: ';' | '';
  readonly useAt: (offset: number) => Reference | null;
  /** The variable that is declared or used at a place. */
  readonly variableAt: (offset: number) => Variable | null;
  readonly parentOf: (node: JsNode) => JsNode | null;
  /** The function that a name surely stands for, whenever it is called; null when that is not sure. */
  readonly functionOf: (identifier: JsNode) => JsNode | null;
}

export function factsOf(module: ParsedModule): FileFacts {
  const scopes = analyzeScopes(module);
  const uses = new Map(
    scopes.scopes.flatMap((scope) => scope.references.map((use) => [use.identifier.range[0], use] as const)),
  );
  const declared = new Map(
    scopes.scopes.flatMap(({ variables }) =>
      variables.flatMap((each) => each.identifiers.map(({ range }) => [range[0], each] as const)),
    ),
  );
  const parents = parentsOf(module.program);
  const useAt = (offset: number): Reference | null => uses.get(offset) ?? null;
  return {
    module,
    text: module.text,
    scopes,
    unresolved: unresolvedNames(scopes),
    end: usesSemicolons(module.text) ? ';' : '',
    useAt,
    variableAt: (offset) => declared.get(offset) ?? useAt(offset)?.resolved ?? null,
    parentOf: (node) => parents.get(node) ?? null,
    functionOf(identifier) {
      const variable = useAt(identifier.start)?.resolved;
      if (!variable || variable.defs.length !== 1 || isWritten(variable)) return null;
      const definition = variable.defs[0];
      if (!/^(?:FunctionName|Variable|ImportBinding)$/.test(definition?.type ?? '')) return null;
      const node = definition?.node as unknown as JsNode;
      return node.type === 'VariableDeclarator' ? child(node, 'init') : node;
    },
  };
}

/** Whether a variable is written after its declaration. */
export function isWritten(variable: Variable): boolean {
  return variable.references.some((use) => use.isWrite() && use.init !== true);
}
