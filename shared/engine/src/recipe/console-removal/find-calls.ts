import type { PlanLevel } from '@iama/contracts/recipe';
import type { ParsedModule } from '../../js/parse.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { unresolvedNames } from '../unused-code/load-effects.ts';
import { consoleMethod, isDebugMethod, isPrinting } from './console-call.ts';

/** A `console.…` expression with the way to it; `method` is what it calls, `call` null when it is only handed on. */
export interface ConsoleUse {
  readonly method: string;
  readonly call: JsNode | null;
  readonly node: JsNode;
  /** From the root to the parent. */
  readonly ancestors: readonly JsNode[];
  readonly isDebug: boolean;
}

export interface ConsoleUses {
  readonly uses: readonly ConsoleUse[];
  readonly unresolved: ReadonlySet<number>;
}

export function findConsoleUses(module: ParsedModule, level: PlanLevel): ConsoleUses {
  const unresolved = unresolvedNames(analyzeScopes(module));
  const uses: ConsoleUse[] = [];
  walk(module.program, (node, parent, ancestors) => {
    const method = consoleMethod(node, unresolved);
    if (method === null || !isPrinting(method)) return;
    const isDebug = isDebugMethod(method, level);
    const isCalled = parent?.type === 'CallExpression' && child(parent, 'callee') === node;
    uses.push(
      isCalled
        ? { method, call: parent, node: parent, ancestors: ancestors.slice(0, -1), isDebug }
        : { method, call: null, node, ancestors: [...ancestors], isDebug },
    );
  });
  return { uses, unresolved };
}
