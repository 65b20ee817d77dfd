import { child, childNodes, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { FileFacts } from './file-facts.ts';
import { readChain, walkOwn } from './read-chain.ts';
import type { Chain } from './read-chain.ts';

/** A chain where it could be told in statements. */
export interface Site {
  readonly chain: Chain;
  /** What the statements take the place of: a statement, or the body of an arrow. */
  readonly span: { readonly start: number; readonly end: number };
  readonly use:
    | { readonly type: 'return' }
    | { readonly type: 'drop' }
    /** `const user = await …`, `user = await …`: no keyword for an assignment. */
    | { readonly type: 'bind'; readonly target: JsNode; readonly keyword: 'const' | 'let' | 'var' | null };
  readonly form: 'arrow' | 'statement' | 'bare';
  /** Code of the function follows, so that leaving it has to be said. */
  readonly mustLeave: boolean;
  readonly inLoop: boolean;
}

export interface Sites {
  readonly sites: readonly Site[];
  /** Chains that cannot be told in statements here, with the reason. */
  readonly left: readonly { readonly node: JsNode; readonly reason: string }[];
}

/** The chains that belong to a function itself (or, with `await`, to a module's top level). */
export function findSites(fn: JsNode, facts: FileFacts): Sites {
  const sites: Site[] = [];
  const left: { node: JsNode; reason: string }[] = [];
  const body = child(fn, 'body');
  if (fn.type === 'ArrowFunctionExpression' && body && body.type !== 'BlockStatement') {
    const chain = readChain(body.type === 'AwaitExpression' ? child(body, 'argument') : body);
    const arrow = facts.text.lastIndexOf('=>', body.start);
    const start = arrow + 2 + (/^\s*/.exec(facts.text.slice(arrow + 2))?.[0].length ?? 0);
    if (chain)
      return {
        sites: [
          {
            chain,
            span: { start, end: fn.end },
            use: { type: 'return' },
            form: 'arrow',
            mustLeave: false,
            inLoop: false,
          },
        ],
        left,
      };
  }
  const statements = (fn.type === 'Program' ? fn : body) ?? fn;
  const last = children(statements, 'body').at(-1);
  walkOwn(
    statements,
    (node, ancestors) => {
      const found = useOf(node);
      if (!found) return;
      const parent = ancestors.at(-1);
      const reason = whyNot(found, ancestors, node);
      if (reason !== null || !parent) return void left.push({ node, reason: reason ?? 'it stands nowhere' });
      const isListed = /^(?:BlockStatement|Program|StaticBlock)$/.test(parent.type);
      if (!isListed && found.use.type === 'bind')
        return void left.push({ node, reason: 'a `case` or a missing brace leaves no room for statements' });
      const inLoop = ancestors.some(({ type }) => /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type));
      sites.push({ ...found, span: node, form: isListed ? 'statement' : 'bare', mustLeave: node !== last, inLoop });
    },
    childNodes,
  );
  return { sites, left };
}

function useOf(node: JsNode): { chain: Chain; use: Site['use']; awaited: boolean } | null {
  const make = (value: JsNode | null, use: Site['use']) => {
    const awaited = value?.type === 'AwaitExpression';
    const chain = readChain(awaited ? child(value, 'argument') : value);
    return chain && (awaited || use.type === 'return') ? { chain, use, awaited } : null;
  };
  if (node.type === 'ReturnStatement') return make(child(node, 'argument'), { type: 'return' });
  if (node.type === 'ExpressionStatement') {
    const expression = child(node, 'expression');
    if (expression?.type !== 'AssignmentExpression') {
      const found = make(expression, { type: 'drop' });
      // Nobody waits for it, and nobody may start to.
      return (
        found ??
        (readChain(expression)
          ? { chain: readChain(expression) as Chain, use: { type: 'drop' }, awaited: false }
          : null)
      );
    }
    const target = child(expression, 'left');
    if (expression['operator'] !== '=' || target?.type !== 'Identifier') return null;
    return make(child(expression, 'right'), { type: 'bind', target, keyword: null });
  }
  const declarators = node.type === 'VariableDeclaration' ? children(node, 'declarations') : [];
  const target = declarators.length === 1 && declarators[0] ? child(declarators[0], 'id') : null;
  return target && /^(?:const|let|var)$/.test(String(node['kind'])) && declarators[0]
    ? make(child(declarators[0], 'init'), { type: 'bind', target, keyword: node['kind'] as 'const' | 'let' | 'var' })
    : null;
}

function whyNot(
  { use, awaited }: { use: Site['use']; awaited: boolean },
  ancestors: readonly JsNode[],
  node: JsNode,
): string | null {
  if (use.type === 'drop' && !awaited) return 'nothing waits for it, and with `await` the code behind it would';
  if (ancestors.at(-1)?.type.startsWith('Export') === true) return 'it is exported where it is declared';
  if (awaited || use.type !== 'return') return null;
  for (const [index, each] of ancestors.entries()) {
    if (each.type !== 'TryStatement') continue;
    const below = ancestors[index + 1] ?? node;
    const isGuarded = below === child(each, 'block') || child(each, 'finalizer') !== null;
    if (isGuarded)
      return 'it leaves a `try` without being waited for there, and `await` would let the `try` see its failure';
  }
  return null;
}

/** The name that an async function could not have. */
export function usesAwaitAsName(fn: JsNode): boolean {
  let found = false;
  walkOwn(fn, (node) => void (found ||= node.type === 'Identifier' && nameOf(node) === 'await'), childNodes);
  return found;
}
