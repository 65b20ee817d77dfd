import { child, children, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
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
  sink.add({
    kind: 'unreachable_code',
    name: '',
    within,
    at: first.start,
    spans,
    cut: { type: 'statements', spans },
    keep: directives.keeps('', first.start) ?? reasonToStay(collecting, end, dead),
  });
}

function reasonToStay({ module, scopes }: Collecting, end: JsNode, dead: readonly JsNode[]): string | null {
  const [first] = dead;
  if (first?.type === 'ExpressionStatement' && end.type === 'ReturnStatement' && !child(end, 'argument')) {
    const between = module.text.slice(end.start, first.start);
    if (!between.includes(';'))
      return '`return` is followed by a line break: the code below may have been meant as its value';
  }
  for (const statement of dead) {
    if (declaresVar(statement)) return 'it declares a `var`, which is visible in the whole function';
    const variables = scopes.getDeclaredVariables(
      statement as unknown as Parameters<typeof scopes.getDeclaredVariables>[0],
    );
    const names = [statement, ...children(statement, 'declarations')].flatMap((each) =>
      scopes.getDeclaredVariables(each as unknown as Parameters<typeof scopes.getDeclaredVariables>[0]),
    );
    const isInside = (at: number) => dead.some((each) => at >= each.start && at < each.end);
    const outside = [...variables, ...names].some((variable) =>
      variable.references.some((reference) => !isInside(reference.identifier.range[0])),
    );
    if (outside) return 'code that is reached names something declared in it';
  }
  return null;
}

function declaresVar(statement: JsNode): boolean {
  let found = false;
  walk(statement, (node) => {
    if (
      /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ClassDeclaration|ClassExpression)$/.test(
        node.type,
      )
    ) {
      // A function in a nested block also gives its function a `var` of that name outside strict mode.
      found ||= node.type === 'FunctionDeclaration' && nameOf(child(node, 'id')) !== null;
      return 'skip';
    }
    found ||= node.type === 'VariableDeclaration' && node['kind'] === 'var';
    return undefined;
  });
  return found;
}
