import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { boundNames } from './load-effects.ts';
import { FUNCTIONS, enclosing, isNeverReassigned, variableDeclaredAt } from './source-facts.ts';
import type { ModuleFacts } from './module-facts.ts';
import { memberRole, staticName } from './read-exports.ts';
import type { RequireSite } from './read-requires.ts';

/** What a consumer does with the value of one require. */
export interface RequiredUse {
  /** Where the value goes: nowhere, into a variable, taken apart by a pattern, `.name` read at once, or used in place. */
  readonly shape: 'bare' | 'variable' | 'pattern' | 'member' | 'expression';
  /** The declarator, when the require (or `require().name`) is the whole initialiser of a top-level one. */
  readonly declarator: JsNode | null;
  readonly names: ReadonlySet<string>;
  /** Called, constructed or extended: it is a function or class. */
  readonly called: boolean;
  /** A property is assigned or deleted. */
  readonly mutated: boolean;
  /** Passed on, spread, compared…: the object itself matters. */
  readonly whole: boolean;
  /** Something of it is needed while the consumer loads. */
  readonly atLoad: boolean;
}

const OBJECT_PROTOTYPE = new Set([
  'hasOwnProperty',
  'toString',
  'valueOf',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'constructor',
  '__proto__',
  'default',
]);

export function requiredUse(facts: ModuleFacts, site: RequireSite): RequiredUse {
  const { call } = site;
  const parent = facts.parents.get(call) as JsNode;
  const found = { names: new Set<string>(), called: false, mutated: false, whole: false, atLoad: false };
  const look = (node: JsNode): void => classify(facts, node, found);
  if (parent.type === 'ExpressionStatement') return { shape: 'bare', declarator: null, ...found };
  if (parent.type === 'VariableDeclarator' && child(parent, 'init') === call) {
    const declarator = isTopLevel(facts, parent) ? parent : null;
    const id = child(parent, 'id') as JsNode;
    if (id.type === 'Identifier') {
      const variable = variableDeclaredAt(facts, id);
      if (!variable || !isNeverReassigned(variable)) found.whole = true;
      for (const reference of variable?.references ?? []) {
        if (reference.init !== true) look(reference.identifier as unknown as JsNode);
      }
      return { shape: 'variable', declarator, ...found };
    }
    if (id.type === 'ObjectPattern') {
      for (const property of children(id, 'properties')) {
        const name =
          property.type === 'Property' && property['computed'] === false ? nameOf(child(property, 'key')) : null;
        if (name === null || OBJECT_PROTOTYPE.has(name)) found.whole = true;
        else found.names.add(name);
      }
      found.atLoad = boundNames(id).some((name) => readAtLoad(facts, name));
      return { shape: 'pattern', declarator, ...found };
    }
  }
  look(call);
  const member =
    parent.type === 'MemberExpression' && child(parent, 'object') === call && staticName(parent) !== null
      ? parent
      : null;
  const holder = member ? facts.parents.get(member) : undefined;
  if (
    member &&
    holder?.type === 'VariableDeclarator' &&
    child(holder, 'init') === member &&
    isTopLevel(facts, holder)
  ) {
    const atLoad = boundNames(child(holder, 'id')).some((name) => readAtLoad(facts, name));
    return {
      shape: 'member',
      declarator: holder,
      ...found,
      atLoad: atLoad || child(holder, 'id')?.type !== 'Identifier',
    };
  }
  return { shape: member ? 'member' : 'expression', declarator: null, ...found };
}

function classify(
  facts: ModuleFacts,
  node: JsNode,
  found: { names: Set<string>; called: boolean; mutated: boolean; whole: boolean; atLoad: boolean },
): void {
  if (!enclosing(facts, node, FUNCTIONS)) found.atLoad = true;
  const parent = facts.parents.get(node);
  if (parent?.type === 'MemberExpression' && child(parent, 'object') === node) {
    const name = staticName(parent);
    if (name === null || OBJECT_PROTOTYPE.has(name)) found.whole = true;
    else {
      found.names.add(name);
      if (memberRole(facts, parent) !== 'read') found.mutated = true;
    }
    return;
  }
  const isCallee =
    parent?.type === 'CallExpression' || parent?.type === 'NewExpression' ? child(parent, 'callee') === node : false;
  if (isCallee || (parent && child(parent, 'superClass') === node) || (parent && child(parent, 'tag') === node))
    found.called = true;
  else found.whole = true;
}

function isTopLevel(facts: ModuleFacts, declarator: JsNode): boolean {
  const declaration = facts.parents.get(declarator);
  return declaration !== undefined && facts.parents.get(declaration)?.type === 'Program';
}

function readAtLoad(facts: ModuleFacts, name: string): boolean {
  return (facts.top.set.get(name)?.references ?? []).some(
    (reference) => reference.init !== true && !enclosing(facts, reference.identifier as unknown as JsNode, FUNCTIONS),
  );
}
