import type { PlanLevel } from '@iama/contracts/recipe';
import { child, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

const DEBUG = [
  'log',
  'debug',
  'dir',
  'dirxml',
  'table',
  'trace',
  'count',
  'countReset',
  'time',
  'timeEnd',
  'timeLog',
  'group',
  'groupCollapsed',
  'groupEnd',
];
const METHODS: Record<PlanLevel, ReadonlySet<string>> = {
  CONSERVATIVE: new Set(DEBUG),
  STANDARD: new Set([...DEBUG, 'info', 'assert', 'profile', 'profileEnd', 'timeStamp']),
  COMPREHENSIVE: new Set([...DEBUG, 'info', 'assert', 'profile', 'profileEnd', 'timeStamp', 'warn', 'error']),
};

/** The method of a `console.…` expression (called or not); null for anything else, and where the file has a `console` of its own. */
export function consoleMethod(node: JsNode | null, unresolved: ReadonlySet<number>): string | null {
  if (node?.type !== 'MemberExpression') return null;
  const object = child(node, 'object');
  const isGlobal = (each: JsNode | null, name: string) =>
    nameOf(each) === name && each?.type === 'Identifier' && unresolved.has(each.start);
  const ofWindow =
    object?.type === 'MemberExpression' &&
    object['computed'] !== true &&
    nameOf(child(object, 'property')) === 'console' &&
    ['globalThis', 'window', 'global', 'self'].some((name) => isGlobal(child(object, 'object'), name));
  return isGlobal(object, 'console') || ofWindow ? nameOf(child(node, 'property')) : null;
}

export function isDebugMethod(method: string, level: PlanLevel): boolean {
  return METHODS[level].has(method);
}

/** Methods that print at all: what a level leaves alone is worth a word only if it is one of these. */
export function isPrinting(method: string): boolean {
  return METHODS.COMPREHENSIVE.has(method);
}
