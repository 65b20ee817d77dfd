import { child, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { FUNCTIONS, enclosing, lineAt, statementIndex } from './source-facts.ts';
import type { Reason, SourceFacts } from './source-facts.ts';

/** A node that denotes the exports object (`exports` or `module.exports`) and what is done with it. */
export interface ExportsNode {
  readonly node: JsNode;
  readonly spelled: 'exports' | 'module.exports';
  /** `write`: `X.name = …`; `read`: `X.name`; `update`: `X.name += …`, `delete X.name`; `assign`: `X = …`; `whole`: anything else. */
  readonly role: 'write' | 'read' | 'update' | 'assign' | 'whole';
  readonly name: string | null;
}

/** `X = Y = value` at the top level, where the left sides are exports objects or names on them. */
export interface ExportChain {
  readonly root: JsNode;
  /** Index of the top-level statement. */
  readonly statement: number;
  /** The identifier of `const id = module.exports = value`. */
  readonly declared: JsNode | null;
  readonly lefts: readonly ExportsNode[];
  readonly value: JsNode;
}

export type ExportFacts =
  | { readonly kind: 'none' }
  /** Only names are put on the object Node made. `chains` covers every write unless `loose`. */
  | {
      readonly kind: 'names';
      readonly nodes: readonly ExportsNode[];
      readonly chains: readonly ExportChain[];
      readonly loose: boolean;
    }
  /** The object is replaced once, at the top level. `nodes` are the exports nodes outside that assignment. */
  | {
      readonly kind: 'value';
      readonly chain: ExportChain;
      readonly nodes: readonly ExportsNode[];
      readonly chains: readonly ExportChain[];
      readonly loose: boolean;
    }
  /** The object is replaced in several places while the module loads. */
  | { readonly kind: 'slot'; readonly nodes: readonly ExportsNode[] }
  | { readonly kind: 'unclear'; readonly why: Reason };

/** How the file exports. */
export function readExports(facts: SourceFacts): ExportFacts {
  const nodes = exportsNodes(facts);
  if (nodes.length === 0) return { kind: 'none' };
  const unclear = (node: JsNode, reason: string): ExportFacts => ({
    kind: 'unclear',
    why: { line: lineAt(facts.text, node.start), reason },
  });
  const first = nodes[0] as ExportsNode;
  if (/\bexports\b[^\n]{0,20}__esModule/.test(facts.text)) {
    return unclear(first.node, 'it is the output of a compiler (__esModule); its source is what should be converted');
  }
  const assigns = nodes.filter(({ role }) => role === 'assign');
  const chains = chainsOf(facts, nodes);
  const inChain = new Set(chains.flatMap(({ lefts }) => lefts.map(({ node }) => node)));
  const loose = nodes.some(({ role, node }) => role === 'write' && !inChain.has(node));
  if (assigns.length === 0) return { kind: 'names', nodes, chains, loose };

  const roots = new Set(assigns.map(({ node }) => chainRoot(facts, node)));
  const chain = chains.find(({ root }) => roots.has(root));
  if (roots.size === 1 && chain && chain.lefts.every(({ role }) => role === 'assign')) {
    if (!chain.lefts.some(({ spelled }) => spelled === 'module.exports')) {
      return unclear(first.node, 'it assigns the variable exports, which exports nothing');
    }
    const rest = nodes.filter((each) => !chain.lefts.includes(each));
    const early = rest.find(({ node }) => node.start < chain.root.start && !enclosing(facts, node, FUNCTIONS));
    if (early) return unclear(early.node, 'it uses the exports object before it replaces it');
    const covered = chain.lefts.some(({ spelled }) => spelled === 'exports');
    const lost = rest.find(({ spelled }) => spelled === 'exports');
    if (lost && !covered) return unclear(lost.node, 'it writes to exports after module.exports was replaced');
    return { kind: 'value', chain, nodes: rest, chains: chains.filter((each) => each !== chain), loose };
  }
  const late = assigns.find(({ node }) => enclosing(facts, node, FUNCTIONS));
  if (late) return unclear(late.node, 'it replaces module.exports inside a function');
  const plain = nodes.find(({ spelled }) => spelled === 'exports');
  if (plain) return unclear(plain.node, 'it replaces module.exports more than once and also uses exports');
  return { kind: 'slot', nodes };
}

function exportsNodes(facts: SourceFacts): ExportsNode[] {
  const found: ExportsNode[] = [];
  for (const node of facts.free.get('exports') ?? []) found.push(describeUse(facts, node, 'exports'));
  for (const identifier of facts.free.get('module') ?? []) {
    const member = facts.parents.get(identifier);
    if (member?.type !== 'MemberExpression' || child(member, 'object') !== identifier) continue;
    if (staticName(member) === 'exports') found.push(describeUse(facts, member, 'module.exports'));
  }
  return found.toSorted((a, b) => a.node.start - b.node.start);
}

/** The name in `object.name` or `object['name']`. */
export function staticName(member: JsNode): string | null {
  const property = child(member, 'property');
  if (member['computed'] === false) return property?.type === 'PrivateIdentifier' ? null : nameOf(property);
  return property?.type === 'Literal' ? nameOf(property) : null;
}

function describeUse(facts: SourceFacts, node: JsNode, spelled: ExportsNode['spelled']): ExportsNode {
  const parent = facts.parents.get(node);
  if (parent?.type === 'AssignmentExpression' && child(parent, 'left') === node && parent['operator'] === '=') {
    return { node, spelled, role: 'assign', name: null };
  }
  if (parent?.type !== 'MemberExpression' || child(parent, 'object') !== node)
    return { node, spelled, role: 'whole', name: null };
  const name = staticName(parent);
  if (name === null) return { node, spelled, role: 'whole', name: null };
  return { node, spelled, role: memberRole(facts, parent), name };
}

/** What happens to `object.name`. */
export function memberRole(facts: SourceFacts, member: JsNode): 'write' | 'read' | 'update' {
  const parent = facts.parents.get(member);
  if (parent?.type === 'AssignmentExpression' && child(parent, 'left') === member) {
    return parent['operator'] === '=' ? 'write' : 'update';
  }
  if (parent?.type === 'UpdateExpression') return 'update';
  if (parent?.type === 'UnaryExpression' && parent['operator'] === 'delete') return 'update';
  if (parent?.type === 'ForInStatement' || parent?.type === 'ForOfStatement') {
    return child(parent, 'left') === member ? 'update' : 'read';
  }
  // `[m.a, m.b] = …` and `({ x: m.a } = …)` write too.
  if (parent?.type === 'ArrayPattern' || parent?.type === 'RestElement') return 'update';
  if (parent?.type === 'AssignmentPattern') return child(parent, 'left') === member ? 'update' : 'read';
  if (parent?.type !== 'Property' || child(parent, 'value') !== member) return 'read';
  return facts.parents.get(parent)?.type === 'ObjectPattern' ? 'update' : 'read';
}

function chainRoot(facts: SourceFacts, left: JsNode): JsNode {
  let at = left;
  for (let up = facts.parents.get(at); up; up = facts.parents.get(at)) {
    if (up.type === 'AssignmentExpression' && up['operator'] === '=') at = up;
    else if (up.type === 'MemberExpression' && at === left && child(up, 'object') === at) at = up;
    else break;
  }
  return at;
}

function chainsOf(facts: SourceFacts, nodes: readonly ExportsNode[]): ExportChain[] {
  const chains: ExportChain[] = [];
  const seen = new Set<JsNode>();
  for (const { node, role } of nodes) {
    if (role !== 'write' && role !== 'assign') continue;
    const root = chainRoot(facts, node);
    if (seen.has(root)) continue;
    seen.add(root);
    const chain = readChain(facts, root, nodes);
    if (chain) chains.push(chain);
  }
  return chains;
}

function readChain(facts: SourceFacts, root: JsNode, nodes: readonly ExportsNode[]): ExportChain | null {
  const holder = facts.parents.get(root);
  const top = holder ? facts.parents.get(holder) : undefined;
  let declared: JsNode | null = null;
  if (holder?.type === 'VariableDeclarator' && child(holder, 'init') === root) {
    declared = child(holder, 'id');
    if (declared?.type !== 'Identifier' || !top || facts.parents.get(top)?.type !== 'Program') return null;
  } else if (holder?.type !== 'ExpressionStatement' || top?.type !== 'Program') return null;
  const lefts: ExportsNode[] = [];
  let value: JsNode = root;
  while (value.type === 'AssignmentExpression' && value['operator'] === '=') {
    const target = child(value, 'left') as JsNode;
    const left = nodes.find(({ node }) => node === target || node === child(target, 'object'));
    if (!left || (left.node !== target && left.role !== 'write')) break;
    lefts.push(left);
    value = child(value, 'right') as JsNode;
  }
  if (lefts.length === 0) return null;
  return { root, statement: statementIndex(facts, root), declared, lefts, value };
}
