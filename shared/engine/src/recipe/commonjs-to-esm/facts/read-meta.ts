import { baseNameOf, hasFolder } from '../../../js/paths.ts';
import { child, children, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { FUNCTIONS, lineAt } from './source-facts.ts';
import type { Reason, SourceFacts } from './source-facts.ts';
import { computedFolders } from './computed-requires.ts';
import { literalRequire } from './read-requires.ts';

/** Uses of Node's module wrapper other than plain requires and exports. */
export interface MetaFacts {
  readonly dirname: readonly JsNode[];
  readonly filename: readonly JsNode[];
  /** `require.main === module` and `!module.parent`, each as the whole expression. `negated`: true when not main. */
  readonly mainChecks: readonly { node: JsNode; negated: boolean }[];
  /** Uses of `require` that a function made by `createRequire` serves as well: `require.resolve('x')`, and computed names in benchmarks. */
  readonly resolves: readonly JsNode[];
  readonly blockers: readonly Reason[];
}

/** Find them, and those that have no counterpart in an ES module. */
export function readMeta(facts: SourceFacts): MetaFacts {
  const blockers: Reason[] = [];
  const mainChecks: { node: JsNode; negated: boolean }[] = [];
  const resolves: JsNode[] = [];
  const block = (node: JsNode, reason: string): void =>
    void blockers.push({ line: lineAt(facts.text, node.start), reason });

  for (const identifier of facts.free.get('require') ?? []) {
    const parent = facts.parents.get(identifier);
    if (!parent || literalRequire(parent, identifier) !== null) continue;
    const member = parent.type === 'MemberExpression' && child(parent, 'object') === identifier ? parent : null;
    const property = member && member['computed'] === false ? nameOf(child(member, 'property')) : null;
    const check = property === 'main' && member ? mainCheck(facts, member) : null;
    if (check) mainChecks.push(check);
    else if (property === 'resolve' && member && isPlainResolve(facts, member)) resolves.push(member);
    else if (property === 'resolve')
      block(parent, 'it resolves a module by a computed name, or asks for require.resolve.paths');
    else if (property !== null) block(parent, `it uses require.${property}, which only CommonJS has`);
    else if (parent.type === 'CallExpression' && child(parent, 'callee') === identifier && isSideShow(facts))
      resolves.push(identifier);
    else if (parent.type === 'CallExpression' && child(parent, 'callee') === identifier)
      block(parent, 'it loads a module by a name computed at run time');
    else if (parent.type === 'UnaryExpression') block(parent, 'it asks whether it runs as CommonJS (typeof require)');
    else block(parent, 'it hands the require function itself to other code');
  }
  for (const identifier of facts.free.get('module') ?? []) {
    const parent = facts.parents.get(identifier);
    if (!parent) continue;
    if (parent.type === 'UnaryExpression') {
      block(parent, 'it asks whether it runs as CommonJS (typeof module): a universal (UMD) wrapper');
      continue;
    }
    const isMember = parent.type === 'MemberExpression' && child(parent, 'object') === identifier;
    const property = isMember && parent['computed'] === false ? nameOf(child(parent, 'property')) : null;
    if (property === 'exports') continue;
    const up = facts.parents.get(parent);
    if (property === 'parent' && up?.type === 'UnaryExpression' && up['operator'] === '!') {
      mainChecks.push({ node: up, negated: false });
    } else if (property === 'parent' && up?.type === 'IfStatement' && child(up, 'test') === parent) {
      mainChecks.push({ node: parent, negated: true });
    } else if (!mainChecks.some(({ node }) => node === parent)) {
      block(
        parent,
        property ? `it uses module.${property}, which only CommonJS has` : 'it hands the module object to other code',
      );
    }
  }
  for (const node of facts.free.get('exports') ?? []) {
    const parent = facts.parents.get(node);
    if (parent?.type === 'UnaryExpression' && parent['operator'] === 'typeof')
      block(node, 'it asks whether it runs as CommonJS (typeof exports): a universal (UMD) wrapper');
  }
  for (const node of facts.free.get('define') ?? []) {
    const member = facts.parents.get(node);
    if (member?.type === 'MemberExpression' && nameOf(child(member, 'property')) === 'amd')
      block(node, 'it is a universal (UMD) or AMD module');
  }
  return {
    dirname: facts.free.get('__dirname') ?? [],
    filename: facts.free.get('__filename') ?? [],
    mainChecks,
    resolves,
    blockers: [...blockers, ...wrapperUses(facts)],
  };
}

/** A benchmark or example that compares packages by name; it names no folder of its own. */
function isSideShow(facts: SourceFacts): boolean {
  const aside =
    hasFolder(facts.path, /^(bench(mark)?s?|examples?|perf)$/) || baseNameOf(facts.path).startsWith('bench');
  return aside && computedFolders(facts).length === 0;
}

function mainCheck(facts: SourceFacts, member: JsNode): { node: JsNode; negated: boolean } | null {
  const compare = facts.parents.get(member);
  if (compare?.type !== 'BinaryExpression') return null;
  const operator = String(compare['operator']);
  const other = child(compare, 'left') === member ? child(compare, 'right') : child(compare, 'left');
  if (other?.type !== 'Identifier' || other['name'] !== 'module' || !/^[!=]==?$/.test(operator)) return null;
  return { node: compare, negated: operator.startsWith('!') };
}

function isPlainResolve(facts: SourceFacts, member: JsNode): boolean {
  const call = facts.parents.get(member);
  if (call?.type !== 'CallExpression' || child(call, 'callee') !== member) return false;
  const argument = children(call, 'arguments')[0];
  return argument?.type === 'Literal';
}

/** `this`, `arguments` and `return` of the wrapper function that Node puts around a CommonJS module. */
function wrapperUses(facts: SourceFacts): Reason[] {
  const reasons: Reason[] = [];
  const visit = (node: JsNode): void => {
    if (FUNCTIONS.has(node.type) && node.type !== 'ArrowFunctionExpression') return;
    if (node.type === 'ClassBody') return;
    const line = lineAt(facts.text, node.start);
    if (node.type === 'ThisExpression') reasons.push({ line, reason: 'it uses `this` at its top level' });
    if (node.type === 'ReturnStatement' && !insideFunction(facts, node))
      reasons.push({ line, reason: 'it returns from its top level' });
    for (const [key, value] of Object.entries(node)) {
      if (key === 'parent') continue;
      for (const each of Array.isArray(value) ? value : [value])
        if (typeof each === 'object' && each !== null && typeof (each as JsNode).type === 'string')
          visit(each as JsNode);
    }
  };
  facts.body.forEach(visit);
  const wrapperArguments = facts.top.set.get('arguments');
  for (const reference of wrapperArguments?.references ?? []) {
    const node = reference.identifier as unknown as JsNode;
    reasons.push({ line: lineAt(facts.text, node.start), reason: 'it uses `arguments` at its top level' });
  }
  return reasons;
}

function insideFunction(facts: SourceFacts, node: JsNode): boolean {
  for (let up = facts.parents.get(node); up; up = facts.parents.get(up)) if (FUNCTIONS.has(up.type)) return true;
  return false;
}
