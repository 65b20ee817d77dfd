import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { ExportChain, ExportsNode } from '../facts/read-exports.ts';
import { wholeLine } from './edit-list.ts';
import type { Edit } from './edit-list.ts';

/** Where the assigned value begins, an opening parenthesis included. */
export function startOfValue(facts: ModuleFacts, chain: ExportChain): number {
  const last = chain.lefts.at(-1) as ExportsNode;
  const left = last.role === 'write' ? (facts.parents.get(last.node) as JsNode) : last.node;
  const between = facts.text.slice(left.end, chain.value.start);
  const after = /^\s*=\s*/.exec(between)?.[0].length;
  return after === undefined || /\/[/*]/.test(between) ? chain.value.start : left.end + after;
}

/** Give an anonymous function or class expression a name: `function (` → `function name(`. */
export function insertName(text: string, value: JsNode, name: string): Edit {
  if (value.type === 'ClassExpression') {
    const at = value.start + 'class'.length;
    return { start: at, end: at, text: ` ${name}` };
  }
  const firstParameter = children(value, 'params')[0]?.start ?? child(value, 'body')?.start ?? value.end;
  const paren = text.lastIndexOf('(', firstParameter);
  const keyword =
    /^(?:async\s+)?function\s*\*?/.exec(text.slice(value.start))?.[0].trimEnd().length ?? 'function'.length;
  return { start: value.start + keyword, end: Math.max(paren, value.start + keyword), text: ` ${name}` };
}

/** Take a statement away together with its line, when it stands alone there. */
export function removeStatement(text: string, statement: JsNode): Edit {
  const line = wholeLine(text, statement.start, statement.end);
  return { start: line?.start ?? statement.start, end: line?.end ?? statement.end, text: '' };
}
