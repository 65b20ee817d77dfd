import { effectOf } from '../unused-code/effects.ts';
import type { Unresolved } from '../unused-code/effects.ts';
import { child, childNodes, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** Calls that only make a text or a copy of what they are given: what one writes to look at a value. */
const LOOKS =
  /^(?:JSON\.stringify|util\.(?:inspect|format)|inspect|Object\.(?:fromEntries|getOwnPropertyNames)|Date\.now|performance\.now|process\.(?:memoryUsage|hrtime|uptime|cwd)|parseInt|parseFloat|BigInt)$/;
const TEXT_METHODS =
  /^(?:toString|toFixed|toPrecision|toISOString|toLocaleString|toLocaleTimeString|toLocaleDateString|toUpperCase|toLowerCase|toJSON|trim|padStart|padEnd|join|slice|substring|substr|repeat|getTime)$/;
const COLOURS = /^(?:chalk|kleur|pc|picocolors|colors|c)(?:\.\w+)+$/;

/** The arguments that do something when they are evaluated, in order; null when one cannot stand alone. */
export function actingArguments(call: JsNode, unresolved: Unresolved): readonly JsNode[] | null {
  const acting: JsNode[] = [];
  for (const each of children(call, 'arguments')) {
    if (!acts(each, unresolved)) continue;
    if (each.type === 'SpreadElement') return null;
    acting.push(each);
  }
  return acting;
}

/** Whether evaluating it does more than reading properties and making texts. */
export function acts(node: JsNode, unresolved: Unresolved): boolean {
  if (effectOf(node, unresolved) !== 'acts') return false;
  if (node.type === 'CallExpression') {
    const callee = child(node, 'callee');
    const dotted = dottedPath(callee);
    const method =
      callee?.type === 'MemberExpression' && callee['computed'] !== true ? nameOf(child(callee, 'property')) : null;
    const object = callee ? child(callee, 'object') : null;
    const looks =
      LOOKS.test(dotted) ||
      COLOURS.test(dotted) ||
      (method !== null && TEXT_METHODS.test(method) && object !== null && !acts(object, unresolved));
    return !looks || children(node, 'arguments').some((each) => acts(each, unresolved));
  }
  // What only combines its parts does what its parts do.
  const combines =
    /^(?:TemplateLiteral|BinaryExpression|LogicalExpression|ConditionalExpression|ArrayExpression|ObjectExpression|Property|SpreadElement|MemberExpression|ChainExpression|UnaryExpression|TS(?:As|NonNull|Satisfies)\w*)$/.test(
      node.type,
    ) && node['operator'] !== 'delete';
  return combines ? childNodes(node).some((each) => acts(each, unresolved)) : true;
}

function dottedPath(node: JsNode | null): string {
  if (node?.type === 'MemberExpression' && node['computed'] !== true)
    return `${dottedPath(child(node, 'object'))}.${nameOf(child(node, 'property')) ?? ''}`;
  return node?.type === 'Identifier' ? (nameOf(node) ?? '') : '';
}

/** An expression's text as a statement; semicolons where the file ends its statements so, guarded where a line could be glued. */
export function asStatement(text: string, node: JsNode, semicolons: boolean): string {
  const own = text.slice(node.start, node.end);
  const needsParens =
    /^(?:\{|function\b|class\b|async\s+function\b|let\s*\[)/.test(own) || node.type === 'ArrowFunctionExpression';
  const statement = needsParens ? `(${own})` : own;
  return semicolons ? `${statement};` : /^[([`/+-]/.test(statement) ? `;${statement}` : statement;
}
