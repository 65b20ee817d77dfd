import type { Variable } from '@typescript-eslint/scope-manager';
import { child, children, nameOf, walk } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { isNeverReassigned } from './source-facts.ts';
import type { ModuleFacts } from './module-facts.ts';
import type { ExportChain, ExportsNode } from './read-exports.ts';

/** One assignment that becomes named exports. `local` is the binding that is exported. */
export interface NamedExport {
  readonly chain: ExportChain;
  readonly exported: readonly string[];
  readonly local: string;
  /** `list`: the binding exists; `declare`: the assigned value gets a declaration. */
  readonly how: 'list' | 'declare';
}

export interface ExportedNames {
  /** Exported name → local binding, in the order they were put on the object. */
  readonly bindings: ReadonlyMap<string, string>;
  readonly named: readonly NamedExport[];
  /** `module.exports = { a, b: c }`, whose names are all bindings. */
  readonly literal: JsNode | null;
  /** `module.exports = {}` before the names. */
  readonly reset: ExportChain | null;
  /** `X.name` read back in the file: to become the binding. */
  readonly reads: readonly ExportsNode[];
}

/** What a file exports by name, when ES exports can say the same; otherwise null. */
export function exportedNames(facts: ModuleFacts): ExportedNames | null {
  const { exports } = facts;
  if ((exports.kind !== 'names' && exports.kind !== 'value') || exports.loose) return null;
  if (exports.nodes.some(({ role }) => role === 'whole' || role === 'update')) return null;
  const bindings = new Map<string, string>();
  let literal: JsNode | null = null;
  let reset: ExportChain | null = null;
  if (exports.kind === 'value') {
    const { chain } = exports;
    if (chain.value.type !== 'ObjectExpression' || chain.declared) return null;
    const properties = children(chain.value, 'properties');
    if (properties.length === 0) reset = chain;
    else literal = chain.value;
    for (const property of properties) {
      const exported =
        property.type === 'Property' && property['computed'] === false ? nameOf(child(property, 'key')) : null;
      const value = child(property, 'value');
      if (exported === null || child(property, 'key')?.type !== 'Identifier' || value?.type !== 'Identifier')
        return null;
      const local = String(value['name']);
      if (!isStableBinding(facts, local) || bindings.has(exported) || exported === 'default') return null;
      bindings.set(exported, local);
    }
  }
  const reads = exports.nodes.filter(({ role }) => role === 'read');
  const named: NamedExport[] = [];
  for (const chain of exports.chains) {
    const exported = chain.lefts.map(({ name }) => name ?? '');
    if (exported.some((name) => bindings.has(name) || !/^[A-Za-z_$][\w$]*$/.test(name) || name === 'default'))
      return null;
    if (new Set(exported).size !== exported.length) return null;
    const entry = bindingFor(facts, chain, exported, reads);
    if (!entry || (usesReceiver(facts, entry, chain) && !/^[A-Z]/.test(exported[0] ?? ''))) return null;
    for (const name of exported) bindings.set(name, entry.local);
    named.push(entry);
  }
  for (const { node, name } of reads) {
    const local = name === null ? undefined : bindings.get(name);
    if (local === undefined || isShadowed(facts, node, local)) return null;
    // `exports.x` before its assignment is undefined; a binding would not be there yet.
    const chain = named.find(({ exported }) => exported.includes(name ?? ''))?.chain;
    if (chain && node.start < chain.root.start && !insideFunction(facts, node)) return null;
  }
  return { bindings, named, literal, reset, reads };
}

function bindingFor(
  facts: ModuleFacts,
  chain: ExportChain,
  exported: readonly string[],
  reads: readonly ExportsNode[],
): NamedExport | null {
  if (chain.declared) {
    const local = String(chain.declared['name']);
    return isStableBinding(facts, local) ? { chain, exported, local, how: 'list' } : null;
  }
  if (chain.value.type === 'Identifier') {
    const local = String(chain.value['name']);
    if (isStableBinding(facts, local)) return { chain, exported, local, how: 'list' };
    if (facts.top.set.has(local)) return null;
  }
  const own = nameOf(child(chain.value, 'id'));
  for (const candidate of own === null ? exported : [own, ...exported]) {
    if (canDeclare(facts, candidate, chain, reads, exported))
      return { chain, exported, local: candidate, how: 'declare' };
  }
  for (let suffix = 'Export'; ; suffix += '_') {
    const local = `${exported[0]}${suffix}`;
    if (canDeclare(facts, local, chain, reads, exported)) return { chain, exported, local, how: 'declare' };
  }
}

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false ' +
    'finally for function if implements import in instanceof interface let new null package private protected public return ' +
    'static super switch this throw true try typeof var void while with yield undefined NaN Infinity async of'
  ).split(' '),
);

export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/** A new top-level binding of that name would catch no reference that means something else. */
function canDeclare(
  facts: ModuleFacts,
  name: string,
  chain: ExportChain,
  reads: readonly ExportsNode[],
  exported: readonly string[],
): boolean {
  if (isReserved(name) || facts.top.set.has(name) || facts.free.has(name)) return false;
  return reads.every((read) => !exported.includes(read.name ?? '') || !isShadowed(facts, read.node, name, chain.value));
}

function isStableBinding(facts: ModuleFacts, name: string): boolean {
  const variable: Variable | undefined = facts.top.set.get(name);
  return variable !== undefined && variable.defs.length > 0 && isNeverReassigned(variable);
}

/** Some scope between `node` and the top declares `name`. The own name of the function expression `self` does not count. */
export function isShadowed(facts: ModuleFacts, node: JsNode, name: string, self: JsNode | null = null): boolean {
  for (let up: JsNode | undefined = node; up; up = facts.parents.get(up)) {
    for (const scope of facts.scopes.nodeToScope.get(up as never) ?? []) {
      if (scope === facts.top || scope.type === 'global') return false;
      if (String(scope.type) === 'function-expression-name' && up === self) continue;
      if (scope.set.has(name)) return true;
    }
  }
  return false;
}

/** The exported function is called on the exports object and looks at it through `this`. */
function usesReceiver(facts: ModuleFacts, entry: NamedExport, chain: ExportChain): boolean {
  const defs = entry.how === 'list' ? (facts.top.set.get(entry.local)?.defs ?? []) : [];
  const fn = entry.how === 'declare' ? chain.value : ((defs[0]?.node as unknown as JsNode | undefined) ?? null);
  const functionNode = fn?.type === 'VariableDeclarator' ? child(fn, 'init') : fn;
  if (functionNode?.type !== 'FunctionExpression' && functionNode?.type !== 'FunctionDeclaration') return false;
  let found = false;
  walk(child(functionNode, 'body'), (node) => {
    if (node.type === 'ThisExpression') found = true;
    if (node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration' || node.type === 'ClassBody')
      return 'skip';
    return undefined;
  });
  return found;
}

function insideFunction(facts: ModuleFacts, node: JsNode): boolean {
  for (let up = facts.parents.get(node); up; up = facts.parents.get(up)) if (/Function/.test(up.type)) return true;
  return false;
}
