import { child, children, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { usesAroundBlock } from './block-functions.ts';
import type { Collecting } from './collecting.ts';

const ENDS = /^(?:ReturnStatement|ThrowStatement|BreakStatement|ContinueStatement)$/;
/** These exist before anything runs: functions are hoisted, types never run. */
const HOISTED =
  /^(?:FunctionDeclaration|TSDeclareFunction|TSInterfaceDeclaration|TSTypeAliasDeclaration|EmptyStatement|Import|Export)/;

/** Statements of one list that stand behind a jump. */
export function addUnreachable(collecting: Collecting, block: JsNode, within: string): void {
  const { sink, directives } = collecting;
  const statements = children(block, block.type === 'SwitchCase' ? 'consequent' : 'body');
  const jump = statements.findIndex((each) => ENDS.test(each.type));
  const end = statements[jump];
  const dead = statements.slice(jump + 1).filter((each) => !HOISTED.test(each.type));
  const [first] = dead;
  if (jump === -1 || !end || !first) return;
  const spans = dead.map(({ start, end: to }) => ({ start, end: to }));
  const unit = sink.add({
    kind: 'unreachable_code',
    name: '',
    within,
    at: first.start,
    spans,
    cut: { type: 'statements', spans },
    keep: directives.keeps('', first.start) ?? reasonToStay(collecting, end, dead),
  });
  // It never runs, but what it declares exists all the same: code that is reached may name it.
  for (const at of usesOutside(collecting, dead)) sink.references.push({ at, to: unit });
}

function reasonToStay({ module }: Collecting, end: JsNode, dead: readonly JsNode[]): string | null {
  const [first] = dead;
  if (first?.type === 'ExpressionStatement' && end.type === 'ReturnStatement' && !child(end, 'argument')) {
    const between = module.text.slice(end.start, first.start);
    if (!between.includes(';')) {
      return '`return` is followed by a line break: the code below may have been meant as its value';
    }
  }
  return null;
}

/** Where names that the statements declare are used by code that is not among them. */
function usesOutside({ scopes, module }: Collecting, dead: readonly JsNode[]): number[] {
  const declaredBy = (node: JsNode) =>
    scopes.getDeclaredVariables(node as unknown as Parameters<typeof scopes.getDeclaredVariables>[0]);
  const isInside = (at: number) => dead.some((each) => at >= each.start && at < each.end);
  const variables = dead.flatMap((statement) => [statement, ...declarationsIn(statement)]).flatMap(declaredBy);
  return variables
    .flatMap((variable) => [
      ...variable.references.map((reference) => reference.identifier.range[0]),
      ...usesAroundBlock(module, scopes, variable),
    ])
    .filter((at) => !isInside(at));
}

/** Declarations of a statement whose names may be visible outside it; those inside functions and classes are not. */
function declarationsIn(statement: JsNode): JsNode[] {
  const found: JsNode[] = [];
  walk(statement, (node) => {
    if (node.type === 'VariableDeclaration' || isFunction(node)) found.push(node);
    return isFunction(node) || /Function|Class/.test(node.type) ? 'skip' : undefined;
  });
  return found;
}

function isFunction(node: JsNode): boolean {
  return node.type === 'FunctionDeclaration';
}
