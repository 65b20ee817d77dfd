import { child, children, childNodes, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/**
 * What evaluating an expression can do besides giving a value.
 * `none`: nothing. `reads`: it reads properties or converts values, which only a getter or a missing value would show.
 * `acts`: it may do anything.
 */
export type Effect = 'none' | 'reads' | 'acts';

/** Where names stand that nothing in the file declares, by offset. */
export type Unresolved = ReadonlySet<number>;

const ORDER: readonly Effect[] = ['none', 'reads', 'acts'];
const KNOWN_GLOBALS = new Set(
  (
    'undefined NaN Infinity globalThis Object Array String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap WeakSet WeakRef ' +
    'Promise Proxy Reflect Error TypeError RangeError SyntaxError Intl ArrayBuffer DataView Uint8Array Int8Array Uint16Array Int16Array ' +
    'Uint32Array Int32Array Float32Array Float64Array parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent ' +
    'require module exports __dirname __filename process console Buffer URL setTimeout clearTimeout setInterval clearInterval'
  ).split(' '),
);
const PURE_CONSTRUCTORS = new Set('Map Set WeakMap WeakSet Object Array Error TypeError RangeError Date'.split(' '));
const PURE_CALLS =
  /^(?:Symbol|Symbol\.for|Object\.(?:freeze|create|keys|values|entries|assign)|Array\.(?:of|isArray)|Boolean|Math\.\w+|String|Number)$/;
const PATH_CALLS = /^path(?:\.(?:posix|win32))?\.(?:join|resolve|dirname|basename|extname|relative|normalize)$/;

export function worst(effects: Iterable<Effect>): Effect {
  let found: Effect = 'none';
  for (const effect of effects) if (ORDER.indexOf(effect) > ORDER.indexOf(found)) found = effect;
  return found;
}

export function effectOf(node: JsNode | null, unresolved: Unresolved): Effect {
  if (!node) return 'none';
  const all = (nodes: readonly (JsNode | null)[]) => worst(nodes.map((each) => effectOf(each, unresolved)));
  switch (node.type) {
    case 'Literal':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ThisExpression':
    case 'Super':
    case 'MetaProperty':
    case 'TemplateElement':
      return 'none';
    case 'Identifier':
      return unresolved.has(node.start) && !KNOWN_GLOBALS.has(nameOf(node) ?? '') ? 'reads' : 'none';
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return effectOf(child(node, 'expression'), unresolved);
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return convert(node, childNodes(node), unresolved);
    case 'UnaryExpression':
      if (node['operator'] === 'delete') return 'acts';
      return /^(?:!|typeof|void)$/.test(String(node['operator']))
        ? all(childNodes(node))
        : convert(node, childNodes(node), unresolved);
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'SequenceExpression':
    case 'ArrayExpression':
      return all(childNodes(node));
    case 'ObjectExpression':
      return all(children(node, 'properties'));
    case 'Property':
      return all([node['computed'] === true ? child(node, 'key') : null, child(node, 'value')]);
    case 'SpreadElement':
      return worst(['reads', effectOf(child(node, 'argument'), unresolved)]);
    case 'MemberExpression':
      return worst(['reads', all([child(node, 'object'), node['computed'] === true ? child(node, 'property') : null])]);
    case 'JSXElement':
    case 'JSXFragment':
      return worst(['reads', jsxEffect(node, unresolved)]);
    case 'ClassExpression':
      return classEffect(node, unresolved);
    case 'NewExpression':
    case 'CallExpression':
      return callEffect(node, unresolved);
    default:
      return 'acts';
  }
}

/** Adding, comparing and printing call `valueOf` and `toString` of what is not a literal. */
function convert(node: JsNode, parts: readonly JsNode[], unresolved: Unresolved): Effect {
  const effect = worst(parts.map((each) => effectOf(each, unresolved)));
  const exact = node['operator'] === '===' || node['operator'] === '!==';
  const literal = parts.every((each) => each.type === 'Literal' || each.type === 'TemplateElement');
  return exact || literal ? effect : worst(['reads', effect]);
}

function jsxEffect(node: JsNode, unresolved: Unresolved): Effect {
  return worst(
    childNodes(node).map((each) => {
      if (each.type === 'JSXExpressionContainer') return effectOf(child(each, 'expression'), unresolved);
      if (each.type === 'JSXEmptyExpression' || each.type === 'JSXText') return 'none';
      if (
        /^JSX(?:Identifier|MemberExpression|NamespacedName|ClosingElement|OpeningFragment|ClosingFragment)$/.test(
          each.type,
        )
      )
        return 'none';
      if (each.type.startsWith('JSX')) return jsxEffect(each, unresolved);
      return effectOf(each, unresolved);
    }),
  );
}

/** What defining a class does: decorators and static parts run, `extends` and computed names are evaluated. */
export function classEffect(node: JsNode, unresolved: Unresolved): Effect {
  if (children(node, 'decorators').length > 0) return 'acts';
  const members = children(child(node, 'body') ?? node, 'body');
  return worst([
    effectOf(child(node, 'superClass'), unresolved),
    ...members.map((member): Effect => {
      if (member.type === 'StaticBlock' || children(member, 'decorators').length > 0) return 'acts';
      if (children(child(member, 'value') ?? member, 'params').some((each) => children(each, 'decorators').length > 0))
        return 'acts';
      const key = member['computed'] === true ? effectOf(child(member, 'key'), unresolved) : 'none';
      const value =
        member['static'] === true && member.type !== 'MethodDefinition'
          ? effectOf(child(member, 'value'), unresolved)
          : 'none';
      return worst([key, value]);
    }),
  ]);
}

function callEffect(node: JsNode, unresolved: Unresolved): Effect {
  const given = worst(children(node, 'arguments').map((each) => effectOf(each, unresolved)));
  const callee = child(node, 'callee');
  const root = rootOf(callee);
  const isGlobal = root !== null && unresolved.has(root.start);
  const name = dottedName(callee);
  if (name === null || given === 'acts') return 'acts';
  if (node.type === 'NewExpression') return isGlobal && PURE_CONSTRUCTORS.has(name) ? given : 'acts';
  if (isGlobal && name === 'require.resolve')
    return stringOf(children(node, 'arguments')[0] ?? null) === null ? 'acts' : 'reads';
  if (isGlobal && PURE_CALLS.test(name)) return worst(['reads', given]);
  return !isGlobal && PATH_CALLS.test(name) ? worst(['reads', given]) : 'acts';
}

function rootOf(node: JsNode | null): JsNode | null {
  return node?.type === 'MemberExpression' ? rootOf(child(node, 'object')) : node;
}

/** `a.b.c` of plain names; null for anything computed. */
export function dottedName(node: JsNode | null): string | null {
  if (node?.type === 'Identifier') return nameOf(node);
  if (node?.type !== 'MemberExpression' || node['computed'] === true) return null;
  const object = dottedName(child(node, 'object'));
  return object === null ? null : `${object}.${nameOf(child(node, 'property')) ?? ''}`;
}
