import { child, children, walk } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { FUNCTIONS, enclosing, lineAt } from './source-facts.ts';
import { moduleError } from './strict-parse.ts';
import type { Reason, SourceFacts } from './source-facts.ts';

/** Names that Node gives every module or that a program may assign on purpose. */
const KNOWN_GLOBALS = new Set(['module', 'exports', 'require', '__filename', '__dirname']);

/** What works only in sloppy mode, or only in a CommonJS wrapper: an ES module is always strict. */
export function findHazards(facts: SourceFacts): Reason[] {
  const reasons: Reason[] = [];
  const add = (node: JsNode, reason: string): void =>
    void reasons.push({ line: lineAt(facts.text, node.start), reason });
  const error = moduleError(facts.text);
  if (error !== null) reasons.push({ line: null, reason: `it is not valid as an ES module: ${error}` });
  for (const evalNode of facts.free.get('eval') ?? [])
    add(evalNode, 'it calls eval, which sees other names in strict code');
  if (facts.strict) return reasons;

  for (const reference of facts.scopes.globalScope?.through ?? []) {
    const node = reference.identifier as unknown as JsNode;
    const name = String(node['name']);
    if (reference.isWrite() && !KNOWN_GLOBALS.has(name) && !insideStrict(facts, node)) {
      add(node, `it assigns the undeclared name ${name}, which strict code refuses`);
    }
  }
  const blockFunctions = new Set<string>();
  walk(facts.parents.get(facts.body[0] as JsNode) ?? null, (node, parent) => {
    if (node.type === 'FunctionDeclaration' && parent?.type === 'BlockStatement') {
      const holder = facts.parents.get(parent);
      if (holder && !FUNCTIONS.has(holder.type)) blockFunctions.add(String(child(node, 'id')?.['name']));
    }
    if (node.type === 'WithStatement') add(node, 'it uses `with`');
    if (node.type === 'MemberExpression' && child(node, 'object')?.['name'] === 'arguments') {
      const property = child(node, 'property')?.['name'];
      if (property === 'callee' || property === 'caller')
        add(node, `it uses arguments.${property}, which strict code refuses`);
    }
    if (node.type === 'CallExpression' && isPlainFunctionCall(node) && usesOwnThis(child(node, 'callee') as JsNode)) {
      add(
        node,
        'it calls a function on the spot that uses `this`: the global object in sloppy code, undefined in a module',
      );
    }
  });
  for (const name of blockFunctions) {
    const outside = facts.free.get(name)?.[0];
    if (outside) add(outside, `it uses ${name} outside the block that declares it, which only sloppy code may`);
  }
  for (const scope of facts.scopes.scopes) {
    const own = scope.type === 'function' ? scope.set.get('arguments') : undefined;
    if (!own || own.references.length === 0) continue;
    const aliased = scope.variables.find(
      (variable) =>
        variable.defs.some((def) => String(def.type) === 'Parameter') &&
        variable.references.some((each) => each.isWrite() && each.init !== true),
    );
    const node = own.references[0]?.identifier as unknown as JsNode;
    if (
      aliased &&
      !insideStrict(facts, node) &&
      passesArgumentsOn(
        facts,
        own.references.map((each) => each.identifier as unknown as JsNode),
      )
    ) {
      add(node, `it reads arguments after the parameter ${aliased.name} was assigned, which differs in strict code`);
    }
  }
  return reasons;
}

/** `arguments.length` does not change when a parameter is assigned; everything else of `arguments` may. */
function passesArgumentsOn(facts: SourceFacts, uses: readonly JsNode[]): boolean {
  return uses.some((node) => {
    const parent = facts.parents.get(node);
    return !(parent?.type === 'MemberExpression' && child(parent, 'property')?.['name'] === 'length');
  });
}

function isPlainFunctionCall(call: JsNode): boolean {
  const callee = child(call, 'callee');
  return callee?.type === 'FunctionExpression';
}

function usesOwnThis(fn: JsNode): boolean {
  let found = false;
  walk(child(fn, 'body'), (node) => {
    if (node.type === 'ThisExpression') found = true;
    if (node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration' || node.type === 'ClassBody')
      return 'skip';
    return undefined;
  });
  return found;
}

function insideStrict(facts: SourceFacts, node: JsNode): boolean {
  for (let fn = enclosing(facts, node, FUNCTIONS); fn; fn = enclosing(facts, fn, FUNCTIONS)) {
    const block = child(fn, 'body');
    if (block && children(block, 'body').some((statement) => statement['directive'] === 'use strict')) return true;
  }
  return enclosing(facts, node, new Set(['ClassBody'])) !== null;
}
