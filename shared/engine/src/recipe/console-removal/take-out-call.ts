import type { ParsedModule } from '../../js/parse.ts';
import { child, children, isNode } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Replacement } from '../proposal/proposal.ts';
import { usesSemicolons } from '../proposal/text-style.ts';
import { takeOutStatement } from '../proposal/take-out-lines.ts';
import type { ConsoleUse } from './find-calls.ts';
import { actingArguments, acts, asStatement } from './kept-arguments.ts';

export interface TakenOut {
  /** The statement that goes as a whole, with nothing left of it; null when something of it stays. */
  readonly statement: JsNode | null;
  readonly edit: Replacement;
  readonly kept: readonly JsNode[];
}

const LISTS = /^(?:BlockStatement|Program|StaticBlock|TSModuleBlock|SwitchCase)$/;
const BARE =
  /^(?:IfStatement|ForStatement|ForInStatement|ForOfStatement|WhileStatement|DoWhileStatement|LabeledStatement|WithStatement)$/;

/** How a call leaves the place where it stands, or why it cannot. */
export function takeOutCall(
  module: ParsedModule,
  { call, ancestors }: ConsoleUse,
  unresolved: ReadonlySet<number>,
): TakenOut | string {
  if (!call) return 'it is not called here';
  const kept = actingArguments(call, unresolved);
  if (kept === null) return 'a spread argument does something, and could not stand alone';
  const semicolons = usesSemicolons(module.text);
  const keptText = kept.map((each) => asStatement(module.text, each, semicolons));
  let node: JsNode = call;
  let index = ancestors.length - 1;
  for (; index >= 0 && passesOn(ancestors[index]); index--) node = ancestors[index] ?? node;
  const parent = ancestors[index];
  if (parent?.type === 'ExpressionStatement')
    return fromStatement(module, parent, ancestors[index - 1], keptText, kept);
  if (parent?.type === 'ArrowFunctionExpression' && child(parent, 'body') === node) {
    const body = keptText.length === 0 ? '{}' : `{ ${keptText.join(semicolons ? ' ' : '; ')} }`;
    return {
      statement: null,
      kept,
      edit: { start: bodyStart(module.text, parent, node), end: parent.end, replacement: body },
    };
  }
  if (kept.length > 0) return 'an argument does something, and there is no place for it to stand alone';
  if (parent?.type === 'ReturnStatement') {
    const end = module.text[parent.end - 1] === ';' ? parent.end - 1 : parent.end;
    return { statement: null, kept, edit: { start: parent.start + 'return'.length, end, replacement: '' } };
  }
  if (parent?.type === 'LogicalExpression' && child(parent, 'right') === node) {
    const statement = ancestors[index - 1];
    const left = child(parent, 'left');
    if (statement?.type === 'ExpressionStatement' && left) {
      if (!acts(left, unresolved)) return fromStatement(module, statement, ancestors[index - 2], [], []);
      return { statement: null, kept: [left], edit: { start: left.end, end: parent.end, replacement: '' } };
    }
  }
  if (parent?.type === 'SequenceExpression') return fromSequence(module.text, parent, node, ancestors[index - 1]);
  return 'its value is used';
}

function passesOn(node: JsNode | undefined): boolean {
  return node?.type === 'ChainExpression' || (node?.type === 'UnaryExpression' && node['operator'] === 'void');
}

function fromStatement(
  module: ParsedModule,
  statement: JsNode,
  container: JsNode | undefined,
  keptText: readonly string[],
  kept: readonly JsNode[],
): TakenOut | string {
  if (!container) return 'its place in the code is not understood';
  const { text } = module;
  if (BARE.test(container.type)) {
    if (keptText.length === 0 && child(container, 'alternate') === statement) {
      const start = child(container, 'consequent')?.end ?? statement.start;
      return { statement: null, kept, edit: { start, end: statement.end, replacement: '' } };
    }
    const body = keptText.length === 0 ? '{}' : `{ ${keptText.join(' ')} }`;
    return { statement, kept, edit: { start: statement.start, end: statement.end, replacement: body } };
  }
  if (!LISTS.test(container.type)) return 'its place in the code is not understood';
  if (keptText.length > 0) {
    const indent = /[ \t]*$/.exec(text.slice(0, statement.start))?.[0] ?? '';
    return {
      statement: null,
      kept,
      edit: { start: statement.start, end: statement.end, replacement: keptText.join(`\n${indent}`) },
    };
  }
  if (isGlue(text, siblingsOf(container), statement)) {
    return { statement, kept, edit: { start: statement.start, end: statement.end, replacement: ';' } };
  }
  return { statement, kept, edit: takeOutStatement(module, statement) };
}

export function siblingsOf(container: JsNode): readonly JsNode[] {
  const field = container.type === 'SwitchCase' ? 'consequent' : 'body';
  return Array.isArray(container[field]) ? (container[field] as readonly unknown[]).filter(isNode) : [];
}

/** Whether the statements around it would be read as one without it, for want of a semicolon. */
function isGlue(text: string, siblings: readonly JsNode[], statement: JsNode): boolean {
  const at = siblings.indexOf(statement);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  if (!before || !after || text[before.end - 1] === ';' || !/[([`/+\-*.,]/.test(text[after.start] ?? '')) return false;
  return (
    /^(?:ExpressionStatement|VariableDeclaration|ReturnStatement|ThrowStatement|BreakStatement|ContinueStatement|DoWhileStatement|Import|Export|TS)/.test(
      before.type,
    ) || BARE.test(before.type)
  );
}

function fromSequence(text: string, sequence: JsNode, node: JsNode, parent: JsNode | undefined): TakenOut | string {
  const parts = children(sequence, 'expressions');
  const at = parts.indexOf(node);
  const [before, after] = [parts[at - 1], parts[at + 1]];
  const onlyComma = (start: number, end: number) => /^\s*,\s*$/.test(text.slice(start, end));
  // `(console.log(), o.m)()` calls `m` without `o`; taking the first part out would change that.
  if (parts.length === 2 && parent?.type === 'CallExpression' && child(parent, 'callee') === sequence)
    return 'its place in the code is not understood';
  if (after && onlyComma(node.end, after.start)) {
    if (parts.length === 2 && /^(?:UnaryExpression|TaggedTemplateExpression)$/.test(parent?.type ?? ''))
      return 'its place in the code is not understood';
    return { statement: null, kept: [], edit: { start: node.start, end: after.start, replacement: '' } };
  }
  if (!after && before && parent?.type === 'ExpressionStatement' && onlyComma(before.end, node.start))
    return { statement: null, kept: [], edit: { start: before.end, end: node.end, replacement: '' } };
  return 'its value is used';
}

function bodyStart(text: string, arrow: JsNode, body: JsNode): number {
  // Parentheses around the body belong to it, and the tree does not show them.
  const arrowAt = text.lastIndexOf('=>', body.start);
  const start = arrowAt + 2 + (/^\s*/.exec(text.slice(arrowAt + 2))?.[0].length ?? 0);
  return start > arrow.start && start <= body.start ? start : body.start;
}
