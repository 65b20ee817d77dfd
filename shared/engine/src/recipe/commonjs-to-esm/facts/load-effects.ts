import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { isCalmFunction } from './calm-functions.ts';
import { isBuiltin } from '../tree/builtins.ts';
import type { SourceFacts } from './source-facts.ts';
import type { RequireSite } from './read-requires.ts';
import { staticName } from './read-exports.ts';

/**
 * Loading order matters only where code runs between two requires. What counts as quiet here cannot be seen by another
 * module: declarations, values built from them, exports, and objects made by calling a package (`const app = express()`).
 */
export function firstEffect(facts: SourceFacts, requires: readonly RequireSite[]): number {
  const origins = bindingOrigins(facts, requires);
  const at = facts.body.findIndex((statement) => !isQuiet(statement, origins));
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}

type Origin = 'builtin' | 'external' | 'local' | 'own' | 'exports';

interface Origins {
  get(name: string): Origin | undefined;
  isCalm(name: string | null): boolean;
}

/** Calls whose whole point is to change what is loaded afterwards. */
const SETS_THE_STAGE = /env|mock|stub|fake|register|sinon|nock|config|setup|install|patch|polyfill|hook|alias/i;
const PURE_GLOBALS = new Set(
  (
    'Object Array Map Set WeakMap WeakSet RegExp String Number Boolean BigInt Symbol Math JSON Date Error TypeError ' +
    'RangeError Promise URL Buffer Uint8Array parseInt parseFloat isNaN encodeURIComponent TextEncoder TextDecoder Proxy Reflect'
  ).split(' '),
);
/** Assertion libraries: configuring one does not change how other modules load. */
const HARMLESS = new Set(['chai', 'should', 'expect', 'assert']);

function bindingOrigins(facts: SourceFacts, requires: readonly RequireSite[]): Origins {
  const origins = new Map<string, Origin>();
  for (const variable of facts.top.variables) origins.set(variable.name, 'own');
  for (const site of requires) {
    let at = facts.parents.get(site.call);
    while (at?.type === 'MemberExpression' || at?.type === 'CallExpression') at = facts.parents.get(at);
    if (at?.type !== 'VariableDeclarator') continue;
    const origin = isBuiltin(site.specifier) ? 'builtin' : site.specifier.startsWith('.') ? 'local' : 'external';
    for (const name of boundNames(child(at, 'id'))) {
      const chai = HARMLESS.has(site.specifier) ? 'builtin' : origin;
      origins.set(name, chai);
    }
  }
  origins.set('module', 'exports');
  origins.set('exports', 'exports');
  const harmless = (name: string): boolean => PURE_GLOBALS.has(name) || name === 'undefined';
  return {
    get: (name) => origins.get(name),
    isCalm: (name) => name !== null && isCalmFunction(facts, name, harmless),
  };
}

/** Names that a binding pattern declares. */
export function boundNames(pattern: JsNode | null): string[] {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [String(pattern['name'])];
  if (pattern.type === 'ObjectPattern') return children(pattern, 'properties').flatMap((each) => boundNames(each));
  if (pattern.type === 'ArrayPattern') return children(pattern, 'elements').flatMap((each) => boundNames(each));
  return boundNames(child(pattern, 'value') ?? child(pattern, 'left') ?? child(pattern, 'argument'));
}

function isQuiet(statement: JsNode, origins: Origins): boolean {
  switch (statement.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'EmptyStatement':
      return true;
    case 'VariableDeclaration':
      return children(statement, 'declarations').every((each) => {
        const init = child(each, 'init');
        return !init || isInert(init, origins);
      });
    case 'ExpressionStatement':
      return 'directive' in statement && statement['directive'] != null
        ? true
        : isQuietExpression(child(statement, 'expression') as JsNode, origins);
    default:
      return false;
  }
}

function isQuietExpression(node: JsNode, origins: Origins): boolean {
  if (node.type === 'AssignmentExpression') {
    const origin = origins.get(rootName(child(node, 'left') as JsNode) ?? '');
    const right = child(node, 'right') as JsNode;
    return (origin === 'own' || origin === 'exports') && (isInert(right, origins) || isQuietExpression(right, origins));
  }
  if (node.type === 'CallExpression') {
    const callee = child(node, 'callee') as JsNode;
    if (nameOf(callee) === 'require') return true;
    const root = rootName(callee) ?? '';
    const first = children(node, 'arguments')[0];
    const onOwn = first ? ['own', 'exports'].includes(origins.get(rootName(first) ?? '') ?? '') : false;
    const inert = children(node, 'arguments').every((each) => isInert(each, origins));
    if (!inert) return false;
    if ((root === 'Object' || root === 'Reflect') && onOwn) return true;
    if (origins.get(root) !== 'builtin') return false;
    // `util.inherits(Own, Base)`, `chai.use(plugin)`; anything else of a builtin (fs, process) may be seen elsewhere.
    return (staticName(callee) === 'inherits' && onOwn) || ['chai', 'should'].includes(root);
  }
  return node.type === 'Literal' || node.type === 'Identifier';
}

/** Evaluating it leaves no trace that another module could see. */
function isInert(node: JsNode, origins: Origins): boolean {
  const all = (field: string): boolean => children(node, field).every((each) => isInert(each, origins));
  const one = (field: string): boolean => {
    const value = child(node, field);
    return !value || isInert(value, origins);
  };
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
    case 'ThisExpression':
    case 'MetaProperty':
      return true;
    case 'TemplateLiteral':
      return all('expressions');
    case 'ArrayExpression':
      return all('elements');
    case 'ObjectExpression':
      return all('properties');
    case 'Property':
      return one('value') && (node['computed'] === false || one('key'));
    case 'SpreadElement':
    case 'UnaryExpression':
      return node['operator'] !== 'delete' && one('argument');
    case 'BinaryExpression':
    case 'LogicalExpression':
      return one('left') && one('right');
    case 'ConditionalExpression':
      return one('test') && one('consequent') && one('alternate');
    case 'MemberExpression':
      return one('object') && (node['computed'] === false || one('property'));
    case 'AssignmentExpression':
      return isQuietExpression(node, origins);
    case 'CallExpression':
    case 'NewExpression':
      return isConstruction(node, origins);
    default:
      return false;
  }
}

function isConstruction(node: JsNode, origins: Origins): boolean {
  const callee = child(node, 'callee') as JsNode;
  if (!children(node, 'arguments').every((each) => isInert(each, origins))) return false;
  const name = nameOf(callee);
  if (name === 'require') return true;
  const required = requiredBy(callee);
  if (required !== null)
    return !required.startsWith('.') && !SETS_THE_STAGE.test(required + (staticName(callee) ?? ''));
  if (!isInert(callee, origins)) return false;
  const root = rootName(callee);
  if (root === null) return true;
  const origin = origins.get(root);
  if (origin === 'builtin') return true;
  if (origin === 'external') return !SETS_THE_STAGE.test(root) && !SETS_THE_STAGE.test(staticName(callee) ?? '');
  if (origin === 'own') return origins.isCalm(name === null ? null : root);
  return origin === undefined && PURE_GLOBALS.has(root);
}

/** The literal in `require('x')`, `require('x').y`. */
function requiredBy(node: JsNode): string | null {
  if (node.type === 'MemberExpression') return requiredBy(child(node, 'object') as JsNode);
  if (node.type !== 'CallExpression' || nameOf(child(node, 'callee')) !== 'require') return null;
  return nameOf(children(node, 'arguments')[0] ?? null);
}

/** `a` of `a.b.c` and `a.b().c`. */
function rootName(node: JsNode): string | null {
  if (node.type === 'Identifier') return String(node['name']);
  const next = child(node, 'object') ?? (node.type === 'CallExpression' ? child(node, 'callee') : null);
  return next ? rootName(next) : null;
}
